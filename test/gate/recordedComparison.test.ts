import { describe, expect, test } from "vitest";
import { uncheckedScenario } from "../../src/gate/checkedScenario.ts";
import type { MetricKey } from "../../src/gate/gatedMetrics.ts";
import { compareRecorded } from "../../src/gate/recordedComparison.ts";
import type { BaselineNote, MeasuredScenario, RequestMetrics } from "../../src/model/results.ts";
import { armMetrics, latency, scenario } from "../support/builders.ts";

const p95: MetricKey = { scenario: "shop", request: "all", metric: "p95", gating: true };
const errorRate: MetricKey = { ...p95, metric: "error_rate" };
const foundBaseline: BaselineNote = { kind: "found", runs: 12, at: "2026-11-23" };
const near = (value: number) => expect.closeTo(value, 10);

type Recorded = NonNullable<MeasuredScenario["recorded"]>;
const runs = (...all: readonly (readonly RequestMetrics[])[]): Recorded =>
  all.map((rounds, i) => ({ at: `2026-11-${10 + i}`, rounds: rounds.map((metrics) => armMetrics(metrics)) }));

/** `n` runs around 100 ms. Their logarithms alternate, `spread` below and above. */
const around = (spread: number, n: number) =>
  runs(...Array.from({ length: n }, (_, i) => [latency(100 * Math.exp(i % 2 === 0 ? -spread : spread))]));

function compared(recorded: Recorded, head: readonly RequestMetrics[], baseline = foundBaseline, key = p95) {
  const rounds = head.map((metrics, index) => ({ index, head: armMetrics(metrics) }));
  const minimum = key === p95 ? { effect: 0.1, floor: 0.2 } : { effect: 0.002, floor: 0 };
  return compareRecorded(key, uncheckedScenario(scenario({ recorded, rounds })), { minimum, alpha: 0.01, baseline });
}

describe("the head against recorded runs", () => {
  /** From mpmath: nine degrees of freedom, s = spread * sqrt(10/9). The prediction interval is s * sqrt(11/10) wide. */
  test.each([
    { headMs: 130, outcome: "regressed", change: 0.3, interval: [0.26789136245603, 0.33292177077877] },
    { headMs: 101, outcome: "unchanged", change: 0.01, interval: [-0.014945941476471, 0.035577683451201] },
    { headMs: 70, outcome: "improved", change: -0.3, interval: [-0.31728926636983, -0.28227289265758] },
  ])("with machines that differ by 1 %: $headMs ms are $outcome", ({ headMs, outcome, change, interval }) => {
    expect(compared(around(0.01, 10), [latency(headMs)])).toEqual({
      metric: "p95",
      request: "all",
      gating: true,
      outcome,
      base: near(100),
      head: near(headMs),
      change_ratio: near(change),
      interval: interval.map(near),
      rounds: 10,
      mde_ratio: near(0.12251982931344),
      min_effect_ratio: near(0.1),
    });
  });

  test.each([
    { headMs: 130, change: 0.3, interval: [0.14719384128174, 0.47315993094227] },
    { headMs: 103, change: 0.03, interval: [-0.091069494984468, 0.16719594528503] },
  ])(
    "of machines that differ by 5 %: 25 % could have gone unseen, so $headMs ms gate nothing",
    ({ headMs, change, interval }) => {
      expect(compared(around(0.05, 10), [latency(headMs)])).toMatchObject({
        outcome: "unstable",
        change_ratio: near(change),
        interval: interval.map(near),
        mde_ratio: near(0.29342013754838),
      });
    },
  );

  test("compares memory growth as a difference, which is never unstable", () => {
    const growth: MetricKey = { ...p95, metric: "memory_growth" };
    const grew = (bytes: number) => armMetrics(latency(1), { memory_growth: bytes });
    // Nine degrees of freedom: s = 30 · √(10 / 9). The prediction interval is s · √(11 / 10) wide.
    const recorded = Array.from({ length: 10 }, (_, i) => ({ at: "2026", rounds: [grew(i % 2 === 0 ? -30 : 30)] }));
    const of = (bytes: number) => {
      const measured = scenario({ recorded, rounds: [{ index: 0, head: grew(bytes) }] });
      return compareRecorded(growth, uncheckedScenario(measured), {
        minimum: { effect: 64, floor: 64 },
        alpha: 0.01,
        baseline: foundBaseline,
      });
    };
    expect(of(500)).toMatchObject({
      outcome: "regressed",
      base: near(0),
      head: near(500),
      change_ratio: near(500),
      // 2.26216 widths.
      interval: [expect.closeTo(424.97, 2), expect.closeTo(575.03, 2)],
      min_effect_ratio: 64,
    });
    expect(of(50).outcome).toBe("inconclusive");
  });

  test("compares an error rate as a difference, with the uncertainty of its count in the interval", () => {
    const recorded = runs(...Array.from({ length: 10 }, (_, i) => [latency(1, { due: 1000, failed: i % 2 })]));
    expect(compared(recorded, [latency(1, { due: 1000, failed: 10 })], foundBaseline, errorRate)).toMatchObject({
      outcome: "regressed",
      base: near(0.0005),
      head: near(0.01),
      change_ratio: near(0.0095),
      // Lower end: the spread of the runs. Upper end: Clopper & Pearson's bound of 10 in 1,000, less the base's rate.
      interval: [near(0.0082495455790306), near(0.0183132430551125 - 0.0005)],
      // 13.07 excess errors in 1,000, less 1.645 √(13.07 + 0.55), are 7.
      mde_ratio: near(0.013070487744775),
      min_effect_ratio: 0.002,
    });
  });

  test.each([
    {
      why: "two failures may be chance",
      due: 600,
      failed: 2,
      outcome: "inconclusive",
      interval: [2 / 600 - 0.000614624283417639, 0.0119888339586525],
    },
    {
      why: "600 requests without a failure are too few",
      due: 600,
      failed: 0,
      outcome: "inconclusive",
      interval: [-0.000614624283417639, 0.00612927133066926],
    },
    {
      why: "4,000 requests without a failure are enough",
      due: 4000,
      failed: 0,
      outcome: "unchanged",
      interval: [-9.2217734036185e-5, 0.000921794749483056],
    },
  ])("an error rate that was always 0: $why", ({ due, failed, outcome, interval }) => {
    const recorded = runs(...Array.from({ length: 10 }, () => [latency(1, { due, failed: 0 })]));
    expect(compared(recorded, [latency(1, { due, failed })], foundBaseline, errorRate)).toMatchObject({
      outcome,
      change_ratio: near(failed / due),
      interval: interval.map(near),
    });
  });

  test("counts a run of several rounds once, by the geometric mean of its rounds", () => {
    const recorded = runs(...Array.from({ length: 10 }, () => [latency(50), latency(200)]));
    expect(compared(recorded, [latency(80), latency(125)])).toMatchObject({
      outcome: "unchanged",
      base: near(100),
      head: near(100),
      rounds: 10,
    });
  });
});

