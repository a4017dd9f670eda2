import { max, mean, sum } from "simple-statistics";
import type { InstrumentRecord, PostgresReading, Reading } from "../../model/reading.ts";
import type { LimitFacts } from "../../wording/limitText.ts";
import { openFilesAtLimit } from "../causes/openFilesLimit.ts";
import { worstThrottling } from "../cpuQuota.ts";
import { detectOverload } from "../detectors/overload.ts";
import { sentIn } from "../resourceUsage.ts";
import { generatorProblem } from "../rounds.ts";
import { lockWaits } from "../signals.ts";
import { phaseSteal } from "../steal.ts";
import type { ArmEvidence, NamedCalls } from "./armEvidence.ts";
import {
  callsPerRequest,
  cpuRatio,
  growthPerRequest,
  growthRatio,
  largestLevel,
  meanLatencyMs,
  meanLevel,
  ownGrowthRatio,
  totalGrowth,
} from "./armEvidence.ts";

/** An answer to a question: what limits the arm, and how sure that is. */
export interface ReachedLimit {
  readonly facts: LimitFacts;
  readonly subject?: string;
  readonly confidence: number;
}

/** `undefined`: no, or it was not measured. */
export type LimitQuestion = (evidence: ArmEvidence) => ReachedLimit | undefined;

type CallKind = Extract<LimitFacts, { readonly calls: number }>["kind"];

const limits = {
  errors: 0.01,
  /** Of the response time. */
  calls: 0.5,
  runQueue: 0.1,
  /** Threads that wait for a core, on average. A service that is mostly idle is not limited by a short wait. */
  waitingThreads: 0.3,
  /** Of the time. */
  gc: 0.1,
  longestGcMs: 100,
  eventLoop: 0.95,
  /** A queue before one thread is seven times as long as its work from here on (M/M/1). */
  singleCore: 0.85,
  /** One thread of a build that falls behind need not be seen busy all the time, such as while it is stopped. */
  singleCoreBehind: 0.75,
  aboutOneCore: 0.15,
  /** More threads that wait for a core would use more than one. */
  waitingForCores: 0.5,
  cpu: 0.9,
  diskPressure: 0.2,
  poolBusy: 0.9,
  /** Connections that wait for a lock, on average: of the active ones, enough of them, and where most do. */
  lockWaits: 0.2,
  lockedConnections: 0.2,
  mostlyLocked: 0.5,
  fewestLocked: 0.03,
  connectionsUsed: 0.95,
  newConnections: 0.5,
  memory: 0.9,
} as const;

const generator: LimitQuestion = ({ phases }) => {
  const reason = generatorProblem(phases);
  return reason === undefined ? undefined : { facts: { kind: "generator", reason }, confidence: 0.8 };
};

const steal: LimitQuestion = ({ phases }) => {
  const seen = phases.flatMap(({ readings }) => phaseSteal(readings) ?? []);
  const [first] = seen;
  if (first === undefined) return undefined;
  const stealRatio = mean(seen.map(({ ratio }) => ratio));
  return stealRatio > first.limit ? { facts: { kind: "runner", stealRatio }, confidence: 0.9 } : undefined;
};

const throttling: LimitQuestion = (evidence) => {
  const ofJob = worstThrottling(evidence.phases);
  if (ofJob !== undefined)
    return { facts: { kind: "cgroup_throttling", ratio: ofJob.ratio, of: "job" }, confidence: 0.9 };
  const ratio = growthRatio(evidence, (reading) =>
    reading.kind === "container" && reading.name === "service" ? reading.throttledMs : undefined,
  );
  return ratio !== undefined && ratio > 0.03
    ? { facts: { kind: "cgroup_throttling", ratio: Math.min(1, ratio), of: "container" }, confidence: 0.9 }
    : undefined;
};

const errors: LimitQuestion = ({ phases }) => {
  const requests = phases.flatMap(({ record }) => record.requests);
  const due = sum(requests.map((request) => request.due));
  const ratio = due === 0 ? 0 : 1 - sum(requests.map(({ outcomes }) => outcomes["ok"] ?? 0)) / due;
  return ratio > limits.errors ? { facts: { kind: "errors", ratio }, confidence: 0.9 } : undefined;
};

const openFiles: LimitQuestion = (evidence) => {
  const ratio = largestLevel(evidence, (reading) =>
    reading.kind === "process_tree" ? reading.openFilesRatio : undefined,
  );
  const files = largestLevel(evidence, (reading) =>
    reading.kind === "process_tree" ? reading.fileDescriptors : undefined,
  );
  if (ratio === undefined || files === undefined || ratio < openFilesAtLimit) return undefined;
  return { facts: { kind: "file_descriptors", ratio: Math.min(1, ratio), files }, confidence: 0.9 };
};

