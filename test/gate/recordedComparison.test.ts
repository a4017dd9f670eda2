import { describe, expect, test } from "vitest";
import type { Subject } from "../../src/gate/gatedMetrics.ts";
import { compareRecorded } from "../../src/gate/recordedComparison.ts";
import type { BaselineNote, MeasuredScenario, RequestMetrics } from "../../src/model/results.ts";
import { arm, latency, scenario } from "../support/make.ts";

const p95: Subject = { scenario: "shop", request: "all", metric: "p95", gating: true };
const errorRate: Subject = { ...p95, metric: "error_rate" };
const found: BaselineNote = { kind: "found", runs: 12, at: "2026-11-23" };
const near = (value: number) => expect.closeTo(value, 10);

type Recorded = NonNullable<MeasuredScenario["recorded"]>;
const runs = (...all: readonly (readonly RequestMetrics[])[]): Recorded =>
  all.map((rounds, i) => ({ at: `2026-11-${10 + i}`, rounds: rounds.map((metrics) => arm(metrics)) }));

/** So many runs around 100 ms, their logarithms in turn so much below and above. */
const around = (spread: number, n: number) =>
  runs(...Array.from({ length: n }, (_, i) => [latency(100 * Math.exp(i % 2 === 0 ? -spread : spread))]));

function compared(recorded: Recorded, head: readonly RequestMetrics[], note = found, subject = p95) {
  const rounds = head.map((metrics, index) => ({ index, head: arm(metrics) }));
  return compareRecorded(
    subject,
    scenario({ recorded, rounds }),
    note,
    subject === p95 ? { effect: 0.1, floor: 0.2 } : { effect: 0.002, floor: 0 },
    0.01,
  );
}

