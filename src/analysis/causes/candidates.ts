import type { CauseKind, Change, Explanation, SubjectChange } from "../../model/cause.ts";
import type { RoundRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { causeValue } from "../../wording/causeText.ts";
import { pairsOf, type RoundDifference, roundDifference } from "./roundDifference.ts";
import { measuredPhases, outboundConnections, serviceSignals, waitsPerRequest } from "./serviceSignals.ts";

/** A cause before it is ranked. */
export interface Candidate {
  readonly kind: CauseKind;
  readonly subject?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly request?: string | undefined;
  readonly unit: string;
  readonly difference: RoundDifference | SubjectChange;
  /** How much longer each request takes for it, in ms. Absent if the value is no time. */
  readonly addedMs?: number | undefined;
  readonly evidence: string;
  readonly advice: string;
}

const level = 0.01;

/** What moved in the rounds that decided: the readings of the operating system. */
export function signalCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  return serviceSignals.flatMap(({ kind, unit, smallest, isTime, value, advice }): readonly Candidate[] => {
    const difference = roundDifference(pairsOf(rounds, (round, arm) => value(measuredPhases(round, arm))));
    if (difference === undefined || difference.p > level) return [];
    const change = difference.head - difference.base;
    const isSmall = Math.abs(change) < Math.max(smallest.amount, smallest.ratio * Math.abs(difference.base));
    if (isSmall) return [];
    const evidence = `${causeValue(difference.head, unit)} per request instead of ${causeValue(difference.base, unit)}, over ${rounds.length} rounds`;
    return [{ kind, unit, difference, ...(isTime && { addedMs: change }), evidence, advice }];
  });
}

/** The head waits for a connection: it has fewer to the same address than the base. */
export function poolCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  const of = (arm: "base" | "head") => outboundConnections(rounds.flatMap((round) => measuredPhases(round, arm)));
  const [base, head] = [of("base"), of("head")];
  return [...base].flatMap(([address, before]): readonly Candidate[] => {
    const after = head.get(address) ?? 0;
    if (before < 2 * Math.max(1, after) || after === 0) return [];
    return [
      {
        kind: "pool_wait",
        subject: address,
        unit: "1",
        difference: { base: before, head: after, interval: [after - before, after - before], p: 0 },
        evidence: `at most ${after} connections to ${address} at once instead of ${before}`,
        advice: "raise the pool's size, or look for connections that are held too long",
      },
    ];
  });
}

/** Threads that wait more often while the CPU time stays: they wait for each other. */
export function lockCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  const difference = roundDifference(pairsOf(rounds, (round, arm) => waitsPerRequest(measuredPhases(round, arm))));
  if (difference === undefined || difference.p > level) return [];
  if (difference.head - difference.base < Math.max(0.5, 0.2 * difference.base)) return [];
  const { base, head } = difference;
  return [
    {
      kind: "lock_wait",
      unit: "1/request",
      difference,
      evidence: `threads went to sleep ${head.toFixed(1)} times per request instead of ${base.toFixed(1)}`,
      advice: "look for a lock that all requests take",
    },
  ];
}

type Tables = Omit<Explanation, "rounds" | "duration_ms">;

/** What moved in the extra rounds: the tables of the instruments. */
export function instrumentCandidates(tables: Tables, times: InstrumentTimes): readonly Candidate[] {
  return [
    ...statementCandidates(tables.statements ?? [], times.statements),
    ...callCandidates(tables.outbound ?? [], times.outbound),
    ...collectorCandidates(tables),
    ...functionCandidates(tables.functions ?? []),
  ];
}

/** Times per request, for tables that count. */
export interface InstrumentTimes {
  readonly statements: readonly SubjectChange[];
  readonly outbound: readonly SubjectChange[];
}

const moved = ({ state }: SubjectChange): boolean => state !== "same";
const changeIn = ({ base, head }: { readonly base: number; readonly head: number }): number => head - base;

