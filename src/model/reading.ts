import type { Arm } from "./plan.ts";
import type { Bytes, Millis, Ratio } from "./unit.ts";

/**
 * One reading of a monitor, one kind a monitor. Counters count from any start: a rate needs two readings. A value that
 * the platform does not offer is absent.
 */
export type Reading =
  | TreeReading
  | QuotaReading
  | SystemReading
  | SamplerReading
  | ContainerReading
  | NetworkReading
  | PrometheusReading
  | PostgresReading
  | RedisReading;

/**
 * Cumulative counters of a process tree. Values that are dear to read are in the first and the last reading of a phase,
 * and in as many others as the sampler's budget allows. What ended processes used counts.
 */
export interface TreeReading {
  readonly kind: "process_tree";
  readonly atMs: Millis;
  /** CPU time that the tree has used so far. */
  readonly cpuMs: Millis;
  /** The parts of it in user space and in the kernel, cut to ticks of 10 ms. */
  readonly userMs?: Millis;
  readonly systemMs?: Millis;
  /** Resident set. Memory that processes share counts for each of them. */
  readonly rssBytes: Bytes;
  /** Proportional set: shared memory counts once. Only in the first and the last reading. */
  readonly pssBytes?: Bytes;
  readonly threads?: number;
  readonly fileDescriptors?: number;
  /** The largest share of the files that one of its processes may have open. */
  readonly openFilesRatio?: Ratio;
  /** Read from and written to the disk, not the cache. */
  readonly readBytes?: Bytes;
  readonly writtenBytes?: Bytes;
  readonly minorFaults?: number;
  readonly majorFaults?: number;
  readonly voluntarySwitches?: number;
  readonly involuntarySwitches?: number;
  /** Time in which its threads were ready to run and had no core. */
  readonly runQueueMs?: Millis;
  /** CPU time of the busiest thread since the phase's first reading, which therefore has 0. */
  readonly busiestThreadMs?: Millis;
  /** Time in which the thread that wanted a core most was on one or waited for one, since the phase's first reading. */
  readonly keenestThreadMs?: Millis;
  /** CPU time of the threads that collect garbage. Only some runtimes name them: the JVM and .NET. */
  readonly gcMs?: Millis;
}

/** How the job's CPU quota held it back so far, on both arms and the load generator together. */
export interface QuotaReading {
  readonly kind: "cpu_quota";
  readonly atMs: Millis;
  /** The quota in cores. */
  readonly cores: number;
  readonly throttledMs: Millis;
}

/** Cumulative counters of the whole machine, and the part of it that the job may use. */
export interface SystemReading {
  readonly kind: "system";
  readonly atMs: Millis;
  /** By core, in the order of the kernel. */
  readonly cores: readonly { readonly busyMs: Millis; readonly stealMs: Millis; readonly ioWaitMs: Millis }[];
  /** What the job may use by its CPU quota and CPU set. 0.5 is half a core. */
  readonly usableCores: number;
  /** What no process can get any more. */
  readonly memoryUsedBytes?: Bytes;
  readonly memoryTotalBytes?: Bytes;
  /** What the job may use by the limits of its control groups. */
  readonly usableMemoryBytes?: Bytes;
  /** Of physical disks. */
  readonly diskReadBytes?: Bytes;
  readonly diskWrittenBytes?: Bytes;
  /** Time in which each physical disk had something to do. */
  readonly diskBusyMs?: readonly Millis[];
  readonly contextSwitches?: number;
  /** Time in which some task waited for the resource (pressure stall information). */
  readonly pressureMs?: { readonly cpu?: Millis; readonly io?: Millis; readonly memory?: Millis };
}

