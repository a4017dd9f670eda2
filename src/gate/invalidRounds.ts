import type { RoundResult } from "../model/results.ts";
import { plural } from "../util/format.ts";

interface InvalidRounds {
  /** Such as: 2 of 5 rounds do not count: the load generator was late (…). */
  readonly reason: string;
  /** At least half of all rounds are invalid. */
  readonly isMajority: boolean;
  /** Other metrics than latencies count in all of them. */
  readonly isLatencyOnly: boolean;
}

/** `undefined` if every round counts. */
export function summarizeInvalidRounds(rounds: readonly RoundResult[]): InvalidRounds | undefined {
  const reasons = rounds.flatMap(({ invalid }) => invalid ?? []);
  const [first] = reasons;
  if (first === undefined) return undefined;
  const reason = `${reasons.length} of ${plural(rounds.length, "round")} do not count: ${first}`;
  const isLatencyOnly = rounds.every(({ invalid, invalid_for }) => invalid === undefined || invalid_for === "latency");
  return { reason, isMajority: 2 * reasons.length >= rounds.length, isLatencyOnly };
}