/** Calls that take most of the response time. They are waited for in turn, or else they would take longer than it. */
function callsQuestion(
  callsIn: (record: InstrumentRecord) => readonly NamedCalls[],
  kindOf: (slowest: NamedCalls) => CallKind,
): LimitQuestion {
  return (evidence) => {
    const latencyMs = meanLatencyMs(evidence);
    const all = callsPerRequest(evidence, callsIn);
    const [slowest] = all;
    if (latencyMs === undefined || slowest === undefined) return undefined;
    const timeMs = sum(all.map((one) => one.timeMs));
    if (timeMs < limits.calls * latencyMs || slowest.timeMs < timeMs / 2) return undefined;
    // Instruments make calls slower than they are without them.
    const ofAllMs = Math.min(1, latencyMs / timeMs) * slowest.timeMs;
    const facts = { kind: kindOf(slowest), calls: slowest.calls, timeMs: ofAllMs, latencyMs };
    return { facts, subject: slowest.name, confidence: 0.7 };
  };
}

const statementsIn = (database: "postgres" | "redis") => (record: InstrumentRecord) =>
  record.kind === "statements" && record.database === database
    ? record.statements.map(({ text, calls, timeMs }) => ({ name: text, calls, timeMs }))
    : [];

/** From so many calls per request on, their number is the problem, not their time. */
const manyCalls = 5;
const statements = callsQuestion(statementsIn("postgres"), ({ calls }) =>
  calls >= manyCalls ? "database_statements" : "database_slow_statement",
);

const redis = callsQuestion(statementsIn("redis"), () => "redis");
const outbound = callsQuestion(
  (record) =>
    record.kind === "outbound"
      ? record.calls.map(({ host, calls = 0, timeMs }) => ({ name: host, calls, timeMs }))
      : [],
  () => "outbound_calls",
);

