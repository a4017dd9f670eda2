import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";

/**
 * Converts between wall time and target time. Target time runs from 0 to the phase's length, and only while the target
 * gets load. Wall time here counts from the start of the phase.
 */
export interface SliceTimeline {
  /** How much of the target time is measured. */
  readonly offeredMs: Millis;
  /** When only the other target gets load. */
  readonly idle: PhaseRecord["idle"];
  wallMs(targetMs: Millis): Millis;
  /** True if an arrival due at that target time counts. */
  isMeasured(targetMs: Millis): boolean;
  /** When a think time ends, in wall time. It passes in target time. */
  afterThinkTime(fromMs: Millis, thinkTimeMs: Millis): Millis;
  /** Measured time up to a moment in wall time. All time after the last slice counts. */
  measuredMs(wallMs: Millis): Millis;
}

/** The timeline of a target that gets load all the time. All of it is measured, but for a lead-in. */
export const singleSlice = (durationMs: Millis, leadInMs: Millis = millis(0)): SliceTimeline => ({
  offeredMs: millis(durationMs - leadInMs),
  idle: [],
  wallMs: (targetMs) => targetMs,
  isMeasured: (targetMs) => targetMs >= leadInMs,
  afterThinkTime: (fromMs, thinkTimeMs) => millis(fromMs + thinkTimeMs),
  measuredMs: (wallMs) => millis(Math.max(0, wallMs - leadInMs)),
});

const sliceMs = 1000;
/** Start of each slice that is played but not measured. Caches, clocks and queues still belong to the other arm. */
const sliceWarmUpMs = 250;
/** Numbers of the random streams. */
const streams = { order: 8 } as const;

export interface SliceOptions {
  /** Target time of the phase. */
  readonly durationMs: Millis;
  readonly seed: number;
  readonly target: number;
}

/**
 * The timeline of two targets that alternate every second. A pair of slices, one per target, is followed by a pair in
 * reverse order: A B B A or B A A B. Of every two such groups one has each order, at random. A remainder of less than
 * half a second makes the last pair longer; a longer one is a pair of its own. A single pair at the end has a random
 * order.
 */
export function alternatingSlices({ durationMs, seed, target }: SliceOptions): SliceTimeline {
  const pairs = Math.max(1, Math.round(durationMs / sliceMs));
  const endMs = 2 * durationMs;
  const offeredMs = millis(Math.max(0, durationMs - pairs * sliceWarmUpMs));
  const pairAt = (ms: number, lengthMs: number) => Math.min(Math.floor(ms / lengthMs), pairs - 1);
  const lengthOf = (pair: number) => (pair < pairs - 1 ? sliceMs : durationMs - (pairs - 1) * sliceMs);
  /** When the target's slice of that pair starts. */
  const startOf = (pair: number) => 2 * sliceMs * pair + (comesSecond(seed, target, pair) ? lengthOf(pair) : 0);
  const lastEndMs = startOf(pairs - 1) + lengthOf(pairs - 1);

  function wallMs(ms: Millis): Millis {
    if (ms >= durationMs) return millis(endMs + ms - durationMs);
    const pair = pairAt(ms, sliceMs);
    return millis(startOf(pair) + ms - pair * sliceMs);
  }

  /** Time since the start of the target's slice of that pair, limited to its length. */
  const timeInSlice = (pair: number, atMs: number) => Math.min(Math.max(0, atMs - startOf(pair)), lengthOf(pair));

  function targetMs(atMs: number): number {
    if (atMs >= endMs) return durationMs + atMs - endMs;
    const pair = pairAt(atMs, 2 * sliceMs);
    return pair * sliceMs + timeInSlice(pair, atMs);
  }

  return {
    offeredMs,
    idle: Array.from({ length: pairs }, (_, pair) => {
      const fromMs = 2 * sliceMs * pair + (comesSecond(seed, target, pair) ? 0 : lengthOf(pair));
      return [millis(fromMs), millis(fromMs + lengthOf(pair))] as const;
    }),
    wallMs,
    isMeasured: (dueMs) => dueMs - pairAt(dueMs, sliceMs) * sliceMs >= sliceWarmUpMs,
    afterThinkTime: (fromMs, thinkTimeMs) =>
      thinkTimeMs > 0 ? wallMs(millis(targetMs(fromMs) + thinkTimeMs)) : fromMs,
    measuredMs(atMs) {
      if (atMs >= lastEndMs) return millis(offeredMs + atMs - lastEndMs);
      const pair = pairAt(atMs, 2 * sliceMs);
      return millis(pair * (sliceMs - sliceWarmUpMs) + Math.max(0, timeInSlice(pair, atMs) - sliceWarmUpMs));
    },
  };
}

/** True if the target comes second in that pair. Groups of two pairs, and groups of two groups, have both orders. */
function comesSecond(seed: number, target: number, pair: number): boolean {
  const isReverse = pair % 4 === 1 || pair % 4 === 2;
  const isSecond = draw(seed, streams.order, Math.floor(pair / 4)) < 0.5 ? target === 1 : target === 0;
  return isSecond !== isReverse;
}
