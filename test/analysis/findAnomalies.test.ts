import { describe, expect, test } from "vitest";
import { findAnomalies } from "../../src/analysis/findAnomalies.ts";
import type { Anomaly } from "../../src/model/cause.ts";
import type { LoadPattern } from "../../src/model/plan.ts";
import type { Reading } from "../../src/model/reading.ts";
import type { ArmPhase, SliceRecord } from "../../src/model/record.ts";
import { bytes, millis, perSec, ratio } from "../../src/model/unit.ts";
import { draw } from "../../src/stats/random.ts";
import { armPhase, phaseRecord, readings, requestRecord } from "../support/builders.ts";

const limits = {
  ...{ cpu: ratio(0.95), memory: ratio(0.9), p95: millis(1000), throughputVariation: ratio(0.3) },
  ...{ errors: ratio(0.1), memoryGrowth: bytes(4096), latencyDrift: ratio(0.5), stall: millis(500) },
};
const machine = { cores: 2, memoryBytes: bytes(1024 ** 3) };
const constant: LoadPattern = { kind: "constant", ratePerSec: perSec(100) };

function anomaliesIn(phase: Partial<ArmPhase>, pattern = constant): readonly Anomaly[] {
  const rounds = [{ index: 3, phases: [armPhase(phase)] }];
  return findAnomalies({ phases: [{ id: "steady", pattern }], rounds, limits, machine });
}

/** One second: response times in ms, each with its count, and failures. */
interface Second {
  readonly ms: readonly (readonly [ms: number, count: number])[];
  readonly failed?: number;
}

function slicesOf(seconds: readonly Second[]): readonly SliceRecord[] {
  return seconds.map(({ ms, failed = 0 }) => {
    const ok = ms.reduce((sum, [, count]) => sum + count, 0);
    const outcomes = failed > 0 ? { ok, "status 500": failed } : { ok };
    return { requests: [{ outcomes, responseTimeUs: ms.flatMap(([value, count]) => [1000 * value, count]) }] };
  });
}

function phaseOf(seconds: readonly Second[], ofPhase: readonly Reading[] = []): Partial<ArmPhase> {
  const overrides = { slices: slicesOf(seconds), durationMs: millis(1000 * seconds.length) };
  return { record: phaseRecord([requestRecord("GET /", [1])], overrides), readings: ofPhase };
}

const usual: Second = { ms: [[5, 100]] };
const where = { arm: "head", phase: "steady", round: 3 } as const;

/** Machine counters of two cores: time, time stolen from both together, time in which tasks waited for the disk. */
const system = (atMs: number, stealMs: number, ioMs: number): Reading => ({
  ...{ kind: "system", atMs: millis(atMs), usableCores: 2, pressureMs: { io: millis(ioMs) } },
  cores: [0, 1].map(() => ({ busyMs: millis(0), stealMs: millis(stealMs / 2), ioWaitMs: millis(0) })),
});

const quota = (atMs: number, throttledMs: number): Reading => ({
  ...{ kind: "cpu_quota", atMs: millis(atMs), cores: 2, throttledMs: millis(throttledMs) },
});