const ofPostgres = (value: (reading: PostgresReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "postgres" ? value(reading) : undefined;
const pool: LimitQuestion = (evidence) => {
  const connections = largestLevel(
    evidence,
    ofPostgres((reading) => reading.connections),
  );
  const busy = meanLevel(
    evidence,
    ofPostgres(({ connections: all, activeConnections: active }) =>
      all === undefined || active === undefined || all === 0 ? undefined : Number(active >= all),
    ),
  );
  if (connections === undefined || busy === undefined || busy < limits.poolBusy) return undefined;
  return { facts: { kind: "pool_wait", connections, activeRatio: busy }, confidence: 0.6 };
};

const databaseLocks: LimitQuestion = (evidence) => {
  const waiting = meanLevel(
    evidence,
    ofPostgres(({ waits }) => waits && lockWaits(waits)),
  );
  const active = meanLevel(
    evidence,
    ofPostgres(({ activeConnections }) => activeConnections),
  );
  if (waiting === undefined || active === undefined) return undefined;
  const isEnough = waiting >= limits.lockedConnections || waiting >= limits.mostlyLocked * active;
  if (!isEnough || waiting < limits.lockWaits * active || waiting < limits.fewestLocked) return undefined;
  return { facts: { kind: "database_locks", waiting, active }, confidence: 0.8 };
};

const databaseConnections: LimitQuestion = (evidence) => {
  const used = largestLevel(
    evidence,
    ofPostgres(({ allConnections }) => allConnections),
  );
  const most = largestLevel(
    evidence,
    ofPostgres(({ maxConnections }) => maxConnections),
  );
  if (used === undefined || most === undefined || used < limits.connectionsUsed * most) return undefined;
  return { facts: { kind: "connections", used, most }, confidence: 0.8 };
};

/** Threads that are ready and wait for a core, on average. */
const waitingThreads = (evidence: ArmEvidence): number | undefined =>
  ownGrowthRatio(evidence, (reading) => (reading.kind === "process_tree" ? reading.runQueueMs : undefined));

const runQueue: LimitQuestion = (evidence) => {
  const waitMs = growthPerRequest(evidence, (reading) =>
    reading.kind === "process_tree" ? reading.runQueueMs : undefined,
  );
  const latencyMs = meanLatencyMs(evidence);
  const waiting = waitingThreads(evidence);
  if (waiting === undefined || waiting < limits.waitingThreads) return undefined;
  if (waitMs === undefined || latencyMs === undefined || waitMs < limits.runQueue * latencyMs) return undefined;
  return { facts: { kind: "run_queue", waitMs, latencyMs }, confidence: 0.7 };
};

const runtimesIn = ({ instrumented }: ArmEvidence) =>
  instrumented.flatMap(({ records }) => records.flatMap((record) => (record.kind === "runtime" ? record : [])));
const gc: LimitQuestion = (evidence) => {
  const longest = runtimesIn(evidence).flatMap(({ longestGcMs }) => longestGcMs ?? []);
  const longestMs = longest.length === 0 ? undefined : max(longest);
  if (longestMs !== undefined && longestMs >= limits.longestGcMs)
    return { facts: { kind: "gc", longestMs }, confidence: 0.8 };
  const ratio = ownGrowthRatio(evidence, (reading) => (reading.kind === "process_tree" ? reading.gcMs : undefined));
  return ratio === undefined || ratio < limits.gc ? undefined : { facts: { kind: "gc", ratio }, confidence: 0.6 };
};

const singleCore: LimitQuestion = (evidence) => {
  const ratio = cpuRatio(evidence);
  // Where all cores are busy, the busiest one tells nothing.
  if (ratio !== undefined && ratio >= limits.cpu) return undefined;
  const loops = runtimesIn(evidence).flatMap(({ eventLoopUtilization }) => eventLoopUtilization ?? []);
  const loop = loops.length === 0 ? 0 : mean(loops);
  if (loop >= limits.eventLoop)
    return { facts: { kind: "cpu_single_core", ratio: loop, of: "event loop" }, confidence: 0.9 };
  // A thread that has to share its core with other programs is no less at its limit.
  const thread = ownGrowthRatio(evidence, (reading) =>
    reading.kind === "process_tree" ? reading.keenestThreadMs : undefined,
  );
  const behind = isBehind(evidence);
  if (thread !== undefined && thread >= (behind ? limits.singleCoreBehind : limits.singleCore))
    return { facts: { kind: "cpu_single_core", ratio: Math.min(1, thread), of: "thread" }, confidence: 0.9 };
  const together = behind ? oneCoreTogether(evidence) : undefined;
  return together === undefined
    ? undefined
    : { facts: { kind: "cpu_single_core", ratio: together, of: "threads" }, confidence: 0.7 };
};

/** Threads that take turns, such as with an interpreter's lock, use one core together, although others are free. */
function oneCoreTogether(evidence: ArmEvidence): number | undefined {
  const cores = (cpuRatio(evidence) ?? 0) * evidence.machine.cores;
  const waiting = waitingThreads(evidence);
  const isOne = Math.abs(cores - 1) <= limits.aboutOneCore && evidence.machine.cores >= 2;
  return isOne && waiting !== undefined && waiting < limits.waitingForCores ? cores : undefined;
}

/** It answers less than its load. */
const isBehind = ({ phases }: ArmEvidence): boolean =>
  detectOverload({ scenario: "", rounds: [{ index: 0, phases }] }).some(({ kind }) => kind === "overloaded");

const allCores: LimitQuestion = (evidence) => {
  const ratio = cpuRatio(evidence);
  if (ratio === undefined || ratio < limits.cpu) return undefined;
  return { facts: { kind: "cpu", ratio, cores: evidence.machine.cores }, confidence: 0.9 };
};

/** The pressure is the machine's, so that the service must have written, too. */
const disk: LimitQuestion = (evidence) => {
  const pressureRatio = growthRatio(evidence, (reading) =>
    reading.kind === "system" ? reading.pressureMs?.io : undefined,
  );
  const bytesPerRequest = growthPerRequest(evidence, (reading) =>
    reading.kind === "process_tree" ? reading.writtenBytes : undefined,
  );
  if (pressureRatio === undefined || bytesPerRequest === undefined) return undefined;
  if (pressureRatio < limits.diskPressure || bytesPerRequest < 512) return undefined;
  return { facts: { kind: "disk", pressureRatio, bytesPerRequest }, confidence: 0.6 };
};

const acceptQueue: LimitQuestion = (evidence) => {
  const overflows = totalGrowth(evidence, (reading) =>
    reading.kind === "network" ? reading.listenOverflows : undefined,
  );
  const queued = largestLevel(evidence, (reading) => (reading.kind === "network" ? reading.acceptQueue : undefined));
  if (overflows === 0 || queued === undefined || queued === 0) return undefined;
  return { facts: { kind: "network", overflows }, confidence: 0.6 };
};

const newConnections: LimitQuestion = ({ phases }) => {
  const known = phases.flatMap(({ record }) => record.connectionsOpened ?? []);
  const sent = sentIn(phases);
  const opened = sent === 0 || known.length < phases.length ? 0 : sum(known) / sent;
  return opened < limits.newConnections ? undefined : { facts: { kind: "connections", opened }, confidence: 0.5 };
};

const memory: LimitQuestion = (evidence) => {
  const peak = largestLevel(evidence, (reading) => (reading.kind === "process_tree" ? reading.rssBytes : undefined));
  const ratio = peak === undefined ? 0 : peak / evidence.machine.memoryBytes;
  return ratio < limits.memory ? undefined : { facts: { kind: "memory", ratio }, confidence: 0.7 };
};

/** In the order of docs/method.md: the runner's fault first, then waits, then CPU, then the rest. */
export const limitQuestions: readonly LimitQuestion[] = [
  ...[generator, steal, throttling],
  ...[openFiles, errors],
  // The time of a statement that waits for a lock is that wait.
  ...[databaseLocks, statements, redis, databaseConnections, pool],
  outbound,
  runQueue,
  gc,
  ...[singleCore, allCores],
  disk,
  ...[acceptQueue, newConnections],
  memory,
];
