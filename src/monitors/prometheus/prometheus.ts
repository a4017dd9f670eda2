import type { PrometheusSpec, TlsSpec } from "../../model/plan.ts";
import type { PrometheusReading, Reading } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Clock } from "../../shell/clock.ts";
import type { RemoteSource, SourceConnection } from "../remoteMonitor.ts";
import { openPage, type PageAddress } from "./fetchPage.ts";
import { parsePage } from "./page.ts";
import { chooseSeries, type SeriesChoice, withoutResets } from "./series.ts";

export interface PrometheusOptions {
  readonly address: PageAddress;
  readonly series: PrometheusSpec["series"];
  readonly isOwn: boolean;
  readonly tls: TlsSpec;
  readonly clock: Clock;
  readonly onFailure: (reason: string) => void;
}

const timeoutMs = millis(1500);
/** The service prints the page, beside the requests that are measured. So it prints it once a second at most. */
const leastIntervalMs = millis(1000);
/** And for at most a twentieth of the time. */
const restPerRead = 19;

/** The metrics that a service or an exporter publishes. */
export function prometheusSource(options: PrometheusOptions): RemoteSource {
  const choice = chooseSeries(options.series);
  return { onFailure: options.onFailure, leastIntervalMs, connect: async () => openSource(options, choice) };
}

function openSource(options: PrometheusOptions, choice: SeriesChoice): SourceConnection {
  const { address, isOwn, tls, clock, onFailure } = options;
  const page = openPage(address, tls, timeoutMs);
  const seen = new Set<string>();
  let nextMs = Number.NEGATIVE_INFINITY;
  return {
    async read(moment) {
      const startMs = clock.nowMs();
      if (moment === "next" && startMs < nextMs) return undefined;
      const text = await page.fetch();
      const atMs = middle(startMs, clock.nowMs());
      const series = choice.read(parsePage(text, choice.isWanted));
      for (const { name } of series) seen.add(name);
      const endMs = clock.nowMs();
      nextMs = endMs + restPerRead * (endMs - startMs);
      return { kind: "prometheus", atMs, isOwn, series };
    },
    finish(readings) {
      const { readings: steady, reset } = withoutResets(readings.filter(isPrometheus));
      if (reset.length > 0) onFailure(resetText(reset));
      const missing = choice.names.filter((name) => !seen.has(name));
      if (missing.length > 0) onFailure(`the page has no sample of ${missing.join(", ")}`);
      return steady;
    },
    [Symbol.asyncDispose]: async () => page[Symbol.dispose](),
  };
}

const isPrometheus = (reading: Reading): reading is PrometheusReading => reading.kind === "prometheus";

/** The values are of some moment while the page was printed. */
const middle = (fromMs: Millis, toMs: Millis): Millis => millis((fromMs + toMs) / 2);

const resetText = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(", ")} went back, so that ${names.length === 1 ? "it is" : "they are"} left out: ` +
  "each process of the service seems to count for itself";