describe("each kind of anomaly", () => {
  test("times before the phase's start do not count", () => {
    const cpu = readings([-40, 0, 50], [500, 1075, 50], [1000, 1080, 50]);
    expect(anomaliesIn({ readings: cpu })).toMatchObject([{ kind: "cpu_spike", at_ms: 0, duration_ms: 500 }]);
  });

  test("CPU above 95 % of two cores for one second", () => {
    const cpu = readings([0, 0, 50], [500, 400, 50], [1000, 1400, 50], [1500, 2390, 50], [2000, 2500, 50]);
    expect(anomaliesIn({ readings: cpu })).toEqual([
      { kind: "cpu_spike", ...where, at_ms: 500, duration_ms: 1000, value: 1, limit: 0.95 },
    ]);
  });

  test("CPU in the own slices only", () => {
    const record = phaseRecord([requestRecord("GET /", [1])], { idle: [[millis(500), millis(1500)]] });
    const cpu = readings([0, 0, 50], [500, 990, 50], [1500, 990, 50], [2000, 1000, 50]);
    expect(anomaliesIn({ readings: cpu, record })).toEqual([
      { kind: "cpu_spike", ...where, at_ms: 0, duration_ms: 500, value: 0.99, limit: 0.95 },
    ]);
  });

  test("memory above 90 %", () => {
    const memory = readings([0, 0, 512], [100, 0, 1000], [200, 0, 1024], [300, 0, 512]);
    expect(anomaliesIn({ readings: memory })).toEqual([
      { kind: "memory_high", ...where, at_ms: 100, duration_ms: 200, value: 1, limit: 0.9 },
    ]);
  });

  test("p95 above 1 s in two seconds", () => {
    const slow: Second = {
      ms: [
        [5, 90],
        [1280, 10],
      ],
    };
    expect(anomaliesIn(phaseOf([usual, slow, slow, usual]))).toEqual([
      {
        kind: "response_time_high",
        ...where,
        at_ms: 1000,
        duration_ms: 2000,
        value: expect.closeTo(1280, -1),
        limit: 1000,
      },
    ]);
  });

  test("throughput that varies", () => {
    const seconds = [100, 150, 50, 150, 50, 150, 50].map((count): Second => ({ ms: [[5, count]] }));
    expect(anomaliesIn(phaseOf(seconds))).toEqual([
      {
        kind: "throughput_variation",
        ...where,
        at_ms: 0,
        duration_ms: 7000,
        limit: 0.3,
        value: expect.closeTo(0.548, 3),
      },
    ]);
  });

  test("a burst of errors", () => {
    expect(anomaliesIn(phaseOf([usual, { ms: [[5, 75]], failed: 25 }, usual]))).toEqual([
      { kind: "error_burst", ...where, at_ms: 1000, duration_ms: 1000, value: 0.25, limit: 0.1 },
    ]);
  });

  test("memory that grows in both halves of a long phase", () => {
    const growing = readings(...Array.from({ length: 121 }, (_, i) => [100 * i, 0, 50 + i] as const));
    const record = phaseRecord([requestRecord("GET /", Array(1200).fill(1))], { durationMs: millis(12_000) });
    const value = expect.closeTo((120 * 1024 ** 2) / 1200, 0);
    expect(anomaliesIn({ record, readings: growing })).toEqual([
      { kind: "memory_growth", ...where, at_ms: 0, duration_ms: 12_000, limit: 4096, value },
    ]);
  });

  test("latency that drifts within a phase", () => {
    const seconds = [8, 8, 8, 12, 12, 12, 16, 16, 16].map((ms): Second => ({ ms: [[ms, 100]] }));
    expect(anomaliesIn(phaseOf(seconds))).toEqual([
      { kind: "latency_drift", ...where, at_ms: 0, duration_ms: 9000, value: expect.closeTo(1, 2), limit: 0.5 },
    ]);
  });

  test("a stall, with what else happened", () => {
    // All 60 requests that were due in 600 ms end with it.
    const waiting = Array.from({ length: 60 }, (_, i) => [5 + 10 * i, 1] as const);
    const stalled: Second = { ms: [...waiting, [600, 1], [4, 39]] };
    const machineWide = [0, 1500, 2500, 3000].map((at) => system(at, 0, at > 1500 ? 500 : 0));
    const monitored = [...machineWide, ...readings([1500, 0, 50], [2500, 100, 50])];
    expect(anomaliesIn(phaseOf([usual, usual, stalled, usual], monitored))).toEqual([
      {
        ...{ kind: "stall", ...where, at_ms: 2000, duration_ms: 600, value: 600, limit: 500 },
        evidence: "meanwhile the service used 0.1 cores, tasks waited for the disk for 33 %",
      },
    ]);
  });

  test("throttling and steal", () => {
    expect(anomaliesIn({ readings: [quota(0, 0), quota(1000, 100)] })).toEqual([
      { kind: "throttling", ...where, at_ms: 0, duration_ms: 1000, value: 0.1, limit: 0.03 },
    ]);
    expect(anomaliesIn({ readings: [system(0, 0, 0), system(1000, 300, 0)] })).toEqual([
      { kind: "steal", ...where, at_ms: 0, duration_ms: 1000, value: 0.15, limit: 0.1 },
    ]);
  });
});

const ramp: LoadPattern = { kind: "ramp", fromPerSec: perSec(1), toPerSec: perSec(9) };
const few: Second = {
  ms: [
    [5, 10],
    [2000, 1],
  ],
};
const bimodal: Second = {
  ms: [
    [5, 60],
    [700, 40],
  ],
};
const slowService: Second = {
  ms: [
    [300, 30],
    [500, 40],
    [700, 30],
  ],
};

describe("no anomaly is", () => {
  test.each<[string, Partial<ArmPhase>, LoadPattern?]>([
    ["a usual phase", phaseOf(Array(9).fill(usual))],
    ["a warm-up", { ...phaseOf([{ ms: [[5, 1]], failed: 99 }]), warmup: true }],
    ["one slow request among few", phaseOf([few])],
    ["four failures", phaseOf([{ ms: [[5, 10]], failed: 4 }])],
    ["one slow endpoint", phaseOf([bimodal, bimodal])],
    ["a service that is slow all the time", phaseOf(Array(5).fill(slowService))],
    ["memory that grows while a service starts", { readings: readings([0, 0, 50], [2000, 0, 80], [4000, 0, 110]) }],
    ["a spike that is load", phaseOf([10, 10, 500, 500, 10, 10, 10].map((n) => ({ ms: [[5, n]] }))), ramp],
    ["a short burst of CPU", { readings: readings([0, 0, 50], [100, 200, 50], [600, 210, 50]) }],
  ])("%s", (_, phase, pattern) => {
    expect(anomaliesIn(phase, pattern)).toEqual([]);
  });

  test("the chance of independent arrivals at 8/s, in 200 phases", () => {
    const poisson = (seed: number) => {
      for (let count = 0, product = 1; ; count++) {
        product *= draw(seed, 1, count);
        if (product < Math.exp(-8)) return count;
      }
    };
    const phases = Array.from({ length: 200 }, (_, run) =>
      phaseOf(Array.from({ length: 11 }, (__, i) => ({ ms: [[5, poisson(100 * run + i)]] }))),
    );
    expect(phases.filter((phase) => anomaliesIn(phase).length > 0).length).toBeLessThanOrEqual(1);
  });
});

test("a service that is odd all the time gives at most thirty anomalies of a kind", () => {
  const burst: Second = { ms: [[5, 1]], failed: 9 };
  const phase = phaseOf(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? burst : usual)));
  expect(anomaliesIn(phase).filter(({ kind }) => kind === "error_burst")).toHaveLength(30);
});
