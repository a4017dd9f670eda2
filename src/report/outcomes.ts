import type { Results } from "../model/results.ts";
import type { Comparison, Outcome } from "../model/verdict.ts";
import { plural } from "../util/format.ts";

/**
 * The outcome that a report shows. An accepted regression does not count as a regression. Why a comparison is undecided
 * stands beside it.
 */
export type ShownOutcome = Exclude<Outcome, Undecided> | "accepted" | "undecided";

type Undecided = "inconclusive" | "unstable";

export function shownOutcome({ outcome, accepted }: Comparison): ShownOutcome {
  if (accepted !== undefined) return "accepted";
  return outcome === "inconclusive" || outcome === "unstable" ? "undecided" : outcome;
}

export const outcomeSign: Readonly<Record<ShownOutcome, string>> = {
  regressed: "❌",
  accepted: "🆗",
  improved: "🟢",
  unchanged: "✅",
  not_worse: "✅",
  below_floor: "🔸",
  undecided: "❔",
  invalid: "⚠️",
  new: "🆕",
};

/** below floor */
export const outcomeLabel = (outcome: string): string => outcome.replace("_", " ");

/** The worst first. */
const outcomesBySeverity: readonly ShownOutcome[] = [
  "regressed",
  "accepted",
  "invalid",
  "undecided",
  "below_floor",
  "improved",
  "new",
  "not_worse",
  "unchanged",
];

/** 0 is the worst outcome. */
export const severityRank = (comparison: Comparison): number => outcomesBySeverity.indexOf(shownOutcome(comparison));

/** Counts the comparisons that gate: 1 regressed · 2 undecided · 9 unchanged. */
export function outcomeCounts({ scenarios }: Results): string {
  const comparisons = scenarios.flatMap((scenario) => scenario.comparisons);
  const gating = comparisons.filter((comparison) => comparison.gating);
  const counts = outcomesBySeverity.flatMap((outcome) => {
    const n = gating.filter((comparison) => shownOutcome(comparison) === outcome).length;
    return n === 0 ? [] : [`${n} ${outcomeLabel(outcome)}`];
  });
  if (counts.length > 0) return counts.join(" · ");
  // Main's comparisons with its anchor build never gate.
  return comparisons.length > 0 ? `${plural(comparisons.length, "comparison")}, shown only` : "nothing compared";
}
