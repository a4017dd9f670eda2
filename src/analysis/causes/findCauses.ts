import { sum } from "simple-statistics";
import type { Change, Explanation } from "../../model/cause.ts";
import type { ExtraRounds } from "../../model/extraRounds.ts";
import type { InstrumentedPhase } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";
import type { Comparison } from "../../model/verdict.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { detectOverload } from "../detectors/overload.ts";
import { answerCandidates } from "./answerDifferences.ts";
import { withCallsInTurn } from "./callsInTurn.ts";
import type { Candidate } from "./candidate.ts";
import { longestCollection, withCollectorPauses } from "./collectorPauses.ts";
import { shareCpuTime, withAllocations } from "./cpuShares.ts";
import { withCpuWaits } from "./cpuWaits.ts";
import { callsOf, databases } from "./databaseTables.ts";
import { effectOf, isLeaking, leadingComparison, waitBehindCpu } from "./effect.ts";
import { type InstrumentTables, instrumentCandidates } from "./instrumentCandidates.ts";
import {
  databaseConnectionsOf,
  hasLockProfile,
  lockWaitsIn,
  openedConnections,
  outboundTimes,
  statementsOf,
  subjectChanges,
  threadWaitsFor,
  workerTimes,
  writtenFile,
} from "./instrumentSubjects.ts";
import { shareOfRequests } from "./latencyPerRequest.ts";
import { withLockedStatements } from "./lockedStatements.ts";
import { withFileName, withFunctionNames } from "./namedByFunction.ts";
import { withFilesAtLimit } from "./openFilesLimit.ts";
import { type Effect, rankChanges } from "./rankChanges.ts";
import { measuredPhases, outboundConnections } from "./roundSignals.ts";
import { withDetails } from "./serviceSignals.ts";
import { signalCandidates } from "./signalCandidates.ts";
import { withTimes } from "./threadTimes.ts";

interface CauseEvidence {
  readonly rounds: readonly RoundRecord[];
  readonly comparisons: readonly Comparison[];
  readonly extra?: ExtraRounds;
}

/** Why the leading change happened, the most explaining first. Empty if nothing changed. */
export function findCauses(
  evidence: CauseEvidence,
  explanation: Explanation | undefined,
  counted: readonly InstrumentedPhase[],
): readonly Change[] {
  const { rounds, comparisons, extra } = evidence;
  const lead = leadingComparison(comparisons, extra?.change);
  const effect = lead === undefined ? undefined : effectOf(lead, comparisons, rounds);
  if (lead === undefined || effect === undefined) return [];
  const instrumented = extra?.instrumented ?? [];
  const all = candidatesOf(evidence, tablesOf(explanation, instrumented, counted), counted);
  const known = { rounds, comparisons, longestGcMs: longestCollection(instrumented) };
  const causes = orLeak(causesOf(effect, all, known), all, known);
  // What does not gate needs no explanation.
  return lead.gating || isExplained(causes) ? causes : [];
}

function tablesOf(
  explanation: Explanation | undefined,
  instrumented: readonly InstrumentedPhase[],
  counted: readonly InstrumentedPhase[],
): InstrumentTables {
  return {
    ...explanation,
    statements: callsOf("postgres", counted),
    redisCommands: callsOf("redis", counted),
    statementTimes: databases.flatMap((database) =>
      subjectChanges(counted, "ms/request", statementsOf([database], "timeMs")),
    ),
    databaseConnections: subjectChanges(counted, "1/request", databaseConnectionsOf("count")),
    databaseConnectionTimes: subjectChanges(counted, "ms/request", databaseConnectionsOf("timeMs")),
    outboundTimes: subjectChanges(instrumented, "ms/request", outboundTimes),
    openedConnections: subjectChanges(instrumented, "1/request", openedConnections),
    lockTimes: subjectChanges(instrumented, "ms/request", lockWaitsIn(instrumented)),
    diskTimes: subjectChanges(instrumented, "ms/request", threadWaitsFor("disk")),
    workerTimes: subjectChanges(instrumented, "ms/request", workerTimes),
  };
}

