import type { StartableArm } from "../arm.ts";
import type { MeasuredArms } from "../measurement.ts";
import type { PairCount } from "../pairs.ts";
import { baseStartsFirst } from "../roundPlan.ts";

/** Both arms of a paired comparison. */
export interface ArmPair {
  readonly base: StartableArm;
  readonly head: StartableArm;
}

export function requirePair({ base, head }: MeasuredArms): ArmPair {
  if (base === undefined) throw new Error("a paired comparison was planned without a base to start");
  return { base, head };
}

/** The same builds for a second pair. `undefined` if only one of each can run at once. */
export function secondPair({ base, head }: ArmPair): ArmPair | undefined {
  return base.second === undefined || head.second === undefined ? undefined : { base: base.second, head: head.second };
}

/** That many pairs of the same builds. */
export function armPairs(pair: ArmPair, count: PairCount): readonly ArmPair[] {
  const second = count === 2 ? secondPair(pair) : undefined;
  return second === undefined ? [pair] : [pair, second];
}

/** The arms in the order in which they start in that round. */
export function pairInOrder({ base, head }: ArmPair, seed: number, round: number): readonly StartableArm[] {
  return baseStartsFirst(seed, round) ? [base, head] : [head, base];
}
