import { sum } from "simple-statistics";
import type { SubjectChange } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { CallTree, Frame, InstrumentedPhase, InstrumentRecord } from "../../model/reading.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { isOfProfiler, ownerOf } from "./frameOwner.ts";
import { holm, type RoundDifference, roundDifference, type ValuePair } from "./roundDifference.ts";

/** A function, statement, host or span, with its value in one phase. */
interface Subject {
  readonly key: string;
  readonly subject: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly request?: string | undefined;
  /** In the table's unit, over the whole phase. `undefined`: it was there, and could not be measured. */
  readonly value: number | undefined;
}

interface SeenSubject {
  readonly subject: Subject;
  /** Per request. */
  readonly value: number | undefined;
}

/** `undefined` if the record has no such values. An empty list: it has looked, and seen none. */
export type SubjectsOf = (record: InstrumentRecord) => readonly Subject[] | undefined;

/** Values below this share of an arm's total are left out. */
const smallestShare = 0.005;
const level = 0.05;

/** Compares subjects per request over the extra rounds, the largest change first. */
export function subjectChanges(
  phases: readonly InstrumentedPhase[],
  unit: string,
  of: SubjectsOf,
): readonly SubjectChange[] {
  const seen = phases.flatMap((phase) => {
    const subjects = valuesIn(phase, of);
    return subjects === undefined ? [] : [{ phase, subjects }];
  });
  if (seen.every(({ subjects }) => subjects.size === 0)) return [];
  // The arms may have other names for one: the name of the largest value counts.
  const ascending = seen
    .flatMap(({ subjects }) => [...subjects])
    .toSorted(([, { value: a = 0 }], [, { value: b = 0 }]) => a - b);
  const known = new Map(ascending.map(([key, { subject }]) => [key, subject]));
  const rounds = [...new Set(phases.map(({ round }) => round))];
  const valueIn = (key: string, arm: Arm, round: number) => {
    const one = seen.find(({ phase }) => phase.arm === arm && phase.round === round);
    if (one === undefined) return undefined;
    const found = one.subjects.get(key);
    return found === undefined ? 0 : found.value;
  };
  const totals = (["base", "head"] as const).map((arm) =>
    sum(
      seen
        .filter(({ phase }) => phase.arm === arm)
        .flatMap(({ subjects }) => [...subjects.values()].map(({ value = 0 }) => value)),
    ),
  );
  const isLarge = (key: string) =>
    (["base", "head"] as const).some((arm, i) => {
      const own = sum(rounds.map((round) => valueIn(key, arm, round) ?? 0));
      return own >= smallestShare * (totals[i] ?? 0) && own > 0;
    });
  const compared = [...known]
    .filter(([key]) => isLarge(key))
    .flatMap(([key, subject]) => {
      const pairs = rounds.flatMap((round): readonly ValuePair[] => {
        const [base, head] = [valueIn(key, "base", round), valueIn(key, "head", round)];
        return base === undefined || head === undefined ? [] : [{ base, head }];
      });
      const difference = roundDifference(pairs);
      return difference === undefined ? [] : [{ subject, difference }];
    });
  const largest = Math.max(0, ...compared.map(({ difference }) => Math.abs(difference.head - difference.base)));
  // Only what moved much can be a cause. The others would cost it its significance.
  const much = compared.filter(({ difference: { base, head } }) => Math.abs(head - base) >= muchShare * largest);
  const isSignificant = holm(
    much.map(({ difference }) => difference.p),
    level,
  );
  const moved = new Set(much.filter((_, i) => isSignificant[i] === true));
  return compared
    .map((row) => rowOf(row.subject, row.difference, unit, moved.has(row)))
    .toSorted((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base))
    .slice(0, mostSubjects);
}

function rowOf(
  { subject, file, line, request }: Subject,
  { base, head, interval }: RoundDifference,
  unit: string,
  hasMoved: boolean,
): SubjectChange {
  const state = hasMoved ? stateOf(base, head) : "same";
  return { subject, ...omitUndefined({ file, line, request }), unit, base, head, interval: [...interval], state };
}

/** Of the largest change. */
const muchShare = 0.1;

/** A table of more rows helps nobody. */
const mostSubjects = 50;

function stateOf(base: number, head: number): SubjectChange["state"] {
  if (base === 0) return "appeared";
  if (head === 0) return "disappeared";
  return head > base ? "grown" : "shrunk";
}

/** Per request. `undefined` if nothing has looked, or no request was sent. */
function valuesIn(
  { records, requests }: InstrumentedPhase,
  of: SubjectsOf,
): ReadonlyMap<string, SeenSubject> | undefined {
  const values = new Map<string, SeenSubject>();
  const found = records.map(of).filter((subjects) => subjects !== undefined);
  if (requests === 0 || found.length === 0) return undefined;
  for (const subject of found.flat()) {
    const { value: before } = values.get(subject.key) ?? { value: 0 };
    const isKnown = subject.value !== undefined && before !== undefined;
    values.set(subject.key, { subject, value: isKnown ? before + subject.value / requests : undefined });
  }
  return values;
}

/** Own time, bytes or waits by function. */
export function functionsOf(kind: "cpu_profile" | "allocations" | "lock_profile"): SubjectsOf {
  return (record) => (record.kind === kind ? [...selfByFrame(record.root).values()] : undefined);
}

