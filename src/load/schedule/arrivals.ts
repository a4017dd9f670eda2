import type { Arrival, Interleave, LoadPattern } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { UsersCursor } from "./closedLoop.ts";
import type { Cursor } from "./cursor.ts";
import { Ahead } from "./lookaheadCursor.ts";
import { EvenCursor, PoissonCursor } from "./openLoop.ts";
import { integralOf, type OpenPattern } from "./rateIntegral.ts";
import { SlicedCursor } from "./slicedArrivals.ts";
import { type OwnTime, sliced, undivided } from "./sliceTimeline.ts";

/** The schedule of a phase: a formula, so that a phase of hours costs no memory and the same seed gives the same load. */
export interface Arrivals {
  /** Arrivals of one target in the whole phase; `undefined` in a closed loop, where the answers decide. */
  readonly count: number | undefined;
  /** How long it takes on the wall: twice the phase's length where two targets get it in slices. */
  readonly lengthMs: Millis;
  timeOf(target: number): OwnTime;
  /** The same plan for every target, but for the moment within a turn. */
  cursor(target: number, share?: Share): Cursor;
}

export interface Schedule {
  readonly pattern: LoadPattern;
  readonly arrival: Arrival;
  readonly durationMs: Millis;
  readonly seed: number;
  /** How many targets take turns: 1, or 2 for a duet. Each of them gets the whole rate. */
  readonly targets: 1 | 2;
  /** How two targets share an open loop; of a closed one each has all the time. By default `request`. */
  readonly interleave?: Interleave;
}

/** A worker's part: of an open loop the turns with turn % workers === worker, of a closed one the users likewise. */
export interface Share {
  readonly worker: number;
  readonly workers: number;
}

const everything: Share = { worker: 0, workers: 1 };

/**
 * Arrivals come at random moments, so that the load locks on to no clock's tick: each in its own share of the load
 * (`even`), or wherever in the phase (`poisson`).
 *
 * In a duet each arrival becomes a pair: the same turn for both targets, half an interval apart, in random order. An
 * even pair stands at the same random offset into its halves; of a Poisson pair the second comes halfway to the next
 * turn. What comes at once in a burst comes at once for both.
 *
 * In slices both targets have the very same schedule, each in a time of its own.
 */
export function arrivalsOf(schedule: Schedule): Arrivals {
  const { pattern, durationMs, seed } = schedule;
  if (pattern.kind !== "users") return openLoop(schedule, pattern);
  const { users, thinkTimeMs } = pattern;
  return {
    count: undefined,
    lengthMs: durationMs,
    timeOf: () => undivided(durationMs),
    cursor: (_target, { worker, workers } = everything) =>
      new UsersCursor({ users, thinkTimeMs, durationMs, seed, worker, workers }),
  };
}

function openLoop(schedule: Schedule, pattern: OpenPattern): Arrivals {
  const { arrival, durationMs, seed, targets } = schedule;
  const isSliced = targets === 2 && schedule.interleave === "slice";
  const integral = integralOf(pattern, durationMs);
  // Only whole ones, so that none is due after the end; what rounding took from a whole one is given back.
  const count = Math.floor(integral.total + 1e-9);
  const timeOf = (target: number) => (isSliced ? sliced({ durationMs, seed, target }) : undivided(durationMs));
  return {
    count,
    lengthMs: millis(isSliced ? 2 * durationMs : durationMs),
    timeOf,
    cursor(target, { worker, workers } = everything) {
      const dealt = isSliced ? ({ targets: 1, target: 0 } as const) : { targets, target };
      const loop = { integral, count, seed, ...dealt, worker, workers };
      const cursor = arrival === "even" ? new EvenCursor(loop) : new PoissonCursor(loop);
      return new Ahead(isSliced ? new SlicedCursor(cursor, timeOf(target)) : cursor);
    },
  };
}
