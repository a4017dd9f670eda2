import { allRequests, type Phase, type Plan, type Scenario, slaMetrics } from "../model/plan.ts";
import type { RoundRecord } from "../model/record.ts";
import type { Dealing, Limit, MeasuredScenario, Settings } from "../model/results.ts";
import type { Millis } from "../model/unit.ts";
import { defined } from "../util/omitUndefined.ts";
import { type Machine, phaseResults } from "./phases.ts";
import { roundResult } from "./rounds.ts";

/** What was measured of one scenario, before it is summed up. */
export interface Raw {
  readonly scenario: Scenario;
  readonly mode: MeasuredScenario["mode"];
  readonly rounds: readonly RoundRecord[];
  readonly planned: number;
  readonly roundMs?: Millis;
  readonly dealing?: Dealing;
  /** Why measuring ended before its time, in words. */
  readonly failure?: string;
}

/** Records and readings -> what results.json keeps of a scenario. */
export function measuredScenario(
  { scenario, mode, rounds, planned, roundMs, dealing, failure }: Raw,
  machine: Machine,
): MeasuredScenario {
  return {
    id: scenario.id,
    mode,
    phases: [
      ...phaseResults(
        rounds.flatMap(({ phases }) => phases),
        machine,
      ),
    ],
    rounds: rounds.map(roundResult).filter((round) => round !== undefined),
    ...(planned > 0 ? { rounds_planned: planned } : {}),
    ...defined({ round_ms: roundMs, dealing, failure }),
    ...(scenario.phases.some(isClosed) ? { closed_loop: true as const } : {}),
    limits: [...limitsOf(scenario)],
    ...thresholdsOf(scenario),
  };
}

const isClosed = ({ pattern, warmup }: Phase): boolean => pattern.kind === "users" && !warmup;

/** The scenario's own limits hold for all requests that have none of their own. */
export function limitsOf({ sla, flows }: Scenario): readonly Limit[] {
  const listed = (request: string, limits: Scenario["sla"]) =>
    slaMetrics.flatMap((metric) => (limits[metric] === undefined ? [] : [{ request, metric, limit: limits[metric] }]));
  const requests = flows.flatMap(({ steps }) => steps);
  return [...listed(allRequests, sla), ...requests.flatMap((request) => listed(request.name, request.sla))];
}

/** A scenario's own thresholds, where it has any. */
export function thresholdsOf({ minEffect, minChange }: Scenario): Pick<MeasuredScenario, "min_effect" | "min_change"> {
  return {
    ...(isEmpty(minEffect) ? {} : { min_effect: { ...minEffect } }),
    ...(isEmpty(minChange) ? {} : { min_change: { ...minChange } }),
  };
}

const isEmpty = (thresholds: object): boolean => Object.keys(thresholds).length === 0;

/** What judging needs of the configuration. */
export function settingsOf({ gate }: Plan): Settings {
  return {
    false_alarm: gate.falseAlarm,
    min_effect: { ...gate.minEffect },
    ...(isEmpty(gate.minChange) ? {} : { min_change: { ...gate.minChange } }),
    fail_on: [...gate.failOn],
    budget_ms: gate.budgetMs,
    baseline_max_age_ms: gate.baselineMaxAgeMs,
  };
}
