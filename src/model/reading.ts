import type { Arm } from "./plan.ts";
import type { Bytes, Millis, Ratio } from "./unit.ts";

/**
 * One reading of a monitor, one kind a monitor. Counters count from any start: a rate needs two readings. A value that
 * the platform does not offer is absent.
 */
export type Reading = TreeReading | QuotaReading | ContainerReading;

/** Cumulative counters of a process tree. */
export interface TreeReading {
  readonly kind: "process_tree";
  readonly atMs: Millis;
  /** CPU time that the tree has used so far. */
  readonly cpuMs: Millis;
  readonly rssBytes: Bytes;
}

/** How the job's CPU quota held it back so far, on both arms and the load generator together. */
export interface QuotaReading {
  readonly kind: "cpu_quota";
  readonly atMs: Millis;
  /** The quota in cores. */
  readonly cores: number;
  readonly throttledMs: Millis;
}

/** Cumulative counters of a container's cgroup. */
export interface ContainerReading {
  readonly kind: "container";
  readonly atMs: Millis;
  /** `service`, or the name of a dependency in the compose file. */
  readonly name: string;
  readonly cpuMs: Millis;
  readonly memoryBytes?: Bytes;
  readonly throttledMs?: Millis;
  readonly threads?: number;
  readonly readBytes?: Bytes;
  readonly writtenBytes?: Bytes;
}

export interface StatementCount {
  readonly text: string;
  readonly calls: number;
  readonly timeMs: Millis;
  readonly rows?: number;
}

/** What one instrument saw on one arm in one extra round. Times and counts are of the measured time. */
export type InstrumentRecord =
  | CpuProfileRecord
  | RuntimeRecord
  | AllocationRecord
  | OutboundRecord
  | StatementsRecord
  | SpansRecord;

export interface InstrumentedPhase {
  readonly arm: Arm;
  readonly round: number;
  /** Requests that were sent. */
  readonly requests: number;
  /** By request name. */
  readonly requestsByName: Readonly<Record<string, number>>;
  readonly records: readonly InstrumentRecord[];
}

/** A stack's frame. File and line are of the source, after source maps. */
export interface Frame {
  readonly name: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** Samples as a call tree, the root's children first. */
export interface CallTree {
  readonly frame: Frame;
  /** In this frame itself, not in its children: ms for CPU, bytes for allocations. */
  readonly self: number;
  readonly children: readonly CallTree[];
}

export interface CpuProfileRecord {
  readonly kind: "cpu_profile";
  /** On CPU only, in ms. */
  readonly root: CallTree;
  /** File with the raw profile, in the report's directory. */
  readonly path?: string;
}

export interface AllocationRecord {
  readonly kind: "allocations";
  /** Sampled, in bytes. */
  readonly root: CallTree;
}

/** The runtime's own figures. */
export interface RuntimeRecord {
  readonly kind: "runtime";
  readonly name: "node";
  readonly gcMs?: Millis;
  readonly gcCount?: number;
  readonly longestGcMs?: Millis;
  readonly eventLoopDelayP50Ms?: Millis;
  readonly eventLoopDelayMaxMs?: Millis;
  readonly eventLoopUtilization?: Ratio;
}

export interface OutboundRecord {
  readonly kind: "outbound";
  readonly calls: readonly { readonly host: string; readonly calls: number; readonly timeMs: Millis }[];
}

export interface StatementsRecord {
  readonly kind: "statements";
  readonly database: "postgres" | "redis";
  readonly statements: readonly StatementCount[];
}

/** Spans of OpenTelemetry by name and by the request that caused them. */
export interface SpansRecord {
  readonly kind: "spans";
  readonly spans: readonly {
    readonly name: string;
    /** Name of the request in loadgate.yml. Absent if the span's trace is not of ours. */
    readonly request?: string;
    readonly service?: string;
    readonly count: number;
    readonly selfMs: Millis;
  }[];
}
