import { isSlowToDecide } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { MeasuredScenario, Settings } from "../model/results.ts";
import { type Acceptance, type Comparison, goodOutcomes, type Outcome } from "../model/verdict.ts";
import { coveringAcceptance } from "./acceptance.ts";
import { alphaOf, comparedKeys, compareMetrics } from "./compare.ts";
import type { RecheckScope } from "./confirmation.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { isLook, roundProgress } from "./interimLooks.ts";
import { minorUndecided } from "./undecided.ts";

/** Further rounds cannot turn these into a regression that fails the run. */
const final: readonly Outcome[] = [...goodOutcomes, "new"];

export interface StopOptions {
  /** An accepted regression does not stop the measurement: the other comparisons still need their outcome. */
  readonly accepted?: readonly Acceptance[];
  /** On a second machine, the only comparisons that matter. Default: every gating comparison. */
  readonly recheck?: RecheckScope;
}

/**
 * True if measuring may stop before the planned rounds. Either a gating comparison has regressed, or all of them are
 * shown to be below the smallest change that matters, but for a few upper percentiles that are far from it.
 */
export function canStopMeasuring(
  scenario: MeasuredScenario,
  settings: Settings,
  { accepted = [], recheck = gatingScope(scenario, settings) }: StopOptions = {},
): boolean {
  if (!isLook(roundProgress(scenario))) return false;
  const keys = recheck.keys.filter((key) => key.scenario === scenario.id);
  const comparisons = compareMetrics(withMedianOfAll(keys, scenario), scenario, {
    settings,
    baseline: { kind: "not_asked" },
    alpha: recheck.alpha,
  });
  const gating = comparisons
    .filter((comparison) => comparison.gating)
    .map((comparison): Comparison => {
      if (comparison.outcome !== "regressed") return comparison;
      const key = { ...comparison, scenario: scenario.id };
      const isAccepted = coveringAcceptance(key, scenario, accepted) !== undefined;
      return isAccepted ? { ...comparison, outcome: "unchanged" } : comparison;
    });
  if (gating.length === 0) return false;
  if (gating.some(({ outcome }) => outcome === "regressed")) return true;
  const open = gating.filter(({ outcome }) => !final.includes(outcome));
  return open.length === 0 || mayStayOpen(open, comparisons, scenario, settings);
}

/** Fewer rounds than this do not say where an upper percentile lies, or a dependency. */
const fewestRoundsForOpen = 8;

/** True if the run passes with these undecided, and none of them is near the smallest change that matters. */
function mayStayOpen(
  open: readonly Comparison[],
  comparisons: readonly Comparison[],
  { rounds }: MeasuredScenario,
  { fail_on }: Settings,
): boolean {
  if (rounds.length < fewestRoundsForOpen || fail_on.includes("inconclusive")) return false;
  const minor = minorUndecided(comparisons);
  return open.every(
    (comparison) =>
      minor.includes(comparison) &&
      isSlowToDecide(comparison.metric) &&
      (comparison.change_ratio ?? 0) < (comparison.min_effect_ratio ?? 0) / 2,
  );
}

/** The median of all requests decides which comparisons may stay open, although it does not gate beside others. */
function withMedianOfAll(keys: readonly MetricKey[], { id }: MeasuredScenario): readonly MetricKey[] {
  const isThere = keys.some(({ request, metric }) => request === allRequests && metric === "p50");
  return isThere ? keys : [...keys, { scenario: id, request: allRequests, metric: "p50", gating: false }];
}

function gatingScope(scenario: MeasuredScenario, settings: Settings): RecheckScope {
  const keys = comparedKeys(scenario, settings).filter((key) => key.gating);
  return { keys, alpha: alphaOf(settings, Math.max(keys.length, settings.gating ?? 0)) };
}
