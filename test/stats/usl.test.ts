import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tQuantile } from "../../src/stats/studentT.ts";
import { fitUsl, type LoadPoint, predictUsl, type UslFit } from "../../src/stats/usl.ts";
import { outsideTolerance } from "../support/tolerance.ts";

type Fitted = Extract<UslFit, { kind: "fitted" }>;

const pointsOf = (loads: readonly number[], throughputs: readonly number[]): readonly LoadPoint[] =>
  loads.map((load, i) => ({ load, throughput: throughputs[i] ?? Number.NaN }));

function fitOf(points: readonly LoadPoint[]): Fitted {
  const fitted = fitUsl(points);
  if (fitted.kind !== "fitted") throw new Error(`not fitted: ${JSON.stringify(fitted)}`);
  return fitted;
}

const law = (lambda: number, sigma: number, kappa: number) => (load: number) =>
  (lambda * load) / (1 + sigma * (load - 1) + kappa * load * (load - 1));

const squares = (points: readonly LoadPoint[], at: (load: number) => number): number =>
  points.reduce((sum, { load, throughput }) => sum + (throughput - at(load)) ** 2, 0);

/** SPEC SDM91 on a SPARCcenter 2000, in scripts per hour; R: usl::specsdm91. */
const sdm91 = pointsOf([1, 18, 36, 72, 108, 144, 216], [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2]);

/** Gunther's ray tracer, in rays per second, by number of processors; R: usl::raytracer. */
const raytracer = pointsOf(
  [1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64],
  [20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310],
);

const loads = [1, 2, 4, 8, 16, 32, 64];

describe("published fits", () => {
  test("SDM91: all digits of R, and twelve digits of mpmath's solution", () => {
    const { lambda, sigma, kappa, residual, peak } = fitOf(sdm91);
    const got = [lambda, sigma, kappa].flatMap(({ value, standardError }) => [value, standardError ?? Number.NaN]);
    expect(got.map((value) => value.toPrecision(4))).toEqual(
      // R rounds 0.0277284… to 2.773e-02, 14.2134… to 1.421e+01.
      ["90.00", "14.21", "0.02773", "0.009122", "0.0001044", "0.00001988"],
    );
    const rows = [
      { label: "lambda", got: lambda.value / 89.99523310433221, want: 1 },
      { label: "sigma", got: sigma.value / 0.02772847561863439, want: 1 },
      { label: "kappa", got: kappa.value / 0.00010436548384409087, want: 1 },
      { label: "SE of lambda", got: (lambda.standardError ?? 0) / 14.21348942258505, want: 1 },
      { label: "SE of sigma", got: (sigma.standardError ?? 0) / 0.009121731808215398, want: 1 },
      { label: "SE of kappa", got: (kappa.standardError ?? 0) / 0.00001987527090726845, want: 1 },
      { label: "residual", got: residual / 82.845820027382, want: 1 },
      { label: "peak load", got: (peak?.load ?? 0) / 96.51956096660943, want: 1 },
      { label: "peak throughput", got: (peak?.throughput ?? 0) / 1883.89899601, want: 1 },
    ];
    expect(outsideTolerance(rows, 1e-11)).toEqual([]);
  });

  test("the ray tracer: kappa is on its bound, so there is no peak", () => {
    const { lambda, sigma, kappa, peak } = fitOf(raytracer);
    // R prints alpha 0.0578, beta 0.0000, gamma 21.8488. Further digits are mpmath's for kappa = 0.
    const rows = [
      { label: "lambda", got: lambda.value / 21.84884286568225, want: 1 },
      { label: "sigma", got: sigma.value / 0.0577707807395694, want: 1 },
      { label: "SE of lambda", got: (lambda.standardError ?? 0) / 1.257778678968674, want: 1 },
      { label: "SE of sigma", got: (sigma.standardError ?? 0) / 0.005257978841490029, want: 1 },
    ];
    expect(outsideTolerance(rows, 1e-11)).toEqual([]);
    expect([kappa, peak]).toEqual([{ value: 0 }, undefined]);
  });

  test("the worked example of the R package has its peak at 7", () => {
    const { lambda, sigma, kappa, peak } = fitOf(
      pointsOf([1, 2, 4, 6, 8, 10], [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557]),
    );
    const got = [lambda.value, sigma.value, kappa.value, peak?.load ?? 0].map((value) => Number(value.toPrecision(3)));
    expect(got).toEqual([1, 0.02, 0.02, 7]);
  });
});

