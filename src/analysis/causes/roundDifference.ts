import { mean } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import { differencesOf, pGreater, tInterval } from "../../stats/paired.ts";

/** One value of both arms in one round. */
export interface ValuePair {
  readonly base: number;
  readonly head: number;
}

/** A difference between the arms over rounds. */
export interface RoundDifference extends ValuePair {
  /** Of head − base, 95 %. */
  readonly interval: readonly [number, number];
  /** Two-sided p value of no difference. */
  readonly p: number;
}

/** Fewer rounds than this show nothing. */
const fewestPairs = 3;

/** The paired t test over rounds. `undefined` with too few rounds. */
export function roundDifference(pairs: readonly ValuePair[]): RoundDifference | undefined {
  const differences = differencesOf(pairs.map(({ base, head }) => head - base));
  if (pairs.length < fewestPairs || differences === undefined) return undefined;
  const base = mean(pairs.map((pair) => pair.base));
  const p = Math.min(1, 2 * pGreater({ ...differences, mean: Math.abs(differences.mean) }));
  return { base, head: base + differences.mean, interval: tInterval(differences, 0.95), p };
}

/** A pair for each round in which both arms have a value. */
export function pairsOf<T>(
  rounds: readonly T[],
  value: (round: T, arm: Arm) => number | undefined,
): readonly ValuePair[] {
  return rounds.flatMap((round) => {
    const [base, head] = [value(round, "base"), value(round, "head")];
    return base === undefined || head === undefined ? [] : [{ base, head }];
  });
}

/** Holm (1979): which of these p values are significant, all together. */
export function holm(pValues: readonly number[], level: number): readonly boolean[] {
  const order = [...pValues.keys()].toSorted((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const significant = pValues.map(() => false);
  for (const [rank, i] of order.entries()) {
    if ((pValues[i] ?? 1) > level / (pValues.length - rank)) break;
    significant[i] = true;
  }
  return significant;
}