/** A count that moved, or the time that it takes. `undefined` if neither moved. */
function movedTable(count: SubjectChange, times: readonly SubjectChange[]) {
  const time = times.find(({ subject }) => subject === count.subject);
  const hasMoreCalls = moved(count) && Math.abs(changeIn(count)) >= Math.max(0.1, 0.1 * count.base);
  if (!hasMoreCalls && (time === undefined || !moved(time))) return undefined;
  const difference = hasMoreCalls || time === undefined ? count : time;
  const each =
    time === undefined ? "" : `, ${causeValue(time.head, "ms")} per request instead of ${causeValue(time.base, "ms")}`;
  return {
    hasMoreCalls,
    subject: count.subject,
    unit: difference.unit,
    difference,
    addedMs: time === undefined ? undefined : changeIn(time),
    evidence: `${causeValue(count.head, "1")} calls per request instead of ${causeValue(count.base, "1")}${each}`,
  };
}

/** Commands of Redis are one word. */
const isRedisCommand = (subject: string): boolean => /^[A-Z]+$/.test(subject);

function statementCandidates(counts: readonly SubjectChange[], times: readonly SubjectChange[]): readonly Candidate[] {
  return counts.flatMap((count): readonly Candidate[] => {
    const table = movedTable(count, times);
    if (table === undefined) return [];
    const { hasMoreCalls, ...candidate } = table;
    if (isRedisCommand(count.subject))
      return [{ ...candidate, kind: "redis", advice: "send fewer commands, or several at once (MGET, pipelines)" }];
    return [
      hasMoreCalls
        ? { ...candidate, kind: "database_statements", advice: "fetch what a request needs with one statement" }
        : {
            ...candidate,
            kind: "database_slow_statement",
            advice: "look at the statement's plan (EXPLAIN ANALYZE) and its indexes",
          },
    ];
  });
}

function callCandidates(counts: readonly SubjectChange[], times: readonly SubjectChange[]): readonly Candidate[] {
  return counts.flatMap((count): readonly Candidate[] => {
    const table = movedTable(count, times);
    if (table === undefined) return [];
    const { hasMoreCalls: _, ...candidate } = table;
    const advice = "call it less often, at the same time as others, or keep its answers";
    return [{ ...candidate, kind: "outbound_calls", advice }];
  });
}

/** Garbage collection is the cause only if its own time moved clearly. */
const smallestCollectorMs = 0.02;

function collectorCandidates({ runtime = [], allocations = [] }: Tables): readonly Candidate[] {
  return runtime.filter(moved).flatMap((collector): readonly Candidate[] => {
    if (collector.subject !== "garbage collection" || Math.abs(changeIn(collector)) < smallestCollectorMs) return [];
    const [most] = allocations.filter(moved);
    return [
      {
        kind: "gc",
        ...(most && { subject: most.subject, ...omitUndefined({ file: most.file, line: most.line }) }),
        unit: collector.unit,
        difference: collector,
        addedMs: changeIn(collector),
        evidence: `garbage collection takes ${causeValue(collector.head, "ms")} per request instead of ${causeValue(collector.base, "ms")}`,
        advice: "allocate less on the way of a request",
      },
    ];
  });
}

/**
 * Functions whose own time moved. One that grew as another one shrank has only been renamed or moved, so neither is a
 * cause.
 */
function functionCandidates(functions: readonly SubjectChange[]): readonly Candidate[] {
  const changed = functions.filter(moved);
  const isOffset = (one: SubjectChange) =>
    changed.some((other) => {
      const [a, b] = [changeIn(one), changeIn(other)];
      return a * b < 0 && Math.abs(a + b) < offsetShare * Math.max(Math.abs(a), Math.abs(b));
    });
  return changed
    .filter((one) => !isOffset(one))
    .map((one) => ({
      kind: "cpu" as const,
      ...omitUndefined({ subject: one.subject, file: one.file, line: one.line }),
      unit: one.unit,
      difference: one,
      addedMs: changeIn(one),
      evidence: `its own CPU time is ${causeValue(one.head, "ms")} per request instead of ${causeValue(one.base, "ms")}`,
      advice: "look at what changed in this function and its callers",
    }));
}

const offsetShare = 0.25;

/** The change for results.json. */
export function changeOf(candidate: Candidate, explains: number | undefined, request: string | undefined): Change {
  const { kind, subject, file, line, unit, difference, evidence, advice } = candidate;
  const { base, head, interval } = difference;
  return {
    kind,
    ...omitUndefined({ request: candidate.request ?? request, subject, file, line }),
    unit,
    base,
    head,
    ...(interval && { interval: [interval[0], interval[1]] as [number, number] }),
    ...omitUndefined({ explains_ratio: explains }),
    evidence,
    advice,
  };
}
