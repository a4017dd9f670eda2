import type { Bottleneck } from "../model/cause.ts";
import { formatMs, formatNumber, formatPercent } from "../util/format.ts";

/** What limits an arm, as it was seen. */
export type LimitFacts =
  | { readonly kind: "generator"; readonly reason: string }
  | { readonly kind: "runner"; readonly stealRatio: number }
  | { readonly kind: "cgroup_throttling"; readonly ratio: number; readonly of: "job" | "container" }
  | { readonly kind: "errors"; readonly ratio: number }
  | { readonly kind: "file_descriptors"; readonly ratio: number; readonly files: number }
  | {
      readonly kind: "database_statements" | "database_slow_statement" | "redis" | "outbound_calls";
      /** Per request. */
      readonly calls: number;
      readonly timeMs: number;
      readonly latencyMs: number;
    }
  | { readonly kind: "database_locks"; readonly waiting: number; readonly active: number }
  | { readonly kind: "pool_wait"; readonly connections: number; readonly activeRatio: number }
  | { readonly kind: "run_queue"; readonly waitMs: number; readonly latencyMs: number }
  | { readonly kind: "gc"; readonly longestMs?: number; readonly ratio?: number }
  | { readonly kind: "cpu_single_core"; readonly ratio: number; readonly of: "thread" | "event loop" | "threads" }
  | { readonly kind: "cpu"; readonly ratio: number; readonly cores: number }
  | { readonly kind: "disk"; readonly pressureRatio: number; readonly bytesPerRequest: number }
  | { readonly kind: "connections"; readonly opened?: number; readonly used?: number; readonly most?: number }
  | { readonly kind: "network"; readonly overflows: number }
  | { readonly kind: "memory"; readonly ratio: number }
  | { readonly kind: "none"; readonly cpuRatio?: number | undefined };

export function limitEvidence(facts: LimitFacts): string {
  switch (facts.kind) {
    case "generator":
      return facts.reason;
    case "runner":
      return `the machine's host gave ${formatPercent(facts.stealRatio)} of its CPU to others`;
    case "cgroup_throttling":
      return `the ${facts.of} waited for its CPU quota for ${formatPercent(facts.ratio)} of the time`;
    case "errors":
      return `${formatPercent(facts.ratio)} of the requests failed`;
    case "file_descriptors":
      return `it has ${formatNumber(facts.files)} files and sockets open, ${formatPercent(facts.ratio)} of what it may have`;
    case "database_statements":
    case "database_slow_statement":
    case "redis":
    case "outbound_calls":
      // The number of some outbound calls is not known.
      return `${facts.calls === 0 ? "the" : formatNumber(facts.calls)} calls per request take ${formatMs(facts.timeMs)} of ${formatMs(facts.latencyMs)}`;
    case "database_locks":
      return `${formatNumber(facts.waiting)} of ${formatNumber(facts.active)} connections wait for a lock, on average`;
    case "pool_wait":
      return `all of its ${formatNumber(facts.connections)} connections are busy ${formatPercent(facts.activeRatio)} of the time`;
    case "run_queue":
      return `threads are ready and wait for a core for ${formatMs(facts.waitMs)} of ${formatMs(facts.latencyMs)} per request`;
    case "gc":
      return facts.longestMs === undefined
        ? `its threads collect garbage for ${formatPercent(facts.ratio ?? 0)} of the time`
        : `the longest collection took ${formatMs(facts.longestMs)}`;
    case "cpu_single_core":
      return singleCoreText(facts);
    case "cpu":
      return `it uses ${formatPercent(facts.ratio)} of the job's ${formatNumber(facts.cores)} cores`;
    case "disk":
      return `tasks wait for the disk ${formatPercent(facts.pressureRatio)} of the time, and it writes ${formatNumber(facts.bytesPerRequest)} bytes per request`;
    case "connections":
      return connectionsText(facts);
    case "network":
      return `${formatNumber(facts.overflows)} connections found the accept queue full`;
    case "memory":
      return `it uses ${formatPercent(facts.ratio)} of the memory that the job may use`;
    case "none":
      return facts.cpuRatio === undefined
        ? "nothing that was looked at reached its limit"
        : `nothing that was looked at reached its limit; it uses ${formatPercent(facts.cpuRatio)} of the CPU`;
  }
}

function singleCoreText({ of, ratio }: Extract<LimitFacts, { kind: "cpu_single_core" }>): string {
  if (of === "threads")
    return `it falls behind its load, and its threads together use ${formatPercent(ratio)} of one core`;
  return of === "thread"
    ? `one thread is busy, or waits for its core, ${formatPercent(ratio)} of the time`
    : `its event loop is busy ${formatPercent(ratio)} of the time`;
}

function connectionsText({ opened, used, most }: Extract<LimitFacts, { kind: "connections" }>): string {
  if (used !== undefined && most !== undefined)
    return `${formatNumber(used)} of the database's ${formatNumber(most)} connections are taken`;
  return `${formatNumber(opened ?? 0)} new connections per request`;
}

const advice: Readonly<Partial<Record<Bottleneck["kind"], string>>> = {
  generator: "lower the rate, or use a larger machine",
  runner: "run again later, or use a machine of your own",
  cgroup_throttling: "raise the quota, or lower the rate",
  errors: "look at the service's log",
  file_descriptors: "close files and sockets after their use, or raise the limit (ulimit -n)",
  database_statements: "fetch what a request needs with fewer statements",
  database_slow_statement: "look at the statement's plan (EXPLAIN ANALYZE) and its indexes",
  database_locks: "hold row locks for less time",
  redis: "send several commands at once",
  outbound_calls: "call several times at once, or keep answers",
  pool_wait: "raise the pool's size, or give connections back earlier",
  run_queue: "give it more cores, or let fewer threads be busy at once",
  gc: "allocate less, or give it a larger heap",
  cpu_single_core: "spread the work over several threads or processes",
  cpu: "use less CPU per request, or give it more cores",
  disk: "write less, or many at once",
  connections: "keep connections open and use them again",
  network: "accept connections faster, or raise the backlog of listen()",
  memory: "keep less in memory, or give it more",
};

export const limitAdvice = (kind: Bottleneck["kind"]): string | undefined => advice[kind];
