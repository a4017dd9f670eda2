import type { Arm } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { lockWaits } from "../signals.ts";
import type { Candidate } from "./candidate.ts";
import { databaseLockMs, measuredPhases } from "./roundSignals.ts";

/** Of the time of the statement. Waits are seen at a few moments only, so that their time is not exact. */
const lockShare = 0.3;
/** Moments at which a connection waited for a lock. One may be chance. */
const fewestSeen = 2;

/**
 * A statement whose time is mostly waits for a lock is not slow by itself, and one more of it is no more work. PostgreSQL
 * counts the wait as its time. `roundsOf`: those that decided, and those in which statements were counted.
 */
export function withLockedStatements(
  candidates: readonly Candidate[],
  roundsOf: readonly (readonly RoundRecord[])[],
): readonly Candidate[] {
  const slow = candidates.filter(({ kind }) => kind === "database_slow_statement" || kind === "database_statements");
  const [slowest] = slow.toSorted((a, b) => Math.abs(b.addedMs ?? 0) - Math.abs(a.addedMs ?? 0));
  const { addedMs } = slowest ?? {};
  if (addedMs === undefined || !roundsOf.some((rounds) => addedLockMs(rounds) / addedMs >= lockShare))
    return candidates;
  return candidates.filter(({ kind }) => kind !== "database_locks").map((one) => (one === slowest ? lockOf(one) : one));
}

/** By its time, whether there are more of it or not. */
function lockOf({ times, unit, difference, hasMoreCalls: _, ...others }: Candidate): Candidate {
  const isTime = unit.startsWith("ms") || times === undefined;
  const figures = isTime ? { unit, ...(difference && { difference }) } : { unit: "ms/request", difference: times };
  return { ...others, kind: "database_locks", ...figures };
}

/** Per request. 0 if too few waits were seen. */
function addedLockMs(rounds: readonly RoundRecord[]): number {
  const phasesOf = (arm: Arm) => rounds.flatMap((round) => measuredPhases(round, arm));
  const arms = { base: phasesOf("base"), head: phasesOf("head") };
  const seen = [...arms.base, ...arms.head].flatMap(({ readings }) =>
    readings.filter((one) => one.kind === "postgres" && one.waits !== undefined && lockWaits(one.waits) > 0),
  );
  if (seen.length < fewestSeen) return 0;
  return (databaseLockMs(arms.head) ?? 0) - (databaseLockMs(arms.base) ?? 0);
}
