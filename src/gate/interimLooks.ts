import { minRounds } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import { alphaSpent } from "../stats/spending.ts";

/** How many rounds have been played, and how many were planned. */
export interface RoundProgress {
  readonly rounds: number;
  /** The most rounds that could be played, fixed before the first look. Absent if there is only one look. */
  readonly planned?: number;
}

/** Invalid rounds count too. They took their time, and which rounds are invalid does not depend on the change. */
export function roundProgress({ rounds, rounds_planned }: MeasuredScenario): RoundProgress {
  const played = rounds.length;
  return { rounds: played, ...(rounds_planned === undefined ? {} : { planned: Math.max(played, rounds_planned) }) };
}

/** The gate looks at the results after 4, 6, 8, … rounds and after the last one, but not one round before the last. */
export function isLook({ rounds, planned }: RoundProgress): boolean {
  if (rounds < minRounds) return false;
  return rounds === planned || (rounds % 2 === minRounds % 2 && rounds + 1 !== planned);
}

/** Each look up to now, as its number of rounds. The current number of rounds always counts as a look. */
export function looksSoFar({ rounds, planned }: RoundProgress): readonly number[] {
  if (planned === undefined) return [rounds];
  const earlier = Array.from({ length: rounds }, (_, n) => n).filter((n) => isLook({ rounds: n, planned }));
  return [...earlier, rounds];
}

/** A look with its level of significance. */
export interface LookLevel {
  /** The number of rounds at the look. */
  readonly rounds: number;
  readonly level: number;
}

/** The levels of all looks up to now. They are the same for all comparisons with this `alpha`. */
export function lookLevels(alpha: number, progress: RoundProgress): readonly LookLevel[] {
  return looksSoFar(progress).map((rounds) => ({ rounds, level: levelAt(alpha, { ...progress, rounds }) }));
}

/** A smaller level counts as 0: the look decides nothing. */
const smallestLevel = 1e-12;

/**
 * The level of significance at this look: the part of `alpha` that the spending function released since the look
 * before. The levels of all looks add up to at most `alpha`. This union bound needs no tables and costs at most 1.5
 * points of power.
 */
export function levelAt(alpha: number, { rounds, planned }: RoundProgress): number {
  if (planned === undefined) return alpha;
  const spentAfter = (n: number) => alphaSpent(alpha, n / planned);
  const level = spentAfter(rounds) - spentAfter(looksSoFar({ rounds, planned }).at(-2) ?? 0);
  return level < smallestLevel ? 0 : level;
}
