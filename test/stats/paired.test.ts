import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Differences, differencesOf, hodgesLehmann, pGreater, tInterval } from "../../src/stats/paired.ts";
import { outsideTolerance } from "../support/tolerance.ts";

function differences(values: readonly number[]): Differences {
  const result = differencesOf(values);
  if (result === undefined) throw new Error(`no differences: ${values.join(", ")}`);
  return result;
}

/** Student (1908), "The probable error of a mean": hours of sleep gained with drug 2 over drug 1, ten patients. */
const sleep = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

describe("Student's own example", () => {
  test("mean, standard error, interval and p agree with R's t.test", () => {
    const d = differences(sleep);
    const [low, high] = tInterval(d, 0.95);
    const rows = [
      { label: "mean", got: d.mean, want: 1.58 },
      { label: "standard error", got: d.standardError, want: Math.sqrt(13.616 / 90) },
      { label: "t", got: d.mean / d.standardError, want: 4.0621277 },
      { label: "low", got: low, want: 0.7001142 },
      { label: "high", got: high, want: 2.4598858 },
      { label: "one-sided p", got: pGreater(d), want: 0.00283289 / 2 },
    ];
    expect(outsideTolerance(rows, 1e-7)).toEqual([]);
  });

  test("t, interval and p agree with mpmath to eleven digits", () => {
    const d = differences(sleep);
    const [low, high] = tInterval(d, 0.95);
    const rows = [
      { label: "t", got: d.mean / d.standardError, want: 4.062127683382036 },
      { label: "low", got: low, want: 0.7001142367230172 },
      { label: "high", got: high, want: 2.459885763276983 },
      { label: "one-sided p", got: pGreater(d) / 0.001416445098692136, want: 1 },
    ];
    expect(outsideTolerance(rows, 1e-11)).toEqual([]);
  });

  test("the Hodges-Lehmann estimate is 1.3", () => {
    expect(hodgesLehmann(sleep)).toBeCloseTo(1.3, 12);
  });
});

describe("differences", () => {
  test.each([
    { values: [], why: "no value" },
    { values: [1], why: "one has no spread" },
    { values: [1, Number.NaN], why: "not a number" },
    { values: [1, Number.POSITIVE_INFINITY, 2], why: "not finite" },
  ])("are undefined: $why", ({ values }) => {
    expect(differencesOf(values)).toBeUndefined();
  });

  test("of 2, 4, 9 have mean 5 and standard error sqrt(13 / 3)", () => {
    expect(differencesOf([2, 4, 9])).toEqual({ values: [2, 4, 9], mean: 5, df: 2, standardError: Math.sqrt(13 / 3) });
  });

  test("of equal values have no spread, even with rounding errors", () => {
    expect(differencesOf([0.1, 0.1, 0.1])?.standardError).toBe(0);
    expect(tInterval(differences([0.25, 0.25, 0.25]), 0.95)).toEqual([0.25, 0.25]);
    expect([0.1, 0, -0.1].map((value) => pGreater(differences([value, value, value])))).toEqual([0, 1, 1]);
  });
});

describe("the Hodges-Lehmann estimate", () => {
  test("is 0.46 for the depression scores of Hollander and Wolfe (1973, p. 29), as in a Python program", () => {
    expect(hodgesLehmann([0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01])).toBeCloseTo(0.46, 14);
  });

  test.each([
    { values: [3], estimate: 3 },
    { values: [1, 5], estimate: 3 },
    // The pairwise means are 1, 1.5, 3.5, 2, 4, 6. The middle ones are 2 and 3.5.
    { values: [1, 2, 6], estimate: 2.75 },
    // The outlier 100 moves the mean to 25.75, but this estimate only to 1.75.
    { values: [0, 1, 2, 100], estimate: 1.75 },
    { values: [-4, -4, 0, 4, 4], estimate: 0 },
  ])("is $estimate for $values", ({ values, estimate }) => {
    expect(hodgesLehmann(values)).toBe(estimate);
  });
});

describe("laws", () => {
  const values = fc.array(
    fc.double({ min: -10, max: 10, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6),
    {
      minLength: 2,
      maxLength: 20,
    },
  );

  test("forall differences: negation negates estimate and interval, and the p values sum to 1", () => {
    fc.assert(
      fc.property(values, (some) => {
        const d = differences(some);
        const negated = differences(some.map((value) => -value));
        const [low, high] = tInterval(d, 0.95);
        const [negatedLow, negatedHigh] = tInterval(negated, 0.95);
        const rows = [
          { label: "low", got: negatedLow, want: -high },
          { label: "high", got: negatedHigh, want: -low },
          { label: "robust", got: hodgesLehmann(negated.values), want: -hodgesLehmann(some) },
          { label: "p", got: d.standardError === 0 ? 1 : pGreater(d) + pGreater(negated), want: 1 },
        ];
        expect(outsideTolerance(rows, 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall differences and units: the p value does not depend on the unit, and the interval scales with it", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.001, 0.5, 3, 1000), (some, unit) => {
        const d = differences(some);
        const scaled = differences(some.map((value) => value * unit));
        const [low, high] = tInterval(d, 0.9);
        const [scaledLow, scaledHigh] = tInterval(scaled, 0.9);
        const rows = [
          { label: "p", got: pGreater(scaled), want: pGreater(d) },
          { label: "low", got: scaledLow, want: low * unit },
          { label: "high", got: scaledHigh, want: high * unit },
          { label: "robust", got: hodgesLehmann(scaled.values), want: hodgesLehmann(some) * unit },
        ];
        expect(outsideTolerance(rows, 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall differences: a positive shift moves the estimate by the same amount and never raises p", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 5 }), (some, by) => {
        const d = differences(some);
        const shifted = differences(some.map((value) => value + by));
        expect(
          outsideTolerance(
            [{ label: "robust", got: hodgesLehmann(shifted.values), want: hodgesLehmann(some) + by }],
            1e-9,
          ),
        ).toEqual([]);
        expect(pGreater(shifted)).toBeLessThanOrEqual(pGreater(d) + 1e-9);
      }),
    );
  });

  test("forall differences: the order of the rounds does not matter", () => {
    fc.assert(
      fc.property(values, (some) => {
        const back = some.toReversed();
        expect(hodgesLehmann(back) === hodgesLehmann(some)).toBe(true);
        expect(
          outsideTolerance([{ label: "p", got: pGreater(differences(back)), want: pGreater(differences(some)) }], 1e-9),
        ).toEqual([]);
      }),
    );
  });

  test("forall differences: p is below (1 - level) / 2 exactly if 0 lies below the interval", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (some, level) => {
        const d = differences(some);
        fc.pre(d.standardError > 0 && Math.abs(tInterval(d, level)[0]) > 1e-9);
        expect(pGreater(d) < (1 - level) / 2).toBe(tInterval(d, level)[0] > 0);
      }),
    );
  });
});
