import type { ComparedMetric } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { metricChange, metricInterval, metricThreshold, metricValue } from "../wording/metricText.ts";
import { doubtOn } from "../wording/undecidedText.ts";
import { type ShownOutcome, severityRank, shownOutcome } from "./outcomes.ts";

/** A comparison as a row of a table. */
export interface ComparisonRow extends Comparison {
  readonly scenario: string;
  readonly requestLabel: string;
  /** The row is about all requests of a scenario that has several. */
  readonly hasSeveralRequests: boolean;
}

/**
 * All comparisons: first those that gate, the worst outcome first. Among those that gate and are undecided, the largest
 * change comes first, in smallest changes that matter.
 */
export function comparisonRows({ scenarios }: Results): readonly ComparisonRow[] {
  return scenarios
    .flatMap((scenario) => scenario.comparisons.map((comparison) => createRow(scenario, comparison)))
    .toSorted(
      (a, b) => Number(b.gating) - Number(a.gating) || severityRank(a) - severityRank(b) || doubtRank(b) - doubtRank(a),
    );
}

function doubtRank(row: ComparisonRow): number {
  const { gating, change_ratio = 0, min_effect_ratio = Number.POSITIVE_INFINITY } = row;
  return gating && shownOutcome(row) === "undecided" ? change_ratio / min_effect_ratio : 0;
}

function createRow(scenario: ScenarioResult, comparison: Comparison): ComparisonRow {
  const singleRequest = singleRequestName(scenario, comparison.request);
  return {
    ...comparison,
    scenario: scenario.id,
    requestLabel: singleRequest ?? severalRequests,
    hasSeveralRequests: singleRequest === undefined,
  };
}

const severalRequests = "all requests";

/** The request's name. "All requests" of a scenario with a single request is that request. */
export function requestLabel(scenario: ScenarioResult | undefined, request: string): string {
  return singleRequestName(scenario, request) ?? severalRequests;
}

function singleRequestName(scenario: ScenarioResult | undefined, request: string): string | undefined {
  if (request !== allRequests) return request;
  const [first, ...others] = scenario?.phases[0]?.requests ?? [];
  return others.length === 0 ? first?.name : undefined;
}

const quietOutcomes: readonly ShownOutcome[] = ["unchanged", "not_worse", "new"];

/** The rows that gate and changed, or could not be decided. */
export function noteworthyRows(results: Results): readonly ComparisonRow[] {
  return comparisonRows(results).filter((row) => row.gating && !quietOutcomes.includes(shownOutcome(row)));
}

export interface ComparisonColumns {
  readonly hasScenario: boolean;
  /** A first run has nothing to compare with: only the head's values. */
  readonly hasBase: boolean;
}

export function comparisonColumns({ scenarios }: Results): ComparisonColumns {
  const comparisons = scenarios.flatMap((scenario) => scenario.comparisons);
  const hasBase = comparisons.some(({ outcome, base }) => outcome !== "new" || base !== undefined);
  return { hasScenario: scenarios.length > 1, hasBase };
}

export function comparisonHeader({ hasScenario, hasBase }: ComparisonColumns): readonly string[] {
  const first = ["", ...(hasScenario ? ["scenario"] : []), "request", "metric"];
  return hasBase ? [...first, "base", "head", "change [95 %]", "fails from"] : [...first, "head"];
}

/** The columns with numbers, which are aligned to the right. */
export function numberColumns({ hasScenario, hasBase }: ComparisonColumns): readonly number[] {
  const first = hasScenario ? 4 : 3;
  return hasBase ? [first, first + 1] : [first];
}

export function valueText(metric: ComparedMetric, value: number | undefined): string {
  return value === undefined ? "–" : metricValue(metric, value);
}

/** The change with its interval: +31 % [24, 39]. Empty if there is none. */
export function changeText({ change_ratio, interval, metric }: Comparison): string {
  return change_ratio === undefined ? "" : metricChange(metric, change_ratio, interval);
}

/** The parts of `changeText`, for reports that emphasize the estimate. */
export function changeParts({ change_ratio, interval, metric }: Comparison): {
  readonly estimate: string;
  readonly interval: string;
} {
  if (change_ratio === undefined) return { estimate: "", interval: "" };
  return {
    estimate: metricChange(metric, change_ratio, undefined),
    interval: interval === undefined ? "" : ` ${metricInterval(metric, interval)}`,
  };
}

/** The smallest change that fails, and why this comparison is undecided or does not fail. */
export function failsFrom(comparison: Comparison): string {
  const { metric, min_effect_ratio, gating } = comparison;
  if (!gating) return "shown only";
  if (min_effect_ratio === undefined) return "";
  const threshold = metricThreshold(metric, min_effect_ratio);
  const remark = remarkOn(comparison);
  return remark === undefined ? threshold : `${threshold} · ${remark}`;
}

function remarkOn(comparison: Comparison): string | undefined {
  const { accepted, reason } = comparison;
  if (accepted !== undefined) return `accepted: ${accepted}`;
  const recheck = recheckRemark(comparison);
  if (recheck !== undefined) return recheck;
  return shownOutcome(comparison) === "undecided" && reason === undefined ? doubtOn(comparison).short : undefined;
}

/** The result of a second machine. */
function recheckRemark({ confirmed, metric, second }: Comparison): string | undefined {
  if (confirmed !== undefined)
    return `confirmed on a second machine: ${metricChange(metric, confirmed.change_ratio, confirmed.interval)}`;
  return second === undefined ? undefined : recheckRemarks[second];
}

const recheckRemarks = {
  cleared: "ruled out on a second machine",
  open: "undecided on a second machine",
  not_measured: "not measured on a second machine",
} as const;
