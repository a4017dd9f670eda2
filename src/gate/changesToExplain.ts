import { isPaired } from "../model/comparisonMode.ts";
import type { LeadingChange } from "../model/leadingChange.ts";
import { isLatency, isOfDependencies } from "../model/metric.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";

/**
 * One change for each scenario that has a gating one, the most urgent first: a regression before an accepted one, that
 * before an improvement; latency before other metrics, and dependencies last; then the largest change. Only pairs of
 * builds have extra rounds, and main's comparison with its anchor needs none.
 */
export function changesToExplain({ scenarios }: Results): readonly LeadingChange[] {
  return (
    scenarios
      .filter(({ mode, failure }) => isPaired(mode) && mode.against === undefined && failure === undefined)
      // Extra rounds play phases, and a capacity search has none.
      .filter(({ scalability }) => scalability === undefined)
      .flatMap((scenario) => {
        const comparison = leadingComparison(scenario);
        return comparison === undefined ? [] : { scenario: scenario.id, comparison };
      })
      .toSorted((a, b) => byUrgency(a.comparison, b.comparison))
      .map(({ scenario, comparison }) => leadingChange(scenario, comparison))
  );
}

const leadingComparison = ({ comparisons }: ScenarioResult): Comparison | undefined =>
  comparisons.filter(({ gating, outcome }) => gating && ranked.includes(outcome)).toSorted(byUrgency)[0];

const ranked: readonly Comparison["outcome"][] = ["regressed", "improved"];

function byUrgency(a: Comparison, b: Comparison): number {
  const size = ({ change_ratio = 0 }: Comparison) => Math.abs(change_ratio);
  return (
    ranked.indexOf(a.outcome) - ranked.indexOf(b.outcome) ||
    Number(a.accepted !== undefined) - Number(b.accepted !== undefined) ||
    Number(isLatency(b.metric)) - Number(isLatency(a.metric)) ||
    Number(isOfDependencies(a.metric)) - Number(isOfDependencies(b.metric)) ||
    size(b) - size(a)
  );
}

function leadingChange(scenario: string, { request, metric, outcome }: Comparison): LeadingChange {
  return { scenario, request, metric, outcome: outcome === "improved" ? "improved" : "regressed" };
}
