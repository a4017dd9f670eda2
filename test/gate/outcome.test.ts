import { describe, expect, test } from "vitest";
import {
  detectableShift,
  type Estimate,
  evidenceMultiple,
  outcomeOf,
  type Significance,
} from "../../src/gate/outcome.ts";

const estimate = (of: Partial<Estimate> = {}): Estimate => ({
  mean: 0.2,
  standardError: 0.02,
  df: 11,
  robust: 0.2,
  pWorse: 0.001,
  pBetter: 0.999,
  interval: [0.15, 0.25],
  ...of,
});
const [higher, lower, neither] = [
  { worse: true, better: false },
  { worse: false, better: true },
  { worse: false, better: false },
];
const threshold = { minEffect: 0.1, minEffectWithoutFloor: 0.1, alpha: 0.01, significance: neither };
const better = { mean: -0.2, robust: -0.2, pWorse: 0.999, pBetter: 0.001, interval: [-0.25, -0.15] } as const;

interface Row {
  readonly why: string;
  readonly of: Partial<Estimate>;
  readonly significance?: Significance;
  readonly minEffectWithoutFloor?: number;
  readonly outcome: string;
}

describe("an outcome", () => {
  test.each<Row>([
    { why: "it is significant, large enough and robust", of: {}, outcome: "regressed" },
    { why: "it is exactly at the size thresholds", of: { mean: 0.1, robust: 0.05 }, outcome: "regressed" },
    { why: "it is not significant", of: {}, significance: neither, outcome: "inconclusive" },
    { why: "it is too small", of: { mean: 0.0999 }, outcome: "inconclusive" },
    { why: "the robust estimate disagrees", of: { robust: 0.0499 }, outcome: "inconclusive" },
    { why: "all three conditions hold in the other direction", of: better, significance: lower, outcome: "improved" },
    {
      why: "all three hold in the other direction, exactly at the thresholds",
      of: { ...better, mean: -0.1, robust: -0.05 },
      significance: lower,
      outcome: "improved",
    },
    { why: "it is better, but not significantly", of: better, significance: neither, outcome: "not_worse" },
    { why: "it is better by too little", of: { ...better, mean: -0.0999 }, significance: lower, outcome: "not_worse" },
    {
      why: "it is better only because of one odd round",
      of: { ...better, robust: -0.0499 },
      significance: lower,
      outcome: "not_worse",
    },
    {
      why: "it may be better by exactly the minimum effect",
      of: { mean: 0, interval: [-0.1, 0.0999] },
      outcome: "not_worse",
    },
    {
      why: "it is worse by the minimum effect, but not by the floor",
      of: { mean: 0.07, robust: 0.07, interval: [0.06, 0.085] },
      minEffectWithoutFloor: 0.04,
      outcome: "below_floor",
    },
    {
      why: "its interval ends below the minimum effect",
      of: { mean: 0, interval: [-0.09, 0.0999] },
      outcome: "unchanged",
    },
    {
      why: "its interval ends exactly at the minimum effect",
      of: { mean: 0, interval: [-0.3, 0.1] },
      outcome: "inconclusive",
    },
    {
      why: "it is not a number",
      of: { mean: Number.NaN, interval: [Number.NaN, Number.NaN] },
      outcome: "inconclusive",
    },
  ])("$outcome: $why", ({ of, significance = higher, minEffectWithoutFloor = 0.1, outcome }) => {
    expect(outcomeOf(estimate(of), { ...threshold, minEffectWithoutFloor, significance })).toBe(outcome);
  });
});

describe("the detectable change", () => {
  test("lies standard errors above the significance limit, or above the minimum effect", () => {
    // 2.718079183813862 and 1.795884818704044 for 11 degrees of freedom.
    expect(detectableShift(estimate({ standardError: 0.05 }), threshold)).toBeCloseTo(0.2256982001258953, 12);
    expect(detectableShift(estimate({ standardError: 0.02 }), threshold)).toBeCloseTo(0.135917696374081, 12);
  });
});

describe("the evidence multiple", () => {
  test.each<{ readonly why: string; readonly of: Partial<Estimate>; readonly times: number }>([
    // (2.20098516009164 * 0.05 / 0.08)^2
    { why: "shows that 0.02 is below 0.1", of: { mean: 0.02, standardError: 0.05 }, times: 1.892319 },
    // (2.718079183813862 * 0.05 / 0.12)^2
    { why: "shows that 0.12 is significant", of: { mean: 0.12, standardError: 0.05 }, times: 1.282631 },
    { why: "is below 1 if there is enough evidence", of: { mean: 0.02, standardError: 0.01 }, times: 0.075693 },
    { why: "is huge just below the minimum effect", of: { mean: 0.0999, standardError: 0.05 }, times: 1211083.918736 },
    { why: "is 0 for a certain change of exactly the minimum effect", of: { mean: 0.1, standardError: 0 }, times: 0 },
    { why: "is NaN for NaN", of: { mean: Number.NaN, standardError: Number.NaN }, times: Number.NaN },
  ])("$why", ({ of, times }) => {
    expect(Number(evidenceMultiple(estimate(of), threshold).toFixed(6))).toBe(times);
  });
});
