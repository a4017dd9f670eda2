import { combinedVariance, dot, leastSquares, weightVariances } from "./leastSquares.ts";
import { tQuantile } from "./studentT.ts";

/** A throughput, in any unit, measured at a load: the number of requests in the system at once. */
export interface LoadPoint {
  readonly load: number;
  readonly throughput: number;
}

export interface Coefficient {
  readonly value: number;
  /** Absent for a coefficient on its bound, 0. */
  readonly standardError?: number;
}

export type UslFit =
  | UslRefusal
  | {
      readonly kind: "fitted";
      /** The throughput at a load of 1, in the unit of the data. */
      readonly lambda: Coefficient;
      /** Contention: the share of the work that is done one at a time. */
      readonly sigma: Coefficient;
      /** Coherency: the cost of each pair that exchanges data. */
      readonly kappa: Coefficient;
      /** The standard deviation of the residuals, in the unit of the throughput. */
      readonly residual: number;
      /** The share of the throughput's variance that the curve explains. */
      readonly rSquared: number;
      /** The load at which the line lambda N meets the ceiling: 1 / sigma. Absent if sigma is 0. */
      readonly optimalLoad?: number;
      /** lambda / sigma: the throughput that contention alone would allow. Absent if sigma is 0. */
      readonly ceiling?: number;
      /** The load of the highest throughput, possibly beyond the data. Absent if the curve has no maximum. */
      readonly peak?: LoadPoint;
    };

/** Why the data cannot carry a fit. */
export type UslRefusal =
  | { readonly kind: "notPositive"; readonly point: LoadPoint }
  | { readonly kind: "tooFewLoads"; readonly distinct: number; readonly required: number }
  /** At the largest load, the throughput per unit of load was still `efficiency` times that at a load of 1. */
  | { readonly kind: "kneeNotApproached"; readonly largest: number; readonly efficiency: number };

export const minLoads = 6;

/** Above this efficiency the curve has not bent yet: response times at the largest load grew by less than a half. */
const maxEfficiency = 2 / 3;

/**
 * Fits Gunther's Universal Scalability Law, X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)). Least squares in X
 * with sigma >= 0 and kappa >= 0; standard errors from the slopes at the solution, as in R's nls.
 * Gunther, "Guerrilla Capacity Planning" (2007). R: usl(throughput ~ load, method = "nls").
 */
export function fitUsl(points: readonly LoadPoint[]): UslFit {
  const notPositive = points.find(({ load, throughput }) => !(isPositive(load) && isPositive(throughput)));
  if (notPositive !== undefined) return { kind: "notPositive", point: notPositive };
  const distinct = new Set(points.map(({ load }) => load)).size;
  if (distinct < minLoads) return { kind: "tooFewLoads", distinct, required: minLoads };
  const curve = freeTermSets
    .map((free) => fitCurve(points, free))
    .filter(({ terms }) => terms.every((term) => term >= 0))
    .reduce((best, other) => (other.squares < best.squares ? other : best));
  const largest = Math.max(...points.map(({ load }) => load));
  const efficiency = (throughputAt(curve.terms, largest) * curve.terms[0]) / largest;
  if (efficiency > maxEfficiency) return { kind: "kneeNotApproached", largest, efficiency };
  return describeFit(points, curve);
}

const isPositive = (value: number) => value > 0 && Number.isFinite(value);

/** The terms 1 / lambda, sigma / lambda and kappa / lambda: N / X = terms · (1, N - 1, N (N - 1)). */
type Terms = readonly [number, number, number];

interface Curve {
  /** The indices of the terms that are not fixed at 0. */
  readonly free: readonly number[];
  readonly terms: Terms;
  /** The sum of squared residuals of the throughput. Infinite if the curve has a pole among the data. */
  readonly squares: number;
}

/** The best fit with sigma, kappa >= 0 is the free fit, or the best fit with one or both fixed at 0. */
const freeTermSets: readonly (readonly number[])[] = [[0], [0, 1], [0, 2], [0, 1, 2]];

const basisOf = (load: number): Terms => [1, load - 1, load * (load - 1)];

const throughputAt = (terms: Terms, load: number): number => load / dot(terms, basisOf(load));

/** Starts from the least squares of N / X, weighted to be close to those of X. Continues by the Gauss-Newton method. */
function fitCurve(points: readonly LoadPoint[], free: readonly number[]): Curve {
  const measured = points.map(({ throughput }) => throughput);
  const linearFit = curveOf(points, free, leastSquares(slopes(points, measured, free), measured));
  const flat = curveOf(points, free, [Math.max(...points.map(({ load, throughput }) => load / throughput)), 0, 0]);
  let curve = linearFit.squares < flat.squares ? linearFit : flat;
  for (let step = 0; step < maxSteps; step++) {
    const modelled = points.map(({ load }) => throughputAt(curve.terms, load));
    const excess = modelled.map((value, i) => value - (measured[i] ?? 0));
    const better = lineSearch(points, curve, leastSquares(slopes(points, modelled, free), excess));
    if (better === undefined) break;
    curve = better;
  }
  return curve;
}

