import type { ComparedMetric } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { type Comparison, isBeyondMinimum } from "../model/verdict.ts";
import { formatDuration } from "../util/format.ts";
import { metricChange, metricInterval, metricThreshold, metricValue } from "../wording/metricText.ts";
import { severityRank } from "./outcomes.ts";

/** A comparison as a row of a table. */
export interface ComparisonRow extends Comparison {
  readonly scenario: string;
  readonly requestLabel: string;
  /** The row is about all requests of a scenario that has several. */
  readonly hasSeveralRequests: boolean;
}

/** All comparisons: first those that gate, the worst outcome first. Equal outcomes keep their order. */
export function comparisonRows({ scenarios }: Results): readonly ComparisonRow[] {
  return scenarios
    .flatMap((scenario) => scenario.comparisons.map((comparison) => createRow(scenario, comparison)))
    .toSorted((a, b) => Number(b.gating) - Number(a.gating) || severityRank(a) - severityRank(b));
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

/** The rows that gate and changed, or could not be decided. */
export function noteworthyRows(results: Results): readonly ComparisonRow[] {
  return comparisonRows(results).filter(
    ({ gating, outcome }) => gating && outcome !== "unchanged" && outcome !== "new",
  );
}

export interface ComparisonColumns {
  readonly hasScenario: boolean;
}

export function comparisonHeader({ hasScenario }: ComparisonColumns): readonly string[] {
  return ["", ...(hasScenario ? ["scenario"] : []), "request", "metric", "base", "head", "change [95 %]", "fails from"];
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
  const { metric, settle_ms, outcome, mde_ratio, accepted, reason } = comparison;
  if (accepted !== undefined) return `accepted: ${accepted}`;
  const recheck = recheckRemark(comparison);
  if (recheck !== undefined) return recheck;
  if (settle_ms !== undefined) return `needs about ${formatDuration(wholeMinutes(settle_ms))} more measuring`;
  if ((outcome !== "unstable" && outcome !== "inconclusive") || reason !== undefined) return undefined;
  if (isBeyondMinimum(comparison)) return "needs more rounds";
  if (outcome !== "unstable" || mde_ratio === undefined) return undefined;
  return Math.abs(mde_ratio) > 1 ? "too noisy" : `noise hides changes below ${metricThreshold(metric, mde_ratio)}`;
}

/** At least one minute. */
const wholeMinutes = (valueMs: number): number => Math.max(1, Math.ceil(valueMs / 60_000)) * 60_000;

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
