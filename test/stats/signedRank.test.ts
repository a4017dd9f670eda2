import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signedRankTest } from "../../src/stats/signedRank.ts";

/** [w, n, P(W >= w)], counted exactly in big integers. R: psignrank(w - 1, n, lower.tail = FALSE). */
const tails = [
  [15, 5, 1 / 32],
  [31, 8, 5 / 128],
  [45, 10, 43 / 1024],
  [150, 20, 0.048653602600097656],
  [210, 20, 2 ** -20],
  [900, 50, 0.005283324192498107],
  [1275, 50, 2 ** -50],
  [2525, 100, 0.500682768582146],
  [3300, 100, 0.003681807696172622],
  [4500, 100, 6.540370332488916e-14],
  [5050, 100, 2 ** -100],
] as const;

/** The p value of n values of sizes 1 to n whose positive values sum to w, from 0 to n (n + 1) / 2. */
function signedRankUpperTail(w: number, n: number): number {
  const values: number[] = [];
  let rest = w;
  for (let size = n; size >= 1; size--) {
    const isPositive = size <= rest;
    if (isPositive) rest -= size;
    values.push(isPositive ? size : -size);
  }
  return signedRankTest(values);
}

/** Hollander & Wolfe (1973), p. 29: depression before and after. R's wilcox.test prints V = 40, p-value = 0.01953. */
const depression = [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01];

/** The p value by trying all signs: the share whose sum of positive ranks is at least as large. Counts the ranks. */
function pByEnumeration(values: readonly number[]): number {
  const nonZero = values.filter((value) => value !== 0);
  const ranks = nonZero.map((value) => {
    const smaller = nonZero.filter((other) => Math.abs(other) < Math.abs(value)).length;
    const equal = nonZero.filter((other) => Math.abs(other) === Math.abs(value)).length;
    return smaller + (equal + 1) / 2;
  });
  const sumOf = (isPositive: (i: number) => boolean) => ranks.reduce((sum, r, i) => (isPositive(i) ? sum + r : sum), 0);
  const observed = sumOf((i) => (nonZero[i] ?? 0) > 0);
  const sums = Array.from({ length: 2 ** nonZero.length }, (_, bits) => sumOf((i) => ((bits >> i) & 1) === 1));
  return sums.filter((sum) => sum >= observed).length / sums.length;
}

describe("the signed rank statistic", () => {
  test("has the tabulated tails", () => {
    const ratios = tails.map(([w, n, want]) => signedRankUpperTail(w, n) / want);
    expect(ratios.filter((ratio) => !(Math.abs(ratio - 1) < 1e-13))).toEqual([]);
  });

  test("is never below 0", () => {
    expect([signedRankUpperTail(0, 10), signedRankUpperTail(0, 0)]).toEqual([1, 1]);
  });

  test("forall n and w: P(W >= w) and P(W >= n (n + 1) / 2 - w + 1) sum to 1, and the tail never rises with w", () => {
    const statistic = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: (n * (n + 1)) / 2 })));
    fc.assert(
      fc.property(statistic, ([n, w]) => {
        const opposite = signedRankUpperTail((n * (n + 1)) / 2 - w + 1, n);
        expect(signedRankUpperTail(w, n) + opposite).toBeCloseTo(1, 13);
        expect(signedRankUpperTail(w, n)).toBeLessThanOrEqual(signedRankUpperTail(w - 1, n));
      }),
    );
  });
});

describe("the signed rank test", () => {
  test("gives p = 5/256 for Hollander and Wolfe's example", () => {
    expect(signedRankTest(depression)).toBe(5 / 256);
  });

  test.each([
    { values: [], p: 1 },
    { values: [0, 0], p: 1 },
    { values: [2], p: 1 / 2 },
    { values: [-2], p: 1 },
    { values: [3, 1, 0, 2], p: 1 / 8 },
    // Ranks 1.5, 1.5 and 3; possible sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6; observed sum 4.5.
    { values: [1, -1, 2], p: 3 / 8 },
    { values: [-1, -1, -1, -1], p: 1 },
  ])("gives p = $p for $values", ({ values, p }) => {
    expect(signedRankTest(values)).toBe(p);
  });

  test("forall values with zeros and ties: p is the share of sign patterns with at least the observed sum", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 12 }), (values) => {
        expect(signedRankTest(values)).toBe(pByEnumeration(values));
      }),
    );
  });

  test("forall values: unit and order do not change p", () => {
    const some = fc.array(
      fc.integer({ min: -10_000, max: 10_000 }).map((n) => n / 1000),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(0.25, 2, 1024), (values, unit) => {
        const p = signedRankTest(values);
        expect(signedRankTest(values.map((value) => value * unit))).toBe(p);
        expect(signedRankTest(values.toReversed())).toBeCloseTo(p, 13);
      }),
    );
  });

  test("forall values without zeros: p and the p of the negated values sum to 1 + P(W = w)", () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, fc.integer(), (sizes, signs) => {
        const values = sizes.map((size, i) => (((signs >> i) & 1) === 1 ? size : -size));
        const w = values
          .filter((value) => value > 0)
          .reduce((sum, value) => sum + sizes.filter((size) => size <= value).length, 0);
        const isLargest = w === (values.length * (values.length + 1)) / 2;
        const above = isLargest ? 0 : signedRankUpperTail(w + 1, values.length);
        const pOfSum = signedRankUpperTail(w, values.length) - above;
        expect(signedRankTest(values) + signedRankTest(values.map((value) => -value))).toBeCloseTo(1 + pOfSum, 12);
      }),
    );
  });

  test("forall values: raising one value never raises p", () => {
    const some = fc.uniqueArray(
      fc.integer({ min: -50, max: 50 }).map((n) => n + 0.5),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(some, fc.nat(), fc.integer({ min: 1, max: 100 }), (values, at, by) => {
        const raised = values.map((value, i) => (i === at % values.length ? value + by : value));
        fc.pre(
          new Set(raised.map(Math.abs)).size === values.length && new Set(values.map(Math.abs)).size === values.length,
        );
        expect(signedRankTest(raised)).toBeLessThanOrEqual(signedRankTest(values) + 1e-15);
      }),
    );
  });
});
