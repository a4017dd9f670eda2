import type { RoundResult } from "../model/results.ts";
import { plural } from "../util/format.ts";

/** Which rounds do not count, in words, and whether they are half of all or more; `undefined` where all count. */
export function lostRounds(
  rounds: readonly RoundResult[],
): { readonly reason: string; readonly most: boolean } | undefined {
  const lost = rounds.flatMap(({ invalid }) => invalid ?? []);
  const [cause] = lost;
  if (cause === undefined) return undefined;
  const reason = `${lost.length} of ${plural(rounds.length, "round")} do not count: ${cause}`;
  return { reason, most: 2 * lost.length >= rounds.length };
}
