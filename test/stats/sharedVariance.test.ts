import { describe, expect, test } from "vitest";
import { withPrior } from "../../src/stats/paired.ts";
import { digamma, trigamma, variancePrior } from "../../src/stats/sharedVariance.ts";
import { outsideTolerance } from "../support/tolerance.ts";

test("digamma and trigamma agree with their closed forms", () => {
  const euler = 0.5772156649015329;
  const rows = [
    { label: "digamma 1", got: digamma(1), want: -euler },
    { label: "digamma 1/2", got: digamma(0.5), want: -euler - 2 * Math.LN2 },
    { label: "digamma 4", got: digamma(4), want: 1 + 1 / 2 + 1 / 3 - euler },
    { label: "trigamma 1", got: trigamma(1), want: Math.PI ** 2 / 6 },
    { label: "trigamma 1/2", got: trigamma(0.5), want: Math.PI ** 2 / 2 },
    { label: "trigamma 3", got: trigamma(3), want: Math.PI ** 2 / 6 - 1 - 1 / 4 },
  ];
  expect(outsideTolerance(rows, 1e-9)).toEqual([]);
});

/** Variance 4/3, three degrees of freedom. They are not correlated. */
const inTurn = [1, -1, 1, -1];
const inPairs = [1, 1, -1, -1];

describe("the prior for a variance", () => {
  test("is worth half as much as a sample, if all variances are equal", () => {
    // The logarithm of a variance with 3 degrees of freedom is ln 1.5 - digamma(1.5) too low on average.
    const variance = ((4 / 3) * 1.5) / Math.exp(digamma(1.5));
    expect(variancePrior([inTurn, inPairs])).toEqual({ variance: expect.closeTo(variance, 12), df: 1.5 });
  });

  test("is worth nothing if the samples repeat each other", () => {
    expect(variancePrior([inTurn, inTurn, inTurn])?.df).toBeCloseTo(0, 12);
  });

  test("is worth less, the more the variances differ", () => {
    const worth = [1, 3, 10, 100].map((times) => variancePrior([inTurn, inPairs.map((value) => times * value)])?.df);
    expect(worth.toSorted((a = 0, b = 0) => b - a)).toEqual(worth);
    expect(worth[3]).toBeLessThan(0.5);
  });

  test.each([
    ["one sample", [inTurn]],
    [
      "two values",
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ["a sample that does not vary", [inTurn, [1, 1, 1, 1]]],
  ])("is not there for %s", (_, samples) => {
    expect(variancePrior(samples)).toBeUndefined();
  });

  test("counts by its degrees of freedom: (3 · 4/3 + 1 · 4) / 4 = 2, over four values", () => {
    const differences = { values: inTurn, mean: 0, standardError: Math.sqrt(1 / 3), df: 3 };
    expect(withPrior(differences, { variance: 4, df: 1 })).toEqual({
      ...differences,
      standardError: Math.sqrt(0.5),
      df: 4,
    });
  });
});
