import type { Bytes, Millis, PerSec } from "./unit.ts";

/**
 * A specialised generator. The scenario's flows are its requests; it chooses the flow of each arrival and gives the
 * values of its templates.
 */
export type GeneratorSpec<Request> = SpikeTrainSpec | GraphOperationsSpec<Request> | AllocationPressureSpec | QuerySpec;

/** The names in loadgate.yml and results.json. */
export const generatorKinds = ["spike_train", "graph_operations", "allocation_pressure", "query"] as const;
export type GeneratorKind = (typeof generatorKinds)[number];

export interface SpikeTrainSpec {
  readonly kind: "spike_train";
  readonly columns: number;
  /** The spikes of one column. */
  readonly spikes: SpikePattern;
  /**
   * `spikes`: each spike is a request, sent when it comes. `phases`: each arrival of a phase sends the next
   * `durationMs` of a column's train.
   */
  readonly arrivals: "spikes" | "phases";
  readonly durationMs: Millis;
}

export const spikePatterns = ["regular", "poisson", "bursty", "synchronous"] as const;

/** How the spikes of a column follow each other. stats/eventTrain.ts has the laws. */
export type SpikePattern = { readonly eventsPerSec: PerSec } & (
  | { readonly kind: "regular" }
  | { readonly kind: "poisson"; readonly deadTimeMs: Millis }
  | { readonly kind: "bursty"; readonly size: number; readonly intervalMs: Millis }
  | { readonly kind: "synchronous"; readonly jitterMs: Millis }
);

export const graphOperations = [
  "add_node",
  "remove_node",
  "add_edge",
  "remove_edge",
  "neighbours",
  "k_hop",
  "shortest_path",
] as const;
export type GraphOperation = (typeof graphOperations)[number];

/** `Request`: a request of the plan. */
export interface GraphOperationsSpec<Request> {
  readonly kind: "graph_operations";
  /** Share of each operation. The scenario has one flow for each with a weight, in the order of `graphOperations`. */
  readonly weights: Readonly<Record<GraphOperation, number>>;
  /** The requests that build the first graph before the load. */
  readonly build: { readonly node: Request; readonly edge: Request };
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly growth: GraphGrowth;
  /** Edges that each new node brings. */
  readonly edgesPerNode: number;
  readonly hops: number;
  /** Time for an element's creation to be answered before an operation uses it. */
  readonly settleMs: Millis;
}

export const graphGrowths = ["barabasi_albert", "erdos_renyi"] as const;
export type GraphGrowth = (typeof graphGrowths)[number];

export const allocationPatterns = ["small_frequent", "large_burst", "mixed", "fragmented"] as const;
export type AllocationPattern = (typeof allocationPatterns)[number];

export interface AllocationPressureSpec {
  readonly kind: "allocation_pressure";
  readonly pattern: AllocationPattern;
  /** Bytes held on average at the load's peak. */
  readonly pressureBytes: Bytes;
}

export const keyDistributions = ["uniform", "zipf", "hot_set"] as const;

/** How the keys 1 to `keys` are chosen. */
export type KeyDistribution = { readonly keys: number } & (
  | { readonly kind: "uniform" }
  /** Key k has a share proportional to k^-exponent. */
  | { readonly kind: "zipf"; readonly exponent: number }
  /** The first `hotKeys` keys together get the share `hotShare`. Within both parts all keys are equal. */
  | { readonly kind: "hot_set"; readonly hotKeys: number; readonly hotShare: number }
);

export interface QuerySpec {
  readonly kind: "query";
  readonly parameters: Readonly<Record<string, KeyDistribution>>;
}
