// Loadgate's own decision, as it falls while measuring: the gate's code, on simulated rounds.

import { settingsOf as gateOf } from "../../src/analysis/scenario.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { roundsWithin } from "../../src/experiment/roundPlan.ts";
import { doubtOf } from "../../src/gate/confirmation.ts";
import { judge } from "../../src/gate/judge.ts";
import { settled } from "../../src/gate/stoppingRule.ts";
import { couldSettle } from "./prospect.js";
import { roundSec } from "./pullRequest.js";

/** p50, p95 and tail of three endpoints, processor time, memory and errors. */
export const gating = 12;

/** What holds where loadgate.yml says nothing else. */
const { plan } = parseConfig(
  `version: 1
target: http://127.0.0.1
scenarios: { simulated: { phases: [{ pattern: constant, rate: 200/s, duration: 60s }], requests: [GET /] } }`,
  "the simulated loadgate.yml",
  {},
);
const defaults = gateOf(plan);
export const falseAlarm = defaults.false_alarm;

const minEffect = { ...defaults.min_effect, memory_peak: 0.1 };
/** Nothing is too small, and few comparisons share the false alarms: what is left is the test alone. */
const noMinEffect = { p50: 1e-9, cpu_per_request: 1e-9 };
export const gatingAlone = 4;

export function settingsOf(budgetSec, { floors = true } = {}) {
  return {
    ...defaults,
    min_effect: floors ? minEffect : noMinEffect,
    budget_ms: 1000 * budgetSec,
    gating: floors ? gating : gatingAlone,
  };
}

/** A rehearsal round, and as many as then fit. */
export function plannedRounds({ dealing }, budgetSec) {
  const each = roundSec(dealing);
  return roundsWithin(1000 * (budgetSec - each), 1000 * each);
}

/** Round after round until it is settled, and what the judge then says. */
export function decide(pullRequest, world, settings, { effect = 0, doubt, isWorthAsking = couldSettle } = {}) {
  const planned = plannedRounds(world, settings.budget_ms / 1000);
  const scenarioOf = (n) => ({
    id: "simulated",
    mode: { kind: "duet", reason: "simulated" },
    phases: [],
    rounds: pullRequest.rounds(n, effect),
    rounds_planned: planned,
    round_ms: 1000 * roundSec(world.dealing),
    limits: [],
  });
  const question = doubt === undefined ? {} : { doubt };
  const isSettled = (at) =>
    isWorthAsking(at.rounds, settings.min_effect, doubt?.subjects) && settled(at, settings, question);
  let n = Math.min(4, planned);
  let scenario = scenarioOf(n);
  while (n < planned && !isSettled(scenario)) {
    n = Math.min(planned, n + 2);
    scenario = scenarioOf(n);
  }
  return { scenario, seconds: (1 + n) * roundSec(world.dealing) };
}

/** The verdict on what was measured, and how long that took. */
export function verdictOf({ scenario, seconds }, settings) {
  const { verdict, scenarios } = judge(measuredOf(scenario, settings));
  const outcomes = scenarios[0].comparisons.filter((comparison) => comparison.gating).map(({ outcome }) => outcome);
  const certified = outcomes.every((outcome) => outcome === "unchanged" || outcome === "improved");
  return { failed: verdict.kind === "fail", certified, seconds, confirm: verdict.confirm === true, scenarios };
}

/** The same, where a second machine is asked whenever it could clear the first one's verdict. */
export function confirmedVerdict(first, firstVerdict, second, world, settings) {
  if (!firstVerdict.confirm) return firstVerdict;
  const doubt = doubtOf(firstVerdict.scenarios, settings);
  const again = decide(second, world, settings, { doubt }).scenario;
  const { environment, provenance } = measuredOf(again, settings);
  const confirmation = {
    environment,
    started_at: provenance.started_at,
    rounds: again.rounds,
    rounds_planned: again.rounds_planned,
    round_ms: again.round_ms,
  };
  return verdictOf({ ...first, scenario: { ...first.scenario, confirmation } }, settings);
}

function measuredOf(scenario, settings) {
  return {
    schema: 1,
    environment: { cpu_model: "none", cores: 2, memory_bytes: 0, kernel: "none", node: "none", config_hash: "none" },
    provenance: { loadgate: "bench", head: { from: "bench" }, started_at: "", duration_ms: 0, seed: 1 },
    settings,
    baseline: { kind: "not_asked" },
    scenarios: [scenario],
    warnings: [],
  };
}
