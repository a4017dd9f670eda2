import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { incompleteBeta } from "../../src/stats/beta.ts";
import { outsideTolerance } from "../support/tolerance.ts";

/**
 * [a, b, x, I_x(a, b)] from mpmath 1.3 with 40 digits. The last one is P(X >= 5000) of 9999 coin throws, summed
 * exactly.
 */
const published = [
  [0.5, 0.5, 0.1, 0.204832764699133],
  [2, 3, 0.4, 0.5248],
  [0.5, 5.5, 0.01, 0.254850092009452],
  [10, 10, 0.5, 0.5],
  [100, 0.5, 0.99, 0.156775865424441],
  [300, 701, 0.32, 0.918295896349841],
  [2000, 3000, 0.41, 0.925262126208305],
  [1, 1, 0.37, 0.37],
  [0.5, 60, 0.0001, 0.087050736210879],
  [5, 0.5, 0.999, 0.922281992100967],
  [5000, 5000, 0.505, 0.841344746371037],
] as const;

const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
/** Multiples of 1/1024: 1 - x is exact for them. */
const share = fc.integer({ min: 0, max: 1024 }).map((n) => n / 1024);

describe("the regularised incomplete beta function", () => {
  test("has mpmath's values", () => {
    const rows = published.map(([a, b, x, want]) => ({
      label: `I_${x}(${a}, ${b})`,
      got: incompleteBeta(a, b, x),
      want,
    }));
    expect(outsideTolerance(rows, 1e-11)).toEqual([]);
  });

  test("agrees with jStat to jStat's accuracy", () => {
    const grid = [0.5, 1, 2.5, 17, 120].flatMap((a) =>
      [0.5, 1, 3, 40].flatMap((b) => [0.001, 0.1, 0.5, 0.77, 0.999].map((x) => ({ a, b, x }))),
    );
    const rows = grid.map(({ a, b, x }) => ({
      label: `I_${x}(${a}, ${b})`,
      got: incompleteBeta(a, b, x),
      want: jstat.ibeta(x, a, b),
    }));
    expect(outsideTolerance(rows, 1e-7)).toEqual([]);
  });

  test("is 0 for x <= 0 and 1 for x >= 1", () => {
    expect([-1, 0, 1, 2].map((x) => incompleteBeta(2, 3, x))).toEqual([0, 0, 1, 1]);
  });

  test("forall a, b and x: I_x(a, b) + I_1-x(b, a) = 1", () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, x) => {
        expect(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x)).toBeCloseTo(1, 9);
      }),
    );
  });

  test("forall a, b and x <= y: I_x <= I_y, and both are within 0 and 1", () => {
    fc.assert(
      fc.property(shape, shape, share, share, (a, b, one, other) => {
        const [x, y] = [incompleteBeta(a, b, Math.min(one, other)), incompleteBeta(a, b, Math.max(one, other))];
        expect({ ascends: x <= y + 1e-12, within: x >= 0 && y <= 1 + 1e-12 }).toEqual({ ascends: true, within: true });
      }),
    );
  });

  test("forall a, b and x: I_x(a, b + 1) - I_x(a + 1, b) is a binomial term", () => {
    const whole = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(whole, whole, share, (a, b, x) => {
        const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
        const choose = factorial(a + b) / factorial(a) / factorial(b);
        // For a + b throws, P(X >= a) - P(X >= a + 1) is P(X = a).
        const step = incompleteBeta(a, b + 1, x) - incompleteBeta(a + 1, b, x);
        expect(step).toBeCloseTo(choose * x ** a * (1 - x) ** b, 10);
      }),
    );
  });
});
