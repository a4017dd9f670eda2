import type { Change, Explanation, SubjectChange } from "../model/cause.ts";
import type { ExtraRounds } from "../model/extraRounds.ts";
import { allRequests, type Plan, type Scenario } from "../model/plan.ts";
import type { InstrumentedPhase } from "../model/reading.ts";
import type { RoundRecord } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { bottlenecks } from "./causes/bottlenecks.ts";
import { instrumentCandidates, lockCandidates, poolCandidates, signalCandidates } from "./causes/candidates.ts";
import { mergedFlame } from "./causes/flame.ts";
import {
  collectorTimes,
  eventLoopDelays,
  functionsOf,
  outboundCalls,
  outboundTimes,
  spanTimes,
  statementCalls,
  statementTimes,
  subjectChanges,
} from "./causes/instrumentSubjects.ts";
import { latencyDifference, leadingRequest, shareOfRequests } from "./causes/latencyPerRequest.ts";
import { notSeen } from "./causes/notSeen.ts";
import { type Effect, rankChanges } from "./causes/rankChanges.ts";
import { dependencyChanges } from "./dependencyChanges.ts";

/** Everything that can say why a scenario changed. */
export interface ScenarioEvidence {
  readonly plan: Plan;
  readonly scenario: Scenario;
  /** The rounds that decided. */
  readonly rounds: readonly RoundRecord[];
  readonly comparisons: readonly Comparison[];
  /** Absent if nothing was explained in extra rounds. */
  readonly extra?: ExtraRounds;
  /** CPU cores that the services may use. */
  readonly cores: number;
}

export type ScenarioExplanation = Pick<MeasuredScenario, "changes" | "bottlenecks" | "not_seen" | "explanation">;

/** Why the scenario changed. Pure. */
export function explainScenario(evidence: ScenarioEvidence): ScenarioExplanation {
  const { plan, rounds, extra, cores } = evidence;
  const limits = bottlenecks(rounds, cores);
  const explanation = extra === undefined ? undefined : explanationOf(extra);
  const changes = changesOf(evidence, explanation);
  return {
    ...(changes.length > 0 && { changes: [...changes], not_seen: [...notSeen(plan, rounds, extra)] }),
    ...(limits.length > 0 && { bottlenecks: [...limits] }),
    ...omitUndefined({ explanation }),
  };
}

function explanationOf({ rounds, durationMs, instrumented, failures }: ExtraRounds): Explanation {
  const profiles = instrumented.flatMap(({ arm, records }) =>
    records.flatMap((record) =>
      record.kind === "cpu_profile" && record.path !== undefined ? [{ arm, path: record.path }] : [],
    ),
  );
  return {
    rounds: rounds.length,
    duration_ms: durationMs,
    ...tablesOf(instrumented),
    ...omitUndefined({ flame: mergedFlame(instrumented) }),
    ...(profiles.length > 0 && { profiles }),
    ...(failures.length > 0 && { failures: [...failures] }),
  };
}

function tablesOf(phases: readonly InstrumentedPhase[]) {
  const table = (unit: string, of: Parameters<typeof subjectChanges>[2]) => subjectChanges(phases, unit, of);
  const tables = {
    functions: table("ms/request", functionsOf("cpu_profile")),
    allocations: table("bytes/request", functionsOf("allocations")),
    statements: table("1/request", statementCalls),
    outbound: table("1/request", outboundCalls),
    spans: table("ms/request", spanTimes),
    runtime: [...table("ms/request", collectorTimes), ...table("ms/request", eventLoopDelays)],
  };
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, rows]) => (rows.length === 0 ? [] : [[name, [...rows]]])),
  ) as {
    readonly [Name in keyof typeof tables]?: SubjectChange[];
  };
}

function changesOf(
  { rounds, comparisons, extra }: ScenarioEvidence,
  explanation: Explanation | undefined,
): readonly Change[] {
  const lead = leadOf(comparisons, extra);
  if (lead === undefined) return [];
  const effect = effectOf(lead, rounds);
  const dependencies = dependencyChanges(rounds);
  if (effect === undefined) return dependencies;
  const times = {
    statements: extra === undefined ? [] : subjectChanges(extra.instrumented, "ms/request", statementTimes),
    outbound: extra === undefined ? [] : subjectChanges(extra.instrumented, "ms/request", outboundTimes),
  };
  const signals = signalCandidates(rounds);
  const hasMoreCpu = signals.some(({ kind }) => kind === "cpu");
  // Where the CPU time per request did not move, no function is the cause.
  const ofInstruments = instrumentCandidates(explanation ?? {}, times).filter(
    ({ kind }) => kind !== "cpu" || hasMoreCpu,
  );
  const waits = hasMoreCpu ? [] : [...poolCandidates(rounds), ...lockCandidates(rounds)];
  return [...dependencies, ...rankChanges([...ofInstruments, ...waits, ...signals], effect)];
}

/** The change that the extra rounds explain, or the first one that regressed or improved. */
function leadOf(comparisons: readonly Comparison[], extra: ExtraRounds | undefined): Comparison | undefined {
  const isChosen = ({ request, metric }: Comparison) =>
    request === extra?.change.request && metric === extra.change.metric;
  const gating = comparisons.filter((comparison) => comparison.gating);
  return (
    comparisons.find(isChosen) ??
    gating.find(({ outcome }) => outcome === "regressed") ??
    gating.find(({ outcome }) => outcome === "improved")
  );
}

function effectOf(lead: Comparison, rounds: readonly RoundRecord[]): Effect | undefined {
  const { base, head } = lead;
  if (base === undefined || head === undefined || base === head) return undefined;
  const isCpu = lead.metric === "cpu_per_request";
  const request = lead.request === allRequests ? leadingRequest(rounds) : lead.request;
  return { addedMs: isCpu ? head - base : addedLatencyMs(lead, head - base, rounds), isCpu, request };
}

/** Per request of the scenario: the mean, if it is shown to move as the leading percentile does, or else that one. */
function addedLatencyMs(lead: Comparison, leadMs: number, rounds: readonly RoundRecord[]): number {
  const all = latencyDifference(rounds);
  const meanMs = all === undefined ? 0 : all.head - all.base;
  const isShown = all !== undefined && (leadMs > 0 ? all.interval[0] > 0 : all.interval[1] < 0);
  return isShown ? meanMs : leadMs * (lead.request === allRequests ? 1 : shareOfRequests(rounds, lead.request));
}
