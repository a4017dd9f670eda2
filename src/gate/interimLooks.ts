import { fewestRounds } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import { spent } from "../stats/spending.ts";

/** How far a measurement has come. */
export interface Course {
  readonly rounds: number;
  /** Most rounds that there were to be, fixed before the first look; absent where there is but one look. */
  readonly planned?: number;
}

/** Rounds that do not count have taken their time all the same: which rounds those are says nothing about a change. */
export function courseOf({ rounds, rounds_planned }: MeasuredScenario): Course {
  const played = rounds.length;
  return { rounds: played, ...(rounds_planned === undefined ? {} : { planned: Math.max(played, rounds_planned) }) };
}

/** The results are looked at after 4, 6, 8, … rounds, and after the last one, but not just before that. */
export function isLook({ rounds, planned }: Course): boolean {
  if (rounds < fewestRounds) return false;
  return rounds === planned || (rounds % 2 === fewestRounds % 2 && rounds + 1 !== planned);
}

/** The looks so far, each by how many rounds there were; what is there now is looked at in any case. */
export function looksOf({ rounds, planned }: Course): readonly number[] {
  if (planned === undefined) return [rounds];
  const earlier = Array.from({ length: rounds }, (_, n) => n).filter((n) => isLook({ rounds: n, planned }));
  return [...earlier, rounds];
}

/** An increment below this is no look. */
const smallestLevel = 1e-12;

/**
 * The chance of a false alarm that this look may take: what the spending function has released since the look before it.
 * All looks of a comparison add up to `alpha` at most (a union bound: it costs at most 1.5 points of power, and no tables).
 */
export function levelAt(alpha: number, { rounds, planned }: Course): number {
  if (planned === undefined) return alpha;
  const spentAfter = (n: number) => spent(alpha, n / planned);
  const level = spentAfter(rounds) - spentAfter(looksOf({ rounds, planned }).at(-2) ?? 0);
  return level < smallestLevel ? 0 : level;
}
