// Loadgate's own procedure: the gate's code, applied to simulated rounds.

import { settingsOf as gateOf } from "../../src/analysis/scenario.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { plannedRounds } from "../../src/experiment/roundPlan.ts";
import { recheckScope } from "../../src/gate/confirmation.ts";
import { judge } from "../../src/gate/judge.ts";
import { canStopMeasuring } from "../../src/gate/stoppingRule.ts";
import { goodOutcomes } from "../../src/model/verdict.ts";
import { couldDecide } from "./quickCheck.js";
import { shapeOf } from "./roundShape.js";

/** The number of gating comparisons: p50, p95 and tail of three endpoints, CPU time, memory and errors. */
export const gating = 12;

/** The defaults of loadgate.yml. */
const { plan } = parseConfig(
  `version: 1
target: http://127.0.0.1
scenarios: { simulated: { phases: [{ pattern: constant, rate: 200/s, duration: 60s }], requests: [GET /] } }`,
  "the simulated loadgate.yml",
  {},
);
const defaults = gateOf(plan);
export const falseAlarm = defaults.false_alarm;

/** The simulated service has no dependencies. */
const { dependency_cpu: _, ...ownEffects } = defaults.min_effect;
const minEffect = { ...ownEffects, memory_peak: 0.1 };
/** No effect is too small, and few comparisons share the false alarms. Only the statistical test remains. */
const noMinEffect = { p50: 1e-9, cpu_per_request: 1e-9 };
export const gatingWithoutFloors = 4;

export function settingsOf(budgetSec, { floors = true } = {}) {
  return {
    ...defaults,
    min_effect: floors ? minEffect : noMinEffect,
    budget_ms: 1000 * budgetSec,
    gating: floors ? gating : gatingWithoutFloors,
  };
}

/** The number of rounds that fit into the budget after one rehearsal round. */
export function roundsInBudget(conditions, budgetSec) {
  const { roundSec, firstRoundSec } = shapeOf(conditions);
  return plannedRounds(1000 * (budgetSec - firstRoundSec), 1000 * roundSec, { atOnce: conditions.pairs ?? 1 });
}

/** The quick check knows only the metrics that gate at the usual rate. */
const prefilterOf = ({ ratePerSec }) => (ratePerSec === undefined ? couldDecide : () => true);

/** Measures round after round until the stopping rule holds or the planned rounds end. */
export function decide(
  pullRequest,
  conditions,
  settings,
  { effect = 0, recheck, prefilter = prefilterOf(conditions) } = {},
) {
  const planned = roundsInBudget(conditions, settings.budget_ms / 1000);
  const { firstRoundSec, ...shape } = shapeOf(conditions);
  const roundSec = shape.roundSec / (conditions.pairs ?? 1);
  const scenarioOf = (n) => ({
    id: "simulated",
    mode: { kind: "duet", reason: "simulated" },
    phases: [],
    rounds: pullRequest.rounds(n, effect),
    rounds_planned: planned,
    round_ms: 1000 * roundSec,
    limits: [],
  });
  const options = recheck === undefined ? {} : { recheck };
  const canStop = (measured) =>
    prefilter(measured.rounds, settings.min_effect, recheck?.keys) && canStopMeasuring(measured, settings, options);
  let n = Math.min(4, planned);
  let scenario = scenarioOf(n);
  while (n < planned && !canStop(scenario)) {
    n = Math.min(planned, n + 2);
    scenario = scenarioOf(n);
  }
  return { scenario, seconds: firstRoundSec + n * roundSec };
}

/** The judge's verdict on the measured rounds, and the duration in seconds. */
export function verdictOf({ scenario, seconds }, settings) {
  const { verdict, scenarios } = judge(resultsOf(scenario, settings));
  const gatingComparisons = scenarios[0].comparisons.filter((comparison) => comparison.gating);
  const allShown = gatingComparisons.every(({ outcome }) => goodOutcomes.includes(outcome));
  return {
    failed: verdict.kind === "fail",
    passed: verdict.kind === "pass",
    allShown,
    seconds,
    confirm: verdict.confirm === true,
    scenarios,
  };
}

/** The same verdict, confirmed on a second machine if that could clear the first one's verdict. */
export function confirmedVerdict(first, firstVerdict, second, conditions, settings) {
  if (!firstVerdict.confirm) return firstVerdict;
  const recheck = recheckScope(firstVerdict.scenarios, settings);
  const again = decide(second, conditions, settings, { recheck }).scenario;
  const { environment, provenance } = resultsOf(again, settings);
  const confirmation = {
    environment,
    started_at: provenance.started_at,
    rounds: again.rounds,
    rounds_planned: again.rounds_planned,
    round_ms: again.round_ms,
  };
  return verdictOf({ ...first, scenario: { ...first.scenario, confirmation } }, settings);
}

function resultsOf(scenario, settings) {
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
