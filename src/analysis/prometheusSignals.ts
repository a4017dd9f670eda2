import type { PrometheusReading, PrometheusValue, Reading } from "../model/reading.ts";
import type { RoundRecord } from "../model/record.ts";
import type { Signal } from "./signals.ts";

const isPrometheus = (reading: Reading): reading is PrometheusReading => reading.kind === "prometheus";

/** One signal for each series of a Prometheus page. Histograms become the quantile that loadgate.yml asks for. */
export function prometheusSignals(rounds: readonly RoundRecord[]): readonly Signal[] {
  const first = rounds.flatMap(({ phases }) => phases.flatMap(({ readings }) => readings.find(isPrometheus) ?? []))[0];
  return first === undefined ? [] : first.series.map((series) => signalOf(series, first.isOwn));
}

function signalOf(series: PrometheusValue, isOwn: boolean): Signal {
  const scope = isOwn ? "arm" : "machine";
  const { name } = series;
  const valueIn = (reading: Reading) =>
    isPrometheus(reading) ? reading.series.find((one) => one.name === name) : undefined;
  const read = (reading: Reading) => numberOf(valueIn(reading));
  if (series.type === "gauge") return { name, unit: "1", form: "level", scope, read };
  const { quantile } = series.type === "histogram" ? series : {};
  if (quantile === undefined) return { name, unit: "1/s", form: "counter", scope, read };
  const between = (before: Reading, after: Reading) => quantileBetween(valueIn(before), valueIn(after), quantile);
  return { name, unit: "1", form: "counter", scope, read, between };
}

/** Of a histogram: its observations so far. */
function numberOf(series: PrometheusValue | undefined): number | undefined {
  if (series === undefined) return undefined;
  return series.type === "histogram" ? series.buckets.at(-1)?.[1] : series.value;
}

/** Linear within a bucket, as histogram_quantile of Prometheus. `undefined` without observations in between. */
function quantileBetween(
  before: PrometheusValue | undefined,
  after: PrometheusValue | undefined,
  share: number,
): number | undefined {
  if (before?.type !== "histogram" || after?.type !== "histogram") return undefined;
  const counts = after.buckets.map(([atMost, count], i) => [atMost, count - (before.buckets[i]?.[1] ?? 0)] as const);
  const rank = share * (counts.at(-1)?.[1] ?? 0);
  if (rank <= 0) return undefined;
  const i = counts.findIndex(([, count]) => count >= rank);
  const [atMost, count] = counts[i] ?? [0, 0];
  const [lower, below] = counts[i - 1] ?? [0, 0];
  if (!Number.isFinite(atMost)) return lower;
  return count === below ? atMost : lower + ((atMost - lower) * (rank - below)) / (count - below);
}
