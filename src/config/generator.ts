import { type GeneratorSpec, type GraphOperation, graphOperations, type KeyDistribution } from "../model/generator.ts";
import type { RequestSpec } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { assertNever } from "../util/assertNever.ts";
import { type FileSpikeTrain, spikePatternOf } from "./generatorLoad.ts";
import { bodyKeys, type RequestContext, requestOf, toRequestObject } from "./request.ts";
import type { FileGenerator, FileOperation } from "./schema/generatorSchema.ts";
import type { FileRequest } from "./schema/requestSchema.ts";

export type FileGraph = Extract<FileGenerator, { readonly kind: "graph_operations" }>;
export type FileQuery = Extract<FileGenerator, { readonly kind: "query" }>;
type FileAllocation = Extract<FileGenerator, { readonly kind: "allocation_pressure" }>;

/** A request of a generator, where the file has it, and the names of the values that its templates may use. */
export interface GeneratorRequest {
  readonly request: FileRequest;
  readonly weight: number;
  /** Keys below `generator`. */
  readonly path: readonly (string | number)[];
  readonly values: readonly string[];
}

/** All requests of a generator: one for each of its flows, in their order. A weight of 0 stands for no flow. */
export function generatorRequests(generator: FileGenerator): readonly GeneratorRequest[] {
  switch (generator.kind) {
    case "spike_train":
      return [single(generator, ["column", "spikes"], { at_ms: "${spikes}" })];
    case "allocation_pressure": {
      const json = { bytes: "${bytes}", count: "${count}", hold_ms: "${hold_ms}" };
      return [single(generator, ["bytes", "count", "hold_ms"], json)];
    }
    case "graph_operations":
      return graphRequests(generator);
    case "query":
      return queryRequests(generator);
    default:
      return assertNever(generator);
  }
}

function single(generator: FileSpikeTrain | FileAllocation, values: readonly string[], json: object): GeneratorRequest {
  const hasBody = bodyKeys.some((key) => generator[key] !== undefined);
  const isGet = generator.method === "GET" || generator.method === "HEAD";
  return { request: hasBody || isGet ? generator : { ...generator, json }, weight: 1, path: [], values };
}

const nodeValues = ["node", "hops"];
const edgeValues = ["from", "to"];

/** The requests of the sample service. */
const defaultOperations: Readonly<
  Record<GraphOperation, { weight: number; line: string; json?: object; values: readonly string[] }>
> = {
  add_node: { weight: 5, line: "POST /graph/nodes", json: { id: "${node}" }, values: nodeValues },
  remove_node: { weight: 3, line: "DELETE /graph/nodes/${node}", values: nodeValues },
  add_edge: { weight: 14, line: "POST /graph/edges", json: { from: "${from}", to: "${to}" }, values: edgeValues },
  remove_edge: { weight: 2, line: "DELETE /graph/edges?from=${from}&to=${to}", values: edgeValues },
  neighbours: { weight: 45, line: "GET /graph/nodes/${node}/neighbours", values: nodeValues },
  k_hop: { weight: 20, line: "GET /graph/nodes/${node}/neighbours?hops=${hops}", values: nodeValues },
  shortest_path: { weight: 11, line: "GET /graph/path?from=${from}&to=${to}", values: edgeValues },
};

function graphRequests({ operations }: FileGraph): readonly GeneratorRequest[] {
  return graphOperations.flatMap((kind) => {
    const operation = operations === undefined ? defaultOperations[kind].weight : operations[kind];
    return operation === undefined ? [] : [graphRequest(kind, operation)];
  });
}

/** An operation is reported under its own name, unless its request has one. */
function graphRequest(kind: GraphOperation, operation: FileOperation): GeneratorRequest {
  const { line, json, values } = defaultOperations[kind];
  const place = { path: ["operations", kind], values };
  if (typeof operation === "number") {
    const request = { ...toRequestObject(line), ...(json && { json }), name: kind };
    return { request, weight: operation, ...place };
  }
  if (typeof operation === "string") {
    return { request: { ...toRequestObject(operation), name: kind }, weight: 1, ...place };
  }
  const { weight, ...request } = operation;
  return { request: { ...request, name: request.name ?? kind }, weight, ...place };
}

const defaultReads = ["GET /query?where=sku=sku-${key}"];
const defaultWrites = [{ ...toRequestObject("POST /items"), json: { sku: "sku-${key}" }, weight: 1 }];

function queryRequests({ parameters, reads, writes, write_share: share }: FileQuery): readonly GeneratorRequest[] {
  const values = Object.keys(parameters);
  const defaults = { reads: defaultReads, writes: defaultWrites };
  const requestsIn = (key: "reads" | "writes", total: number): readonly GeneratorRequest[] => {
    if (total === 0) return [];
    const entries = (key === "reads" ? reads : writes) ?? defaults[key];
    const weights = entries.map((entry) => (typeof entry === "string" ? 1 : entry.weight));
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return entries.map((request, i) => {
      return { request, weight: ((weights[i] ?? 0) / sum) * total, path: [key, i], values };
    });
  };
  return [...requestsIn("reads", 1 - share), ...requestsIn("writes", share)];
}

/** `generator` must have passed generatorProblems. `timeoutMs`: of the scenario's requests. */
export function generatorOf(
  generator: FileGenerator,
  { carriesTrain, timeoutMs, context }: { carriesTrain: boolean; timeoutMs: Millis; context: RequestContext },
): GeneratorSpec<RequestSpec> {
  switch (generator.kind) {
    case "spike_train":
      return {
        kind: "spike_train",
        columns: generator.columns,
        spikes: spikePatternOf(generator),
        arrivals: carriesTrain ? "phases" : "spikes",
        durationMs: generator.duration ?? millis(1000),
      };
    case "graph_operations": {
      const requests = graphRequests(generator);
      const find = (kind: GraphOperation) => requests.find(({ path }) => path[1] === kind);
      const buildWith = (kind: GraphOperation) =>
        requestOf(find(kind)?.request ?? defaultOperations[kind].line, context);
      return {
        kind: "graph_operations",
        weights: Object.fromEntries(graphOperations.map((kind) => [kind, find(kind)?.weight ?? 0])) as Record<
          GraphOperation,
          number
        >,
        build: { node: buildWith("add_node"), edge: buildWith("add_edge") },
        minNodes: generator.size_range.from,
        maxNodes: generator.size_range.to,
        growth: generator.growth,
        edgesPerNode: generator.edges_per_node,
        hops: generator.hops,
        settleMs: generator.settle ?? timeoutMs,
      };
    }
    case "allocation_pressure":
      return { kind: "allocation_pressure", pattern: generator.pattern, pressureBytes: generator.pressure };
    case "query":
      return {
        kind: "query",
        parameters: Object.fromEntries(
          Object.entries(generator.parameters).map(([name, parameter]) => [name, distributionOf(parameter)]),
        ),
      };
    default:
      return assertNever(generator);
  }
}

type FileParameter = FileQuery["parameters"][string];

/** At least one key is hot, and one is not. */
export function distributionOf({ distribution, keys, exponent, hot_keys, hot_share }: FileParameter): KeyDistribution {
  switch (distribution) {
    case "uniform":
      return { kind: "uniform", keys };
    case "zipf":
      return { kind: "zipf", keys, exponent: exponent ?? 1 };
    case "hot_set": {
      const hotKeys = Math.min(Math.max(1, Math.round(keys * (hot_keys ?? 0.2))), keys - 1);
      return { kind: "hot_set", keys, hotKeys, hotShare: hot_share ?? 0.8 };
    }
    default:
      return assertNever(distribution);
  }
}
