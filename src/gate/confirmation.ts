import { isPaired } from "../model/comparisonMode.ts";
import { metricChange, metricLabel } from "../model/metric.ts";
import type { BaselineNote, Confirmation, MeasuredScenario, ScenarioResult, Settings } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { firstLine } from "../util/format.ts";
import { alphaOf, compare } from "./compare.ts";
import type { Alpha } from "./comparison.ts";
import type { Subject } from "./gatedMetrics.ts";
import { weighed } from "./loadCheck.ts";

/** Below so many times the smallest change that matters, a machine's own liking for one of the builds could have made it. */
const borderlineFactor = 2;

/**
 * A regression that a second machine may clear: the lower end of its interval is under twice what matters. A recorded
 * comparison is with other machines already.
 */
export function isBorderline(
  { outcome, gating, accepted, interval, min_effect_ratio }: Comparison,
  { mode, failure }: Pick<MeasuredScenario, "mode" | "failure">,
): boolean {
  if (!isPaired(mode) || failure !== undefined || !gating || outcome !== "regressed" || accepted !== undefined)
    return false;
  if (interval === undefined || min_effect_ratio === undefined) return false;
  return interval[0] < borderlineFactor * min_effect_ratio;
}

/** What is to be looked at again, and the chance of a false alarm that each of it may spend. */
export interface Doubt {
  readonly subjects: readonly Subject[];
  readonly alpha: Alpha;
}

/** Of scenarios that are compared and not yet confirmed: what a second machine should look at. */
export function doubtOf(scenarios: readonly Compared[], settings: Settings): Doubt {
  const subjects = scenarios.flatMap((scenario) =>
    scenario.comparisons
      .filter((comparison) => isBorderline(comparison, scenario))
      .map(({ request, metric, gating }) => ({ scenario: scenario.id, request, metric, gating })),
  );
  return { subjects, alpha: alphaOf(settings, subjects.length) };
}

type Compared = Omit<ScenarioResult, "sla">;

/** Every borderline regression of a scenario that a second machine has measured again, as both machines have it. */
export function withConfirmations<T extends Compared>(
  scenarios: readonly T[],
  settings: Settings,
  note: BaselineNote,
): readonly T[] {
  const { alpha } = doubtOf(scenarios, settings);
  return scenarios.map((scenario) => {
    const { confirmation } = scenario;
    if (confirmation === undefined) return scenario;
    const again = weighed(secondOf(scenario, confirmation));
    const comparisons = scenario.comparisons.map((first) =>
      isBorderline(first, scenario)
        ? resolved(first, compare({ scenario: scenario.id, ...first }, again, { settings, note, alpha }), again)
        : first,
    );
    return { ...scenario, comparisons };
  });
}

/** The scenario as the second machine measured it. */
function secondOf(
  { rounds_planned: _planned, round_ms: _round, dealing: _dealing, failure: _failure, ...bare }: MeasuredScenario,
  { environment: _machine, started_at: _when, ...second }: Confirmation,
): MeasuredScenario {
  return { ...bare, ...second };
}

/** What both machines say together. What the second could not measure does not clear what the first has found. */
function resolved(first: Comparison, second: Comparison, { failure }: MeasuredScenario): Comparison {
  const { outcome, change_ratio, interval, rounds } = second;
  if (failure !== undefined || change_ratio === undefined || interval === undefined) {
    const why = failure === undefined ? (second.reason ?? "it was not measured") : firstLine(failure);
    const reason = `${metricLabel(first.metric)} could not be confirmed on a second machine: ${why}`;
    return { ...first, second: "not_measured", reason };
  }
  switch (outcome) {
    case "regressed":
      return { ...first, confirmed: { change_ratio, interval, rounds } };
    case "unchanged":
    case "improved":
      return { ...first, outcome: "unchanged", second: "cleared", reason: both(first, second) };
    case "inconclusive":
    case "unstable":
      return { ...first, outcome: "inconclusive", second: "open", reason: both(first, second) };
    case "invalid":
    case "new":
      return {
        ...first,
        second: "not_measured",
        reason: `${metricLabel(first.metric)} could not be confirmed on a second machine`,
      };
  }
}

/** p95 +12 % [8, 16] on the first machine, +1 % [−2, 4] on a second one */
function both(first: Comparison, second: Comparison): string {
  const [here, there] = [first, second].map(({ metric, change_ratio, interval }) =>
    metricChange(metric, change_ratio ?? 0, interval),
  );
  return `${metricLabel(first.metric)} ${here} on the first machine, ${there} on a second one`;
}
