import type { LoadPattern } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { PhaseLoad } from "../loadEngine.ts";
import { ClosedLoopArrivals } from "./closedLoop.ts";
import type { Cursor, SimpleCursor } from "./cursor.ts";
import { LookaheadCursor } from "./lookaheadCursor.ts";
import { EvenArrivals, type OpenLoopOptions, PoissonArrivals } from "./openLoop.ts";
import { type OpenLoopPattern, rateIntegralOf } from "./rateIntegral.ts";
import { SlicedArrivals } from "./slicedArrivals.ts";
import { alternatingSlices, type SliceTimeline, singleSlice } from "./sliceTimeline.ts";
import { SpikeArrivals } from "./spikeArrivals.ts";

/**
 * The arrivals of a phase. They are formulas, so a phase of hours needs no memory and a seed always gives the same
 * load.
 */
export interface Arrivals {
  /** Arrivals per target in the whole phase; `undefined` if chance or the responses decide it. */
  readonly count: number | undefined;
  /** Wall time of the phase: twice its length if two targets get it in slices. */
  readonly wallDurationMs: Millis;
  timeline(target: number): SliceTimeline;
  /** All targets have the same iterations, at different moments. */
  cursor(target: number, share?: WorkerShare): Cursor;
}

export interface Schedule extends Omit<PhaseLoad, "maxConcurrentUsers"> {
  readonly seed: number;
  /** 1, or 2 for a duet. Each target gets the whole rate. In a closed loop each also gets all the time. */
  readonly targets: 1 | 2;
}

/**
 * One worker's share: in an open loop iterations with iteration % workers === worker, in a closed loop users likewise.
 */
export interface WorkerShare {
  readonly worker: number;
  readonly workers: number;
}

const onlyWorker: WorkerShare = { worker: 0, workers: 1 };

/**
 * Arrivals come at random moments, so that the load cannot synchronize with any clock. With `even` each arrival has an
 * interval of its own, with `poisson` it may come anywhere in the phase.
 *
 * In a duet each arrival becomes a pair: the same iteration for both targets, half an interval apart, in random order.
 * With `even` both have the same random offset within their halves. With `poisson` the second comes halfway to the next
 * iteration. A burst comes at once for both.
 *
 * In slices both targets have the same schedule, each in its own target time.
 */
export function arrivalsOf(schedule: Schedule): Arrivals {
  const { pattern } = schedule;
  switch (pattern.kind) {
    case "users":
      return closedLoopArrivals(schedule, pattern);
    case "spikeTrains":
      return spikeArrivals(schedule, pattern);
    default:
      return openLoopArrivals(schedule, pattern);
  }
}

type PatternOf<Kind extends LoadPattern["kind"]> = Extract<LoadPattern, { readonly kind: Kind }>;

function closedLoopArrivals({ durationMs, seed }: Schedule, { users, thinkTimeMs }: PatternOf<"users">): Arrivals {
  return {
    count: undefined,
    wallDurationMs: durationMs,
    timeline: () => singleSlice(durationMs),
    cursor: (_target, { worker, workers } = onlyWorker) =>
      new ClosedLoopArrivals({ users, thinkTimeMs, durationMs, seed, worker, workers }),
  };
}

function spikeArrivals(schedule: Schedule, { columns, spikes }: PatternOf<"spikeTrains">): Arrivals {
  const { durationMs, seed } = schedule;
  return {
    count: undefined,
    ...slicing(schedule, (interleaving, share) => {
      return new SpikeArrivals({ columns, spikes, durationMs, seed, ...interleaving, ...share });
    }),
  };
}

function openLoopArrivals(schedule: Schedule, pattern: OpenLoopPattern): Arrivals {
  const { arrival, durationMs, seed } = schedule;
  const integral = rateIntegralOf(pattern, durationMs);
  // Whole arrivals only, so that none is due after the end. The epsilon restores a whole number that rounding lowered.
  const count = Math.floor(integral.total + 1e-9);
  return {
    count,
    ...slicing(schedule, (interleaving, share) => {
      const options = { integral, count, seed, ...interleaving, ...share };
      return arrival === "even" ? new EvenArrivals(options) : new PoissonArrivals(options);
    }),
  };
}

/** The schedule in slices, where the targets get their load in turn, or in one piece. */
function slicing(
  { durationMs, seed, targets, interleave, leadInMs }: Schedule,
  createCursor: (interleaving: Pick<OpenLoopOptions, "targets" | "target">, share: WorkerShare) => SimpleCursor,
): Omit<Arrivals, "count"> {
  const isSliced = targets === 2 && interleave === "slice";
  const timeline = (target: number) =>
    isSliced ? alternatingSlices({ durationMs, seed, target }) : singleSlice(durationMs, leadInMs);
  return {
    wallDurationMs: millis(isSliced ? 2 * durationMs : durationMs),
    timeline,
    cursor(target, share = onlyWorker) {
      const cursor = createCursor(isSliced ? { targets: 1, target: 0 } : { targets, target }, share);
      const hasTimeline = isSliced || leadInMs !== undefined;
      return new LookaheadCursor(hasTimeline ? new SlicedArrivals(cursor, timeline(target)) : cursor);
    },
  };
}
