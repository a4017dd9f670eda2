import type { Change, Explanation, SubjectChange } from "../model/cause.ts";
import type { ExtraRounds } from "../model/extraRounds.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { InstrumentedPhase } from "../model/reading.ts";
import type { RoundRecord } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { bottlenecks } from "./bottlenecks/bottlenecks.ts";
import { answerCandidates } from "./causes/answerDifferences.ts";
import type { Candidate } from "./causes/candidate.ts";
import type { InstrumentTables } from "./causes/candidates.ts";
import { instrumentCandidates, shareCpuTime, signalCandidates } from "./causes/candidates.ts";
import { withCpuWaits } from "./causes/cpuWaits.ts";
import { databaseReadings } from "./causes/databaseReadings.ts";
import { effectOf, leadingComparison } from "./causes/effect.ts";
import { mergedFlame } from "./causes/flame.ts";
import {
  collectorTimes,
  functionsOf,
  outboundCalls,
  outboundTimes,
  spanTimes,
  statementsOf,
  subjectChanges,
} from "./causes/instrumentSubjects.ts";
import { notSeen } from "./causes/notSeen.ts";
import { rankChanges } from "./causes/rankChanges.ts";
import { measuredPhases, outboundConnections } from "./causes/roundSignals.ts";
import { monitorSeries } from "./monitorSeries.ts";
import type { Machine } from "./phases.ts";

/** Everything that can say why a scenario changed. */
export interface ScenarioEvidence {
  readonly plan: Plan;
  readonly scenario: Scenario;
  /** The rounds that decided. */
  readonly rounds: readonly RoundRecord[];
  readonly comparisons: readonly Comparison[];
  /** Absent if nothing was explained in extra rounds. */
  readonly extra?: ExtraRounds;
  /** What the job may use. */
  readonly machine: Machine;
}

export type ScenarioExplanation = Pick<
  MeasuredScenario,
  "changes" | "bottlenecks" | "not_seen" | "monitors" | "explanation"
>;

/** Why the scenario changed, and what limits each arm. Pure. */
export function explainScenario(evidence: ScenarioEvidence): ScenarioExplanation {
  const { rounds, extra, machine } = evidence;
  const counted = databasePhases(rounds, extra);
  const explanation = extra === undefined ? undefined : explanationOf(extra, counted);
  const changes = changesOf(evidence, explanation, counted);
  const limits = bottlenecks({ rounds, machine, instrumented: [...counted, ...(extra?.instrumented ?? [])] });
  const isNews = changes.length > 0 || limits.some(({ kind }) => kind !== "none");
  const unseen = isNews ? notSeen(evidence) : [];
  const monitors = monitorSeries(rounds);
  return {
    ...(changes.length > 0 && { changes: [...changes] }),
    ...(limits.length > 0 && { bottlenecks: [...limits] }),
    ...(unseen.length > 0 && { not_seen: [...unseen] }),
    ...(monitors.length > 0 && { monitors: [...monitors] }),
    ...omitUndefined({ explanation }),
  };
}

/** Threads sleep while they wait for a lock, and while they wait for an answer of another service. */
function withUncountedCalls(
  candidates: readonly Candidate[],
  rounds: readonly RoundRecord[],
  isCounted: boolean,
): readonly Candidate[] {
  const callsOthers = rounds.some((round) => outboundConnections(measuredPhases(round, "head")).size > 0);
  if (isCounted || !callsOthers) return candidates;
  return candidates.map((one) => (one.kind === "lock_wait" ? { ...one, isWeak: true } : one));
}

/** Statements and commands: of the rounds that decided if the databases count them, or else of the extra rounds. */
function databasePhases(rounds: readonly RoundRecord[], extra: ExtraRounds | undefined): readonly InstrumentedPhase[] {
  const ofReadings = databaseReadings(rounds);
  const ofRelay = (extra?.instrumented ?? []).map((phase) => ({
    ...phase,
    records: phase.records.filter((record) => record.kind === "statements" && !isRead(record.database)),
  }));
  function isRead(database: "postgres" | "redis"): boolean {
    return ofReadings.some(({ records }) =>
      records.some((record) => record.kind === "statements" && record.database === database),
    );
  }
  return [...ofReadings, ...ofRelay.filter(({ records }) => records.length > 0)];
}

function explanationOf(
  { rounds, durationMs, instrumented, failures }: ExtraRounds,
  counted: readonly InstrumentedPhase[],
): Explanation {
  const profiles = instrumented.flatMap(({ arm, records }) =>
    records.flatMap((record) =>
      record.kind === "cpu_profile" && record.path !== undefined ? [{ arm, path: record.path }] : [],
    ),
  );
  return {
    rounds: rounds.length,
    duration_ms: durationMs,
    ...withoutEmpty({
      functions: subjectChanges(instrumented, "ms/request", functionsOf("cpu_profile")),
      allocations: subjectChanges(instrumented, "bytes/request", functionsOf("allocations")),
      statements: databases.flatMap((database) => callsOf(database, counted)),
      outbound: subjectChanges(instrumented, "1/request", outboundCalls),
      spans: subjectChanges(instrumented, "ms/request", spanTimes),
      runtime: subjectChanges(instrumented, "ms/request", collectorTimes),
    }),
    ...omitUndefined({ flame: mergedFlame(instrumented) }),
    ...(profiles.length > 0 && { profiles }),
    ...(failures.length > 0 && { failures: [...failures] }),
  };
}

const databases = ["postgres", "redis"] as const;
const callsOf = (database: (typeof databases)[number], counted: readonly InstrumentedPhase[]) =>
  subjectChanges(counted, "1/request", statementsOf([database], "calls"));
const withoutEmpty = <Name extends string>(tables: Readonly<Record<Name, readonly SubjectChange[]>>) =>
  Object.fromEntries(
    Object.entries<readonly SubjectChange[]>(tables).flatMap(([name, rows]) =>
      rows.length === 0 ? [] : [[name, [...rows]]],
    ),
  ) as { [Key in Name]?: SubjectChange[] };

function changesOf(
  { rounds, comparisons, extra }: ScenarioEvidence,
  explanation: Explanation | undefined,
  counted: readonly InstrumentedPhase[],
): readonly Change[] {
  const lead = leadingComparison(comparisons, extra?.change);
  const effect = lead === undefined ? undefined : effectOf(lead, comparisons, rounds);
  if (effect === undefined) return [];
  const signals = signalCandidates(rounds);
  const tables: InstrumentTables = {
    ...explanation,
    statements: callsOf("postgres", counted),
    redisCommands: callsOf("redis", counted),
    statementTimes: databases.flatMap((database) =>
      subjectChanges(counted, "ms/request", statementsOf([database], "timeMs")),
    ),
    outboundTimes: subjectChanges(extra?.instrumented ?? [], "ms/request", outboundTimes),
  };
  const cpuMs = signals.find(({ kind }) => kind === "cpu")?.addedMs ?? 0;
  const ofInstruments = shareCpuTime(instrumentCandidates(tables), cpuMs);
  const isCounted = counted.length > 0 || explanation?.outbound !== undefined;
  const all = [...ofInstruments, ...answerCandidates(rounds), ...withUncountedCalls(signals, rounds, isCounted)];
  return rankChanges(effect.kind === "latency" ? withCpuWaits(all, rounds) : all, effect);
}
