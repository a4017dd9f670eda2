import type { SeriesExpression, SeriesSelector } from "../../model/plan.ts";
import type { PrometheusValue } from "../../model/reading.ts";
import { type MetricsPage, numberOf, type PageSample } from "./page.ts";

/** Chooses series from a page. */
export interface SeriesChoice {
  readonly isWanted: (sampleName: string) => boolean;
  /** A series that the page does not have, or whose value is no number, is left out. */
  readonly read: (page: MetricsPage) => readonly PrometheusValue[];
  /** Names that the page should have. */
  readonly names: readonly string[];
}

export function chooseSeries(expressions: Readonly<Record<string, SeriesExpression>>): SeriesChoice {
  const entries = Object.entries(expressions);
  if (entries.length === 0) return standardSeries;
  const metrics = new Set(entries.flatMap(([, { selector }]) => [selector.metric, `${selector.metric}_bucket`]));
  return {
    isWanted: (name) => metrics.has(name),
    read: (page) => entries.flatMap(([name, expression]) => evaluate(name, expression, page) ?? []),
    names: entries.map(([name]) => name),
  };
}

function evaluate(name: string, expression: SeriesExpression, page: MetricsPage): PrometheusValue | undefined {
  const { kind, selector } = expression;
  const isHistogram = kind === "quantile" || (kind === "value" && page.types.get(selector.metric) === "histogram");
  if (isHistogram) {
    const buckets = bucketsOf(samplesOf(page, { ...selector, metric: `${selector.metric}_bucket` }));
    if (buckets === undefined) return undefined;
    return { name, type: "histogram", buckets, ...(kind === "quantile" && { quantile: expression.quantile }) };
  }
  const value = sumOf(samplesOf(page, selector));
  if (value === undefined) return undefined;
  return { name, type: kind === "rate" ? "counter" : typeOf(selector.metric, page), value };
}

const samplesOf = ({ samples }: MetricsPage, { metric, labels }: SeriesSelector): readonly PageSample[] =>
  samples.filter(
    (sample) =>
      sample.name === metric && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );

function sumOf(samples: readonly PageSample[]): number | undefined {
  const sum = samples.reduce((total, { value }) => total + value, 0);
  return samples.length > 0 && Number.isFinite(sum) ? sum : undefined;
}

/** Adds the histograms of all label sets up. `undefined` without the bucket +Inf, which has all observations. */
function bucketsOf(samples: readonly PageSample[]): readonly (readonly [number, number])[] | undefined {
  const counts = new Map<number, number>();
  for (const { labels, value } of samples) {
    const atMost = numberOf(labels["le"] ?? "");
    if (atMost === undefined || Number.isNaN(atMost) || !Number.isFinite(value)) return undefined;
    counts.set(atMost, (counts.get(atMost) ?? 0) + value);
  }
  return counts.has(Number.POSITIVE_INFINITY) ? [...counts].toSorted(([a], [b]) => a - b) : undefined;
}

/** The sums and counts of a histogram or summary only grow, and so does _total of OpenMetrics. */
function typeOf(metric: string, { types }: MetricsPage): "counter" | "gauge" {
  const [, family = metric, suffix] = /^(.*)_(total|sum|count)$/.exec(metric) ?? [];
  const type = types.get(metric);
  if (type !== undefined && type !== "unknown" && type !== "untyped") return type === "counter" ? "counter" : "gauge";
  if (suffix === "total") return "counter";
  const ofFamily = types.get(family);
  return suffix !== undefined && (ofFamily === "histogram" || ofFamily === "summary") ? "counter" : "gauge";
}

/** Metrics of the client libraries for Node, Go, Java and others. */
const standardPattern = /^(process|nodejs|go|jvm|python|dotnet|ruby)_/;
const constantPattern = /_(info|created)$|^process_start_time_seconds$/;
/** More series are no runtime's own. */
const mostStandard = 300;

const standardSeries: SeriesChoice = {
  isWanted: (name) => standardPattern.test(name) && !constantPattern.test(name),
  read(page) {
    const [inBuckets, plain] = split(page.samples, ({ name }) => name.endsWith("_bucket"));
    const histograms = [...Map.groupBy(inBuckets, ({ name }) => name)].flatMap(([name, samples]) => {
      const buckets = bucketsOf(samples);
      return buckets === undefined ? [] : [{ name: name.replace(/_bucket$/, ""), type: "histogram", buckets } as const];
    });
    const values = plain.flatMap(({ name, labels, value }) =>
      Number.isFinite(value) ? [{ name: name + labelText(labels), type: typeOf(name, page), value }] : [],
    );
    return [...histograms, ...values].slice(0, mostStandard);
  },
  names: [],
};

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/**
 * Leaves out counters that went back. Each process of a service may have counters of its own, so that two pages may come
 * from different ones.
 */
export function withoutResets<R extends { readonly series: readonly PrometheusValue[] }>(
  readings: readonly R[],
): { readonly readings: readonly R[]; readonly reset: readonly string[] } {
  const before = new Map<string, number>();
  const reset = new Set<string>();
  for (const value of readings.flatMap(({ series }) => series)) {
    const count = countOf(value);
    if (count === undefined) continue;
    if (count < (before.get(value.name) ?? 0)) reset.add(value.name);
    before.set(value.name, count);
  }
  if (reset.size === 0) return { readings, reset: [] };
  const kept = readings.map((one) => ({ ...one, series: one.series.filter(({ name }) => !reset.has(name)) }));
  return { readings: kept, reset: [...reset] };
}

function countOf(value: PrometheusValue): number | undefined {
  switch (value.type) {
    case "gauge":
      return undefined;
    case "counter":
      return value.value;
    case "histogram":
      return value.buckets.at(-1)?.[1];
  }
}
