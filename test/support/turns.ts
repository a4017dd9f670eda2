import { type Arrivals, arrivalsOf, type Schedule, type Share } from "../../src/load/schedule/arrivals.ts";
import { millis, perSec } from "../../src/model/unit.ts";

/** Ten seconds of 10/s for one target, or what a test says instead. */
export function schedule(of: Partial<Schedule> & { readonly ratePerSec?: number } = {}): Schedule {
  const { ratePerSec = 10, ...rest } = of;
  const pattern = { kind: "constant", ratePerSec: perSec(ratePerSec) } as const;
  return { pattern, arrival: "even", durationMs: millis(10_000), seed: 1, targets: 1, ...rest };
}

export type Turn = readonly [turn: number, dueMs: number, isMeasured: boolean];

/** All turns of an open loop, in their order. */
export function walked(arrivals: Arrivals, target = 0, share?: Share): readonly Turn[] {
  const turns: Turn[] = [];
  const cursor = arrivals.cursor(target, share);
  for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
    turns.push([cursor.turn, cursor.dueMs, cursor.isMeasured]);
  }
  return turns;
}

export const dueOf = (of: Parameters<typeof schedule>[0], target = 0): readonly number[] =>
  walked(arrivalsOf(schedule(of)), target).map(([, dueMs]) => dueMs);
