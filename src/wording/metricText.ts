import {
  type ComparedMetric,
  isDifference,
  type MetricName,
  type MetricUnit,
  metrics,
  type SlaMetric,
  slaRuleOf,
} from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { SlaCheck } from "../model/verdict.ts";
import {
  formatBytes,
  formatInteger,
  formatInterval,
  formatMs,
  formatPercent,
  formatRate,
  formatSignedInteger,
  formatSignedPoints,
  plural,
} from "../util/format.ts";

/** Texts for metrics, shared by the gate and the reports. */

export const metricLabel = (metric: MetricName): string => metrics[metric].label;

/** A value with its unit: 54 ms, 1.2 %, 97.2 MiB. */
export function metricValue(metric: MetricName, value: number): string {
  return inUnit[metrics[metric].unit](value);
}

const inUnit: Readonly<Record<MetricUnit, (value: number) => string>> = {
  ms: formatMs,
  bytes: formatBytes,
  "bytes/request": (value) => `${formatInteger(value)} B`,
  ratio: formatPercent,
  "1/s": formatRate,
};

/** A change with its interval: +31 % [24, 39]. The difference of two rates is in percentage points: +1.2 pp. */
export function metricChange(
  metric: ComparedMetric,
  change: number,
  bounds: readonly [number, number] | undefined,
): string {
  const isInBytes = metrics[metric].unit === "bytes/request";
  const text = isInBytes ? `${formatSignedInteger(change)} B` : `${formatSignedPoints(change)} ${changeUnit(metric)}`;
  return bounds === undefined ? text : `${text} ${metricInterval(metric, bounds)}`;
}

/** The interval of a change, without its unit: [24, 39]. */
export function metricInterval(metric: ComparedMetric, bounds: readonly [number, number]): string {
  return metrics[metric].unit === "bytes/request"
    ? `[${bounds.map(formatInteger).join(", ")}]`
    : formatInterval(bounds);
}

/** The smallest change that fails: +10 %, +0.2 pp, +64 B; −9.1 % where a fall is a regression. */
export function metricThreshold(metric: ComparedMetric, change: number): string {
  if (metrics[metric].unit === "bytes/request") return `+${formatInteger(change)} B`;
  const sign = change < 0 ? "−" : "+";
  return `${sign}${formatPercent(Math.abs(change)).replace("%", changeUnit(metric))}`;
}

const changeUnit = (metric: ComparedMetric): string => (isDifference(metric) ? "pp" : "%");

/** the base has 8.5 ms, and breaches it, too */
function baseText(metric: SlaMetric, limit: number, value: number): string {
  const isBreached = slaRuleOf(metric).limit === "at_least" ? value < limit : value > limit;
  return `the base has ${metricValue(metric, value)}${isBreached ? ", and breaches it, too" : ""}`;
}

/** p99 is 8.75 ms (1,440 requests), the SLA wants at most 5 ms; the base has 8.5 ms */
export function slaSentence({
  metric,
  request,
  limit,
  value,
  base_value,
  requests,
  reason,
}: Omit<SlaCheck, "outcome">): string {
  const subject = request === allRequests ? metricLabel(metric) : `${metricLabel(metric)} of ${request}`;
  const bound = metrics[metric].sla.limit === "at_least" ? "at least" : "at most";
  const requirement = `the SLA wants ${bound} ${metricValue(metric, limit)}`;
  const restsOn = requests === undefined || reason !== undefined ? "" : ` (${plural(requests, "request")})`;
  const context = [
    ...(base_value === undefined ? [] : [baseText(metric, limit, base_value)]),
    ...(reason === undefined ? [] : [reason]),
  ]
    .map((part) => `; ${part}`)
    .join("");
  return value === undefined
    ? `${subject} was not measured${reason === undefined ? "" : ` (${reason})`}, ${requirement}`
    : `${subject} is ${metricValue(metric, value)}${restsOn}, ${requirement}${context}`;
}
