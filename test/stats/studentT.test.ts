import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { tCdf, tQuantile, tUpperTail } from "../../src/stats/studentT.ts";
import { outsideTolerance } from "../support/tolerance.ts";

const levels = [0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995, 0.99999] as const;

/** The rows of printed tables, with more digits from mpmath 1.3. */
const quantiles: readonly (readonly [df: number, ...values: number[]])[] = [
  [
    1, 1, 3.07768353717525, 6.31375151467504, 12.7062047361747, 31.820515953774, 63.6567411628716, 636.6192487687196,
    31830.98860790709,
  ],
  [
    2, 0.816496580927726, 1.88561808316413, 2.91998558035373, 4.30265272974946, 6.96455673428327, 9.92484320091829,
    31.5990545764436, 223.6034436340372,
  ],
  [
    3, 0.764892328404345, 1.63774435369621, 2.35336343480182, 3.18244630528371, 4.54070285856813, 5.84090930973336,
    12.9239786366875, 47.9277283759339,
  ],
  [
    5, 0.726686843800423, 1.47588404882448, 2.01504837333302, 2.57058183563632, 3.36492999890722, 4.03214298355523,
    6.86882662588111, 15.5468545349548,
  ],
  [
    10, 0.699812061312432, 1.37218364111034, 1.81246112281168, 2.22813885198627, 2.7637694581127, 3.16927267261695,
    4.58689385870264, 7.52695401933965,
  ],
  [
    11, 0.697445327559882, 1.36343031802054, 1.79588481870404, 2.20098516009164, 2.71807918381386, 3.10580651553928,
    4.43697933823445, 7.09735555914704,
  ],
  [
    30, 0.682755693321293, 1.3104150253914, 1.69726088659396, 2.04227245630124, 2.45726154240059, 2.74999565356722,
    3.64595863504202, 5.05403242144649,
  ],
  [
    120, 0.67653972491252, 1.28864623365638, 1.65765089935524, 1.97993040508244, 2.35782461264876, 2.61742114510687,
    3.3734537685625, 4.44156345695009,
  ],
];

/** [t, df, P(T > t)] from mpmath 1.3. */
const tails = [
  [0.5, 1, 0.352416382349567],
  [1, 2, 0.211324865405187],
  [2, 5, 0.0509697394149292],
  [3, 11, 0.00603991973596068],
  [10, 11, 3.69649642072762e-7],
  [40, 11, 1.44627044906029e-13],
  [-1.5, 7, 0.911350756505015],
  [8, 100, 1.13643240386404e-12],
  [1e-8, 3, 0.499999996324474],
  [25, 3, 7.01656949787743e-5],
] as const;

const freedom = fc.integer({ min: 1, max: 200 });
const anyT = fc.double({ min: -50, max: 50, noNaN: true });

describe("Student's t", () => {
  test("quantiles have the tabulated values", () => {
    const rows = quantiles.flatMap(([df, ...values]) =>
      levels.map((p, i) => ({ label: `t(${p}, ${df})`, got: tQuantile(p, df), want: values[i] ?? Number.NaN })),
    );
    expect(rows).toHaveLength(64);
    expect(outsideTolerance(rows, 1e-9)).toEqual([]);
  });

  test("tails have mpmath's values, to nine digits even for tiny tails", () => {
    const rows = tails.map(([t, df, want]) => ({ label: `P(T${df} > ${t})`, got: tUpperTail(t, df) / want, want: 1 }));
    expect(outsideTolerance(rows, 1e-9)).toEqual([]);
  });

  test("with one and two degrees of freedom the distribution has a closed form", () => {
    const rows = [-30, -2, -0.3, 0, 0.1, 1, 4, 100].flatMap((t) => [
      { label: `F1(${t})`, got: tCdf(t, 1), want: 0.5 + Math.atan(t) / Math.PI },
      { label: `F2(${t})`, got: tCdf(t, 2), want: 0.5 + t / (2 * Math.sqrt(2 + t * t)) },
    ]);
    expect(outsideTolerance(rows, 1e-12)).toEqual([]);
  });

  test("agrees with jStat to jStat's accuracy", () => {
    const rows = [1, 3, 7, 24, 90].flatMap((df) => [
      ...[-6, -1, 0.2, 2.5].map((t) => ({
        label: `F${df}(${t})`,
        got: tCdf(t, df),
        want: jstat.studentt.cdf(t, df),
      })),
      ...[0.01, 0.3, 0.8, 0.999].map((p) => ({
        label: `t(${p}, ${df})`,
        got: tQuantile(p, df),
        want: jstat.studentt.inv(p, df),
      })),
    ]);
    expect(outsideTolerance(rows, 1e-6)).toEqual([]);
  });

  test("forall t and df: F(t) + F(-t) = 1, and F(t) + P(T > t) = 1", () => {
    fc.assert(
      fc.property(anyT, freedom, (t, df) => {
        expect(tCdf(t, df) + tCdf(-t, df)).toBeCloseTo(1, 12);
        expect(tCdf(t, df) + tUpperTail(t, df)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("forall p and df: F at the p-quantile is p, and the quantile of 1 - p is minus that of p", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), freedom, (p, df) => {
        const t = tQuantile(p, df);
        expect(tCdf(t, df)).toBeCloseTo(p, 10);
        expect(outsideTolerance([{ label: "opposite", got: -tQuantile(1 - p, df), want: t }], 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall df and s <= t: F(s) <= F(t)", () => {
    fc.assert(
      fc.property(anyT, anyT, freedom, (one, other, df) => {
        expect(tCdf(Math.min(one, other), df)).toBeLessThanOrEqual(tCdf(Math.max(one, other), df) + 1e-14);
      }),
    );
  });
});
