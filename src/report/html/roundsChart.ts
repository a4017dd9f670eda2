import { metricOf } from "../../model/metric.ts";
import type { RoundResult } from "../../model/results.ts";
import { scaleOf } from "../../model/scale.ts";
import type { Comparison } from "../../model/verdict.ts";
import { metricChange, metricThreshold } from "../../wording/metricText.ts";
import { changeRange, linear, type Range, type Scale, ticks, usualExtent } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/** The rounds of a comparison: the change in each round, their mean and its interval. */

/** In px from the top of the chart. */
const top = 18;
const bottom = 196;
const height = 222;
/** Reserved for the labels of the axis, in percent of the width. */
const labelWidth = 12;

interface Point {
  readonly round: number;
  readonly change: number;
  readonly label: string;
  /** The reason why the round does not count. */
  readonly invalid: string | undefined;
}

/** `undefined` if no round has values of both arms. */
export function roundsChart(rounds: readonly RoundResult[], comparison: Comparison, title: string): Markup | undefined {
  const points = rounds.flatMap((round) => pointOf(round, comparison) ?? []);
  if (points.length === 0) return undefined;
  const { min_effect_ratio, interval } = comparison;
  // Rounds far beyond the others are drawn at the edge. Otherwise one of them would press the others together.
  const farthest = 1.5 * usualExtent(points.map(({ change }) => Math.abs(change)));
  const marks = [min_effect_ratio ?? 0, ...(interval ?? [])];
  const range = changeRange([...marks, ...points.map(({ change }) => Math.min(farthest, Math.max(-farthest, change)))]);
  const tickValues = ticks(range, 5);
  const y = linear(range, [bottom, top]);
  const x = linear([0, rounds.length + 1], [labelWidth - 3, 100]);
  const hasHollow = points.some(({ invalid }) => invalid !== undefined);
  const labels = points.map((point) => (point.invalid === undefined ? point.label : `${point.label}, does not count`));
  const label = `${title} by round: ${labels.join("; ")}`;
  return markup`<figure class="${comparison.outcome}">
<figcaption><b>${title}</b> by round${hasHollow ? ", hollow rounds do not count" : undefined}</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(tickValues, y)}${threshold(comparison, y)}${meanLine(comparison, y)}${tickLabels(tickValues, comparison.metric, y)}
${points.map((point) => dot(point, { x, y, range }))}${roundNumbers(rounds.length, x)}
</svg>
</figure>`;
}

function pointOf({ index, base, head, invalid }: RoundResult, comparison: Comparison): Point | undefined {
  const baseValue = metricOf(comparison, base);
  const headValue = metricOf(comparison, head);
  if (baseValue === undefined || headValue === undefined) return undefined;
  const change = scaleOf(comparison.metric).changeBetween(baseValue, headValue);
  if (!Number.isFinite(change)) return undefined;
  const label = `round ${index + 1}: ${metricChange(comparison.metric, change, undefined)}`;
  return { round: index + 1, change, label, invalid };
}

function grid(values: readonly number[], y: Scale): readonly Markup[] {
  return values.map(
    (
      value,
    ) => markup`<line class="${value === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}" />
`,
  );
}

/** Drawn after the zone, which would hide them. */
function tickLabels(values: readonly number[], metric: Comparison["metric"], y: Scale): readonly Markup[] {
  return values.map(
    (value) => markup`<text class="unit" x="0" y="${y(value) - 4}">${metricChange(metric, value, undefined)}</text>
`,
  );
}

function threshold(comparison: Comparison, y: Scale): Markup | undefined {
  const { gating, metric, min_effect_ratio } = comparison;
  if (!gating || min_effect_ratio === undefined) return undefined;
  const from = y(min_effect_ratio);
  const [zoneTop, zoneHeight] = min_effect_ratio < 0 ? [from, height - from] : [0, from];
  return markup`<rect class="zone" x="0" y="${zoneTop}" width="100%" height="${zoneHeight}" />
<line class="threshold" x1="0" x2="100%" y1="${from}" y2="${from}" />
<text class="fails" x="100%" y="${from - 4}" text-anchor="end">fails from ${metricThreshold(metric, min_effect_ratio)}</text>
`;
}

function meanLine({ change_ratio, interval }: Comparison, y: Scale): Markup | undefined {
  if (change_ratio === undefined || interval === undefined) return undefined;
  const [low, high] = interval;
  return markup`<rect class="band" x="${labelWidth}%" y="${y(high)}" width="${100 - labelWidth}%" height="${y(low) - y(high)}" />
<line class="mean" x1="${labelWidth}%" x2="100%" y1="${y(change_ratio)}" y2="${y(change_ratio)}" />
`;
}

interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly range: Range;
}

function dot(point: Point, { x, y, range: [low, high] }: Plot): Markup {
  const { label, invalid, change } = point;
  const kind = invalid === undefined ? "dot" : "dot hollow";
  const title = invalid === undefined ? label : `${label}, does not count: ${invalid}`;
  if (change > high || change < low) {
    const [edge, arrow] = change > high ? [top, "M-5 6 L0 0 L5 6"] : [bottom, "M-5 -6 L0 0 L5 -6"];
    return markup`<svg class="cut" x="${x(point.round)}%" y="${edge}"><path d="${arrow}"><title>${title}</title></path></svg>
`;
  }
  return markup`<circle class="${kind}" cx="${x(point.round)}%" cy="${y(change)}" r="4.5"><title>${title}</title></circle>
`;
}

/** This many fit side by side on a phone. */
const maxNumbers = 10;

function roundNumbers(rounds: number, x: Scale): readonly Markup[] {
  const every = Math.ceil(rounds / maxNumbers);
  return Array.from({ length: rounds }, (_, i) => i + 1)
    .filter((round) => (round - 1) % every === 0)
    .map(
      (round) => markup`<text x="${x(round)}%" y="${bottom + 18}" text-anchor="middle">${round}</text>
`,
    );
}
