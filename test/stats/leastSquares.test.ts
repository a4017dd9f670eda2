import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dot, leastSquares, weightVariances } from "../../src/stats/leastSquares.ts";
import { outsideTolerance } from "../support/tolerance.ts";

const ones = (n: number): readonly number[] => new Array<number>(n).fill(1);

/**
 * The first data set of Anscombe (1973). R prints 3.0001 (1.1247) and 0.5001 (0.1179), residual 1.237 on 9 degrees of
 * freedom.
 */
const anscombe = {
  x: [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  y: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
};

describe("least squares", () => {
  test("give R's coefficients and standard errors for Anscombe's first set", () => {
    const columns = [ones(11), anscombe.x];
    const [intercept = Number.NaN, slope = Number.NaN] = leastSquares(columns, anscombe.y);
    const residuals = anscombe.y.map((y, i) => y - intercept - slope * (anscombe.x[i] ?? Number.NaN));
    const variance = dot(residuals, residuals) / 9;
    const [ofIntercept = Number.NaN, ofSlope = Number.NaN] = weightVariances(columns).map((v) =>
      Math.sqrt(v * variance),
    );
    const rows = [
      { label: "intercept", got: intercept, want: 3.0001 },
      { label: "slope", got: slope, want: 0.5001 },
      { label: "error of the intercept", got: ofIntercept, want: 1.1247 },
      { label: "error of the slope", got: ofSlope, want: 0.1179 },
    ];
    expect(outsideTolerance(rows, 5e-5)).toEqual([]);
    // Exact fractions from the sums n = 11, x = 99, xx = 1001, y = 82.51, xy = 797.6.
    const exact = [
      { label: "slope", got: slope, want: (11 * 797.6 - 99 * 82.51) / (11 * 1001 - 99 * 99) },
      { label: "variance of the slope", got: weightVariances(columns)[1] ?? Number.NaN, want: 1 / 110 },
      { label: "variance of the intercept", got: weightVariances(columns)[0] ?? Number.NaN, want: 1001 / 1210 },
    ];
    expect(outsideTolerance(exact, 1e-13)).toEqual([]);
  });

  test("of one column are the projection onto it", () => {
    expect(leastSquares([[3, 4]], [6, 8])).toEqual([2]);
    expect(weightVariances([[3, 4]])[0]).toBeCloseTo(1 / 25, 15);
  });

  test("forall weights of three columns: fitting their weighted sum restores the weights", () => {
    const weight = fc.double({ min: -100, max: 100, noNaN: true });
    const x = [1, 2, 4, 8, 16];
    const columns = [ones(5), x, x.map((value) => value * value)];
    fc.assert(
      fc.property(weight, weight, weight, (a, b, c) => {
        const got = leastSquares(
          columns,
          x.map((value) => a + b * value + c * value * value),
        );
        expect(
          outsideTolerance(
            [a, b, c].map((want, i) => ({ label: `weight ${i}`, got: got[i] ?? Number.NaN, want })),
            1e-9,
          ),
        ).toEqual([]);
      }),
    );
  });

  test("forall targets: the residuals are orthogonal to every column", () => {
    const x = [0, 1, 3, 4, 7, 9];
    const columns = [ones(6), x, x.map((value) => Math.sin(value))];
    const target = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(target, (some) => {
        const weights = leastSquares(columns, some);
        const residuals = some.map(
          (value, i) => value - columns.reduce((sum, c, j) => sum + (weights[j] ?? 0) * (c[i] ?? 0), 0),
        );
        expect(columns.filter((column) => Math.abs(dot(column, residuals)) > 1e-9)).toEqual([]);
      }),
    );
  });
});
