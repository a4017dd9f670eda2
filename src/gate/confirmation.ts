import type { BaselineNote, Confirmation, MeasuredScenario, ScenarioResult, Settings } from "../model/results.ts";
import { type Comparison, isBeyondMinimum } from "../model/verdict.ts";
import { firstLine } from "../util/format.ts";
import { metricChange, metricLabel } from "../wording/metricText.ts";
import { alphaOf, compareMetrics } from "./compare.ts";
import type { Alpha } from "./comparison.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { judgingStrategies } from "./judgingStrategies.ts";

/** Below this multiple of the minimum effect, the machine may have caused the regression: it may favour one build. */
const borderlineFactor = 2;

/** True if a second machine may clear the regression: its interval begins below twice the minimum effect. */
export function isBorderline(
  comparison: Comparison,
  { mode, failure }: Pick<MeasuredScenario, "mode" | "failure">,
): boolean {
  const { outcome, gating, accepted, interval, min_effect_ratio } = comparison;
  if (!judgingStrategies[mode.kind].isConfirmable || failure !== undefined) return false;
  if (!gating || outcome !== "regressed" || accepted !== undefined) return false;
  if (interval === undefined || min_effect_ratio === undefined) return false;
  return !isBeyondMinimum(comparison, borderlineFactor);
}

/** The comparisons that a second machine measures again. */
export interface RecheckScope {
  readonly keys: readonly MetricKey[];
  readonly alpha: Alpha;
}

/** The borderline regressions of scenarios that are compared but not yet confirmed. */
export function recheckScope(scenarios: readonly ComparedScenario[], settings: Settings): RecheckScope {
  const keys = scenarios.flatMap((scenario) => borderlineIn(scenario).map((comparison) => keyOf(scenario, comparison)));
  return { keys, alpha: alphaOf(settings, keys.length) };
}

type ComparedScenario = Omit<ScenarioResult, "sla">;

const borderlineIn = (scenario: ComparedScenario): readonly Comparison[] =>
  scenario.comparisons.filter((comparison) => isBorderline(comparison, scenario));

function keyOf({ id }: ComparedScenario, { request, metric, gating }: Comparison): MetricKey {
  return { scenario: id, request, metric, gating };
}

/** Combines each borderline regression with the second machine's measurement, if there is one. */
export function withConfirmations<T extends ComparedScenario>(
  scenarios: readonly T[],
  settings: Settings,
  baseline: BaselineNote,
): readonly T[] {
  const { alpha } = recheckScope(scenarios, settings);
  return scenarios.map((scenario) => {
    const { confirmation } = scenario;
    if (confirmation === undefined) return scenario;
    const borderline = borderlineIn(scenario);
    const keys = borderline.map((comparison) => keyOf(scenario, comparison));
    const again = compareMetrics(keys, asMeasuredAgain(scenario, confirmation), { settings, baseline, alpha });
    const comparisons = scenario.comparisons.map((first) => {
      const second = again[borderline.indexOf(first)];
      return second === undefined ? first : combine(first, second, confirmation);
    });
    return { ...scenario, comparisons };
  });
}

/** The scenario with the second machine's rounds instead of the first machine's. */
function asMeasuredAgain(
  { rounds_planned: _planned, round_ms: _round, dealing: _dealing, failure: _failure, ...scenario }: MeasuredScenario,
  { environment: _machine, started_at: _when, ...second }: Confirmation,
): MeasuredScenario {
  return { ...scenario, ...second };
}

/** The outcome over both machines. A second machine that could not measure the metric does not clear its regression. */
function combine(first: Comparison, second: Comparison, { failure }: Confirmation): Comparison {
  const { outcome, change_ratio, interval, rounds } = second;
  const unconfirmed = `${metricLabel(first.metric)} could not be confirmed on a second machine`;
  if (failure !== undefined || change_ratio === undefined || interval === undefined) {
    const cause = failure === undefined ? (second.reason ?? "it was not measured") : firstLine(failure);
    return { ...first, second: "not_measured", reason: `${unconfirmed}: ${cause}` };
  }
  switch (outcome) {
    case "regressed":
      return { ...first, confirmed: { change_ratio, interval, rounds } };
    case "unchanged":
    case "not_worse":
    case "below_floor":
    case "improved":
      return { ...first, outcome: "unchanged", second: "cleared", reason: bothChanges(first, second) };
    case "inconclusive":
    case "unstable":
      return {
        ...first,
        outcome: "inconclusive",
        second: "open",
        reason: `${bothChanges(first, second)}: run both jobs again`,
      };
    case "invalid":
    case "new":
      return { ...first, second: "not_measured", reason: unconfirmed };
  }
}

/** p95 +12 % [8, 16] on the first machine, +1 % [−2, 4] on a second one */
function bothChanges(first: Comparison, second: Comparison): string {
  const [firstChange, secondChange] = [first, second].map(({ metric, change_ratio, interval }) =>
    metricChange(metric, change_ratio ?? 0, interval),
  );
  return `${metricLabel(first.metric)} ${firstChange} on the first machine, ${secondChange} on a second one`;
}
