import { limitsOf, settingsOf, thresholdsOf } from "../analysis/scenario.ts";
import { staleBaselineNotices } from "../baseline/age.ts";
import { attachRecordedRuns, baselineNote } from "../baseline/comparableRuns.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import { countGatingMetrics } from "../gate/gatedMetrics.ts";
import { judge } from "../gate/judge.ts";
import type { Notice, ReportedNotice } from "../model/notice.ts";
import type { Plan } from "../model/plan.ts";
import type { MeasuredScenario, Results } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { reportedNotice } from "../wording/noticeText.ts";

/** What differs from the first verdict. */
export interface RejudgeOptions {
  /** Judge by these thresholds and limits instead of the run's own. */
  readonly plan?: Plan;
  /** Compare with this baseline instead of the runs that the results carry. */
  readonly baseline?: BaselineLookup;
  /** Accept these regressions instead of those that the results carry. */
  readonly accepted?: readonly Acceptance[];
  /** Notices that the report shows in addition to those of the results. */
  readonly notices?: readonly Notice[];
}

/** Judges the same measurement again. Without options, the results are the same, byte for byte. */
export function rejudge(results: Results, { plan, baseline, accepted, notices = [] }: RejudgeOptions): Results {
  const scenarios = results.scenarios.map(({ comparisons: _, sla: __, ...measured }): MeasuredScenario => {
    const scenario = plan === undefined ? measured : withThresholdsOf(plan, measured);
    return baseline === undefined ? scenario : attachRecordedRuns(scenario, baseline, results.environment);
  });
  const settings =
    plan === undefined ? results.settings : { ...settingsOf(plan), gating: countGating(plan, scenarios) };
  const note = baseline === undefined ? results.baseline : baselineNote(baseline, results.provenance.started_at);
  const stale = staleBaselineNotices(note, settings).map(reportedNotice);
  const others = results.warnings.flatMap((warning) => (warning.kind === "baseline_old" ? stale : [warning]));
  return judge({
    ...results,
    scenarios,
    settings,
    baseline: note,
    ...(accepted === undefined ? {} : { accepted: [...accepted] }),
    warnings: withoutDuplicates([...others, ...stale, ...notices.map(reportedNotice)]),
  });
}

function withoutDuplicates(notices: readonly ReportedNotice[]): ReportedNotice[] {
  return [...new Map(notices.map((notice) => [notice.message, notice])).values()];
}

/** Counts the gating metrics of the measured scenarios only. */
function countGating(plan: Plan, measured: readonly MeasuredScenario[]): number {
  const ids = new Set(measured.map(({ id }) => id));
  return countGatingMetrics({ ...plan, scenarios: plan.scenarios.filter(({ id }) => ids.has(id)) });
}

/** The scenario with the limits and thresholds of the plan instead of its own. */
function withThresholdsOf(
  { scenarios }: Plan,
  { min_effect: _, min_change: __, ...measured }: MeasuredScenario,
): MeasuredScenario {
  const scenario = scenarios.find(({ id }) => id === measured.id);
  if (scenario === undefined) return { ...measured, limits: [] };
  return { ...measured, limits: [...limitsOf(scenario)], ...thresholdsOf(scenario) };
}
