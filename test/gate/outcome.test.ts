import { describe, expect, test } from "vitest";
import {
  type BeyondChance,
  detectableShift,
  type Estimate,
  evidenceNeeded,
  outcomeOf,
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
const threshold = { minEffect: 0.1, alpha: 0.01, beyondChance: neither };
const better = { mean: -0.2, robust: -0.2, pWorse: 0.999, pBetter: 0.001, interval: [-0.25, -0.15] } as const;

interface Row {
  readonly why: string;
  readonly of: Partial<Estimate>;
  readonly chance?: BeyondChance;
  readonly outcome: string;
}

describe("an outcome", () => {
  test.each<Row>([
    { why: "all three conditions", of: {}, outcome: "regressed" },
    { why: "at the very thresholds of size", of: { mean: 0.1, robust: 0.05 }, outcome: "regressed" },
    { why: "not beyond chance", of: {}, chance: neither, outcome: "inconclusive" },
    { why: "not as large", of: { mean: 0.0999 }, outcome: "inconclusive" },
    { why: "the robust estimate does not agree", of: { robust: 0.0499 }, outcome: "inconclusive" },
    { why: "all three the other way", of: better, chance: lower, outcome: "improved" },
    {
      why: "the same, at the thresholds",
      of: { ...better, mean: -0.1, robust: -0.05 },
      chance: lower,
      outcome: "improved",
    },
    { why: "better by chance", of: better, chance: neither, outcome: "unchanged" },
    { why: "better by little", of: { ...better, mean: -0.0999 }, chance: lower, outcome: "unchanged" },
    { why: "better in one odd round", of: { ...better, robust: -0.0499 }, chance: lower, outcome: "unchanged" },
    { why: "shown to be below what matters", of: { mean: 0, interval: [-0.09, 0.0999] }, outcome: "unchanged" },
    { why: "the bound at what matters", of: { mean: 0, interval: [-0.3, 0.1] }, outcome: "inconclusive" },
    { why: "not a number", of: { mean: Number.NaN, interval: [Number.NaN, Number.NaN] }, outcome: "inconclusive" },
  ])("$outcome: $why", ({ of, chance: beyondChance = higher, outcome }) => {
    expect(outcomeOf(estimate(of), { ...threshold, beyondChance })).toBe(outcome);
  });
});

describe("the detectable change", () => {
  test("is so many standard errors beyond chance, or beyond what matters", () => {
    // 2.718079183813862 and 1.795884818704044 for 11 degrees of freedom.
    expect(detectableShift(estimate({ standardError: 0.05 }), threshold)).toBeCloseTo(0.2256982001258953, 12);
    expect(detectableShift(estimate({ standardError: 0.02 }), threshold)).toBeCloseTo(0.135917696374081, 12);
  });
});

describe("more evidence", () => {
  test.each<{ readonly why: string; readonly of: Partial<Estimate>; readonly times: number }>([
    // (2.20098516009164 * 0.05 / 0.08)^2
    { why: "to show that 0.02 is below 0.1", of: { mean: 0.02, standardError: 0.05 }, times: 1.892319 },
    // (2.718079183813862 * 0.05 / 0.12)^2
    { why: "to show that 0.12 is no chance", of: { mean: 0.12, standardError: 0.05 }, times: 1.282631 },
    { why: "where there is enough", of: { mean: 0.02, standardError: 0.01 }, times: 0.075693 },
    { why: "where hardly any would do", of: { mean: 0.0999, standardError: 0.05 }, times: 1211083.918736 },
    { why: "of a change of exactly what matters", of: { mean: 0.1, standardError: 0 }, times: 0 },
    { why: "of nothing", of: { mean: Number.NaN, standardError: Number.NaN }, times: Number.NaN },
  ])("$why", ({ of, times }) => {
    expect(Number(evidenceNeeded(estimate(of), threshold).toFixed(6))).toBe(times);
  });
});
