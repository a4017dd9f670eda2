import { limitsOf, settingsOf, thresholdsOf } from "../analysis/scenario.ts";
import { ageWarning } from "../baseline/age.ts";
import { noteOf, withRecorded } from "../baseline/comparableRuns.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import { gatingOf } from "../gate/gatedMetrics.ts";
import { judge } from "../gate/judge.ts";
import type { Plan } from "../model/plan.ts";
import type { MeasuredScenario, Results } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";

export interface Changes {
  /** Judge by these thresholds and limits instead of the run's own. */
  readonly plan?: Plan;
  /** Compare with this baseline instead of the runs that the results carry. */
  readonly baseline?: BaselineLookup;
  /** Accept these regressions instead of those that the results carry. */
  readonly accepted?: readonly Acceptance[];
  /** What to warn of besides. */
  readonly warnings?: readonly string[];
}

/** The verdict again, from the same measurement: the same bytes, unless something else is to be judged by. */
export function rejudged(results: Results, { plan, baseline, accepted, warnings = [] }: Changes): Results {
  const scenarios = results.scenarios.map(({ comparisons: _, sla: __, ...measured }): MeasuredScenario => {
    const limited = plan === undefined ? measured : judgedBy(plan, measured);
    return baseline === undefined ? limited : withRecorded(limited, baseline, results.environment);
  });
  const settings = plan === undefined ? results.settings : { ...settingsOf(plan), gating: gatingIn(plan, scenarios) };
  const note = baseline === undefined ? results.baseline : noteOf(baseline, results.provenance.started_at);
  const [wasOld, isOld] = [ageWarning(results.baseline, results.settings), ageWarning(note, settings)];
  const told = results.warnings.filter((warning) => !wasOld.includes(warning) || isOld.includes(warning));
  return judge({
    ...results,
    scenarios,
    settings,
    baseline: note,
    ...(accepted === undefined ? {} : { accepted: [...accepted] }),
    warnings: [...new Set([...told, ...isOld, ...warnings])],
  });
}

/** Of the scenarios that were measured. */
function gatingIn(plan: Plan, measured: readonly MeasuredScenario[]): number {
  return gatingOf({ ...plan, scenarios: plan.scenarios.filter(({ id }) => measured.some((one) => one.id === id)) });
}

/** The scenario with the limits and thresholds that the plan has for it, instead of its own. */
function judgedBy(
  { scenarios }: Plan,
  { min_effect: _, min_change: __, ...measured }: MeasuredScenario,
): MeasuredScenario {
  const scenario = scenarios.find(({ id }) => id === measured.id);
  if (scenario === undefined) return { ...measured, limits: [] };
  return { ...measured, limits: [...limitsOf(scenario)], ...thresholdsOf(scenario) };
}
