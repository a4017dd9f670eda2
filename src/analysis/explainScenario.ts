import type { Explanation, SubjectChange } from "../model/cause.ts";
import type { ExtraRounds } from "../model/extraRounds.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { InstrumentedPhase } from "../model/reading.ts";
import type { RoundRecord } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { bottlenecks } from "./bottlenecks/bottlenecks.ts";
import { databaseReadings } from "./causes/databaseReadings.ts";
import { callsOf, databases } from "./causes/databaseTables.ts";
import { findCauses } from "./causes/findCauses.ts";
import { mergedFlame } from "./causes/flame.ts";
import {
  collectorTimes,
  functionsOf,
  outboundCalls,
  spanTimes,
  subjectChanges,
  threadWaits,
} from "./causes/instrumentSubjects.ts";
import { notSeen } from "./causes/notSeen.ts";
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
  const changes = findCauses(evidence, explanation, counted);
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
      waits: subjectChanges(instrumented, "ms/request", threadWaits).filter(({ state }) => state !== "same"),
    }),
    ...omitUndefined({ flame: mergedFlame(instrumented) }),
    ...(profiles.length > 0 && { profiles }),
    ...(failures.length > 0 && { failures: [...failures] }),
  };
}

const withoutEmpty = <Name extends string>(tables: Readonly<Record<Name, readonly SubjectChange[]>>) =>
  Object.fromEntries(
    Object.entries<readonly SubjectChange[]>(tables).flatMap(([name, rows]) =>
      rows.length === 0 ? [] : [[name, [...rows]]],
    ),
  ) as { [Key in Name]?: SubjectChange[] };
