import { sum } from "simple-statistics";
import type { Explanation, FlameFrame, SubjectChange } from "../../model/cause.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { callCandidates, changeIn, isOtherNumber, moved } from "./callCandidates.ts";
import { type Candidate, isDoubled } from "./candidate.ts";
import { isCostShift } from "./costShift.ts";
import { type DatabaseTables, databaseCandidates } from "./databaseCandidates.ts";
import { collectorFrame } from "./frameOwner.ts";

/** What the instruments saw, and the databases themselves. */
export interface InstrumentTables extends Omit<Explanation, "rounds" | "duration_ms" | "statements">, DatabaseTables {
  readonly statements?: readonly SubjectChange[];
  readonly redisCommands?: readonly SubjectChange[];
  readonly outboundTimes: readonly SubjectChange[];
  readonly openedConnections: readonly SubjectChange[];
  /** How long threads sleep for locks, and for files. */
  readonly lockTimes: readonly SubjectChange[];
  readonly diskTimes: readonly SubjectChange[];
  /** How long goroutines work that others wait for. */
  readonly workerTimes: readonly SubjectChange[];
}

/** `cpuMs`: how much the CPU time per request grew in the rounds that decided. */
export function instrumentCandidates(tables: InstrumentTables, cpuMs: number): readonly Candidate[] {
  const { statements = [], redisCommands = [], outbound = [], functions = [], flame } = tables;
  const collectors = collectorCandidates(tables);
  return [
    ...databaseCandidates("postgres", statements, tables),
    ...databaseCandidates("redis", redisCommands, tables),
    ...withNewConnections(outboundCandidates(outbound, tables.outboundTimes), tables.openedConnections),
    ...timeCandidates(tables.diskTimes, "disk"),
    // Which lock it is, nobody can see from outside. A runtime may know the function.
    ...timeCandidates(tables.lockTimes, "lock_wait").map(({ subject, ...one }) =>
      subject === "lock" || subject === "goroutine" ? one : { ...one, subject },
    ),
    ...timeCandidates(tables.workerTimes, "event_loop"),
    ...collectors,
    // A runtime's own time of collections is more exact than that of their functions.
    ...functionCandidates(functions, flame, cpuMs).filter(({ kind }) => kind !== "gc" || collectors.length === 0),
  ];
}

function outboundCandidates(counts: readonly SubjectChange[], times: readonly SubjectChange[]): readonly Candidate[] {
  const isCounted = ({ subject }: SubjectChange) => counts.some((count) => count.subject === subject);
  return [
    ...callCandidates(counts, times, () => "outbound_calls"),
    ...timeCandidates(
      times.filter((time) => !isCounted(time)),
      "outbound_calls",
    ),
  ];
}

/** Calls that are no more than before, and take longer, do so because each opens a connection. */
function withNewConnections(calls: readonly Candidate[], opened: readonly SubjectChange[]): readonly Candidate[] {
  const [first] = opened.filter((one) => moved(one) && isOtherNumber(one) && isDoubled(one));
  if (first === undefined) return calls;
  const longer = calls.filter(({ unit }) => unit.startsWith("ms"));
  const addedMs = sum(longer.map((one) => one.addedMs ?? 0));
  const { subject, unit } = first;
  return [
    {
      ...{ kind: "connections", subject, unit, difference: first, hasMoreCalls: true },
      ...(addedMs !== 0 && { addedMs }),
    },
    ...calls.filter((one) => !longer.includes(one)),
  ];
}

/** Waits whose time moved. */
const timeCandidates = (times: readonly SubjectChange[], kind: Candidate["kind"]): readonly Candidate[] =>
  times.filter(moved).map(({ subject, file, line, ...time }) => ({
    ...{ kind, subject, file, line, unit: time.unit },
    ...{ difference: time, addedMs: changeIn(time) },
  }));

/** Garbage collection is the cause only if its own time moved clearly. In ms. */
const smallestCollectorMs = 0.02;

/**
 * Named by the function that allocates more than before. Few collections are in a round, so that their time need not be
 * significant if the allocations are, and it doubled.
 */
function collectorCandidates({ runtime = [], allocations = [] }: InstrumentTables): readonly Candidate[] {
  return runtime.flatMap((collector): readonly Candidate[] => {
    if (collector.subject !== "garbage collection" || Math.abs(changeIn(collector)) < smallestCollectorMs) return [];
    const [most] = allocations.filter((one) => moved(one) && changeIn(one) > 0 === changeIn(collector) > 0);
    if (!moved(collector) && !(most !== undefined && isDoubled(collector))) return [];
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
function functionCandidates(
  functions: readonly SubjectChange[],
  flame: FlameFrame | undefined,
  cpuMs: number,
): readonly Candidate[] {
  const shown = functions.filter(moved);
  const changed = shown.length > 0 ? shown : likeliest(functions, cpuMs);
  const isOffset = (one: SubjectChange) =>
    changed.some((other) => {
      const [a, b] = [changeIn(one), changeIn(other)];
      return a * b < 0 && Math.abs(a + b) < offsetShare * Math.max(Math.abs(a), Math.abs(b));
    });
  return changed
    .filter((one) => !isOffset(one) && !(flame !== undefined && one.file !== undefined && isCostShift(one, flame)))
    .map(
      (one): Candidate => ({
        ...(one.subject === collectorFrame.name && one.file === undefined
          ? { kind: "gc" }
          : { kind: "cpu", ...omitUndefined({ subject: one.subject, file: one.file, line: one.line }) }),
        unit: one.unit,
        difference: one,
        addedMs: changeIn(one),
        ...(shown.length === 0 && { isLikeliest: true }),
      }),
    );
}

/**
 * The function that grew most, if its own interval shows that. So much is enough where the CPU time surely grew, and the
 * profiles have too few samples to be sure of any function among all.
 */
function likeliest(functions: readonly SubjectChange[], cpuMs: number): readonly SubjectChange[] {
  const growthOf = (one: SubjectChange) => Math.sign(cpuMs) * changeIn(one);
  const [first] = functions.toSorted((a, b) => growthOf(b) - growthOf(a));
  const { interval: [low, high] = [0, 0] } = first ?? {};
  return first !== undefined && growthOf(first) > 0 && low * high > 0 ? [first] : [];
}