describe("the head against recorded runs", () => {
  /** From mpmath: nine degrees of freedom, s = spread * sqrt(10/9), one more run is s * sqrt(11/10) wide. */
  test.each([
    { headMs: 130, outcome: "regressed", change: 0.3, interval: [0.26789136245603, 0.33292177077877] },
    { headMs: 101, outcome: "unchanged", change: 0.01, interval: [-0.014945941476471, 0.035577683451201] },
    { headMs: 70, outcome: "improved", change: -0.3, interval: [-0.31728926636983, -0.28227289265758] },
  ])("of machines that differ by 1 %: $headMs ms are $outcome", ({ headMs, outcome, change, interval }) => {
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

  test("a growth of the memory is compared as it is, and no share of it makes it too noisy", () => {
    const growth: Subject = { ...p95, metric: "memory_growth" };
    const grew = (bytes: number) => arm(latency(1), { memory_growth: bytes });
    // Nine degrees of freedom: s = 30 · √(10 / 9), and one more run is s · √(11 / 10) wide.
    const recorded = Array.from({ length: 10 }, (_, i) => ({ at: "2026", rounds: [grew(i % 2 === 0 ? -30 : 30)] }));
    const of = (bytes: number) => {
      const measured = scenario({ recorded, rounds: [{ index: 0, head: grew(bytes) }] });
      return compareRecorded(growth, measured, found, { effect: 64, floor: 64 }, 0.01);
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

  test("an error rate is compared as it is; what the count of its failures leaves open, the interval holds", () => {
    const recorded = runs(...Array.from({ length: 10 }, (_, i) => [latency(1, { due: 1000, failed: i % 2 })]));
    expect(compared(recorded, [latency(1, { due: 1000, failed: 10 })], found, errorRate)).toMatchObject({
      outcome: "regressed",
      base: near(0.0005),
      head: near(0.01),
      change_ratio: near(0.0095),
      // Below by the spread of the runs; above by Clopper & Pearson's bound of 10 in 1,000, less the base's rate.
      interval: [near(0.0082495455790306), near(0.0183132430551125 - 0.0005)],
      // 13.07 errors more in 1,000, of which all but 1.645 √(13.07 + 0.55) are 7.
      mde_ratio: near(0.013070487744775),
      min_effect_ratio: 0.002,
    });
  });

  test.each([
    {
      why: "two failures after none ever are chance",
      due: 600,
      failed: 2,
      outcome: "inconclusive",
      interval: [2 / 600 - 0.000614624283417639, 0.0119888339586525],
    },
    {
      why: "none of 600 does not show that there are none",
      due: 600,
      failed: 0,
      outcome: "inconclusive",
      interval: [-0.000614624283417639, 0.00612927133066926],
    },
    {
      why: "none of 4,000 does",
      due: 4000,
      failed: 0,
      outcome: "unchanged",
      interval: [-9.2217734036185e-5, 0.000921794749483056],
    },
  ])("an error rate that never was above 0: $why", ({ due, failed, outcome, interval }) => {
    const recorded = runs(...Array.from({ length: 10 }, () => [latency(1, { due, failed: 0 })]));
    expect(compared(recorded, [latency(1, { due, failed })], found, errorRate)).toMatchObject({
      outcome,
      change_ratio: near(failed / due),
      interval: interval.map(near),
    });
  });

  test("a run of several rounds counts once, with the geometric mean of its rounds", () => {
    const recorded = runs(...Array.from({ length: 10 }, () => [latency(50), latency(200)]));
    expect(compared(recorded, [latency(80), latency(125)])).toMatchObject({
      outcome: "unchanged",
      base: near(100),
      head: near(100),
      rounds: 10,
    });
  });
});

describe("nothing to compare with", () => {
  const none = (note: BaselineNote, recorded: Recorded = []) => {
    const { outcome, reason, head, base } = compared(recorded, [latency(100)], note);
    return { outcome, reason, head, base };
  };

  test.each<{ readonly note: BaselineNote; readonly outcome: string; readonly reason: string }>([
    { note: { kind: "not_asked" }, outcome: "new", reason: "no baseline was given" },
    { note: { kind: "absent", message: "no baseline yet" }, outcome: "new", reason: "no baseline yet" },
    { note: { kind: "unreachable", message: "no network" }, outcome: "inconclusive", reason: "no network" },
    { note: { kind: "unusable", message: "it is corrupt" }, outcome: "invalid", reason: "it is corrupt" },
    {
      note: found,
      outcome: "new",
      reason: "main has recorded no run of this scenario",
    },
  ])("$note.kind is $outcome", ({ note, outcome, reason }) => {
    expect(none(note)).toEqual({ outcome, reason, head: near(100), base: undefined });
  });

  test("nine runs do not tell how machines differ, ten do", () => {
    const outcomes = [9, 10].map((n) => {
      const { outcome, reason, rounds } = compared(around(0.01, n), [latency(130)]);
      return { outcome, reason, rounds };
    });
    expect(outcomes).toEqual([
      {
        outcome: "inconclusive",
        reason: "recorded runs differ by machine: gating takes 10 of the same kind, got 9",
        rounds: 9,
      },
      { outcome: "regressed", reason: undefined, rounds: 10 },
    ]);
  });

  test("a run in which the metric is missing is not one of the ten", () => {
    const recorded = [...around(0.01, 9), ...runs([{ due: 300, failed: 300 }])];
    expect(compared(recorded, [latency(130)])).toMatchObject({ outcome: "inconclusive", rounds: 9 });
  });

  test("a request that was never due says so, and fails nothing", () => {
    const rounds = [{ index: 0, head: { requests: { all: latency(1), "GET /rare": { due: 0, failed: 0 } } } }];
    const rare = { ...p95, request: "GET /rare" };
    expect(
      compareRecorded(
        rare,
        scenario({ recorded: [], rounds }),
        { kind: "not_asked" },
        { effect: 0.1, floor: 0.2 },
        0.01,
      ),
    ).toMatchObject({
      outcome: "inconclusive",
      reason: "it was never due",
    });
  });

  test("a head of which no request succeeded is invalid, with or without a baseline", () => {
    const dead = [{ due: 300, failed: 300 }];
    expect([compared(around(0.01, 12), dead), compared([], dead, { kind: "not_asked" })]).toMatchObject([
      { outcome: "invalid", reason: "no request succeeded", base: near(100), rounds: 12 },
      { outcome: "invalid", reason: "no request succeeded", rounds: 0 },
    ]);
  });

  test.each([10, 9, 0])("a head that a late generator measured is invalid, beside %i recorded runs", (n) => {
    const rounds = [{ index: 0, head: arm(latency(130)), invalid: "it was late" }];
    const late = scenario({ recorded: around(0.01, n), rounds });
    const made = compareRecorded(p95, late, found, { effect: 0.1, floor: 0.2 }, 0.01);
    expect([made.outcome, made.reason]).toEqual(["invalid", "it was late"]);
  });
});
