import { max, mean, min, sum } from "simple-statistics";
import type { SlaMetric } from "../../model/metric.ts";
import type { Trial } from "../../model/trial.ts";
import { hodgesLehmann } from "../../stats/paired.ts";
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
  /** The same of each trial. `undefined` for one without a slow request, which could have carried much more. */
  readonly ofTrials: readonly (readonly (number | undefined)[])[];
  /** How far the shares beyond the limit are from the model's. */
  readonly distance: number;
  /** How much the model's own uncertainty moves the logarithm of the rate. */
  readonly modelError: number;
}

/** The slower requests of a trial are counted at these parts of a limit: a trial below the limit says something, too. */
export const limitParts: readonly number[] = Array.from({ length: 8 }, (_, i) => 1 / 2 ** i);
/**
 * Below this many times the response time without a queue, a part of the limit says nothing about the queue. With even
 * arrivals there is no queue below the capacity, and short delays are the machine's: only the first parts count.
 */
const leastPart = { ofQuick: 1.5, count: 2 } as const;

/** The squared coefficients of variation of the work that are tried. */
const variabilities = [0, 0.5, 1, 2] as const;
/** A trial that a neighbour of the machine disturbed must not decide. */
const largestResidual = 0.25;
/** The service rate is searched this far from the played rate, as a logarithm. */
const reach = 0.7;
const steps = 12;
/**
 * The truth may lie at a neighbour of the variability that fits best. No model is better than the second number: that far
 * off were the estimates of real servers of a dozen kinds.
 */
const error = { ofStep: 1, least: 0.015 } as const;
/** A variability that fits this much worse is no alternative. */
const clearlyWorse = 1.5;

/** The distance of measured shares from expected ones. */
export const distanceOf = (residuals: readonly number[]): number =>
  sum(residuals.map((residual) => Math.min(largestResidual, Math.abs(residual)) ** 2));

/**
 * The rate at which the limit is reached in the long run, for each restart. The recorded arrivals of each trial are played
 * through a model of a queue, so that neither the chance of the arrivals nor the trial's short time moves the result. All
 * restarts have one variability of the work.
 */
export function fitQueue(restarts: readonly RestartTrials[], limit: QueueLimit): QueueFit {
  const fits = variabilities.map((variability) => fitWith(variability, restarts, limit));
  const shapes = fits.map(({ ofShape }) => ofShape);
  const at = shapes.indexOf(Math.min(...shapes));
  const best = fits[at];
  if (best === undefined) throw new Error("there is a variability to try");
  const neighbours = [fits[at - 1], fits[at + 1]].filter((fit) => fit !== undefined);
  const alternatives = neighbours.filter(({ ofShape }) => ofShape < clearlyWorse * best.ofShape);
  const shifts = alternatives.map(({ logRates }) => Math.abs(mean([...logRates]) - mean([...best.logRates])));
  const modelError = Math.hypot(error.least, error.ofStep * Math.max(0, ...shifts));
  return { logRates: best.logRates, ofTrials: best.ofTrials, distance: best.distance, modelError };
}

function fitWith(variability: number, restarts: readonly RestartTrials[], limit: QueueLimit) {
  const fits = restarts.map((restart) => fitRestart(restart, limit, variability));
  return {
    ofTrials: fits.map(({ ofTrials }) => ofTrials),
    logRates: fits.map(({ logRate }) => logRate),
    distance: distanceOf(fits.flatMap(({ atLimit }) => atLimit)),
    ofShape: distanceOf(fits.flatMap(({ ofShape }) => ofShape)),
  };
}

/** What each trial says. The Hodges-Lehmann estimate over them is one that a disturbed trial hardly moves. */
function fitRestart({ trials, quickMs }: RestartTrials, limit: QueueLimit, variability: number) {
  const work = workFactors(variability);
  const sustained = (logRate: number) => {
    const perSec = Math.exp(logRate);
    const limitMs = queueMs(limit.limitMs, quickMs, perSec);
    return Math.log(sustainedPerSec({ perSec, variability }, { ...limit, limitMs }));
  };
  const fits = trials.map((trial) => {
    const residualsAt = replayOf(trial, quickMs, limit, work);
    return { residualsAt, logRate: fitRate(Math.log(trial.ratePerSec), residualsAt) };
  });
  const known = fits.flatMap(({ logRate }) => logRate ?? []);
  const fallback = max(trials.map(({ ratePerSec }) => Math.log(ratePerSec)));
  const common = known.length === 0 ? fallback : hodgesLehmann(known);
  return {
    logRate: known.length === 0 ? sustained(fallback) : hodgesLehmann(known.map(sustained)),
    ofTrials: fits.map(({ logRate }) => (logRate === undefined ? undefined : sustained(logRate))),
    atLimit: fits.map(({ residualsAt }) => residualsAt(common)[0] ?? 0),
    ofShape: fits.flatMap(({ residualsAt, logRate }) => residualsAt(logRate ?? common)),
  };
}

/**
 * The service rate whose queue has as many slow requests as the trial, over all parts of the limit. `undefined` if even the
 * highest has no fewer.
 */
function fitRate(logPlayed: number, residualsAt: (logRate: number) => readonly number[]): number | undefined {
  let [low, high] = [logPlayed - reach, logPlayed + reach];
  if (sum([...residualsAt(high)]) <= 0) return undefined;
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    // More slow requests than in the model: the service is slower.
    if (sum([...residualsAt(middle)]) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Gives the shares of slow requests less the model's with that service rate, from the whole limit on. */
function replayOf(trial: ReplayableTrial, quickMs: number, limit: QueueLimit, work: Float64Array) {
  const { metric, limitMs, isPoisson } = limit;
  const isTelling = (part: number, i: number) =>
    i < leastPart.count || (isPoisson && part * limitMs > leastPart.ofQuick * quickMs);
  const parts = limitParts.filter(isTelling);
  const shares = parts.map((_, i) => (trial.slower?.[metric]?.[i] ?? 0) / trial.due);
  return (logRate: number): readonly number[] => {
    const perSec = Math.exp(logRate);
    const limitsMs = parts.map((part) => queueMs(part * limitMs, quickMs, perSec));
    const expected = replayedShares(trial, perSec, work, limitsMs);
    return shares.map((share, i) => share - (expected[i] ?? 0));
  };
}

/** The time that a request may spend in the queue, its own work included. */
const queueMs = (limitMs: number, quickMs: number, perSec: number): number =>
  Math.max(limitMs / 4, limitMs - Math.max(0, quickMs - 1000 / perSec));

/** The shortest response time that is usual, whatever the load. */
export const quickestMs = (trials: readonly Trial[]): number => min(trials.map(({ quickMs }) => quickMs));
