import type { Scalability } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { normalQuantile } from "../../stats/normal.ts";
import { type Coefficient, fitUsl, type LoadPoint, predictUsl, type UslFit, type UslRefusal } from "../../stats/usl.ts";
import { formatNumber } from "../../util/format.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";

/** Short trials far beyond the capacity only show a queue. */
const mostInService = 1000;

/** The load points of an arm. The load is the mean number of requests in the service, by Little's law. */
function loadPoints(trials: readonly Trial[]): readonly LoadPoint[] {
  return trials
    .filter(({ due, inService, finishedPerSec }) => due > 0 && inService > 0 && finishedPerSec > 0)
    .filter(({ inService }) => inService <= mostInService)
    .map(({ inService, finishedPerSec }) => ({ load: inService, throughput: finishedPerSec }));
}

/** The fit, or why there is none. */
export function uslOf(trials: readonly Trial[]): Pick<Scalability, "usl" | "usl_refused"> {
  const points = loadPoints(trials);
  const fit = fitUsl(points);
  if (fit.kind !== "fitted") return { usl_refused: refusal(fit) };
  const { lambda, sigma, kappa, rSquared, peak, optimalLoad, ceiling } = fit;
  return {
    usl: {
      lambda: lambda.value,
      sigma: sigma.value,
      kappa: kappa.value,
      standard_errors: [lambda.standardError ?? null, sigma.standardError ?? null, kappa.standardError ?? null],
      r_squared: rSquared,
      ...omitUndefined({
        peak: peak && isProven(kappa) ? { load: peak.load, per_sec: peak.throughput } : undefined,
        optimal_load: optimalLoad,
        ceiling_per_sec: ceiling,
      }),
      ...curveOf(points, fit),
    },
  };
}

/** Chance bends a curve, too: the throughput falls with more load only where kappa is clearly above 0. */
const isProven = ({ value, standardError }: Coefficient): boolean =>
  standardError !== undefined && value > normalQuantile(0.975) * standardError;

const curvePoints = 40;
/** Farther than this, the band says nothing. */
const farthest = 1.5;

/** The curve from little load to somewhat more than was measured. */
function curveOf(points: readonly LoadPoint[], fit: Extract<UslFit, { readonly kind: "fitted" }>) {
  const largest = Math.max(...points.map(({ load }) => load));
  const curve = Array.from({ length: curvePoints }, (_, i) => {
    // Closer together where the curve bends.
    const load = farthest * largest * ((i + 1) / curvePoints) ** 2;
    const { throughput, interval } = predictUsl(points, fit, load, 0.95);
    return { load, per_sec: throughput, interval: [Math.max(0, interval[0]), interval[1]] as [number, number] };
  });
  return { curve, largest_load: largest };
}

function refusal(fit: UslRefusal): string {
  switch (fit.kind) {
    case "notPositive":
      return "a trial finished no request";
    case "tooFewLoads":
      return `the trials have ${fit.distinct} different loads, and a fit needs ${fit.required}`;
    case "kneeNotApproached":
      return `the throughput still rises with the load: ${formatNumber(100 * fit.efficiency)} % of linear at the largest load`;
  }
}
