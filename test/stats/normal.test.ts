import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile, normalUpperTail } from "../../src/stats/normal.ts";
import { outsideTolerance } from "../support/tolerance.ts";

/** [z, P(Z > z)] from mpmath 1.3 with 40 digits. */
const tails = [
  [0, 0.5],
  [0.1, 0.460172162722971],
  [0.5, 0.3085375387259869],
  [1, 0.15865525393145705],
  [1.999, 0.02280417693265889],
  [2, 0.02275013194817921],
  [2.001, 0.02269619494564155],
  [3, 0.0013498980316300946],
  [5, 2.866515718791939e-7],
  [8, 6.220960574271784e-16],
  [20, 2.7536241186062337e-89],
  [37, 5.725571222524577e-300],
  [-1, 0.8413447460685429],
  [-3, 0.9986501019683699],
] as const;

/**
 * [p, quantile] from mpmath 1.3 with 60 digits. Printed tables have 1.2816, 1.6449, 1.9600, 2.3263, 2.5758 and 3.0902.
 */
const quantiles = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-13, -7.348796102800677],
  [1e-9, -5.9978070150076865],
  [1e-6, -4.753424308822899],
  [0.0001, -3.7190164854556804],
  [0.001, -3.0902323061678136],
  [0.005, -2.575829303548901],
  [0.01, -2.326347874040841],
  [0.02425, -1.972961051311885],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.1, -1.2815515655446006],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357998],
  [0.75, 0.6744897501960817],
  [0.975, 1.9599639845400543],
] as const;

const anyZ = fc.double({ min: -37, max: 37, noNaN: true });

describe("the standard normal distribution", () => {
  test("tails have mpmath's values, to twelve digits even for tiny tails", () => {
    const rows = tails.map(([z, want]) => ({ label: `P(Z > ${z})`, got: normalUpperTail(z) / want, want: 1 }));
    expect(outsideTolerance(rows, 1e-12)).toEqual([]);
  });

  test("quantiles have mpmath's values to twelve digits", () => {
    const rows = quantiles.map(([p, want]) => ({ label: `z(${p})`, got: normalQuantile(p) / want, want: 1 }));
    expect(outsideTolerance(rows, 1e-12)).toEqual([]);
  });

  test("near p = 0.5 the quantile is (p - 0.5) / density(0)", () => {
    const rows = [-(2 ** -20), -(2 ** -40), 2 ** -40, 2 ** -30].map((by) => ({
      label: `z(0.5 + ${by})`,
      got: normalQuantile(0.5 + by) / (by * Math.sqrt(2 * Math.PI)),
      want: 1 + (by * by * Math.PI) / 3,
    }));
    expect(outsideTolerance(rows, 1e-13)).toEqual([]);
  });

  test("agrees with jStat to jStat's accuracy", () => {
    const rows = [
      ...[-4, -1.3, 0.2, 2.5].map((z) => ({ label: `F(${z})`, got: normalCdf(z), want: jstat.normal.cdf(z, 0, 1) })),
      ...[0.001, 0.3, 0.8, 0.99].map((p) => ({
        label: `z(${p})`,
        got: normalQuantile(p),
        want: jstat.normal.inv(p, 0, 1),
      })),
    ];
    expect(outsideTolerance(rows, 1e-9)).toEqual([]);
  });

  test("the quantiles of 0 and 1 are infinite, and p outside [0, 1] gives NaN", () => {
    expect([0, 0.5, 1, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([normalUpperTail(Number.POSITIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  });

  test("forall z: F(z) + F(-z) = 1, and F(z) + P(Z > z) = 1", () => {
    fc.assert(
      fc.property(anyZ, (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
        expect(normalCdf(z) + normalUpperTail(z)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("forall y <= z: F(y) <= F(z)", () => {
    fc.assert(
      fc.property(anyZ, anyZ, (one, other) => {
        const [low, high] = [normalCdf(Math.min(one, other)), normalCdf(Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high * (1 + 1e-12));
      }),
    );
  });

  test("forall z below 0: the quantile of F(z) is z", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: -0.001, noNaN: true }), (z) => {
        expect(outsideTolerance([{ label: `z(F(${z}))`, got: normalQuantile(normalCdf(z)), want: z }], 1e-12)).toEqual(
          [],
        );
      }),
    );
  });

  test("forall p with an exact 1 - p: the quantile of 1 - p is minus that of p", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (n) => {
        expect(normalQuantile(1 - n / 2 ** 30) + normalQuantile(n / 2 ** 30)).toBe(0);
      }),
    );
  });
});