const maxSteps = 200;

/** Tries the whole step, then a half, a quarter, …. Returns the first curve that is not worse by more than rounding. */
function lineSearch(points: readonly LoadPoint[], from: Curve, step: readonly number[]): Curve | undefined {
  const start = from.free.map((term) => from.terms[term] ?? 0);
  for (let part = 1; part > 1e-12; part /= 2) {
    const values = start.map((value, i) => value + part * (step[i] ?? 0));
    if (values.every((value, i) => Math.abs(value - (start[i] ?? 0)) <= 1e-15 * Math.abs(value))) return undefined;
    const curve = curveOf(points, from.free, values);
    if (curve.squares <= from.squares * (1 + 1e-13)) return curve;
  }
  return undefined;
}

function curveOf(points: readonly LoadPoint[], free: readonly number[], values: readonly number[]): Curve {
  const at = (term: number) => values[free.indexOf(term)] ?? 0;
  const terms: Terms = [at(0), at(1), at(2)];
  const residuals = points.map(({ load, throughput }) => throughput - throughputAt(terms, load));
  const isPositiveCurve = points.every(({ load }) => throughputAt(terms, load) > 0) && terms[0] > 0;
  return { free, terms, squares: isPositiveCurve ? dot(residuals, residuals) : Number.POSITIVE_INFINITY };
}

/** The fall of the throughput per unit of each free term, at the given `throughputs`: X² / N times the term's basis. */
function slopes(points: readonly LoadPoint[], throughputs: readonly number[], free: readonly number[]) {
  return free.map((term) =>
    points.map(({ load }, i) => ((throughputs[i] ?? 0) ** 2 / load) * (basisOf(load)[term] ?? 0)),
  );
}

function describeFit(points: readonly LoadPoint[], { free, terms, squares }: Curve): UslFit {
  const lambda = 1 / terms[0];
  const variance = squares / (points.length - free.length);
  const modelled = points.map(({ load }) => throughputAt(terms, load));
  // The slope by lambda is X / lambda. The slopes by sigma and kappa are those of their terms, divided by lambda.
  const termSlopes = slopes(points, modelled, free).map((column) => column.map((slope) => slope / lambda));
  const variances = weightVariances([modelled.map((value) => value / lambda), ...termSlopes.slice(1)]);
  const coefficient = (term: number, value: number): Coefficient => {
    const unit = variances[free.indexOf(term)];
    return unit === undefined ? { value } : { value, standardError: Math.sqrt(variance * unit) };
  };
  const sigma = terms[1] * lambda;
  const kappa = terms[2] * lambda;
  const load = Math.sqrt((1 - sigma) / kappa);
  return {
    kind: "fitted",
    lambda: coefficient(0, lambda),
    sigma: coefficient(1, sigma),
    kappa: coefficient(2, kappa),
    residual: Math.sqrt(variance),
    rSquared: 1 - squares / totalSquares(points),
    ...(sigma > 0 ? { optimalLoad: 1 / sigma, ceiling: lambda / sigma } : {}),
    ...(isPositive(load) ? { peak: { load, throughput: throughputAt(terms, load) } } : {}),
  };
}

function totalSquares(points: readonly LoadPoint[]): number {
  const mean = points.reduce((sum, { throughput }) => sum + throughput, 0) / points.length;
  return points.reduce((sum, { throughput }) => sum + (throughput - mean) ** 2, 0);
}

export interface UslPrediction {
  readonly throughput: number;
  /** The band of the curve at that load, by the delta method. It does not include the scatter of single points. */
  readonly interval: readonly [number, number];
}

/** The throughput at any load, from a fit of these points. `level`: of the band, such as 0.95. */
export function predictUsl(
  points: readonly LoadPoint[],
  { lambda, sigma, kappa, residual }: Extract<UslFit, { kind: "fitted" }>,
  load: number,
  level: number,
): UslPrediction {
  const terms: Terms = [1 / lambda.value, sigma.value / lambda.value, kappa.value / lambda.value];
  const free = [0, 1, 2].filter((term) => term === 0 || [lambda, sigma, kappa][term]?.standardError !== undefined);
  const modelled = points.map((point) => throughputAt(terms, point.load));
  const throughput = throughputAt(terms, load);
  const gradient = slopes([{ load, throughput }], [throughput], free).map(([slope = Number.NaN]) => slope);
  const variance = combinedVariance(slopes(points, modelled, free), gradient);
  const margin = tQuantile((1 + level) / 2, points.length - free.length) * residual * Math.sqrt(variance);
  return { throughput, interval: [throughput - margin, throughput + margin] };
}
