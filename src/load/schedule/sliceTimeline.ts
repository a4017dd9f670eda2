import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";

/**
 * A target's own time, which passes while it gets its load: from 0 to the phase's length. All other times here are since
 * the phase began, on the wall.
 */
export interface OwnTime {
  /** How much of it is measured. */
  readonly offeredMs: Millis;
  /** While only the other target gets load. */
  readonly idle: PhaseRecord["idle"];
  wallMs(ownMs: Millis): Millis;
  /** Whether what is due then counts. */
  isMeasured(ownMs: Millis): boolean;
  /** When a rest ends that begins then: who rests does so in its target's time. */
  afterRest(fromMs: Millis, restMs: Millis): Millis;
  /** How much of the measured time has gone by; after the last of it, with all that follows. */
  measuredMs(wallMs: Millis): Millis;
}

/** A target that gets load all the time, and all of it measured. */
export const undivided = (durationMs: Millis): OwnTime => ({
  offeredMs: durationMs,
  idle: [],
  wallMs: (ownMs) => ownMs,
  isMeasured: () => true,
  afterRest: (fromMs, restMs) => millis(fromMs + restMs),
  measuredMs: (wallMs) => wallMs,
});

const sliceMs = 1000;
/** So much of each slice's begin is played, but not measured: caches, clocks and queues still belong to the other arm. */
const settleMs = 250;
const stream = { order: 8 } as const;

export interface Slicing {
  /** Of each target's own time. */
  readonly durationMs: Millis;
  readonly seed: number;
  readonly target: number;
}

/**
 * Two targets get their load in turn, a second each. A pair of slices, one of each target, is followed by a pair in reverse:
 * A B B A or B A A B, each once in every two such groups, in random order. A rest of less than half a second makes the last
 * pair longer, a greater one is a pair of its own; a pair without another is in random order.
 */
export function sliced({ durationMs, seed, target }: Slicing): OwnTime {
  const pairs = Math.max(1, Math.round(durationMs / sliceMs));
  const endMs = 2 * durationMs;
  const offeredMs = millis(Math.max(0, durationMs - pairs * settleMs));
  const pairOf = (ms: number, lengthMs: number) => Math.min(Math.floor(ms / lengthMs), pairs - 1);
  const lengthOf = (pair: number) => (pair < pairs - 1 ? sliceMs : durationMs - (pairs - 1) * sliceMs);
  /** When the target's slice of that pair begins. */
  const beginOf = (pair: number) => 2 * sliceMs * pair + (comesSecond(seed, target, pair) ? lengthOf(pair) : 0);
  const lastEndMs = beginOf(pairs - 1) + lengthOf(pairs - 1);

  function wallMs(ownMs: Millis): Millis {
    if (ownMs >= durationMs) return millis(endMs + ownMs - durationMs);
    const pair = pairOf(ownMs, sliceMs);
    return millis(beginOf(pair) + ownMs - pair * sliceMs);
  }

  /** How far into its slice of that pair the target is. */
  const within = (pair: number, atMs: number) => Math.min(Math.max(0, atMs - beginOf(pair)), lengthOf(pair));

  function ownMs(atMs: number): number {
    if (atMs >= endMs) return durationMs + atMs - endMs;
    const pair = pairOf(atMs, 2 * sliceMs);
    return pair * sliceMs + within(pair, atMs);
  }

  return {
    offeredMs,
    idle: Array.from({ length: pairs }, (_, pair) => {
      const fromMs = 2 * sliceMs * pair + (comesSecond(seed, target, pair) ? 0 : lengthOf(pair));
      return [millis(fromMs), millis(fromMs + lengthOf(pair))] as const;
    }),
    wallMs,
    isMeasured: (dueMs) => dueMs - pairOf(dueMs, sliceMs) * sliceMs >= settleMs,
    afterRest: (fromMs, restMs) => (restMs > 0 ? wallMs(millis(ownMs(fromMs) + restMs)) : fromMs),
    measuredMs(atMs) {
      if (atMs >= lastEndMs) return millis(offeredMs + atMs - lastEndMs);
      const pair = pairOf(atMs, 2 * sliceMs);
      return millis(pair * (sliceMs - settleMs) + Math.max(0, within(pair, atMs) - settleMs));
    },
  };
}

/** Whether the target comes second in that pair. Groups of two pairs, and groups of two groups, have both orders. */
function comesSecond(seed: number, target: number, pair: number): boolean {
  const isReverse = pair % 4 === 1 || pair % 4 === 2;
  const isSecond = draw(seed, stream.order, Math.floor(pair / 4)) < 0.5 ? target === 1 : target === 0;
  return isSecond !== isReverse;
}
