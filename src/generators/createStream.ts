import type { RequestStream, StreamSpec } from "../model/http.ts";
import { assertNever } from "../util/assertNever.ts";
import { requestStream } from "./requests/requestStream.ts";

/** The request stream of a spec. Every kind of generator has its case here. */
export function createStream(spec: StreamSpec): RequestStream {
  switch (spec.kind) {
    case "requests":
      return requestStream(spec);
    default:
      return assertNever(spec.kind);
  }
}