function selfByFrame(root: CallTree): ReadonlyMap<string, Subject> {
  const found = new Map<string, Subject>();
  const open: { readonly node: CallTree; readonly frame: Frame }[] = [{ node: root, frame: root.frame }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, frame } = next;
    const { self, children } = node;
    open.push(...children.map((child) => ({ node: child, frame: ownerOf(child.frame, frame) })));
    if (self <= 0 || isOfProfiler(frame)) continue;
    const key = frameKey(frame);
    const { name, file, line } = frame;
    found.set(key, { key, subject: name, file, line, value: self + (found.get(key)?.value ?? 0) });
  }
  return found;
}

/** Lines move with every edit, so a function is known by name and file. */
export const frameKey = ({ name, file = "" }: Frame): string => `${name} ${file}`;

type Database = "postgres" | "redis";

/** Calls of each statement or command, or the time that they took. */
export const statementsOf =
  (databases: readonly Database[], value: "calls" | "timeMs"): SubjectsOf =>
  (record) =>
    record.kind === "statements" && databases.includes(record.database)
      ? record.statements.map((one) => ({ key: one.text, subject: one.text, value: one[value] }))
      : undefined;

/** Connections to the database that were opened, or the time until they could be used. */
export const databaseConnectionsOf =
  (value: "count" | "timeMs"): SubjectsOf =>
  (record) =>
    record.kind === "statements"
      ? record.opened && [{ key: record.database, subject: record.database, value: record.opened[value] }]
      : undefined;

export const outboundCalls: SubjectsOf = (record) =>
  record.kind === "outbound"
    ? record.calls.map(({ host, calls }) => ({ key: host, subject: host, value: calls }))
    : undefined;

export const outboundTimes: SubjectsOf = (record) =>
  record.kind === "outbound"
    ? record.calls.map(({ host, timeMs }) => ({ key: host, subject: host, value: timeMs }))
    : undefined;

export const openedConnections: SubjectsOf = (record) =>
  record.kind === "outbound"
    ? record.opened?.map(({ address, count }) => ({ key: address, subject: address, value: count }))
    : undefined;

export const spanTimes: SubjectsOf = (record) =>
  record.kind === "spans"
    ? record.spans.map(({ name, request, selfMs }) => ({
        key: `${name} ${request ?? ""}`,
        subject: name,
        request,
        value: selfMs,
      }))
    : undefined;

export const collectorTimes: SubjectsOf = (record) =>
  record.kind === "runtime" && record.gcMs !== undefined
    ? [{ key: "gc", subject: "garbage collection", value: record.gcMs }]
    : undefined;

/** Sleeps of threads, by what they wait for: a lock, or a file. */
export const threadWaits: SubjectsOf = (record) =>
  record.kind === "waits"
    ? record.waits
        .filter((one) => one.for !== "worker")
        .map(({ for: what, name = what, file, line, timeMs }) => ({
          ...{ key: name, subject: name, file, line },
          value: timeMs,
        }))
    : functionsOf("lock_profile")(record);

/** Time in which goroutines worked for others, by the function that they began with. */
export const workerTimes: SubjectsOf = (record) =>
  record.kind === "waits" && record.waits.some((one) => one.for === "goroutine")
    ? record.waits
        .filter((one) => one.for === "worker")
        .map(({ for: what, name = what, file, line, timeMs }) => ({
          ...{ key: `${name} ${file}`, subject: name, file, line },
          value: timeMs,
        }))
    : undefined;

/** All of one kind, by the name that has most of it. The arms may write to different files. */
export const threadWaitsFor =
  (waitsFor: "lock" | "goroutine" | "disk"): SubjectsOf =>
  (record) => {
    if (record.kind !== "waits") return undefined;
    const own = record.waits.filter((one) => one.for === waitsFor);
    return byLargest(
      waitsFor,
      own.map(({ name = waitsFor, file, line, timeMs }) => ({ subject: name, file, line, value: timeMs })),
    );
  };

/** All files that are written, by the name of that which grows most. */
export const writtenFile: SubjectsOf = (record) =>
  record.kind === "waits" && record.written !== undefined
    ? byLargest(
        "written",
        record.written.map(({ name, bytes }) => ({ subject: name, value: bytes })),
      )
    : undefined;

function byLargest(key: string, all: readonly Omit<Subject, "key">[]): readonly Subject[] {
  const [largest] = all.toSorted(({ value: a = 0 }, { value: b = 0 }) => b - a);
  return largest === undefined ? [] : [{ ...largest, key, value: sum(all.map(({ value = 0 }) => value)) }];
}

const ofLockProfile: SubjectsOf = (record) => {
  const functions = functionsOf("lock_profile")(record);
  return functions === undefined ? undefined : byLargest("lock", functions);
};

/**
 * What a runtime knows of its locks comes before what its threads do: a thread does not sleep with its goroutine, and
 * idle threads sleep like those that wait for a lock.
 */
export function lockWaitsIn(phases: readonly InstrumentedPhase[]): SubjectsOf {
  if (hasLockProfile(phases)) return ofLockProfile;
  const isOfGoroutines = (record: InstrumentRecord) =>
    record.kind === "waits" && record.waits.some((one) => one.for === "goroutine");
  return threadWaitsFor(phases.some(({ records }) => records.some(isOfGoroutines)) ? "goroutine" : "lock");
}

export const hasLockProfile = (phases: readonly InstrumentedPhase[]): boolean =>
  phases.some(({ records }) => records.some(({ kind }) => kind === "lock_profile"));
