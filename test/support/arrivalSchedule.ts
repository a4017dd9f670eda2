import { type Arrivals, arrivalsOf, type Schedule, type WorkerShare } from "../../src/load/schedule/arrivals.ts";
import { millis, perSec } from "../../src/model/unit.ts";

/** Ten seconds of 10/s for one target, with the test's overrides. */
export function schedule(overrides: Partial<Schedule> & { readonly ratePerSec?: number } = {}): Schedule {
  const { ratePerSec = 10, ...rest } = overrides;
  const pattern = { kind: "constant", ratePerSec: perSec(ratePerSec) } as const;
  return { pattern, arrival: "even", durationMs: millis(10_000), seed: 1, targets: 1, ...rest };
}

export type ArrivalTuple = readonly [iteration: number, dueMs: number, isMeasured: boolean];

/** All arrivals of an open loop, in order. */
export function allArrivals(arrivals: Arrivals, target = 0, share?: WorkerShare): readonly ArrivalTuple[] {
  const tuples: ArrivalTuple[] = [];
  const cursor = arrivals.cursor(target, share);
  for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
    tuples.push([cursor.iteration, cursor.dueMs, cursor.isMeasured]);
  }
  return tuples;
}

export const dueTimes = (overrides: Parameters<typeof schedule>[0], target = 0): readonly number[] =>
  allArrivals(arrivalsOf(schedule(overrides)), target).map(([, dueMs]) => dueMs);
