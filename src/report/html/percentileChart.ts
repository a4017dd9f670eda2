import type { Arm } from "../../model/plan.ts";
import { allRequests } from "../../model/plan.ts";
import type { PhaseResult } from "../../model/results.ts";
import { decodeHistogram, type Histogram, mergeHistograms } from "../../stats/histogram.ts";
import { formatMs } from "../../util/format.ts";
import { linear, logTicks, padded, type Scale } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/**
 * Latency by percentile, as HdrHistogram plots it. The horizontal axis is 1 / (1 - p), logarithmic, so that each nine
 * of the tail gets the same width. The vertical axis is logarithmic too: equal ratios are equal distances.
 */

/** In px from the top of the chart. */
const top = 18;
const bottom = 196;
const height = 258;
/** Shares of requests, each with a grid line. */
const gridShares = [0, 0.5, 0.9, 0.99, 0.999] as const;
const widthPercent = linear([0, 3], [12, 97]);
const x: Scale = (share) => widthPercent(-Math.log10(1 - share));

interface Curve {
  readonly arm: Arm;
  readonly times: Histogram;
}

/** All measured phases of an arm together, for one request or for all. `undefined` if no request succeeded. */
export function percentileChart(phases: readonly PhaseResult[], request: string, title: string): Markup | undefined {
  const curves = (["base", "head"] as const).flatMap((arm) => curveOf(phases, arm, request) ?? []);
  if (curves.length === 0) return undefined;
  const y = latencyScale(curves);
  const label = `${title}: latency by percentile. ${curves.map(describeCurve).join(". ")}`;
  return markup`<figure>
<figcaption><b>${title}</b> latency by percentile</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(y)}
<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">
${gap(curves, y)}${curves.map((curve) => line(curve, y))}</svg>
${curves.map((curve, i) => figures(curve, y, bottom + 36 + 18 * i))}
</svg>
</figure>`;
}

function curveOf(phases: readonly PhaseResult[], arm: Arm, request: string): Curve | undefined {
  const measured = phases.filter((phase) => phase.arm === arm && !phase.warmup);
  const loads =
    request === allRequests
      ? measured
      : measured.flatMap(({ requests }) => requests.filter(({ name }) => name === request));
  const withSuccesses = loads.filter(({ response_time_ms }) => response_time_ms !== undefined);
  const times = mergeHistograms(withSuccesses.map(({ histogram }) => decodeHistogram(histogram)));
  return times.count === 0 ? undefined : { arm, times };
}

interface LatencyScale {
  readonly of: Scale;
  readonly ticks: readonly number[];
}

function latencyScale(curves: readonly Curve[]): LatencyScale {
  const [low, high] = padded(
    curves.flatMap(points).map(([, value]) => Math.log10(value)),
    0.06,
  );
  const y = linear([low, high], [bottom, top]);
  return { of: (value) => y(Math.log10(value)), ticks: logTicks([10 ** low, 10 ** high]) };
}

/** The smallest step of the histogram, in ms. 0 has no logarithm. */
const smallestMs = 0.001;
const curvePoints = 120;

/** [share, latency in ms] along the axis. The curve ends at the slowest request: ten requests have no p99. */
function points({ times }: Curve): readonly (readonly [number, number])[] {
  const nines = Math.min(3, Math.log10(times.count));
  return Array.from({ length: curvePoints + 1 }, (_, i) => 1 - 10 ** ((-nines * i) / curvePoints)).map(
    (share) => [share, latencyAt(times, share)] as const,
  );
}

const latencyAt = (times: Histogram, share: number): number => Math.max(smallestMs, times.quantile(share) ?? 0);

const path = (curve: Curve, y: LatencyScale): readonly string[] =>
  points(curve).map(([share, value]) => `${x(share)},${y.of(value)}`);

function line(curve: Curve, y: LatencyScale): Markup {
  return markup`<polyline class="line ${curve.arm}" points="${path(curve, y).join(" ")}" />
`;
}

/** The area between the two curves. */
function gap(curves: readonly Curve[], y: LatencyScale): Markup | undefined {
  const [base, head] = curves;
  if (base === undefined || head === undefined) return undefined;
  return markup`<polygon class="gap" points="${[...path(base, y), ...path(head, y).toReversed()].join(" ")}" />
`;
}

function grid(y: LatencyScale): Markup {
  const rows = y.ticks.map(
    (tick) => markup`<line class="grid" x1="0" x2="100%" y1="${y.of(tick)}" y2="${y.of(tick)}" />
<text class="unit" x="0" y="${y.of(tick) - 4}">${formatMs(tick)}</text>
`,
  );
  const columns = gridShares.map(
    (share) => markup`<line class="grid" x1="${x(share)}%" x2="${x(share)}%" y1="${top}" y2="${bottom}" />
<text x="${x(share)}%" y="${bottom + 18}" text-anchor="${anchor(share)}">${percentText(share)}</text>
`,
  );
  return markup`${rows}${columns}`;
}

/** The latencies of one arm below the axis, each with a dot on its curve. */
function figures({ arm, times }: Curve, y: LatencyScale, baseline: number): Markup {
  const cells = shownShares(times).map((share) => {
    const value = latencyAt(times, share);
    return markup`<circle class="mark ${arm}" cx="${x(share)}%" cy="${y.of(value)}" r="3"><title>${arm} ${percentText(share)}: ${formatMs(value)}</title></circle>
<text class="${arm}" x="${x(share)}%" y="${baseline}" text-anchor="${anchor(share)}">${formatMs(value)}</text>
`;
  });
  return markup`<text class="${arm}" x="0" y="${baseline}">${arm}</text>${cells}`;
}

/** Percentiles beyond which there is at least one request. 1e-9 is for the rounding of 1 - 0.999. */
function shownShares(times: Histogram): readonly number[] {
  return gridShares.filter((share) => share > 0 && times.count * (1 - share) > 1 - 1e-9);
}

/** 99.9 %: never rounded to 100 %. */
const percentText = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
const anchor = (share: number): string => (share === 0.999 ? "end" : "middle");

function describeCurve({ arm, times }: Curve): string {
  const percentiles = shownShares(times).map(
    (share) => `${percentText(share)} within ${formatMs(latencyAt(times, share))}`,
  );
  return `${arm}: ${percentiles.join(", ")}`;
}