/** Cisco's benchmark; R: usl vignette and Gunther's data sets. */
const cisco = pointsOf(
  Array.from({ length: 32 }, (_, i) => i + 1),
  [
    955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71, 8646.7, 9047.84,
    9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806, 12089.37, 12075.41,
    12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39,
  ],
);

describe("what a fit says beyond its coefficients, to three digits", () => {
  const digits = (value: number | undefined) => Number((value ?? Number.NaN).toPrecision(3));

  test("Cisco: coefficients and peak", () => {
    const { lambda, sigma, kappa, peak, rSquared } = fitOf(cisco);
    const got = [lambda.value, sigma.value, kappa.value, peak?.load, peak?.throughput].map(digits);
    expect(got).toEqual([996, 0.0267, 0.000769, 35.6, 12300]);
    expect(Math.floor(peak?.load ?? 0)).toBe(35);
    expect(rSquared).toBeGreaterThan(0.99);
  });

  test("SDM91: optimal load 1 / sigma, ceiling lambda / sigma", () => {
    const { optimalLoad, ceiling } = fitOf(sdm91);
    expect([optimalLoad, ceiling].map((value) => value?.toFixed(3))).toEqual(["36.064", "3245.589"]);
  });

  test("the first six points of the ray tracer: intervals of all three coefficients", () => {
    const { lambda, sigma, kappa } = fitOf(raytracer.slice(0, 6));
    // R's usl::confint takes the 95 % quantile of t with 5 degrees of freedom at either end.
    const t = tQuantile(0.95, 5);
    const bounds = [lambda, sigma, kappa].map(({ value, standardError = Number.NaN }) =>
      [value, value - t * standardError, value + t * standardError].map(digits),
    );
    expect(bounds).toEqual([
      [20.9, 19.3, 22.4],
      [0.0244, 0.00754, 0.0414],
      [0.00163, 0.0011, 0.00215],
    ]);
  });

  test("a prediction has a band, which widens beyond the data", () => {
    const fit = fitOf(sdm91);
    const [within, beyond] = [100, 400].map((load) => predictUsl(sdm91, fit, load, 0.95));
    const width = ({ interval } = { interval: [0, 0] as readonly [number, number] }) => interval[1] - interval[0];
    expect(within?.throughput).toBeCloseTo(law(89.99523310433221, 0.02772847561863439, 0.00010436548384409087)(100), 6);
    expect(width(beyond)).toBeGreaterThan(1.3 * width(within));
  });
});

describe("no fit", () => {
  test("for fewer than six distinct loads, even with repeated measurements", () => {
    const five = [1, 2, 4, 8, 16].map((load) => ({ load, throughput: law(100, 0.1, 0.01)(load) }));
    expect(fitUsl([...five, ...five])).toEqual({ kind: "tooFewLoads", distinct: 5, required: 6 });
  });

  test("for a curve that has not bent", () => {
    expect(fitUsl(pointsOf([1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]))).toEqual({
      kind: "kneeNotApproached",
      largest: 6,
      efficiency: 1,
    });
    const early = [1, 2, 3, 4, 6, 8].map((load) => ({ load, throughput: law(100, 0.02, 0.0005)(load) }));
    const earlyFit = fitUsl(early);
    expect(earlyFit.kind === "kneeNotApproached" && earlyFit.efficiency).toBeCloseTo(1 / (1 + 0.14 + 0.028), 9);
  });

  test("for a throughput that rises faster than the load", () => {
    expect(fitUsl(pointsOf([1, 2, 3, 4, 5, 6], [1, 4, 9, 16, 25, 36]))).toMatchObject({ kind: "kneeNotApproached" });
  });

  test.each([
    { load: 0, throughput: 1 },
    { load: 3, throughput: 0 },
    { load: 3, throughput: Number.NaN },
    { load: Number.POSITIVE_INFINITY, throughput: 2 },
  ])("for the impossible point $load, $throughput", (point) => {
    expect(fitUsl([...sdm91, point])).toEqual({ kind: "notPositive", point });
  });
});

