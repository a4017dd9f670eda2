import { limitsOf, settingsOf } from "./analysis/scenario.ts";
import { noteOf, withRecorded } from "./baseline/evidence.ts";
import type { BaselineLookup } from "./baseline/lookup.ts";
import { judge } from "./gate/judge.ts";
import { gatingOf } from "./gate/subjects.ts";
import type { Plan } from "./model/plan.ts";
import type { Acceptance, MeasuredScenario, Results } from "./model/results.ts";

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
    const limited = plan === undefined ? measured : { ...measured, limits: [...limitsIn(plan, measured.id)] };
    return baseline === undefined ? limited : withRecorded(limited, baseline, results.environment);
  });
  return judge({
    ...results,
    scenarios,
    ...(plan === undefined ? {} : { settings: { ...settingsOf(plan), gating: gatingOf(plan) } }),
    ...(baseline === undefined ? {} : { baseline: noteOf(baseline) }),
    ...(accepted === undefined ? {} : { accepted: [...accepted] }),
    warnings: [...new Set([...results.warnings, ...warnings])],
  });
}

function limitsIn({ scenarios }: Plan, id: string) {
  const scenario = scenarios.find((one) => one.id === id);
  return scenario === undefined ? [] : limitsOf(scenario);
}
