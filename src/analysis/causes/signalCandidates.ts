import type { Arm } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { dependencyDifferences } from "../dependencyDifferences.ts";
import type { Candidate } from "./candidate.ts";
import { holm, pairsOf, roundDifference } from "./roundDifference.ts";
import type { RoundSignal } from "./roundSignals.ts";
import { measuredPhases, outboundConnections, roundSignals } from "./roundSignals.ts";

interface Moved {
  readonly candidate: Candidate;
  readonly p: number;
}

/**
 * Chance that any of the signals moved only by chance. Times must also explain most of the change, which is shown. What
 * does not convert into time has to be surer.
 */
const levels = { time: 0.05, other: 0.01 } as const;

/** What moved in the rounds that decided, as the operating system and the load generator saw it. */
export function signalCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  const all = [
    ...roundSignals.flatMap((signal) => signalMove(signal, rounds) ?? []),
    ...poolMoves(rounds),
    ...dependencyMoves(rounds),
  ];
  const isTime = ({ candidate }: Moved) => candidate.addedMs !== undefined;
  return withoutMoreWork([
    ...shown(all.filter(isTime), levels.time),
    ...shown(
      all.filter((one) => !isTime(one)),
      levels.other,
    ),
  ]);
}

/** Of the growth of the service's CPU time. With less, its busiest thread only does its part of more work. */
const movedWork = 2;

/** Work that moved to one thread is a cause, all the more if the CPU time fell. */
function withoutMoreWork(candidates: readonly Candidate[]): readonly Candidate[] {
  const growthOf = ({ base, head } = { base: 0, head: 0 }) => head - base;
  const cpu = growthOf(candidates.find(({ kind }) => kind === "cpu")?.difference);
  return candidates.filter(({ kind, difference }) => {
    const ofThread = growthOf(difference);
    return kind !== "event_loop" || Math.abs(ofThread) >= movedWork * cpu * Math.sign(ofThread);
  });
}

function shown(all: readonly Moved[], level: number): readonly Candidate[] {
  const isShown = holm(
    all.map(({ p }) => p),
    level,
  );
  return all.filter((_, i) => isShown[i] === true).map(({ candidate }) => candidate);
}

/** `undefined` for a change that is too small to matter, whether it is one or not. */
function signalMove(signal: RoundSignal, rounds: readonly RoundRecord[]): Moved | undefined {
  const { kind, subject, unit, smallest, isTime } = signal;
  const difference = roundDifference(pairsOf(rounds, (round, arm) => signal.value(measuredPhases(round, arm))));
  if (difference === undefined) return undefined;
  const change = difference.head - difference.base;
  const matters = Math.abs(change) >= Math.max(smallest.amount, smallest.ratio * Math.abs(difference.base));
  const candidate = { kind, ...omitUndefined({ subject }), unit, difference, ...(isTime && { addedMs: change }) };
  return matters ? { candidate, p: difference.p } : undefined;
}

/** An arm that has far fewer connections to an address than the other one, in every round: its pool is smaller. */
function poolMoves(rounds: readonly RoundRecord[]): readonly Moved[] {
  const most = (round: RoundRecord, arm: Arm) => outboundConnections(measuredPhases(round, arm));
  const addresses = new Set(rounds.flatMap((round) => [...most(round, "base").keys(), ...most(round, "head").keys()]));
  return [...addresses].flatMap((subject): readonly Moved[] => {
    const difference = roundDifference(pairsOf(rounds, (round, arm) => most(round, arm).get(subject)));
    if (difference === undefined) return [];
    const { base, head, p } = difference;
    const isOther = Math.max(base, head) >= 2 * Math.max(1, Math.min(base, head));
    return isOther ? [{ candidate: { kind: "pool_wait", subject, unit: "1", difference }, p }] : [];
  });
}

function dependencyMoves(rounds: readonly RoundRecord[]): readonly Moved[] {
  return dependencyDifferences(rounds).flatMap(({ name, difference, matters }): readonly Moved[] =>
    matters
      ? [{ candidate: { kind: "dependency", subject: name, unit: "ms/request", difference }, p: difference.p }]
      : [],
  );
}
