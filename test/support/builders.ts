import type { LoadPattern, LoadSpec, Phase, Plan, RequestSpec } from "../../src/model/plan.ts";
import type { TreeReading } from "../../src/model/reading.ts";
import type { ArmPhase, GeneratorRecord, PhaseRecord, RequestRecord, SliceRecord } from "../../src/model/record.ts";
import type {
  ArmMetrics,
  Environment,
  MeasuredRun,
  MeasuredScenario,
  RequestMetrics,
  RoundResult,
  Settings,
} from "../../src/model/results.ts";
import { bytes, millis, ratio } from "../../src/model/unit.ts";
import type { Comparison } from "../../src/model/verdict.ts";
import { histogram } from "../../src/stats/histogram.ts";

/** Builders of complete values. A test only sets the fields it is about. */

export function encodedHistogram(values: readonly number[]): string {
  const recorded = histogram();
  for (const value of values) recorded.record(value);
  return recorded.encode();
}

/** The record of a request: the response times of its successes, and the counts of its failures by name. */
export function requestRecord(
  name: string,
  responseMs: readonly number[],
  failures: Readonly<Record<string, number>> = {},
): RequestRecord {
  const failed = Object.values(failures).reduce((sum, n) => sum + n, 0);
  return {
    name,
    due: responseMs.length + failed,
    outcomes: { ...(responseMs.length > 0 ? { ok: responseMs.length } : {}), ...failures },
    statuses: {},
    delayedAcks: 0,
    responseTime: encodedHistogram(responseMs),
    blamelessTime: encodedHistogram(responseMs),
  };
}

export const generatorRecord: GeneratorRecord = {
  workers: 1,
  client: "http1",
  clock: "ticker",
  largestBurst: 1,
  cpuMs: millis(50),
  wallMs: millis(1000),
  busyRatio: 0.1,
  longestStallMs: millis(1),
};

/** Slices of one request, with one count of successes per second. */
export function sliceRecords(completed: readonly number[]): readonly SliceRecord[] {
  return completed.map((ok) => ({ requests: [{ outcomes: { ok }, responseTimeUs: [] }] }));
}

export function phaseRecord(requests: readonly RequestRecord[], overrides: Partial<PhaseRecord> = {}): PhaseRecord {
  const offeredMs = overrides.durationMs ?? millis(1000);
  return {
    requests,
    sendLag: encodedHistogram([0]),
    slices: [],
    unmeasuredRequests: 0,
    startMs: millis(0),
    offeredMs,
    durationMs: offeredMs,
    idle: [],
    generator: generatorRecord,
    ...overrides,
  };
}

export function armPhase(overrides: Partial<ArmPhase> = {}): ArmPhase {
  return {
    arm: "head",
    phaseId: "steady",
    warmup: false,
    record: phaseRecord([requestRecord("GET /", [1])]),
    readings: [],
    ...overrides,
  };
}

/** Readings of a process tree: [time in ms, CPU time so far in ms, resident memory in MiB]. */
export function readings(...rows: readonly (readonly [atMs: number, cpuMs: number, mebibytes: number])[]) {
  return rows.map(
    ([atMs, cpuMs, mebibytes]): TreeReading => ({
      kind: "process_tree",
      atMs: millis(atMs),
      cpuMs: millis(cpuMs),
      rssBytes: bytes(mebibytes * 1024 ** 2),
    }),
  );
}

const plainRequest: RequestSpec = {
  name: "GET /",
  method: "GET",
  path: "/",
  headers: {},
  expect: { statuses: [], headers: {}, json: {} },
  extract: {},
  thinkTimeMs: { fromMs: millis(0), toMs: millis(0) },
  sla: {},
};

const emptyScenario = { setup: [], teardown: [], feeds: {}, sla: {}, minEffect: {}, minChange: {}, loadKeys: {} };

