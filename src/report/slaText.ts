import { slaRuleOf } from "../model/metric.ts";
import type { SlaCheck } from "../model/verdict.ts";
import { formatNumber, plural } from "../util/format.ts";
import { metricValue } from "../wording/metricText.ts";

/** ≤ 100 ms, ≥ 1,000/s. */
export function slaLimit({ metric, limit }: SlaCheck): string {
  return `${slaRuleOf(metric).limit === "at_least" ? "≥" : "≤"} ${metricValue(metric, limit)}`;
}

/** 2 of 6 limits not met. `undefined` if all are met. */
export function unmetLimits(checks: readonly SlaCheck[]): string | undefined {
  const unmet = checks.filter(({ outcome }) => outcome !== "met").length;
  return unmet === 0 ? undefined : `${formatNumber(unmet)} of ${plural(checks.length, "limit")} not met`;
}