/** What the monitors themselves cost. */
export interface SamplerReading {
  readonly kind: "sampler";
  readonly atMs: Millis;
  /** CPU time of the thread that takes the readings. */
  readonly cpuMs: Millis;
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

/**
 * Cumulative counters of the machine's network, loopback included, and the sockets of the target's port. Sockets are dear
 * to read: they are in the first and the last reading of a phase, and in some others.
 */
export interface NetworkReading {
  readonly kind: "network";
  readonly atMs: Millis;
  readonly receivedBytes?: Bytes;
  readonly sentBytes?: Bytes;
  readonly receivedPackets?: number;
  readonly sentPackets?: number;
  readonly retransmits?: number;
  /** Connections that a full accept queue refused or dropped. */
  readonly listenOverflows?: number;
  /**
   * Sockets of the target's port by state, such as established or close_wait. They are the service's ends of its
   * connections. time_wait is counted at both ends, because only one of them has it.
   */
  readonly sockets?: Readonly<Record<string, number>>;
  /** Connections that wait until the service accepts them. */
  readonly acceptQueue?: number;
  /** Connections that the service's processes opened, by remote address and port. Those that are being opened count. */
  readonly outbound?: Readonly<Record<string, number>>;
}

/** The series of a Prometheus page that loadgate.yml names, and standard ones of the runtime. */
export interface PrometheusReading {
  readonly kind: "prometheus";
  readonly atMs: Millis;
  /** False if both arms share the page, so that it does not tell them apart. */
  readonly isOwn: boolean;
  readonly series: readonly PrometheusValue[];
}

export type PrometheusValue = { readonly name: string } & (
  | { readonly type: "counter" | "gauge"; readonly value: number }
  /** Cumulative counts by upper bound, the last one Infinity. */
  | {
      readonly type: "histogram";
      readonly buckets: readonly (readonly [atMost: number, count: number])[];
      /** The one that loadgate.yml asks for. */
      readonly quantile?: Ratio;
    }
);

/**
 * Cumulative counters of the database, without what the monitor itself did. `connections`, `activeConnections` and
 * `waits` are of the arm's own connections. PostgreSQL publishes its counters up to a second late, and those of a
 * connection that has become idle after 10 s. Only those of pg_stat_statements are exact at once.
 */
export interface PostgresReading {
  readonly kind: "postgres";
  readonly atMs: Millis;
  /** False if both arms use the database at once, so that its counters do not tell them apart. */
  readonly isOwn: boolean;
  readonly connections?: number;
  /** Those that run a statement now. */
  readonly activeConnections?: number;
  /** Of the whole server. */
  readonly allConnections?: number;
  readonly maxConnections?: number;
  readonly transactions?: number;
  readonly rows?: number;
  readonly blocksHit?: number;
  readonly blocksRead?: number;
  readonly temporaryBytes?: Bytes;
  readonly deadlocks?: number;
  /** Connections that were opened so far. From PostgreSQL 14 on. */
  readonly sessions?: number;
  /** The arm's connections that wait now, by wait event, such as Lock:transactionid or Client:ClientRead. */
  readonly waits?: Readonly<Record<string, number>>;
  /** From pg_stat_statements, in the first and the last reading. Constants are removed from the text. */
  readonly statements?: readonly StatementCount[];
}

export interface StatementCount {
  readonly text: string;
  readonly calls: number;
  readonly timeMs: Millis;
  readonly rows?: number;
}

/** Cumulative counters of Redis. */
export interface RedisReading {
  readonly kind: "redis";
  readonly atMs: Millis;
  readonly isOwn: boolean;
  readonly commands?: readonly { readonly name: string; readonly calls: number; readonly timeMs: Millis }[];
  readonly hits?: number;
  readonly misses?: number;
  readonly memoryBytes?: Bytes;
  readonly evictions?: number;
  /** Connections that were opened so far. */
  readonly sessions?: number;
  /** Entries of the slow log so far. Only in the first and the last reading. */
  readonly slowCommands?: number;
  readonly connections?: number;
}

/** What one instrument saw on one arm in one extra round. Times and counts are of the measured time. */
export type InstrumentRecord =
  | CpuProfileRecord
  | RuntimeRecord
  | AllocationRecord
  | LockProfileRecord
  | OutboundRecord
  | StatementsRecord
  | SpansRecord
  | WaitsRecord;

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
  /** In this frame itself, not in its children: ms for CPU and locks, bytes for allocations. */
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

export interface LockProfileRecord {
  readonly kind: "lock_profile";
  /** Waits for locks, as the runtime knows them, in ms. */
  readonly root: CallTree;
}

/** The runtime's own figures. */
export interface RuntimeRecord {
  readonly kind: "runtime";
  readonly name: "node" | "go";
  readonly gcMs?: Millis;
  readonly gcCount?: number;
  readonly longestGcMs?: Millis;
  readonly eventLoopDelayP50Ms?: Millis;
  readonly eventLoopDelayMaxMs?: Millis;
  readonly eventLoopUtilization?: Ratio;
}

export interface OutboundRecord {
  readonly kind: "outbound";
  /** `calls` is absent where only their time is known, and `queuedMs`, the wait for a connection, where it is not. */
  readonly calls: readonly {
    readonly host: string;
    readonly calls?: number;
    readonly timeMs: Millis;
    readonly queuedMs?: Millis;
  }[];
  /** Connections that were opened, by address. Absent if they are not counted. */
  readonly opened?: readonly { readonly address: string; readonly count: number }[];
}

/** How long threads slept in system calls, all threads together. */
export interface WaitsRecord {
  readonly kind: "waits";
  /**
   * `lock`: for another thread, of threads that also wait for sockets. `goroutine`: for another goroutine, in the function
   * of that name. `disk`: for the file of that name. `worker` is no sleep: time in which goroutines worked that began with
   * the function of that name, however many at once.
   */
  readonly waits: readonly ({
    readonly for: "lock" | "goroutine" | "disk" | "worker";
    readonly name?: string;
    readonly timeMs: Millis;
  } & Pick<Frame, "file" | "line">)[];
  /** Files that are open for writing, and have grown. */
  readonly written?: readonly { readonly name: string; readonly bytes: number }[];
}

export interface StatementsRecord {
  readonly kind: "statements";
  readonly database: "postgres" | "redis";
  readonly statements: readonly StatementCount[];
  /** Connections that were opened meanwhile, and the time until their first answer. Absent if nobody counts them. */
  readonly opened?: { readonly count: number; readonly timeMs: Millis };
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
