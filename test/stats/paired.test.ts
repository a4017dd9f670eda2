import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Differences, differencesOf, hodgesLehmann, pGreater, tInterval } from "../../src/stats/paired.ts";
import { off } from "../support/close.ts";

function differences(values: readonly number[]): Differences {
  const made = differencesOf(values);
  if (made === undefined) throw new Error(`no differences: ${values.join(", ")}`);
  return made;
}

/** Student (1908), "The probable error of a mean": hours of sleep gained with drug 2 over drug 1, ten patients. */
const sleep = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

describe("Student's own example", () => {
  test("mean, standard error, interval and p are those that R's t.test prints", () => {
    const d = differences(sleep);
    const [low, high] = tInterval(d, 0.95);
    const rows = [
      { of: "mean", got: d.mean, want: 1.58 },
      { of: "standard error", got: d.standardError, want: Math.sqrt(13.616 / 90) },
      { of: "t", got: d.mean / d.standardError, want: 4.0621277 },
      { of: "low", got: low, want: 0.7001142 },
      { of: "high", got: high, want: 2.4598858 },
      { of: "one-sided p", got: pGreater(d), want: 0.00283289 / 2 },
    ];
    expect(off(rows, 1e-7)).toEqual([]);
  });

  test("and eleven digits of them those of mpmath", () => {
    const d = differences(sleep);
    const [low, high] = tInterval(d, 0.95);
    const rows = [
      { of: "t", got: d.mean / d.standardError, want: 4.062127683382036 },
      { of: "low", got: low, want: 0.7001142367230172 },
      { of: "high", got: high, want: 2.459885763276983 },
      { of: "one-sided p", got: pGreater(d) / 0.001416445098692136, want: 1 },
    ];
    expect(off(rows, 1e-11)).toEqual([]);
  });

  test("Hodges and Lehmann estimate 1.3", () => {
    expect(hodgesLehmann(sleep)).toBeCloseTo(1.3, 12);
  });
});

describe("differences", () => {
  test.each([
    { values: [], why: "none" },
    { values: [1], why: "one has no spread" },
    { values: [1, Number.NaN], why: "not a number" },
    { values: [1, Number.POSITIVE_INFINITY, 2], why: "not finite" },
  ])("are undefined: $why", ({ values }) => {
    expect(differencesOf(values)).toBeUndefined();
  });

  test("of 2, 4, 9 have mean 5 and standard error sqrt(13 / 3)", () => {
    expect(differencesOf([2, 4, 9])).toEqual({ values: [2, 4, 9], mean: 5, standardError: Math.sqrt(13 / 3) });
  });

  test("that are all the same have no spread at all, whatever rounding does", () => {
    expect(differencesOf([0.1, 0.1, 0.1])?.standardError).toBe(0);
    expect(tInterval(differences([0.25, 0.25, 0.25]), 0.95)).toEqual([0.25, 0.25]);
    expect([0.1, 0, -0.1].map((value) => pGreater(differences([value, value, value])))).toEqual([0, 1, 1]);
  });
});

describe("the Hodges-Lehmann estimate", () => {
  test("of Hollander and Wolfe's depression scores (1973, p. 29) is 0.46, as a Python program counts it", () => {
    expect(hodgesLehmann([0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01])).toBeCloseTo(0.46, 14);
  });

  test.each([
    { values: [3], estimate: 3 },
    { values: [1, 5], estimate: 3 },
    // 1, 1.5, 3.5, 2, 4, 6: the middle ones are 2 and 3.5.
    { values: [1, 2, 6], estimate: 2.75 },
    // One odd round of 100 moves the mean to 25.75, and this to the mean of 1 and 1.5.
    { values: [0, 1, 2, 100], estimate: 1.75 },
    { values: [-4, -4, 0, 4, 4], estimate: 0 },
  ])("of $values is $estimate", ({ values, estimate }) => {
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

  test("forall differences: turned about, estimates and intervals turn about, and the p values make 1", () => {
    fc.assert(
      fc.property(values, (some) => {
        const d = differences(some);
        const turned = differences(some.map((value) => -value));
        const [low, high] = tInterval(d, 0.95);
        const [turnedLow, turnedHigh] = tInterval(turned, 0.95);
        const rows = [
          { of: "low", got: turnedLow, want: -high },
          { of: "high", got: turnedHigh, want: -low },
          { of: "robust", got: hodgesLehmann(turned.values), want: -hodgesLehmann(some) },
          { of: "p", got: d.standardError === 0 ? 1 : pGreater(d) + pGreater(turned), want: 1 },
        ];
        expect(off(rows, 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall differences and units: the p value has no unit, the interval has that of the data", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.001, 0.5, 3, 1000), (some, unit) => {
        const d = differences(some);
        const scaled = differences(some.map((value) => value * unit));
        const [low, high] = tInterval(d, 0.9);
        const [scaledLow, scaledHigh] = tInterval(scaled, 0.9);
        const rows = [
          { of: "p", got: pGreater(scaled), want: pGreater(d) },
          { of: "low", got: scaledLow, want: low * unit },
          { of: "high", got: scaledHigh, want: high * unit },
          { of: "robust", got: hodgesLehmann(scaled.values), want: hodgesLehmann(some) * unit },
        ];
        expect(off(rows, 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall differences: a shift moves the estimates by itself and never raises p", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 5 }), (some, by) => {
        const d = differences(some);
        const shifted = differences(some.map((value) => value + by));
        expect(
          off([{ of: "robust", got: hodgesLehmann(shifted.values), want: hodgesLehmann(some) + by }], 1e-9),
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
        expect(off([{ of: "p", got: pGreater(differences(back)), want: pGreater(differences(some)) }], 1e-9)).toEqual(
          [],
        );
      }),
    );
  });

  test("forall differences: p is below (1 - level) / 2 exactly where 0 lies below the interval", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (some, level) => {
        const d = differences(some);
        fc.pre(d.standardError > 0 && Math.abs(tInterval(d, level)[0]) > 1e-9);
        expect(pGreater(d) < (1 - level) / 2).toBe(tInterval(d, level)[0] > 0);
      }),
    );
  });
});