describe("without comparable runs", () => {
  const comparedWith = (baseline: BaselineNote, recorded: Recorded = []) => {
    const { outcome, reason, head, base } = compared(recorded, [latency(100)], baseline);
    return { outcome, reason, head, base };
  };

  test.each<{ readonly baseline: BaselineNote; readonly outcome: string; readonly reason: string }>([
    { baseline: { kind: "not_asked" }, outcome: "new", reason: "no baseline was given" },
    { baseline: { kind: "absent", message: "no baseline yet" }, outcome: "new", reason: "no baseline yet" },
    { baseline: { kind: "unreachable", message: "no network" }, outcome: "inconclusive", reason: "no network" },
    { baseline: { kind: "unusable", message: "it is corrupt" }, outcome: "invalid", reason: "it is corrupt" },
    {
      baseline: foundBaseline,
      outcome: "new",
      reason: "main has recorded no run of this scenario",
    },
  ])("a baseline that is $baseline.kind is $outcome", ({ baseline, outcome, reason }) => {
    expect(comparedWith(baseline)).toEqual({ outcome, reason, head: near(100), base: undefined });
  });

  test("nine runs are too few, ten are enough", () => {
    const outcomes = [9, 10].map((n) => {
      const { outcome, reason, rounds } = compared(around(0.01, n), [latency(130)]);
      return { outcome, reason, rounds };
    });
    expect(outcomes).toEqual([
      {
        outcome: "inconclusive",
        reason: "recorded runs differ by machine: gating needs 10 from the same kind of machine, got 9",
        rounds: 9,
      },
      { outcome: "regressed", reason: undefined, rounds: 10 },
    ]);
  });

  test("a run without a value does not count", () => {
    const recorded = [...around(0.01, 9), ...runs([{ due: 300, failed: 300 }])];
    expect(compared(recorded, [latency(130)])).toMatchObject({ outcome: "inconclusive", rounds: 9 });
  });

  test("a request that was never due is inconclusive", () => {
    const rounds = [{ index: 0, head: { requests: { all: latency(1), "GET /rare": { due: 0, failed: 0 } } } }];
    const rare = { ...p95, request: "GET /rare" };
    expect(
      compareRecorded(rare, uncheckedScenario(scenario({ recorded: [], rounds })), {
        minimum: { effect: 0.1, floor: 0.2 },
        alpha: 0.01,
        baseline: { kind: "not_asked" },
      }),
    ).toMatchObject({
      outcome: "inconclusive",
      reason: "no request was due",
    });
  });

  test("a head without a successful request is invalid, with or without a baseline", () => {
    const dead = [{ due: 300, failed: 300 }];
    expect([compared(around(0.01, 12), dead), compared([], dead, { kind: "not_asked" })]).toMatchObject([
      { outcome: "invalid", reason: "no request succeeded", base: near(100), rounds: 12 },
      { outcome: "invalid", reason: "no request succeeded", rounds: 0 },
    ]);
  });

  test.each([10, 9, 0])("a late generator makes the comparison invalid, with %i recorded runs", (n) => {
    const rounds = [{ index: 0, head: armMetrics(latency(130)), invalid: "it was late" }];
    const late = scenario({ recorded: around(0.01, n), rounds });
    const minimum = { effect: 0.1, floor: 0.2 };
    const comparison = compareRecorded(p95, uncheckedScenario(late), { minimum, alpha: 0.01, baseline: foundBaseline });
    expect([comparison.outcome, comparison.reason]).toEqual(["invalid", "it was late"]);
  });

  test("a late generator that lost no request leaves the error rate comparable", () => {
    const rounds = [{ index: 0, head: { requests: { all: { ...latency(130), due: 600, failed: 120 } } } }];
    const recorded = Array.from({ length: 12 }, () => ({
      at: "2026",
      rounds: [{ requests: { all: { ...latency(100), due: 600, failed: 0 } } }],
    }));
    const late = rounds.map((round) => ({ ...round, invalid: "it was late", invalid_for: "latency" as const }));
    const outcomeOf = (metric: MetricKey["metric"]) =>
      compareRecorded({ ...p95, metric }, uncheckedScenario(scenario({ recorded, rounds: late })), {
        minimum: { effect: 0.002, floor: 0 },
        alpha: 0.01,
        baseline: foundBaseline,
      }).outcome;
    expect([outcomeOf("p95"), outcomeOf("error_rate")]).toEqual(["invalid", "regressed"]);
  });
});
