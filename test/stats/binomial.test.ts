import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { binomialUpperTail, proportionUpperBound } from "../../src/stats/binomial.ts";
import { outsideTolerance } from "../support/tolerance.ts";

/** [k, n, p, P(X >= k)], summed with mpmath 1.3. For a fair coin they are exact fractions: 176/1024, 67/2048, 2^-30. */
const tails = [
  [7, 10, 0.5, 176 / 1024],
  [9, 11, 0.5, 67 / 2048],
  [30, 30, 0.5, 2 ** -30],
  [1, 10, 0.1, 0.6513215599],
  [10, 10, 0.9, 0.3486784401],
  [60, 100, 0.5, 0.0284439668204904],
  [520, 1000, 0.5, 0.10872414660207],
  [3, 3600, 0.0002, 0.0366037835005471],
] as const;

/**
 * [k, n, level, bound], by bisection in mpmath 1.3. Tables of Clopper & Pearson have 0.3085, 0.4450, 0.8129 and 0.9975.
 */
const bounds = [
  [0, 10, 0.975, 0.308497107818761],
  [1, 10, 0.975, 0.445016117028195],
  [5, 10, 0.975, 0.812913971552601],
  [9, 10, 0.975, 0.997471421455538],
  [0, 2000, 0.975, 0.00184273979340594],
  [3, 1000, 0.975, 0.0087420232384783],
  [0, 30, 0.95, 0.0950338528553041],
  [2, 50, 0.95, 0.120614155422044],
  [10, 100, 0.975, 0.176222597740023],
  [20, 100, 0.975, 0.291842689088628],
] as const;

describe("P(X >= k) of the binomial distribution", () => {
  test("is the sum of its terms", () => {
    const rows = tails.map(([k, n, p, want]) => ({
      label: `P(X >= ${k}), ${n}, ${p}`,
      got: binomialUpperTail(k, n, p),
      want,
    }));
    expect(outsideTolerance(rows, 1e-11)).toEqual([]);
  });

  test("agrees with jStat to jStat's accuracy", () => {
    const rows = [5, 40, 200].flatMap((n) =>
      [0.02, 0.5, 0.9].flatMap((p) =>
        [1, Math.floor(n / 3), n - 1, n].map((k) => ({
          label: `P(X >= ${k}), ${n}, ${p}`,
          got: binomialUpperTail(k, n, p),
          want: 1 - jstat.binomial.cdf(k - 1, n, p),
        })),
      ),
    );
    expect(outsideTolerance(rows, 1e-6)).toEqual([]);
  });

  test("forall n, p and k: P(X >= k) and P(n - X >= n - k + 1) sum to 1", () => {
    const throws = fc
      .integer({ min: 1, max: 300 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
    fc.assert(
      fc.property(throws, fc.double({ min: 0, max: 1, noNaN: true }), ([n, k], p) => {
        expect(binomialUpperTail(k, n, p) + binomialUpperTail(n - k + 1, n, 1 - p)).toBeCloseTo(1, 10);
      }),
    );
  });

  test("forall n and k: the tail rises with p and falls with k", () => {
    const throws = fc
      .integer({ min: 1, max: 300 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(throws, chance, chance, ([n, k], one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const tail = binomialUpperTail(k, n, low);
        expect(tail).toBeLessThanOrEqual(binomialUpperTail(k, n, high) + 1e-12);
        expect(tail).toBeLessThanOrEqual(binomialUpperTail(k - 1, n, low) + 1e-12);
      }),
    );
  });

  test("P(X >= 0) is 1", () => {
    expect([binomialUpperTail(0, 5, 0.3), binomialUpperTail(0, 5, 0)]).toEqual([1, 1]);
  });
});

describe("the upper bound of Clopper and Pearson", () => {
  test("has the tabulated values", () => {
    const rows = bounds.map(([k, n, level, want]) => ({
      label: `${k} of ${n}, ${level}`,
      got: proportionUpperBound(k, n, level),
      want,
    }));
    expect(outsideTolerance(rows, 1e-12)).toEqual([]);
  });

  test("is 1 - (1 - level)^(1/n) after 0 of n, and 1 after n of n", () => {
    const rows = [1, 7, 300, 100_000].map((n) => ({
      label: `0 of ${n}`,
      got: proportionUpperBound(0, n, 0.975),
      want: -Math.expm1(Math.log(0.025) / n),
    }));
    expect(outsideTolerance(rows, 1e-12)).toEqual([]);
    expect(proportionUpperBound(7, 7, 0.975)).toBe(1);
  });

  test("is jStat's beta quantile", () => {
    const rows = [3, 20, 150].flatMap((n) =>
      [0, 1, n - 1].map((k) => ({
        label: `${k} of ${n}`,
        got: proportionUpperBound(k, n, 0.9),
        want: jstat.beta.inv(0.9, k + 1, n - k),
      })),
    );
    expect(outsideTolerance(rows, 1e-6)).toEqual([]);
  });

  test("forall k of n: the bound is above k / n, rises with k and falls with n", () => {
    const counts = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 1 })));
    fc.assert(
      fc.property(counts, ([n, k]) => {
        const bound = proportionUpperBound(k, n, 0.975);
        const laws = {
          above: bound > k / n,
          moreFailures: proportionUpperBound(k + 1, n, 0.975) > bound,
          moreTrials: proportionUpperBound(k, n + 1, 0.975) < bound,
        };
        expect(laws).toEqual({ above: true, moreFailures: true, moreTrials: true });
      }),
    );
  });
});
