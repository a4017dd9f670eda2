import { mean, min, sum } from "simple-statistics";
import type { SlaMetric } from "../../model/metric.ts";
import type { Trial } from "../../model/trial.ts";
import { replayedShares, sustainedPerSec, workFactors } from "../../stats/queueReplay.ts";

/** A trial with the arrivals that it played. */
export type ReplayableTrial = Trial & Required<Pick<Trial, "dueMs">>;

/** The trials of one restart of one arm. */
export interface RestartTrials {
  readonly trials: readonly ReplayableTrial[];
  /** The arm's response time without a queue. */
  readonly quickMs: number;
}

export interface QueueLimit {
  readonly metric: SlaMetric;
  readonly limitMs: number;
  /** The share of the requests that may be slower. */
  readonly share: number;
  readonly isPoisson: boolean;
}

export interface QueueFit {
  /** Natural logarithms of the sustained rates, in the order of the restarts. */
  readonly logRates: readonly number[];
  /** How far the shares beyond the limit are from the model's. */
  readonly distance: number;
  /** How much the model's own uncertainty moves the logarithm of the rate. */
  readonly modelError: number;
}

/** The squared coefficients of variation of the work that are tried. */
const variabilities = [0, 0.5, 1, 2] as const;
/** A trial that a neighbour of the machine disturbed must not decide. */
const largestResidual = 0.25;
/** The service rate is searched this far beyond the played rates, as a logarithm. */
const reach = 0.3;
const steps = 13;
/** The truth may lie at a neighbour of the variability that fits best. No model of a service is better than the second number. */
const error = { ofStep: 1, least: 0.005 } as const;

const bounded = (residual: number): number => Math.max(-largestResidual, Math.min(largestResidual, residual));

/** The distance of measured shares from expected ones. */
export const distanceOf = (residuals: readonly number[]): number =>
  sum(residuals.map((residual) => bounded(residual) ** 2));

/**
 * The rate at which the limit is reached in the long run, for each restart. The recorded arrivals are played through a
 * model of a queue, so that neither the chance of the arrivals nor the trial's short time moves the result. All restarts
 * have one variability of the work.
 */
export function fitQueue(restarts: readonly RestartTrials[], limit: QueueLimit): QueueFit {
  const fits = variabilities.map((variability) => fitWith(variability, restarts, limit));
  const distances = fits.map(({ distanceOfAll }) => distanceOfAll);
  const at = distances.indexOf(Math.min(...distances));
  const best = fits[at];
  if (best === undefined) throw new Error("there is a variability to try");
  const neighbours = [fits[at - 1], fits[at + 1]].filter((fit) => fit !== undefined);
  // A neighbour that fits far worse is no alternative.
  const alternatives = neighbours.filter(({ distanceOfAll }) => distanceOfAll < 2 * best.distanceOfAll);
  const shifts = alternatives.map(({ logRates }) => Math.abs(mean([...logRates]) - mean([...best.logRates])));
  const modelError = Math.hypot(error.least, error.ofStep * Math.max(0, ...shifts));
  return { logRates: best.logRates, distance: best.distance, modelError };
}

function fitWith(variability: number, restarts: readonly RestartTrials[], limit: QueueLimit) {
  const work = workFactors(variability);
  const fits = restarts.map((restart) => fitRate(restart, limit, work));
  const logRates = fits.map(({ logRate }, i) => {
    const perSec = Math.exp(logRate);
    const limitMs = queueMs(limit, restarts[i]?.quickMs ?? 0, perSec);
    return Math.log(sustainedPerSec({ perSec, variability }, { ...limit, limitMs }));
  });
  return {
    logRates,
    distance: sum(fits.map((fit) => distanceOf(fit.residuals.map(([whole]) => whole)))),
    distanceOfAll: sum(fits.map((fit) => distanceOf(fit.residuals.flat()))),
  };
}

/** The time that a request may spend in the queue, its own work included. */
const queueMs = ({ limitMs }: QueueLimit, quickMs: number, perSec: number): number =>
  Math.max(limitMs / 4, limitMs - Math.max(0, quickMs - 1000 / perSec));

/** The service rate whose queue has as many slow requests as the trials. */
function fitRate({ trials, quickMs }: RestartTrials, limit: QueueLimit, work: Float64Array) {
  const logs = trials.map(({ ratePerSec }) => Math.log(ratePerSec));
  let [low, high] = [Math.min(...logs) - reach, Math.max(...logs) + reach];
  const residualsAt = (logRate: number) => trials.map((trial) => residualsOf(trial, quickMs, limit, logRate, work));
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    // More slow requests than in the model: the service is slower.
    if (sum(residualsAt(middle).flat().map(bounded)) > 0) high = middle;
    else low = middle;
  }
  const logRate = (low + high) / 2;
  return { logRate, residuals: residualsAt(logRate) };
}

/** The share of slow requests, less the model's: at the limit, and at half of it. */
function residualsOf(
  trial: ReplayableTrial,
  quickMs: number,
  limit: QueueLimit,
  logRate: number,
  work: Float64Array,
): readonly [whole: number, half: number] {
  const { due, beyond, beyondHalf } = trial;
  const perSec = Math.exp(logRate);
  const slowMs = queueMs(limit, quickMs, perSec);
  const [whole = 0, half = 0] = replayedShares(trial, perSec, work, [slowMs, slowMs - limit.limitMs / 2]);
  return [(beyond[limit.metric] ?? 0) / due - whole, (beyondHalf?.[limit.metric] ?? 0) / due - half];
}

/** The shortest response time that is usual, whatever the load. */
export const quickestMs = (trials: readonly Trial[]): number => min(trials.map(({ quickMs }) => quickMs));
