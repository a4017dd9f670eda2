import { slaRuleOf } from "../model/metric.ts";
import type { SlaCheck } from "../model/verdict.ts";
import { formatNumber, plural } from "../util/format.ts";
import { metricValue } from "../wording/metricText.ts";

/** ≤ 100 ms, ≥ 1,000/s. */
export function slaLimit({ metric, limit }: SlaCheck): string {
  return `${slaRuleOf(metric).limit === "at_least" ? "≥" : "≤"} ${metricValue(metric, limit)}`;
}

/** 2 of 6 limits breached, 1 undecided, 1 not measured. `undefined` if all are met. */
export function unmetLimits(checks: readonly SlaCheck[]): string | undefined {
  const counts = unmetOutcomes.flatMap((outcome) => {
    const n = checks.filter((check) => check.outcome === outcome).length;
    return n === 0 ? [] : [{ outcome, n }];
  });
  const [first, ...others] = counts;
  if (first === undefined) return undefined;
  const text = ({ n, outcome }: typeof first) => `${formatNumber(n)} ${outcome.replace("_", " ")}`;
  const start = `${formatNumber(first.n)} of ${plural(checks.length, "limit")} ${first.outcome.replace("_", " ")}`;
  return [start, ...others.map(text)].join(", ");
}

const unmetOutcomes = ["breached", "undecided", "not_measured"] as const;
