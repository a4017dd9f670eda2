import type { MeasuredScenario, Settings } from "../model/results.ts";
import type { Acceptance, Outcome } from "../model/verdict.ts";
import { coveringAcceptance } from "./acceptance.ts";
import { alphaOf, comparedKeys, compareMetrics } from "./compare.ts";
import type { RecheckScope } from "./confirmation.ts";
import { isLook, roundProgress } from "./interimLooks.ts";

/** Further rounds cannot turn these into a regression that fails the run. */
const final: readonly Outcome[] = ["unchanged", "improved", "new"];

export interface StopOptions {
  /** An accepted regression does not stop the measurement: the other comparisons still need their outcome. */
  readonly accepted?: readonly Acceptance[];
  /** On a second machine, the only comparisons that matter. Default: every gating comparison. */
  readonly recheck?: RecheckScope;
}

/**
 * True if measuring may stop before the planned rounds. Either a gating comparison has regressed, or all of them are
 * shown to be below the smallest change that matters.
 */
export function canStopMeasuring(
  scenario: MeasuredScenario,
  settings: Settings,
  { accepted = [], recheck = gatingScope(scenario, settings) }: StopOptions = {},
): boolean {
  if (!isLook(roundProgress(scenario))) return false;
  const keys = recheck.keys.filter((key) => key.scenario === scenario.id);
  const comparisons = compareMetrics(keys, scenario, {
    settings,
    baseline: { kind: "not_asked" },
    alpha: recheck.alpha,
  });
  const outcomes = comparisons.map(({ outcome, request, metric }): Outcome => {
    if (outcome !== "regressed") return outcome;
    const key = { scenario: scenario.id, request, metric };
    return coveringAcceptance(key, scenario, accepted) === undefined ? outcome : "unchanged";
  });
  if (outcomes.length === 0) return false;
  return outcomes.includes("regressed") || outcomes.every((outcome) => final.includes(outcome));
}

function gatingScope(scenario: MeasuredScenario, settings: Settings): RecheckScope {
  const keys = comparedKeys(scenario, settings).filter((key) => key.gating);
  return { keys, alpha: alphaOf(settings, Math.max(keys.length, settings.gating ?? 0)) };
}
