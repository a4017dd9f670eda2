import type { RequestStream, StreamSpec } from "../model/http.ts";
import { assertNever } from "../util/assertNever.ts";
import { allocationPressure } from "./allocationPressure/allocationPressure.ts";
import { graphOperationSource } from "./graphOperations/graphOperationSource.ts";
import { querySource } from "./query/querySource.ts";
import { requestStream } from "./requests/requestStream.ts";
import { spikeTrainSource } from "./spikeTrain/spikeTrainSource.ts";

/** The request stream of a spec. Every kind of generator has its case here. */
export function createStream(spec: StreamSpec): RequestStream {
  switch (spec.kind) {
    case "requests":
      return requestStream(spec);
    case "spike_train":
      return requestStream(spec, spikeTrainSource(spec, spec.seed));
    case "graph_operations":
      return requestStream(spec, graphOperationSource(spec, spec));
    case "allocation_pressure":
      return requestStream(spec, allocationPressure(spec, spec));
    case "query":
      return requestStream(spec, querySource(spec, spec.seed));
    default:
      return assertNever(spec);
  }
}
