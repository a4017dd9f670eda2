import type { Arm } from "../../model/plan.ts";
import { allRequests } from "../../model/plan.ts";
import type { PhaseResult } from "../../model/results.ts";
import { decodeHistogram, type Histogram, merged } from "../../stats/histogram.ts";
import { ms } from "../../util/format.ts";
import { linear, logTicks, padded, type Scale } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/**
 * Latency against percentile as HdrHistogram plots it: across 1 / (1 - p) on a logarithmic axis, so that every nine of
 * the tail gets as much room as the one before. Up the page a logarithm too: the same ratio is the same distance.
 */

const top = 18;
const bottom = 196;
const height = 258;
const marks = [0, 0.5, 0.9, 0.99, 0.999] as const;
const across = linear([0, 3], [12, 97]);
const x: Scale = (share) => across(-Math.log10(1 - share));

interface Curve {
  readonly arm: Arm;
  readonly times: Histogram;
}

/** All measured phases of an arm together; of one request, or of all. Nothing where nothing succeeded. */
export function percentileChart(phases: readonly PhaseResult[], request: string, title: string): Markup | undefined {
  const curves = (["base", "head"] as const).flatMap((arm) => curveOf(phases, arm, request) ?? []);
  if (curves.length === 0) return undefined;
  const y = latencyScale(curves);
  const label = `${title}: latency by percentile. ${curves.map(spoken).join(". ")}`;
  return markup`<figure>
<figcaption><b>${title}</b> latency by percentile</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(y)}
<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">
${gap(curves, y)}${curves.map((curve) => line(curve, y))}</svg>
${curves.map((curve, i) => values(curve, y, bottom + 36 + 18 * i))}
</svg>
</figure>`;
}

function curveOf(phases: readonly PhaseResult[], arm: Arm, request: string): Curve | undefined {
  const counted = phases.filter((phase) => phase.arm === arm && !phase.warmup);
  const loads = request === allRequests ? counted : counted.flatMap(({ requests }) => requests).filter(named(request));
  const answered = loads.filter(({ response_time_ms }) => response_time_ms !== undefined);
  const times = merged(answered.map(({ histogram }) => decodeHistogram(histogram)));
  return times.count === 0 ? undefined : { arm, times };
}

const named =
  (wanted: string) =>
  ({ name }: { readonly name: string }) =>
    name === wanted;

interface LatencyScale {
  readonly of: Scale;
  readonly ticks: readonly number[];
}

function latencyScale(curves: readonly Curve[]): LatencyScale {
  const [low, high] = padded(
    curves.flatMap(points).map(([, value]) => Math.log10(value)),
    0.06,
  );
  const up = linear([low, high], [bottom, top]);
  return { of: (value) => up(Math.log10(value)), ticks: logTicks([10 ** low, 10 ** high]) };
}

/** What the histogram tells apart at best, in ms: a logarithm takes no zero. */
const finest = 0.001;
const steps = 120;

/** [percentile, latency] along the axis, no further than the requests reach: the tail of ten has no p99. */
function points({ times }: Curve): readonly (readonly [number, number])[] {
  const nines = Math.min(3, Math.log10(times.count));
  return Array.from({ length: steps + 1 }, (_, i) => 1 - 10 ** ((-nines * i) / steps)).map(
    (share) => [share, at(times, share)] as const,
  );
}

const at = (times: Histogram, share: number): number => Math.max(finest, times.quantile(share) ?? 0);

const path = (curve: Curve, y: LatencyScale): readonly string[] =>
  points(curve).map(([share, value]) => `${x(share)},${y.of(value)}`);

function line(curve: Curve, y: LatencyScale): Markup {
  return markup`<polyline class="line ${curve.arm}" points="${path(curve, y).join(" ")}" />
`;
}

/** What lies between the two lines. */
function gap(curves: readonly Curve[], y: LatencyScale): Markup | undefined {
  const [base, head] = curves;
  if (base === undefined || head === undefined) return undefined;
  return markup`<polygon class="gap" points="${[...path(base, y), ...path(head, y).toReversed()].join(" ")}" />
`;
}

function grid(y: LatencyScale): Markup {
  const rows = y.ticks.map(
    (tick) => markup`<line class="grid" x1="0" x2="100%" y1="${y.of(tick)}" y2="${y.of(tick)}" />
<text class="unit" x="0" y="${y.of(tick) - 4}">${ms(tick)}</text>
`,
  );
  const columns = marks.map(
    (share) => markup`<line class="grid" x1="${x(share)}%" x2="${x(share)}%" y1="${top}" y2="${bottom}" />
<text x="${x(share)}%" y="${bottom + 18}" text-anchor="${anchor(share)}">${percentile(share)} %</text>
`,
  );
  return markup`${rows}${columns}`;
}

/** The figures of one arm below the axis, and a dot on its line for each. */
function values({ arm, times }: Curve, y: LatencyScale, baseline: number): Markup {
  const cells = reached(times).map((share) => {
    const value = at(times, share);
    return markup`<circle class="mark ${arm}" cx="${x(share)}%" cy="${y.of(value)}" r="3"><title>${arm} ${percentile(share)} %: ${ms(value)}</title></circle>
<text class="${arm}" x="${x(share)}%" y="${baseline}" text-anchor="${anchor(share)}">${ms(value)}</text>
`;
  });
  return markup`<text class="${arm}" x="0" y="${baseline}">${arm}</text>${cells}`;
}

/** Of ten requests none is the slowest hundredth. A thousandth of a thousand is one, but for the rounding of 1 - 0.999. */
function reached(times: Histogram): readonly number[] {
  return marks.filter((share) => share > 0 && times.count * (1 - share) > 1 - 1e-9);
}

const percentile = (share: number): number => Number((100 * share).toFixed(1));
const anchor = (share: number): string => (share === 0.999 ? "end" : "middle");

function spoken({ arm, times }: Curve): string {
  const said = reached(times).map((share) => `${percentile(share)} % within ${ms(at(times, share))}`);
  return `${arm}: ${said.join(", ")}`;
}
