import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { canStopMeasuring } from "../../src/gate/stoppingRule.ts";
import type { RoundResult } from "../../src/model/results.ts";
import { armMetrics, latency, measuredResults, scenario, settings } from "../support/builders.ts";

/** Rounds with a base of 100 ms. The head's change alternates around `change`, `spread` more and less. */
const rounds = (n: number, change: number, spread: number): RoundResult[] =>
  Array.from({ length: n }, (_, index) => {
    const headMs = 100 * Math.exp(change + (index % 2 === 0 ? spread : -spread));
    return { index, base: armMetrics(latency(100, { due: 3000 })), head: armMetrics(latency(headMs, { due: 3000 })) };
  });

const after = (n: number, change: number, spread: number, planned = 20) =>
  canStopMeasuring(scenario({ rounds: rounds(n, change, spread), rounds_planned: planned }), settings({ gating: 4 }));

describe("measuring", () => {
  test.each([
    { why: "every metric is shown to be unchanged", n: 8, change: 0, spread: 0.01, ends: true },
    { why: "a large change is certain", n: 8, change: 0.5, spread: 0.01, ends: true },
    { why: "an improvement is certain", n: 8, change: -0.5, spread: 0.01, ends: true },
    { why: "three rounds are too few", n: 3, change: 0, spread: 0.0001, ends: false },
    { why: "the round is between two looks", n: 7, change: 0, spread: 0.01, ends: false },
    { why: "the noise is too large", n: 8, change: 0, spread: 0.3, ends: false },
    {
      why: "the change is not yet significant at an early look (p = 1e-4)",
      n: 4,
      change: 0.5,
      spread: 0.04,
      ends: false,
    },
    { why: "the same change is significant at a later look", n: 12, change: 0.5, spread: 0.04, ends: true },
  ])("$why: stops is $ends", ({ n, change, spread, ends }) => {
    expect(after(n, change, spread)).toBe(ends);
  });

  test("a change that was significant at one look stays so, as long as it is large enough", () => {
    const [first, later] = [rounds(8, 0.5, 0.01), rounds(12, 0.5, 3)];
    const outcome = (spoiled: readonly RoundResult[]) => {
      const all = [...first, ...spoiled].map((round, index) => ({ ...round, index }));
      const { scenarios } = judge(measuredResults([scenario({ rounds: all, rounds_planned: 20 })]));
      return scenarios[0]?.comparisons.find(({ metric }) => metric === "p50")?.outcome;
    };
    expect([outcome([]), outcome(later), outcome(rounds(12, -0.4, 0.01))]).toEqual([
      "regressed",
      "regressed",
      "unstable",
    ]);
  });

  test("the judge's verdict agrees with the reason to stop", () => {
    const outcomes = (change: number) => {
      const one = scenario({ rounds: rounds(8, change, 0.01), rounds_planned: 20 });
      const { scenarios } = judge(measuredResults([one], { settings: settings({ gating: 4 }) }));
      return scenarios[0]?.comparisons.filter(({ gating }) => gating).map(({ outcome }) => outcome);
    };
    expect(outcomes(0)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(outcomes(0.5)).toEqual(["regressed", "regressed", "regressed"]);
  });
});
