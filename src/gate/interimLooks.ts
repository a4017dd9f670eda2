import { minRounds } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import { groupSequentialLevels } from "../stats/groupSequential.ts";
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
function looksSoFar({ rounds, planned }: RoundProgress): readonly number[] {
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
export function lookLevels(alpha: number, { rounds, planned }: RoundProgress): readonly LookLevel[] {
  if (planned === undefined) return [{ rounds, level: alpha }];
  // A regular look has the same level, whatever comes after it.
  const end = isLook({ rounds, planned }) ? planned : rounds;
  return plannedLevels(alpha, end, planned).filter((look) => look.rounds <= rounds);
}

/** A smaller probability counts as 0: the look decides nothing. */
const smallestSpent = 1e-12;

/**
 * The levels of the looks up to that number of rounds. An unchanged service fails at each look, and at none before, with
 * the probability that the spending function released since the look before.
 */
const plannedLevels = remember((alpha: number, rounds: number, planned: number): readonly LookLevel[] => {
  const looks = looksSoFar({ rounds, planned });
  const spentAfter = (n: number) => alphaSpent(alpha, n / planned);
  const spent = looks.map((n, i) => spentAfter(n) - spentAfter(looks[i - 1] ?? 0));
  const levels = groupSequentialLevels(
    looks.map((n) => n / planned),
    spent.map((probability) => (probability < smallestSpent ? 0 : probability)),
  );
  return looks.map((n, i) => ({ rounds: n, level: levels[i] ?? 0 }));
});

/** Every comparison at every look asks for the same levels, and they take some 0.1 s. */
function remember<Result>(compute: (...numbers: number[]) => Result): (...numbers: number[]) => Result {
  const known = new Map<string, Result>();
  return (...numbers) => {
    const key = numbers.join();
    const result = known.get(key) ?? compute(...numbers);
    known.set(key, result);
    return result;
  };
}
