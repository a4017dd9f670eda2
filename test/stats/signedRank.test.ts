import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signedRankTest, signedRankUpperTail } from "../../src/stats/signedRank.ts";

/** Fractions of a power of two, counted in whole numbers of any length; R: psignrank(w - 1, n, lower.tail = FALSE). */
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

/** Hollander & Wolfe (1973), p. 29: depression before and after; R's wilcox.test prints V = 40, p-value = 0.01953. */
const depression = [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01];

/** By trying all signs, with ranks by counting: the share of them whose sum of positive ranks is as large. */
function byEnumeration(values: readonly number[]): number {
  const left = values.filter((value) => value !== 0);
  const ranks = left.map((value) => {
    const smaller = left.filter((other) => Math.abs(other) < Math.abs(value)).length;
    const equal = left.filter((other) => Math.abs(other) === Math.abs(value)).length;
    return smaller + (equal + 1) / 2;
  });
  const sumOf = (isPositive: (i: number) => boolean) => ranks.reduce((sum, r, i) => (isPositive(i) ? sum + r : sum), 0);
  const seen = sumOf((i) => (left[i] ?? 0) > 0);
  const signs = Array.from({ length: 2 ** left.length }, (_, bits) => sumOf((i) => ((bits >> i) & 1) === 1));
  return signs.filter((sum) => sum >= seen).length / signs.length;
}

describe("the signed rank statistic", () => {
  test("has the tails of the tables", () => {
    const ratios = tails.map(([w, n, want]) => signedRankUpperTail(w, n) / want);
    expect(ratios.filter((ratio) => !(Math.abs(ratio - 1) < 1e-13))).toEqual([]);
  });

  test("is at least 0, and at most n (n + 1) / 2", () => {
    expect([signedRankUpperTail(0, 10), signedRankUpperTail(-3, 4), signedRankUpperTail(11, 4)]).toEqual([1, 1, 0]);
    expect([signedRankUpperTail(0, 0), signedRankUpperTail(1, 0)]).toEqual([1, 0]);
  });

  test("forall n and w: P(W >= w) and P(W >= n (n + 1) / 2 - w + 1) make 1, and the tail falls", () => {
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
  test("of Hollander and Wolfe's example has p = 5/256", () => {
    expect(signedRankTest(depression)).toBe(5 / 256);
  });

  test.each([
    { values: [], p: 1 },
    { values: [0, 0], p: 1 },
    { values: [2], p: 1 / 2 },
    { values: [-2], p: 1 },
    { values: [3, 1, 0, 2], p: 1 / 8 },
    // Ranks 1.5, 1.5 and 3: sums 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6; seen 4.5.
    { values: [1, -1, 2], p: 3 / 8 },
    { values: [-1, -1, -1, -1], p: 1 },
  ])("of $values has p = $p", ({ values, p }) => {
    expect(signedRankTest(values)).toBe(p);
  });

  test("forall values, with zeros and equal sizes: p is the share of all signs", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 12 }), (values) => {
        expect(signedRankTest(values)).toBe(byEnumeration(values));
      }),
    );
  });

  test("forall values: units and order do not matter", () => {
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

  test("forall values without zeros: turned about, both p make 1 and what lies between", () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, fc.integer(), (sizes, signs) => {
        const values = sizes.map((size, i) => (((signs >> i) & 1) === 1 ? size : -size));
        const w = values
          .filter((value) => value > 0)
          .reduce((sum, value) => sum + sizes.filter((size) => size <= value).length, 0);
        const seen = signedRankUpperTail(w, values.length) - signedRankUpperTail(w + 1, values.length);
        expect(signedRankTest(values) + signedRankTest(values.map((value) => -value))).toBeCloseTo(1 + seen, 12);
      }),
    );
  });

  test("forall values: raising one never raises p", () => {
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