/** Everything that moved, and may be a cause. */
function candidatesOf(
  { rounds, comparisons, extra }: CauseEvidence,
  tables: InstrumentTables,
  counted: readonly InstrumentedPhase[],
): readonly Candidate[] {
  const instrumented = extra?.instrumented ?? [];
  const signals = signalCandidates(rounds);
  const cpuMs = signals.find(({ kind }) => kind === "cpu")?.addedMs ?? gatedCpuMs(comparisons);
  const ofInstruments = withAllocations(
    shareCpuTime(instrumentCandidates(tables, cpuMs), cpuMs),
    tables.allocations,
    comparisons.some(
      ({ metric, base = 0, head = 0 }) =>
        metric === "memory_peak" && Math.max(base, head) >= moreMemory * Math.min(base, head),
    ),
  );
  const isOfDatabase = (kind: Candidate["kind"]) => kind.startsWith("database_") || kind === "redis";
  const phasesOf = (kind: Candidate["kind"]) => (isOfDatabase(kind) ? counted : instrumented);
  const isCounted = counted.length > 0 || tables.outbound !== undefined;
  const moved = withCallsInTurn(withWeakLocks(signals, rounds, isCounted), instrumented);
  const named = withFunctionNames(
    withFileName(moved, tables.diskTimes, subjectChanges(instrumented, "bytes/request", writtenFile)),
    tables,
  );
  // The names come first: details scale what is of one request, and times of functions are per any request.
  const detailed = withFilesAtLimit(withDetails(named, rounds), rounds);
  return withLockedStatements(
    [
      ...withTimes(
        detailed,
        ofInstruments.map((one) => ({ ...one, shareOfRequest: shareIn(phasesOf(one.kind)) })),
        { cpuMs, areLocksKnown: hasLockProfile(instrumented) },
      ),
      ...answerCandidates(rounds),
    ],
    [rounds, extra?.rounds ?? []],
  );
}

/**
 * A leak beside a change that nothing explains: memory that is never used again costs time to get. It comes before the
 * collections that it costs.
 */
function orLeak(causes: readonly Change[], all: readonly Candidate[], known: Known): readonly Change[] {
  const { comparisons, rounds } = known;
  const isOfCollector = causes[0]?.kind === "gc";
  const leak = comparisons.find((one) => isLeaking(one) && !(isOfCollector && one.outcome !== "regressed"));
  if (isExplained(causes) && !isOfCollector) return causes;
  const effect = leak && effectOf(leak, comparisons, rounds);
  const request = effect?.request ?? (isOfCollector ? causes[0]?.request : undefined);
  const requestShare = request === undefined ? undefined : shareOfRequests(rounds, request);
  const ofLeak = effect === undefined ? [] : rankChanges(all, { ...effect, request, requestShare, isBehindLead: true });
  if (!isExplained(ofLeak)) return causes;
  return isOfCollector ? [...withCollectorsName(ofLeak, causes), ...causes] : ofLeak;
}

/** What is kept is allocated where the collections come from, and by the same request. */
const withCollectorsName = ([leak, ...others]: readonly Change[], [gc]: readonly Change[]): readonly Change[] =>
  leak === undefined || gc === undefined
    ? []
    : [{ ...leak, ...omitUndefined({ subject: gc.subject, file: gc.file, line: gc.line }) }, ...others];

const isExplained = ([first]: readonly Change[]): boolean => first !== undefined && first.kind !== "unexplained";

interface Known extends Pick<CauseEvidence, "rounds" | "comparisons"> {
  readonly longestGcMs: number | undefined;
}

function causesOf(effect: Effect, all: readonly Candidate[], known: Known): readonly Change[] {
  const wait = waitBehindCpu(effect, known.rounds);
  const causes = wait === undefined ? [] : rankFor(wait, all, known);
  if (isExplained(causes)) return causes;
  const ranked = rankFor(effect, all, known);
  return isExplained(ranked) ? ranked : (causesOfCpu(effect, all, known) ?? ranked);
}

