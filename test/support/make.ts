import type { LoadPattern, LoadSpec, Phase, Plan } from "../../src/model/plan.ts";
import type {
  ArmPhase,
  GeneratorRecord,
  PhaseRecord,
  RequestRecord,
  SliceRecord,
  TreeReading,
} from "../../src/model/record.ts";
import type {
  ArmMetrics,
  Environment,
  Measured,
  MeasuredScenario,
  RequestMetrics,
  RoundResult,
  Settings,
} from "../../src/model/results.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import type { Comparison } from "../../src/model/verdict.ts";
import { histogram } from "../../src/stats/histogram.ts";

/** Small builders: whole values of which a test names the parts that it is about. */

export function histogramOf(values: readonly number[]): string {
  const made = histogram();
  for (const value of values) made.record(value);
  return made.encode();
}

/** A request of which these succeeded, in so many ms, and so many failed, each under its own name. */
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
    ackWaits: 0,
    responseTime: histogramOf(responseMs),
    serviceTime: histogramOf(responseMs),
    blamelessTime: histogramOf(responseMs),
  };
}

export const generatorRecord: GeneratorRecord = {
  workers: 1,
  client: "http1",
  clock: "ticker",
  atOnce: 1,
  startMs: millis(0),
  cpuMs: millis(50),
  wallMs: millis(1000),
  busyRatio: 0.1,
  longestStallMs: millis(1),
};

/** Successes by second, as the slices of a single request. */
export function slicesOf(completed: readonly number[]): readonly SliceRecord[] {
  return completed.map((ok) => ({ requests: [{ outcomes: { ok }, responseTimeUs: [] }] }));
}

export function phaseRecord(requests: readonly RequestRecord[], of: Partial<PhaseRecord> = {}): PhaseRecord {
  const offeredMs = of.durationMs ?? millis(1000);
  return {
    requests,
    sendLag: histogramOf([0]),
    slices: [],
    settling: 0,
    offeredMs,
    durationMs: offeredMs,
    idle: [],
    generator: generatorRecord,
    ...of,
  };
}

export function armPhase(of: Partial<ArmPhase> = {}): ArmPhase {
  return {
    arm: "head",
    phaseId: "steady",
    warmup: false,
    record: phaseRecord([requestRecord("GET /", [1])]),
    readings: [],
    ...of,
  };
}

/** Readings of a process tree: [at ms, processor ms so far, resident MiB]. */
export function readings(...rows: readonly (readonly [atMs: number, cpuMs: number, mebibytes: number])[]) {
  return rows.map(
    ([atMs, cpuMs, mebibytes]): TreeReading => ({
      atMs: millis(atMs),
      cpuMs: millis(cpuMs),
      rssBytes: bytes(mebibytes * 1024 ** 2),
    }),
  );
}

const nothing = { flows: [], setup: [], teardown: [], feeds: {}, sla: {}, minEffect: {}, minChange: {}, written: {} };

/** A plan with one phase of that pattern. */
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
  const connection = { http2: false, redirects: 0, timeoutMs: millis(10_000) };
  return {
    target: "http://127.0.0.1:8080",
    base: { from: "none", carry: [] },
    gate: {
      budgetMs: millis(60_000),
      interleave: "auto",
      falseAlarm: 0.01,
      minEffect: {},
      minChange: {},
      failOn: [],
      baselineMaxAgeMs: millis(1_209_600_000),
    },
    monitors: { intervalMs: millis(100) },
    load,
    scenarios: [{ id: "one", phases: [phase], ...nothing, connection }],
  };
}

/** All latencies of an arm in one round are this one. */
export function latency(ms: number, of: Partial<RequestMetrics> = {}): RequestMetrics {
  return { due: 300, failed: 0, p50: ms, p90: ms, p95: ms, p99: ms, tail: ms, ...of };
}

export function arm(all: RequestMetrics, of: Partial<ArmMetrics> = {}): ArmMetrics {
  return { requests: { all, "GET /": all }, ...of };
}

/** Rounds in which base and head answered in so many ms. */
export function rounds(...pairs: readonly (readonly [baseMs: number, headMs: number])[]): RoundResult[] {
  return pairs.map(([baseMs, headMs], index) => ({ index, base: arm(latency(baseMs)), head: arm(latency(headMs)) }));
}

export function scenario(of: Partial<MeasuredScenario> = {}): MeasuredScenario {
  return {
    id: "shop",
    mode: { kind: "duet", reason: "base and head on one machine, base from directory base" },
    phases: [],
    rounds: [],
    limits: [],
    ...of,
  };
}

export const settings = (of: Partial<Settings> = {}): Settings => ({
  false_alarm: 0.01,
  min_effect: { p50: 0.05, p95: 0.1, tail: 0.1, cpu_per_request: 0.05, error_rate: 0.002 },
  fail_on: ["regression", "sla", "invalid"],
  budget_ms: 300_000,
  ...of,
});

export const environment = (of: Partial<Environment> = {}): Environment => ({
  cpu_model: "AMD EPYC 7763",
  cores: 4,
  memory_bytes: 16 * 1024 ** 3,
  kernel: "Linux 6.11.0",
  image: "ubuntu24",
  node: "24.21.0",
  config_hash: "b31adaa85225",
  ...of,
});

export function measured(scenarios: readonly MeasuredScenario[], of: Partial<Measured> = {}): Measured {
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
    ...of,
  };
}

export function comparison(of: Partial<Comparison> = {}): Comparison {
  return { metric: "p95", request: "all", outcome: "unchanged", gating: true, rounds: 12, ...of };
}
