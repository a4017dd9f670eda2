import { median, sum } from "simple-statistics";
import type { Trial } from "../../model/trial.ts";

/** How many requests a service handles at once. */
export interface Places {
  readonly kind: "one" | "several";
  /** Chance could have made the one of the other. */
  readonly isUnclear: boolean;
}

/** Rates at which requests wait for little of their time, as a share of what the service finishes. */
const littleWaiting = 0.5;
/** In standard errors of a mean whose values vary as much as it is long, as exponential ones do. */
const clearDistance = 3;

/**
 * How many requests the service handles at once, by Little's law: what it finishes while requests queue up, times the mean
 * response time with little load. The time that they wait then is taken off by half as in a queue with one place (M/M/1) and
 * half as in one with two (M/M/2), so that the geometric mean of both numbers, the square root of 2, tells them apart.
 */
export function placesIn(trials: readonly Trial[], queueing: readonly Trial[]): Places | undefined {
  const measured = trials.filter(
    ({ due, inService, finishedPerSec }) => due > 0 && inService > 0 && finishedPerSec > 0,
  );
  if (queueing.length === 0 || measured.length === 0) return undefined;
  const finished = median(queueing.map(({ finishedPerSec }) => finishedPerSec));
  const lowest = Math.min(...measured.map(({ finishedPerSec }) => finishedPerSec));
  const calm = measured.filter((one) => one.finishedPerSec <= Math.max(lowest, littleWaiting * finished));
  // The first trial may be slow because the service is cold.
  const warm = calm.filter((one) => one !== measured[0]);
  const used = warm.length > 0 ? warm : calm;
  const counts = used.map((one) => {
    const load = Math.min(1, one.finishedPerSec / finished);
    const responseSec = Math.max(0, one.inService / one.finishedPerSec - (one.ackDelayMs ?? 0) / 1000);
    return responseSec * finished * (1 - load) * Math.sqrt(1 + load);
  });
  const requests = sum(used.map(({ due }) => due));
  const count = sum(used.map(({ due }, i) => due * (counts[i] ?? 0))) / requests;
  const distance = Math.abs(Math.log(count / Math.SQRT2));
  return {
    kind: count < Math.SQRT2 ? "one" : "several",
    isUnclear: distance < clearDistance / Math.sqrt(requests),
  };
}
