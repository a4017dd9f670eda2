import { constants, type OutgoingHttpHeaders } from "node:http2";
import type { WireRequest } from "../../../model/http.ts";
import { expectsBody, isClientHeader, isValidRequest } from "../requestSyntax.ts";

/** A request as node:http2 takes it. */
export interface Http2Request {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array | undefined;
}

/** The request in the form of HTTP/2 (RFC 9113, 8.3); `undefined` if it cannot be sent. */
export function http2RequestOf(request: WireRequest, scheme: "http" | "https", host: string): Http2Request | undefined {
  if (!isValidRequest(request)) return undefined;
  const { method, path, body } = request;
  const fields = fieldsOf(request.headers);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const length = bytes?.length ?? 0;
  return {
    headers: {
      [constants.HTTP2_HEADER_METHOD]: method,
      [constants.HTTP2_HEADER_SCHEME]: scheme,
      [constants.HTTP2_HEADER_AUTHORITY]: fields.get("host")?.[0] ?? host,
      [constants.HTTP2_HEADER_PATH]: path,
      ...Object.fromEntries(
        [...fields].filter(([name]) => name !== "host").map(([name, [...values]]) => [name, values]),
      ),
      ...(length > 0 || expectsBody(method) ? { "content-length": length } : {}),
    },
    body: length > 0 ? bytes : undefined,
  };
}

/** Values by lower-case name, without the headers that HTTP/2 forbids (RFC 9113, 8.2.2) or the client writes. */
function fieldsOf(headers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (let i = 0; i < headers.length; i += 2) {
    const name = (headers[i] ?? "").toLowerCase();
    if (isClientHeader(name) || name === "proxy-connection" || (name === "te" && headers[i + 1] !== "trailers"))
      continue;
    fields.set(name, [...(fields.get(name) ?? []), headers[i + 1] ?? ""]);
  }
  return fields;
}
