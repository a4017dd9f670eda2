import { isPaired } from "../model/comparisonMode.ts";
import { CouldNotMeasure, summaryOf } from "../model/errors.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import { minRounds } from "../model/record.ts";
import type { BaselineNote } from "../model/results.ts";
import { type Millis, millis } from "../model/unit.ts";
import { formatDuration } from "../util/format.ts";
import { countersText } from "../wording/pairsText.ts";
import type { ExperimentArms } from "./arms.ts";
import { comparisonMs, type PlannedScenario, planBudget } from "./budgetPlan.ts";
import type {
  CapacitySearchFor,
  Measurement,
  MeasureOptions,
  Mode,
  ScenarioMeasurement,
  StoppingRule,
} from "./measurement.ts";
import { strategyFor } from "./measuringStrategies.ts";
import { chooseMode } from "./modeChoice.ts";
import type { RoundContext } from "./round.ts";
import { SetupUnserved } from "./setupError.ts";

export interface ScenariosOptions {
  readonly baseline: BaselineNote["kind"];
  readonly stoppingRuleFor: (scenario: Scenario, mode: Mode) => StoppingRule;
  readonly capacitySearchFor: CapacitySearchFor;
}

/**
 * Measures the scenarios one after the other. They share the budget. After a failure, the others are not measured, and
 * neither are those that the budget has no time for.
 */
export async function measureScenarios(
  plan: Plan,
  arms: ExperimentArms,
  { baseline, stoppingRuleFor, capacitySearchFor }: ScenariosOptions,
  context: RoundContext,
): Promise<readonly ScenarioMeasurement[]> {
  const { base, missingBase } = arms;
  const lacksBase = missingBase !== undefined;
  const inputs = { ...(base && { base: base.description, isAnchor: base.isAnchor === true }), lacksBase, baseline };
  const planned = plan.scenarios.map((scenario) => ({ scenario, mode: chooseMode(scenario, inputs) }));
  const { gate } = plan;
  const { left, neededMs, shortage } = planBudget(planned, gate);
  if (shortage !== undefined && arms.failure === undefined) context.progress(shortage);
  const measurements: ScenarioMeasurement[] = [];
  let { failure } = arms;
  let remainingMs = gate.budgetMs;
  for (const [i, { scenario, mode }] of planned.entries()) {
    // The same failure would probably hit the next scenario too, and a short run lets the user fix it sooner.
    if (failure !== undefined) {
      measurements.push(notMeasured({ scenario, mode }, failure));
      continue;
    }
    const isFirst = measurements.every((other) => !isPaired(other.mode));
    if (left.has(scenario.id) || (!isFirst && remainingMs < shortestMs({ scenario, mode }, gate))) {
      measurements.push(notMeasured({ scenario, mode }, outOfBudget(gate.budgetMs, neededMs)));
      continue;
    }
    // The time that a scenario does not need goes to the next ones.
    const sharers = planned.slice(i).filter((other) => isPaired(other.mode) && !left.has(other.scenario.id)).length;
    const budgetMs = millis(remainingMs / Math.max(1, sharers));
    const stoppingRule = stoppingRuleFor(scenario, mode);
    const sharedCounters = countersText(plan.monitors);
    const options = {
      budgetMs,
      interleave: gate.interleave,
      pairs: gate.pairs,
      sharedCounters,
      stoppingRule,
      capacitySearchFor,
    };
    const startMs = context.clock.nowMs();
    const measured = await measureScenario(scenario, mode, arms, options, context);
    if (isPaired(mode)) remainingMs = millis(remainingMs - (context.clock.nowMs() - startMs));
    failure = measured.measurement.failure;
    measurements.push(measured);
  }
  return measurements;
}

const notMeasured = (planned: PlannedScenario, failure: unknown): ScenarioMeasurement => ({
  ...planned,
  measurement: { rounds: [], planned: 0, failure },
});

/** A comparison begins with a rehearsal and one round. */
const shortestMs = ({ scenario, mode }: PlannedScenario, { interleave }: Plan["gate"]): number =>
  (2 / (minRounds + 1)) * comparisonMs(scenario, mode, interleave);

const outOfBudget = (budgetMs: Millis, neededMs: Millis) =>
  new CouldNotMeasure(
    `not measured: gate.budget (${formatDuration(budgetMs)}) has no time for it, because all scenarios together need about ` +
      `${formatDuration(neededMs)}; raise it, or name fewer scenarios with --scenario`,
  );

async function measureScenario(
  scenario: Scenario,
  mode: Mode,
  { base, head }: ExperimentArms,
  options: MeasureOptions,
  context: RoundContext,
): Promise<ScenarioMeasurement> {
  if (head === undefined) throw new CouldNotMeasure("there is no head to measure");
  const measurement = await strategyFor(scenario, mode).measure(scenario, { base, head }, options, context);
  const alone = context.signal.aborted ? undefined : headAloneMode(mode, measurement);
  if (alone === undefined) return { scenario, mode, measurement };
  context.progress(`${scenario.id}: ${alone.reason}`);
  const ofHead = await strategyFor(scenario, alone).measure(scenario, { head }, options, context);
  return { scenario, mode: alone, measurement: ofHead };
}

/** The mode in which the head is measured without its base after that failure; `undefined` if the failure stands. */
function headAloneMode({ against }: Mode, { rounds, failure }: Measurement): Mode | undefined {
  // A base that served the setup in an earlier round is not what lacks it.
  if (failure instanceof SetupUnserved && rounds.length === 0) {
    const { step } = failure;
    return {
      kind: "recorded",
      reason: `head alone, because the base does not serve ${step}`,
      unserved_setup: step,
    };
  }
  if (against === undefined || failure === undefined) return undefined;
  // The anchor serves only to find drift.
  const reason = `main alone, because it could not be measured beside its anchor build: ${summaryOf(failure)}`;
  return { kind: "recorded", reason };
}
