import { normalQuantile } from "./normal.ts";
import { draw, shuffle } from "./random.ts";

/**
 * A queue in front of a service that finishes `perSec` requests per second while it has work. The work of a request has
 * the squared coefficient of variation `variability`: 0 if all requests are equal, 1 if it is exponential.
 */
export interface QueueModel {
  readonly perSec: number;
  readonly variability: number;
}

/** Arrivals of a trial in ms since its start, ascending. Those before `leadInMs` are not measured. */
export interface ArrivalTimes {
  readonly dueMs: Float32Array;
  readonly leadInMs: number;
  readonly seed: number;
}

const factorCount = 4096;

/** Random work of mean 1, lognormal, the same on each call. */
export function workFactors(variability: number): Float64Array {
  const sd = Math.sqrt(Math.log1p(variability));
  const factors = Float64Array.from({ length: factorCount }, (_, i) =>
    Math.exp(sd * normalQuantile((i + 0.5) / factorCount) - (sd * sd) / 2),
  );
  return variability === 0 ? factors : shuffle(factors, 1, 43);
}

/** The replay averages over several draws of the work. With many arrivals, the average is in each of them. */
const passesFor = (arrivals: number): number => (arrivals < 10_000 ? 8 : 2);

/**
 * Plays the same arrivals through the queue (Lindley's recursion). Gives the share of the measured requests that take
 * longer than each limit, in ms. The limits descend.
 */
export function replayedShares(
  arrivals: ArrivalTimes,
  perSec: number,
  work: Float64Array,
  limitsMs: readonly number[],
): readonly number[] {
  const { dueMs, leadInMs, seed } = arrivals;
  const measured = dueMs.reduce((count, ms) => (ms < leadInMs ? count : count + 1), 0);
  const isRandom = work[0] !== work[1];
  const passes = isRandom ? passesFor(dueMs.length) : 1;
  const beyond = new Float64Array(limitsMs.length);
  for (let pass = 0; pass < passes; pass++) {
    const offset = Math.floor(draw(seed, 44, pass) * factorCount);
    playOnce(arrivals, 1000 / perSec, { work, offset }, limitsMs, beyond);
  }
  return [...beyond].map((count) => (measured === 0 ? 0 : count / (passes * measured)));
}

/** Counts into `beyond`. */
function playOnce(
  { dueMs, leadInMs }: ArrivalTimes,
  meanWorkMs: number,
  { work, offset }: { readonly work: Float64Array; readonly offset: number },
  limitsMs: readonly number[],
  beyond: Float64Array,
): void {
  let responseMs = 0;
  let lastMs = 0;
  let at = offset;
  for (const due of dueMs) {
    at = (at + 1) % factorCount;
    responseMs = Math.max(0, responseMs - (due - lastMs)) + (work[at] ?? 1) * meanWorkMs;
    lastMs = due;
    if (due < leadInMs) continue;
    for (let k = limitsMs.length - 1; k >= 0 && responseMs > (limitsMs[k] ?? 0); k--) beyond[k] = (beyond[k] ?? 0) + 1;
  }
}

/**
 * The rate at which the share of requests beyond the limit is `share` in the long run. From the exponential tail of the
 * response time, with work of a gamma distribution. Independent arrivals: Cramér and Lundberg's approximation for
 * M/G/1, exact for M/M/1. Even arrivals: the same tail without the arrivals' own variation.
 */
export function sustainedPerSec(
  { perSec, variability }: QueueModel,
  { limitMs, share, isPoisson }: { readonly limitMs: number; readonly share: number; readonly isPoisson: boolean },
): number {
  const limit = (limitMs * perSec) / 1000;
  let [low, high] = [1e-9, variability === 0 ? 40 : (1 - 1e-9) / variability];
  for (let step = 0; step < 60; step++) {
    const decay = (low + high) / 2;
    if (tailShare(decay, limit, variability, isPoisson) > share) low = decay;
    else high = decay;
  }
  return perSec * loadAt(low, variability, isPoisson);
}

/** The load (arrival rate / service rate) at which the tail decays with this exponent per mean work. */
function loadAt(decay: number, variability: number, isPoisson: boolean): number {
  const logMoment = variability === 0 ? decay : -Math.log1p(-variability * decay) / variability;
  return decay / (isPoisson ? Math.expm1(logMoment) : logMoment);
}

function tailShare(decay: number, limit: number, variability: number, isPoisson: boolean): number {
  if (!isPoisson) return Math.exp(-decay * limit);
  const load = loadAt(decay, variability, isPoisson);
  const moment = 1 + decay / load;
  const slope = moment / (1 - variability * decay);
  return Math.min(1, ((1 - load) / (load * slope - 1)) * moment * Math.exp(-decay * limit));
}