/** A plan with one phase of the given pattern. */
export function loadPlan(
  pattern: LoadPattern,
  load: LoadSpec = { workers: "auto", pin: "auto", tls: { verify: true } },
): Plan {
  const phase: Phase = {
    id: "phase",
    warmup: false,
    pattern,
    arrival: "even",
    durationMs: millis(1000),
    cooldownMs: millis(0),
    maxConcurrentUsers: 100,
  };
  const connection = { http2: false, redirects: 0, timeoutMs: millis(10_000), keepAlive: true };
  const anomalies = {
    cpu: ratio(0.95),
    memory: ratio(0.9),
    p95: millis(1000),
    throughputVariation: ratio(0.3),
    errors: ratio(0.1),
    memoryGrowth: bytes(4096),
    latencyDrift: ratio(0.5),
    stall: millis(500),
  };
  return {
    target: "http://127.0.0.1:8080",
    base: { from: "none", carry: [], carryImage: false, copy: [] },
    gate: {
      budgetMs: millis(60_000),
      interleave: "auto",
      pairs: "auto",
      falseAlarm: 0.01,
      restartNoise: 0.03,
      minEffect: {},
      minChange: {},
      failOn: [],
      baselineMaxAgeMs: millis(1_209_600_000),
    },
    monitors: { intervalMs: millis(100), anomalies },
    explain: { budgetMs: millis(0), traces: "off" },
    load,
    scenarios: [
      {
        ...emptyScenario,
        id: "one",
        phases: [phase],
        flows: [{ steps: [plainRequest], weight: 1 }],
        connection,
      },
    ],
  };
}

/** The metrics of a round whose responses all took `ms`. */
export function latency(ms: number, overrides: Partial<RequestMetrics> = {}): RequestMetrics {
  return { due: 300, failed: 0, p50: ms, p90: ms, p95: ms, p99: ms, tail: ms, ...overrides };
}

export function armMetrics(all: RequestMetrics, overrides: Partial<ArmMetrics> = {}): ArmMetrics {
  return { requests: { all, "GET /": all }, ...overrides };
}

/** Rounds with the given response times of base and head. */
export function rounds(...pairs: readonly (readonly [baseMs: number, headMs: number])[]): RoundResult[] {
  return pairs.map(([baseMs, headMs], index) => ({
    index,
    base: armMetrics(latency(baseMs)),
    head: armMetrics(latency(headMs)),
  }));
}

export function scenario(overrides: Partial<MeasuredScenario> = {}): MeasuredScenario {
  return {
    id: "shop",
    mode: { kind: "duet", reason: "base and head on one machine, base from directory base" },
    phases: [],
    rounds: [],
    limits: [],
    ...overrides,
  };
}

export const settings = (overrides: Partial<Settings> = {}): Settings => ({
  false_alarm: 0.01,
  min_effect: { p50: 0.05, p95: 0.1, tail: 0.1, cpu_per_request: 0.05, error_rate: 0.002 },
  fail_on: ["regression", "sla", "invalid"],
  budget_ms: 300_000,
  ...overrides,
});

export const environment = (overrides: Partial<Environment> = {}): Environment => ({
  cpu_model: "AMD EPYC 7763",
  cores: 4,
  memory_bytes: 16 * 1024 ** 3,
  kernel: "Linux 6.11.0",
  image: "ubuntu24",
  node: "24.21.0",
  config_hash: "b31adaa85225",
  ...overrides,
});

export function measuredResults(
  scenarios: readonly MeasuredScenario[],
  overrides: Partial<MeasuredRun> = {},
): MeasuredRun {
  return {
    schema: 1,
    environment: environment(),
    provenance: {
      loadgate: "0.1.0",
      base: { from: "directory base" },
      head: { from: "service.command", sha: "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80" },
      started_at: "2026-11-23T21:35:13.461Z",
      duration_ms: 220_000,
      seed: 7,
    },
    settings: settings(),
    baseline: { kind: "not_asked" },
    scenarios,
    warnings: [],
    ...overrides,
  };
}

export function comparison(overrides: Partial<Comparison> = {}): Comparison {
  return { metric: "p95", request: "all", outcome: "unchanged", gating: true, rounds: 12, ...overrides };
}
