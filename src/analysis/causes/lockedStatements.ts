import { mean } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { lockWaits } from "../signals.ts";
import type { Candidate } from "./candidate.ts";
import { measuredPhases } from "./roundSignals.ts";

/** Of the connections that are busy. */
const mostlyLocked = 0.5;
/** On average. */
const fewestWaiting = 0.2;
/** Of the time of the statement. Waits are seen at a few moments only, so that their time is less exact. */
const lockShare = 0.3;

/** A statement whose time is mostly waits for a lock is not slow by itself. PostgreSQL counts the wait as its time. */
export function withLockedStatements(
  candidates: readonly Candidate[],
  rounds: readonly RoundRecord[],
): readonly Candidate[] {
  const slow = candidates.filter(({ kind }) => kind === "database_slow_statement");
  const [slowest] = slow.toSorted((a, b) => Math.abs(b.addedMs ?? 0) - Math.abs(a.addedMs ?? 0));
  if (slowest === undefined) return candidates;
  const { addedMs: lockMs = 0 } = candidates.find(({ kind }) => kind === "database_locks") ?? {};
  const isShown = lockMs / (slowest.addedMs ?? lockMs) >= lockShare;
  if (!isShown && !(["base", "head"] as const).some((arm) => isMostlyLocked(rounds, arm))) return candidates;
  return candidates
    .filter(({ kind }) => kind !== "database_locks")
    .map((one) => (one === slowest ? { ...one, kind: "database_locks" } : one));
}

function isMostlyLocked(rounds: readonly RoundRecord[], arm: Arm): boolean {
  const seen = rounds.flatMap((round) =>
    measuredPhases(round, arm).flatMap(({ readings }) =>
      readings.flatMap((reading) =>
        reading.kind === "postgres" && reading.waits !== undefined && reading.activeConnections !== undefined
          ? [{ waiting: lockWaits(reading.waits), active: reading.activeConnections }]
          : [],
      ),
    ),
  );
  if (seen.length === 0) return false;
  const waiting = mean(seen.map((one) => one.waiting));
  return waiting >= fewestWaiting && waiting >= mostlyLocked * mean(seen.map(({ active }) => active));
}
