import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { settled } from "../../src/gate/stoppingRule.ts";
import type { RoundResult } from "../../src/model/results.ts";
import { arm, latency, measured, scenario, settings } from "../support/make.ts";

/** Rounds in which the head differs by that much from a base of 100 ms, in turn so much more and less. */
const rounds = (n: number, change: number, spread: number): RoundResult[] =>
  Array.from({ length: n }, (_, index) => {
    const headMs = 100 * Math.exp(change + (index % 2 === 0 ? spread : -spread));
    return { index, base: arm(latency(100, { due: 3000 })), head: arm(latency(headMs, { due: 3000 })) };
  });

const after = (n: number, change: number, spread: number, planned = 20) =>
  settled(scenario({ rounds: rounds(n, change, spread), rounds_planned: planned }), settings({ gating: 4 }));

describe("measuring", () => {
  test.each([
    { why: "nothing has changed, and that is shown", n: 8, change: 0, spread: 0.01, ends: true },
    { why: "a large change, beyond doubt", n: 8, change: 0.5, spread: 0.01, ends: true },
    { why: "an improvement is no reason to go on", n: 8, change: -0.5, spread: 0.01, ends: true },
    { why: "three rounds are never enough", n: 3, change: 0, spread: 0.0001, ends: false },
    { why: "between two looks", n: 7, change: 0, spread: 0.01, ends: false },
    { why: "too noisy to show anything", n: 8, change: 0, spread: 0.3, ends: false },
    { why: "a change that one look may not yet call one (p = 1e-4)", n: 4, change: 0.5, spread: 0.04, ends: false },
    { why: "the same change at a later look", n: 12, change: 0.5, spread: 0.04, ends: true },
  ])("$why: ends $ends", ({ n, change, spread, ends }) => {
    expect(after(n, change, spread)).toBe(ends);
  });

  test("what one look has found stays found, as long as it is large enough", () => {
    const [first, later] = [rounds(8, 0.5, 0.01), rounds(12, 0.5, 3)];
    const outcome = (spoiled: readonly RoundResult[]) => {
      const all = [...first, ...spoiled].map((round, index) => ({ ...round, index }));
      const { scenarios } = judge(measured([scenario({ rounds: all, rounds_planned: 20 })]));
      return scenarios[0]?.comparisons.find(({ metric }) => metric === "p50")?.outcome;
    };
    expect([outcome([]), outcome(later), outcome(rounds(12, -0.4, 0.01))]).toEqual([
      "regressed",
      "regressed",
      "unstable",
    ]);
  });

  test("what ends it is what the judge then says", () => {
    const outcomes = (change: number) => {
      const one = scenario({ rounds: rounds(8, change, 0.01), rounds_planned: 20 });
      const { scenarios } = judge(measured([one], { settings: settings({ gating: 4 }) }));
      return scenarios[0]?.comparisons.filter(({ gating }) => gating).map(({ outcome }) => outcome);
    };
    expect(outcomes(0)).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
    expect(outcomes(0.5)).toEqual(["regressed", "regressed", "regressed", "unchanged"]);
  });
});
