import { dot, leastSquares, weightVariances } from "./leastSquares.ts";

/** A throughput, in any unit, that was measured at a load: how many were in the system at once. */
export interface LoadPoint {
  readonly load: number;
  readonly throughput: number;
}

export interface Coefficient {
  readonly value: number;
  /** `undefined` for what lies on its bound, 0. */
  readonly standardError?: number;
}

export type UslFit =
  | {
      readonly kind: "fitted";
      /** Throughput at a load of 1, in the unit of the data. */
      readonly lambda: Coefficient;
      /** Contention: the share that is done one at a time. */
      readonly sigma: Coefficient;
      /** Coherency: what each pair costs. */
      readonly kappa: Coefficient;
      /** Standard deviation of the residuals, in the unit of the throughput. */
      readonly residual: number;
      /** The load of the highest throughput, which may lie beyond the data; absent where the law has no such load. */
      readonly peak?: LoadPoint;
    }
  | { readonly kind: "notPositive"; readonly point: LoadPoint }
  | { readonly kind: "tooFewLoads"; readonly distinct: number; readonly wanted: number }
  /** At the largest load the throughput for each unit of it was still `efficiency` of that at a load of 1. */
  | { readonly kind: "kneeNotApproached"; readonly largest: number; readonly efficiency: number };

export const fewestLoads = 6;

/** Above this efficiency at the largest load (times in the system grew by less than a half), the curve has not bent. */
const straight = 2 / 3;

/**
 * Gunther's Universal Scalability Law, X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)), by least squares in X with
 * sigma and kappa at least 0; standard errors from the slopes there, as R's nls has them. Gunther, "Guerrilla Capacity
 * Planning" (2007). R: usl(throughput ~ load, method = "nls").
 */
export function uslFit(points: readonly LoadPoint[]): UslFit {
  const odd = points.find(({ load, throughput }) => !(isPositive(load) && isPositive(throughput)));
  if (odd !== undefined) return { kind: "notPositive", point: odd };
  const distinct = new Set(points.map(({ load }) => load)).size;
  if (distinct < fewestLoads) return { kind: "tooFewLoads", distinct, wanted: fewestLoads };
  const curve = faces
    .map((free) => fitted(points, free))
    .filter(({ terms }) => terms.every((term) => term >= 0))
    .reduce((best, other) => (other.squares < best.squares ? other : best));
  const largest = Math.max(...points.map(({ load }) => load));
  const efficiency = (throughputAt(curve.terms, largest) * curve.terms[0]) / largest;
  if (efficiency > straight) return { kind: "kneeNotApproached", largest, efficiency };
  return described(points, curve);
}

const isPositive = (value: number) => value > 0 && Number.isFinite(value);

/** N / X = terms · (1, N - 1, N (N - 1)): 1 / lambda, sigma / lambda, kappa / lambda. */
type Terms = readonly [number, number, number];

interface Curve {
  /** Which of the terms are not held at 0. */
  readonly free: readonly number[];
  readonly terms: Terms;
  /** Sum of the squared residuals of the throughput; infinite where the curve has a pole among the data. */
  readonly squares: number;
}

/** The least squares with sigma, kappa >= 0 are those within, or those of an edge. */
const faces: readonly (readonly number[])[] = [[0], [0, 1], [0, 2], [0, 1, 2]];

const basisOf = (load: number): Terms => [1, load - 1, load * (load - 1)];

const throughputAt = (terms: Terms, load: number): number => load / dot(terms, basisOf(load));

/** From the least squares of N / X, weighted to be nearly those of X, on by the method of Gauss and Newton. */
function fitted(points: readonly LoadPoint[], free: readonly number[]): Curve {
  const measured = points.map(({ throughput }) => throughput);
  const near = curveOf(points, free, leastSquares(slopes(points, measured, free), measured));
  const level = curveOf(points, free, [Math.max(...points.map(({ load, throughput }) => load / throughput)), 0, 0]);
  let curve = near.squares < level.squares ? near : level;
  for (let step = 0; step < mostSteps; step++) {
    const modelled = points.map(({ load }) => throughputAt(curve.terms, load));
    const above = modelled.map((value, i) => value - (measured[i] ?? 0));
    const better = alongside(points, curve, leastSquares(slopes(points, modelled, free), above));
    if (better === undefined) break;
    curve = better;
  }
  return curve;
}

const mostSteps = 200;

/** The whole step, or the half of it, or the half of that, …: the first that does not lead up by more than rounding does. */
function alongside(points: readonly LoadPoint[], from: Curve, step: readonly number[]): Curve | undefined {
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
  const off = points.map(({ load, throughput }) => throughput - throughputAt(terms, load));
  const whole = points.every(({ load }) => throughputAt(terms, load) > 0) && terms[0] > 0;
  return { free, terms, squares: whole ? dot(off, off) : Number.POSITIVE_INFINITY };
}

/** How much the throughput falls for each unit of a free term, where it is `throughputs`: X² / N times the term's basis. */
function slopes(points: readonly LoadPoint[], throughputs: readonly number[], free: readonly number[]) {
  return free.map((term) =>
    points.map(({ load }, i) => ((throughputs[i] ?? 0) ** 2 / load) * (basisOf(load)[term] ?? 0)),
  );
}

function described(points: readonly LoadPoint[], { free, terms, squares }: Curve): UslFit {
  const lambda = 1 / terms[0];
  const variance = squares / (points.length - free.length);
  const modelled = points.map(({ load }) => throughputAt(terms, load));
  // By lambda: X / lambda. By sigma and kappa, of which the terms are the lambda-th parts: the terms' slopes by lambda.
  const byTerms = slopes(points, modelled, free).map((column) => column.map((slope) => slope / lambda));
  const variances = weightVariances([modelled.map((value) => value / lambda), ...byTerms.slice(1)]);
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
    ...(isPositive(load) ? { peak: { load, throughput: throughputAt(terms, load) } } : {}),
  };
}
