import type { Anomaly, Bottleneck, Change } from "../model/cause.ts";
import { formatBytes, formatMs, formatNumber, formatPercent, formatRate } from "../util/format.ts";

/** Texts for causes, shared by all reports. */

/** How to say a cause: as a count or a size (`41 SQL statements`), and as a time (`3.2 ms of SQL`). */
interface CauseWords {
  readonly count: string;
  readonly time: string;
}

const words: Readonly<Record<Change["kind"], CauseWords>> = {
  cpu: { count: "CPU", time: "CPU" },
  run_queue: { count: "waits for a CPU core", time: "waiting for a CPU core" },
  gc: { count: "garbage collections", time: "garbage collection" },
  event_loop: { count: "CPU in one thread", time: "CPU in one thread" },
  memory: { count: "memory", time: "memory management" },
  memory_leak: { count: "memory growth", time: "memory management" },
  disk: { count: "disk I/O", time: "disk I/O" },
  network: { count: "network traffic", time: "network traffic" },
  connections: { count: "new connections", time: "connecting" },
  file_descriptors: { count: "open files", time: "opening files" },
  pool_wait: { count: "pooled connections", time: "waiting for a pooled connection" },
  lock_wait: { count: "waits of threads, as for a lock,", time: "waiting for a lock" },
  database_statements: { count: "SQL statements", time: "SQL" },
  database_slow_statement: { count: "runs of the SQL statement", time: "SQL" },
  database_locks: { count: "waits for a database lock", time: "waiting for a database lock" },
  redis: { count: "Redis commands", time: "Redis" },
  outbound_calls: { count: "outbound calls", time: "outbound calls" },
  stall: { count: "stalls", time: "stalls" },
  errors: { count: "errors", time: "errors" },
  response_size: { count: "response", time: "sending the response" },
  dependency: { count: "calls of a dependency", time: "CPU time of a dependency" },
  unexplained: { count: "unexplained", time: "unexplained" },
};

/** What one kind of request leaves behind. Its values are per such a request. */
export const isOfOneRequest = (kind: Change["kind"]): boolean => kind === "file_descriptors" || kind === "memory_leak";

export const causeWords = (kind: Change["kind"]): CauseWords => words[kind];

/** Names without an entry are written as they are: gc, dependency. */
const bottleneckLabels: Readonly<Partial<Record<Bottleneck["kind"], string>>> = {
  cpu: "CPU, all cores",
  cpu_single_core: "CPU, one core",
  cgroup_throttling: "CPU quota of the runner",
  runner: "the runner",
  generator: "the load generator",
  run_queue: "waiting for a CPU core",
  gc: "garbage collection",
  none: "nothing at its limit",
};

export const bottleneckLabel = (kind: Bottleneck["kind"]): string => bottleneckLabels[kind] ?? spaced(kind);

/** cpu spike */
export const anomalyLabel = (kind: Anomaly["kind"]): string => spaced(kind);

const spaced = (kind: string): string => kind.replaceAll("_", " ").replace("cpu", "CPU");

/** A monitor may name its unit itself. */
const maxUnit = 24;

/** A value in the unit of a cause: 3.2 ms, 41, 12 KiB. What it is per is not said. */
export function causeValue(value: number, unit: string | undefined): string {
  switch (unit?.split("/")[0]) {
    case "ms":
      return formatMs(value);
    case "bytes":
      return formatSize(value);
    case "ratio":
      return formatPercent(value);
    case "1":
      return unit === "1/s" ? formatRate(value) : formatNumber(value);
    default:
      return unit === undefined ? formatNumber(value) : `${formatNumber(value)} ${unit.slice(0, maxUnit)}`;
  }
}

/** Of a difference, with its sign: +2.1 ms. */
export function causeDifference(value: number, unit: string | undefined): string {
  return `${value < 0 ? "−" : "+"}${causeValue(Math.abs(value), unit)}`;
}

export const isTimeUnit = (unit: string | undefined): boolean => unit?.startsWith("ms") === true;
export const isPerRequest = (unit: string | undefined): boolean => unit?.endsWith("/request") === true;

const formatSize = (value: number): string => {
  const magnitude = Math.abs(value);
  if (magnitude < 1024) return `${formatNumber(value)} B`;
  return magnitude < 1024 ** 2 ? `${formatNumber(value / 1024)} KiB` : formatBytes(value);
};

/** The limits of anomalies are in the unit of their kind. */
export function anomalyValue(kind: Anomaly["kind"], value: number): string {
  switch (kind) {
    case "cpu_spike":
    case "memory_high":
    case "error_burst":
    case "throttling":
    case "steal":
      return formatPercent(value);
    case "response_time_high":
    case "stall":
      return formatMs(value);
    case "memory_growth":
      return `${formatSize(value)} per request`;
    case "latency_drift":
    case "throughput_variation":
      return formatNumber(value);
  }
}