/** What more CPU time is for, if it has a name. It is worth saying behind a latency that nothing explains. */
function causesOfCpu(
  { kind, added }: Effect,
  all: readonly Candidate[],
  { rounds, comparisons }: Known,
): readonly Change[] | undefined {
  const lead = comparisons.find(({ metric, gating, outcome }) => {
    const isWorse = outcome === "regressed";
    return metric === "cpu_per_request" && gating && (isWorse || outcome === "improved") && isWorse === added > 0;
  });
  const effect = kind === "latency" && lead !== undefined ? effectOf(lead, comparisons, rounds) : undefined;
  const sure = all.filter(({ isLikeliest }) => isLikeliest !== true);
  const causes = effect === undefined ? [] : rankChanges(sure, { ...effect, isBehindLead: true });
  const [first] = causes;
  const isNamed = first?.kind === "gc" || (first?.subject !== undefined && first.kind !== "unexplained");
  return isNamed ? causes : undefined;
}

const shareIn = (phases: readonly InstrumentedPhase[]) => (request: string) => {
  const known = phases.filter(({ requestsByName }) => request in requestsByName);
  const total = sum(known.flatMap(({ requestsByName }) => Object.values(requestsByName)));
  return total > 0 ? sum(known.map(({ requestsByName }) => requestsByName[request] ?? 0)) / total : undefined;
};

function rankFor(effect: Effect, all: readonly Candidate[], { rounds, longestGcMs }: Known): readonly Change[] {
  if (effect.kind !== "latency") return rankChanges(all, effect);
  const timed = withCollectorPauses(withCpuWaits(all, rounds), longestGcMs);
  return rankChanges(timed, isOverloaded(rounds, effect) ? serviceTimeEffect(effect, timed) : effect);
}

/** The slower arm answers less than its load. Its latencies grow with the length of the phase then. */
function isOverloaded(rounds: readonly RoundRecord[], { added }: Effect): boolean {
  const slower = added > 0 ? "head" : "base";
  return detectOverload({ scenario: "", rounds }).some(
    (notice) => notice.kind === "overloaded" && (notice.arm === slower || notice.arm === "both"),
  );
}

/** What a request takes longer without the queue before it: that which grew most. */
function serviceTimeEffect(effect: Effect, candidates: readonly Candidate[]): Effect {
  const largest = Math.max(...candidates.map(({ addedMs = 0 }) => addedMs * Math.sign(effect.added)));
  return largest > 0 ? { ...effect, added: largest * Math.sign(effect.added) } : effect;
}

/** Of the peak of the other arm. */
const moreMemory = 1.5;

/** The CPU time as the gate compared it. */
function gatedCpuMs(comparisons: readonly Comparison[]): number {
  const { base = 0, head = 0 } =
    comparisons.find(
      ({ metric, outcome }) => metric === "cpu_per_request" && (outcome === "regressed" || outcome === "improved"),
    ) ?? {};
  return head - base;
}

/** Of the growth of the sleeps. */
const alike = 0.6;

/**
 * Threads sleep while they wait for a lock, and while they wait for an answer of another service. If the CPU time grew
 * as much as they sleep more often, they do more of everything.
 */
function withWeakLocks(
  candidates: readonly Candidate[],
  rounds: readonly RoundRecord[],
  isCounted: boolean,
): readonly Candidate[] {
  const callsOthers = rounds.some((round) => outboundConnections(measuredPhases(round, "head")).size > 0);
  const growthOf = (kind: Candidate["kind"]) => {
    const { base = 0, head = 0 } = candidates.find((one) => one.kind === kind)?.difference ?? {};
    return base > 0 ? head / base - 1 : 0;
  };
  const isMoreWork = growthOf("cpu") > alike * growthOf("lock_wait");
  if (!isMoreWork && (isCounted || !callsOthers)) return candidates;
  return candidates.map((one) => (one.kind === "lock_wait" ? { ...one, isWeak: true } : one));
}
