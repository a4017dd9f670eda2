import { sum } from "simple-statistics";
import type { Explanation, FlameFrame, SubjectChange } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { dependencyDifferences } from "../dependencyDifferences.ts";
import type { Candidate } from "./candidate.ts";
import { isCostShift } from "./costShift.ts";
import { holm, pairsOf, roundDifference } from "./roundDifference.ts";
import type { RoundSignal } from "./roundSignals.ts";
import { measuredPhases, outboundConnections, roundSignals } from "./roundSignals.ts";

interface Moved {
  readonly candidate: Candidate;
  readonly p: number;
}

/** What the instruments saw, and the databases themselves. */
export interface InstrumentTables extends Omit<Explanation, "rounds" | "duration_ms" | "statements"> {
  readonly statements?: readonly SubjectChange[];
  readonly redisCommands?: readonly SubjectChange[];
  /** Times per request of statements and commands. */
  readonly statementTimes: readonly SubjectChange[];
  readonly outboundTimes: readonly SubjectChange[];
}

/** Chance that any of the signals moved only by chance. That something did change is already shown. */
const level = 0.05;

/** What moved in the rounds that decided, as the operating system and the load generator saw it. */
export function signalCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  const all = [
    ...roundSignals.flatMap((signal) => signalMove(signal, rounds) ?? []),
    ...poolMoves(rounds),
    ...dependencyMoves(rounds),
  ];
  const isShown = holm(
    all.map(({ p }) => p),
    level,
  );
  return all.filter((_, i) => isShown[i] === true).map(({ candidate }) => candidate);
}

/** `undefined` for a change that is too small to matter, whether it is one or not. */
function signalMove(signal: RoundSignal, rounds: readonly RoundRecord[]): Moved | undefined {
  const { kind, unit, smallest, isTime } = signal;
  const difference = roundDifference(pairsOf(rounds, (round, arm) => signal.value(measuredPhases(round, arm))));
  if (difference === undefined) return undefined;
  const change = difference.head - difference.base;
  const matters = Math.abs(change) >= Math.max(smallest.amount, smallest.ratio * Math.abs(difference.base));
  const candidate = { kind, unit, difference, ...(isTime && { addedMs: change }) };
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

export function instrumentCandidates(tables: InstrumentTables): readonly Candidate[] {
  const { statements = [], redisCommands = [], outbound = [], functions = [], statementTimes, flame } = tables;
  return [
    ...callCandidates(statements, statementTimes, (hasMoreCalls) =>
      hasMoreCalls ? "database_statements" : "database_slow_statement",
    ),
    ...callCandidates(redisCommands, statementTimes, () => "redis"),
    ...callCandidates(outbound, tables.outboundTimes, () => "outbound_calls"),
    ...collectorCandidates(tables),
    ...functionCandidates(functions, flame),
  ];
}

const moved = ({ state }: SubjectChange): boolean => state !== "same";
const changeIn = ({ base, head }: { readonly base: number; readonly head: number }): number => head - base;

/** Smaller changes of a number of calls matter to nobody: an amount per request, and a share of the base. */
const isOtherNumber = ({ base, head }: { readonly base: number; readonly head: number }): boolean =>
  Math.abs(head - base) >= Math.max(0.1, 0.1 * base);

/** More calls per request, or as many that take longer. One that takes the place of another is not one more. */
function callCandidates(
  counts: readonly SubjectChange[],
  times: readonly SubjectChange[],
  kindOf: (hasMoreCalls: boolean) => Candidate["kind"],
): readonly Candidate[] {
  const total = { base: sum(counts.map(({ base }) => base)), head: sum(counts.map(({ head }) => head)) };
  const isReplacement = (count: SubjectChange) => (count.base === 0 || count.head === 0) && !isOtherNumber(total);
  return counts.flatMap((count): readonly Candidate[] => {
    const time = times.find(({ subject }) => subject === count.subject);
    const hasMoreCalls = moved(count) && isOtherNumber(count) && !isReplacement(count);
    if (!hasMoreCalls && (time === undefined || !moved(time))) return [];
    const difference = hasMoreCalls || time === undefined ? count : time;
    return [
      {
        ...{ kind: kindOf(hasMoreCalls), subject: count.subject, unit: difference.unit, difference },
        ...(time !== undefined && { times: { base: time.base, head: time.head }, addedMs: changeIn(time) }),
      },
    ];
  });
}

/** Garbage collection is the cause only if its own time moved clearly. In ms. */
const smallestCollectorMs = 0.02;

/** Named by the function that allocates more than before. */
function collectorCandidates({ runtime = [], allocations = [] }: InstrumentTables): readonly Candidate[] {
  return runtime.filter(moved).flatMap((collector): readonly Candidate[] => {
    if (collector.subject !== "garbage collection" || Math.abs(changeIn(collector)) < smallestCollectorMs) return [];
    const [most] = allocations.filter((one) => moved(one) && changeIn(one) > 0 === changeIn(collector) > 0);
    return [
      {
        kind: "gc",
        ...(most && omitUndefined({ subject: most.subject, file: most.file, line: most.line })),
        unit: collector.unit,
        difference: collector,
        addedMs: changeIn(collector),
      },
    ];
  });
}

/** Of the larger change. */
const offsetShare = 0.25;

/**
 * Functions whose own time moved. One that grew as another one shrank has only been renamed or moved, so neither is a
 * cause.
 */
function functionCandidates(functions: readonly SubjectChange[], flame: FlameFrame | undefined): readonly Candidate[] {
  const changed = functions.filter(moved);
  const isOffset = (one: SubjectChange) =>
    changed.some((other) => {
      const [a, b] = [changeIn(one), changeIn(other)];
      return a * b < 0 && Math.abs(a + b) < offsetShare * Math.max(Math.abs(a), Math.abs(b));
    });
  return changed
    .filter((one) => !isOffset(one) && !(flame !== undefined && isCostShift(one, flame)))
    .map(
      (one): Candidate => ({
        kind: "cpu",
        ...omitUndefined({ subject: one.subject, file: one.file, line: one.line }),
        unit: one.unit,
        difference: one,
        addedMs: changeIn(one),
      }),
    );
}

/**
 * Functions with their parts of the CPU time that a request takes longer in the rounds that decided. Instruments slow a
 * service down, so their own times only say how it divides. None is left where that time did not move.
 */
export function shareCpuTime(candidates: readonly Candidate[], cpuMs: number): readonly Candidate[] {
  const isPart = ({ kind, addedMs = 0 }: Candidate) => kind === "cpu" && addedMs * cpuMs > 0;
  const totalMs = sum(candidates.filter(isPart).map(({ addedMs = 0 }) => addedMs));
  return candidates.flatMap((candidate): readonly Candidate[] => {
    if (candidate.kind !== "cpu") return [candidate];
    return isPart(candidate) ? [{ ...candidate, addedMs: ((candidate.addedMs ?? 0) / totalMs) * cpuMs }] : [];
  });
}
