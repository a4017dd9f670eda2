import { isDifference } from "../../model/logRatio.ts";
import { metricChange, metricOf, metricThreshold } from "../../model/metric.ts";
import type { RoundResult } from "../../model/results.ts";
import type { Comparison } from "../../model/verdict.ts";
import { changeRange, linear, type Scale, ticks } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/** The evidence of a comparison: head against base in every round, the mean over them and its interval. */

const top = 18;
const bottom = 196;
const height = 222;
/** Percent of the width that the labels of the axis keep to themselves. */
const gutter = 12;

interface Point {
  readonly round: number;
  readonly change: number;
  readonly words: string;
  /** Why the round does not count. */
  readonly invalid: string | undefined;
}

/** Nothing where no round has both arms. */
export function roundsChart(rounds: readonly RoundResult[], comparison: Comparison, title: string): Markup | undefined {
  const points = rounds.flatMap((round) => pointOf(round, comparison) ?? []);
  if (points.length === 0) return undefined;
  const { min_effect_ratio, interval } = comparison;
  const range = changeRange([min_effect_ratio ?? 0, ...(interval ?? []), ...points.map((point) => point.change)]);
  const marks = ticks(range, 5);
  const y = linear(range, [bottom, top]);
  const x = linear([0, rounds.length + 1], [gutter - 3, 100]);
  const hollow = points.some(({ invalid }) => invalid !== undefined);
  const label = `${title} by round: ${points.map(({ words, invalid }) => (invalid === undefined ? words : `${words}, does not count`)).join("; ")}`;
  return markup`<figure class="${comparison.outcome}">
<figcaption><b>${title}</b> by round${hollow ? ", hollow rounds do not count" : undefined}</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(marks, y)}${threshold(comparison, y)}${meanLine(comparison, y)}${units(marks, comparison.metric, y)}
${points.map((point) => dot(point, x, y))}${roundNumbers(rounds.length, x)}
</svg>
</figure>`;
}

function pointOf({ index, base, head, invalid }: RoundResult, comparison: Comparison): Point | undefined {
  const before = metricOf(comparison, base);
  const after = metricOf(comparison, head);
  if (before === undefined || after === undefined) return undefined;
  const shifted = isDifference(comparison.metric) ? after - before : after / before - 1;
  if (!Number.isFinite(shifted)) return undefined;
  const words = `round ${index + 1}: ${metricChange(comparison.metric, shifted, undefined)}`;
  return { round: index + 1, change: shifted, words, invalid };
}

function grid(values: readonly number[], y: Scale): readonly Markup[] {
  return values.map(
    (
      value,
    ) => markup`<line class="${value === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}" />
`,
  );
}

/** On top of the bands, which would hide them. */
function units(values: readonly number[], metric: Comparison["metric"], y: Scale): readonly Markup[] {
  return values.map(
    (value) => markup`<text class="unit" x="0" y="${y(value) - 4}">${metricChange(metric, value, undefined)}</text>
`,
  );
}

function threshold(comparison: Comparison, y: Scale): Markup | undefined {
  const { gating, metric, min_effect_ratio } = comparison;
  if (!gating || min_effect_ratio === undefined) return undefined;
  const from = y(min_effect_ratio);
  return markup`<rect class="zone" x="0" y="0" width="100%" height="${from}" />
<line class="threshold" x1="0" x2="100%" y1="${from}" y2="${from}" />
<text class="fails" x="100%" y="${from - 4}" text-anchor="end">fails from ${metricThreshold(metric, min_effect_ratio)}</text>
`;
}

function meanLine({ change_ratio, interval }: Comparison, y: Scale): Markup | undefined {
  if (change_ratio === undefined || interval === undefined) return undefined;
  const [low, high] = interval;
  return markup`<rect class="band" x="${gutter}%" y="${y(high)}" width="${100 - gutter}%" height="${y(low) - y(high)}" />
<line class="mean" x1="${gutter}%" x2="100%" y1="${y(change_ratio)}" y2="${y(change_ratio)}" />
`;
}

function dot(point: Point, x: Scale, y: Scale): Markup {
  const { words, invalid } = point;
  const kind = invalid === undefined ? "dot" : "dot hollow";
  const title = invalid === undefined ? words : `${words}, does not count: ${invalid}`;
  return markup`<circle class="${kind}" cx="${x(point.round)}%" cy="${y(point.change)}" r="4.5"><title>${title}</title></circle>
`;
}

/** As many as fit side by side on a phone. */
const mostNumbers = 10;

function roundNumbers(rounds: number, x: Scale): readonly Markup[] {
  const every = Math.ceil(rounds / mostNumbers);
  return Array.from({ length: rounds }, (_, i) => i + 1)
    .filter((round) => (round - 1) % every === 0)
    .map(
      (round) => markup`<text x="${x(round)}%" y="${bottom + 18}" text-anchor="middle">${round}</text>
`,
    );
}
