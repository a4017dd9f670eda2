import { slaMetrics } from "../model/metric.ts";
import type { OverloadRecord } from "../model/overloadRecord.ts";
import { type Arm, allRequests, type Phase, type Plan, type Scenario } from "../model/plan.ts";
import type { RoundRecord } from "../model/record.ts";
import type { InterleavingChoice, Limit, MeasuredScenario, PhaseResult, Settings } from "../model/results.ts";
import type { Trial } from "../model/trial.ts";
import type { Millis } from "../model/unit.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { capacityRounds, scalabilityOf } from "./capacity/scalability.ts";
import { scalabilityReport } from "./capacity/scalabilityReport.ts";
import { generatorResults, loadTestResults } from "./loadTestResults.ts";
import { type Machine, phaseResults } from "./phases.ts";
import { roundResult } from "./rounds.ts";

/** The raw measurement of one scenario. */
export interface ScenarioRecords {
  readonly scenario: Scenario;
  readonly mode: MeasuredScenario["mode"];
  readonly rounds: readonly RoundRecord[];
  /** The most rounds that could be played; 0 without a plan. */
  readonly planned: number;
  /** Time of one round. */
  readonly roundMs?: Millis;
  readonly dealing?: InterleavingChoice;
  /** Of a capacity search. */
  readonly trials?: readonly Trial[];
  readonly overloads?: readonly OverloadRecord[];
  /** Why measuring ended early. */
  readonly failure?: string;
  /** The arm that failed alone. */
  readonly failedArm?: Arm;
}

/** Summarizes records and readings as results.json stores them. */
export function measuredScenario(
  { scenario, mode, rounds, planned, roundMs, dealing, failure, failedArm, trials, overloads }: ScenarioRecords,
  machine: Machine,
): MeasuredScenario {
  if (scenario.capacity !== undefined) return searchedScenario({ scenario, mode, trials, overloads, failure }, machine);
  const phases = phaseResults(
    rounds.flatMap((round) => round.phases),
    machine,
  );
  return {
    id: scenario.id,
    mode,
    phases: [...phases],
    rounds: rounds.map(roundResult).filter((round) => round !== undefined),
    ...(planned > 0 ? { rounds_planned: planned } : {}),
    ...omitUndefined({ round_ms: roundMs, dealing, failure, failed_arm: failedArm }),
    ...(scenario.phases.some(isClosed) ? { closed_loop: true as const } : {}),
    ...(scenario.phases.some(isRandom) ? { random_count: true as const } : {}),
    ...streamsOf(scenario),
    limits: [...limitsOf(scenario)],
    ...thresholdsOf(scenario),
    ...wholeResults(scenario, phases),
  };
}

interface SearchRecords extends Pick<ScenarioRecords, "scenario" | "mode"> {
  readonly trials: readonly Trial[] | undefined;
  readonly overloads: readonly OverloadRecord[] | undefined;
  readonly failure: string | undefined;
}

/** A capacity search has trials instead of phases, and limits that it breaks on purpose. */
function searchedScenario(
  { scenario, mode, trials = [], overloads = [], failure }: SearchRecords,
  machine: Machine,
): MeasuredScenario {
  const { id, capacity, overload } = scenario;
  const isMeasured = capacity !== undefined && trials.length + overloads.length > 0;
  const finals = (["base", "head"] as const).flatMap(
    (arm) => trials.findLast((one) => one.arm === arm && one.purpose === "final")?.phase ?? [],
  );
  const scalability = isMeasured ? scalabilityOf({ trials, overloads }, { capacity, overload }, machine) : undefined;
  return {
    id,
    mode,
    phases: [],
    rounds: scalability === undefined ? [] : capacityRounds(scalability),
    ...omitUndefined({
      failure,
      scalability,
      scalability_report: scalability && scalabilityReport(scalability, machine),
    }),
    limits: [],
    ...thresholdsOf(scenario),
    ...wholeResults(scenario, finals),
  };
}

/** The results over all phases; nothing if none was measured. */
function wholeResults({ id, generator }: Scenario, phases: readonly PhaseResult[]) {
  const results = loadTestResults(id, phases);
  if (results.length === 0) return {};
  const generated = generator === undefined ? {} : { generator_results: generatorResults(generator.kind, phases) };
  return { load_test_results: results, ...generated };
}

const isClosed = ({ pattern, warmup }: Phase): boolean => pattern.kind === "users" && !warmup;

const isRandom = ({ pattern, warmup }: Phase): boolean => pattern.kind === "spikeTrains" && !warmup;

function streamsOf({ flows }: Scenario) {
  const streams = flows.flatMap(({ steps }) => steps).filter(({ stream }) => stream !== undefined);
  return streams.length === 0 ? {} : { streams: streams.map(({ name }) => name) };
}

/** The scenario's limits first, then those of its requests. A request's own limit wins over the scenario's. */
export function limitsOf({ sla, flows }: Scenario): readonly Limit[] {
  const limitsIn = (request: string, limits: Scenario["sla"]) =>
    slaMetrics.flatMap((metric) => (limits[metric] === undefined ? [] : [{ request, metric, limit: limits[metric] }]));
  const requests = flows.flatMap(({ steps }) => steps);
  return [...limitsIn(allRequests, sla), ...requests.flatMap((request) => limitsIn(request.name, request.sla))];
}

/** A scenario's own thresholds; absent if it has none. */
export function thresholdsOf({ minEffect, minChange }: Scenario): Pick<MeasuredScenario, "min_effect" | "min_change"> {
  return {
    ...(isEmpty(minEffect) ? {} : { min_effect: { ...minEffect } }),
    ...(isEmpty(minChange) ? {} : { min_change: { ...minChange } }),
  };
}

const isEmpty = (thresholds: object): boolean => Object.keys(thresholds).length === 0;

/** The settings that the judge needs, so that results.json can be judged again without loadgate.yml. */
export function settingsOf({ gate }: Plan): Settings {
  return {
    false_alarm: gate.falseAlarm,
    restart_noise: gate.restartNoise,
    min_effect: { ...gate.minEffect },
    ...(isEmpty(gate.minChange) ? {} : { min_change: { ...gate.minChange } }),
    fail_on: [...gate.failOn],
    budget_ms: gate.budgetMs,
    baseline_max_age_ms: gate.baselineMaxAgeMs,
  };
}