describe("laws", () => {
  const coefficients = fc.tuple(
    fc.double({ min: 0.1, max: 10_000, noNaN: true }),
    fc.double({ min: 0.02, max: 0.8, noNaN: true }),
    fc.double({ min: 0.0002, max: 0.1, noNaN: true }),
  );
  const wobbles = fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 7, maxLength: 7 });
  const noisy = fc.tuple(coefficients, wobbles).map(([[lambda, sigma, kappa], wobble]) =>
    pointsOf(
      loads,
      loads.map((load, i) => law(lambda, sigma, kappa)(load) * (wobble[i] ?? 1)),
    ),
  );

  const standardErrorOf = ({ lambda }: ReturnType<typeof fitOf>) => (lambda.standardError ?? Number.NaN) / lambda.value;

  test("forall coefficients: fitting data that follow the law restores the coefficients", () => {
    fc.assert(
      fc.property(coefficients, ([lambda, sigma, kappa]) => {
        const fitted = fitOf(pointsOf(loads, loads.map(law(lambda, sigma, kappa))));
        const rows = [
          { label: "lambda", got: fitted.lambda.value / lambda, want: 1 },
          { label: "sigma", got: fitted.sigma.value / sigma, want: 1 },
          { label: "kappa", got: fitted.kappa.value / kappa, want: 1 },
          { label: "peak", got: (fitted.peak?.load ?? 0) / Math.sqrt((1 - sigma) / kappa), want: 1 },
          { label: "residual", got: fitted.residual / lambda, want: 0 },
        ];
        expect(outsideTolerance(rows, 1e-9)).toEqual([]);
      }),
    );
  });

  test("forall data: no other coefficients, near or far, fit better", () => {
    const factor = fc.oneof(
      fc.double({ min: 0.99, max: 1.01, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(noisy, fc.array(fc.tuple(factor, factor, factor), { minLength: 20 }), (points, others) => {
        const { lambda, sigma, kappa } = fitOf(points);
        const least = squares(points, law(lambda.value, sigma.value, kappa.value));
        const better = others.filter(([a, b, c]) => {
          const other = law(lambda.value * a, (sigma.value || 0.001) * b, (kappa.value || 0.00001) * c);
          return squares(points, other) < least * (1 - 1e-12);
        });
        expect({ better, bounded: sigma.value >= 0 && kappa.value >= 0 }).toEqual({ better: [], bounded: true });
      }),
    );
  });

  test("forall data and units: lambda, its error and the residual scale with the unit of the throughput", () => {
    fc.assert(
      fc.property(noisy, fc.constantFrom(0.001, 7, 3600), (points, unit) => {
        const one = fitOf(points);
        const other = fitOf(points.map(({ load, throughput }) => ({ load, throughput: throughput * unit })));
        // Data that follow the law leave a residual of rounding alone, so errors are told in lambdas.
        const rows = [
          { label: "lambda", got: other.lambda.value / one.lambda.value, want: unit },
          { label: "SE", got: standardErrorOf(other), want: standardErrorOf(one) },
          { label: "residual", got: other.residual / other.lambda.value, want: one.residual / one.lambda.value },
          { label: "sigma", got: other.sigma.value, want: one.sigma.value },
          { label: "kappa", got: other.kappa.value, want: one.kappa.value },
        ];
        expect(outsideTolerance(rows, 1e-7)).toEqual([]);
      }),
    );
  });

  test("forall data: the order does not matter, and doubling each point gives the same curve", () => {
    fc.assert(
      fc.property(noisy, (points) => {
        const want = fitOf(points);
        const rows = [points.toReversed(), [...points, ...points]].map(fitOf).flatMap((got) => [
          { label: "lambda", got: got.lambda.value / want.lambda.value, want: 1 },
          { label: "sigma", got: got.sigma.value, want: want.sigma.value },
          { label: "kappa", got: got.kappa.value, want: want.kappa.value },
        ]);
        expect(outsideTolerance(rows, 1e-7)).toEqual([]);
      }),
    );
  });
});
