import type { Comparison, SlaCheck } from "../../model/verdict.ts";
import { formatChange } from "../../util/format.ts";
import { changeRange, linear, type Range, ticks, usualExtent } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/** Small plots in the rows of tables. */

/**
 * One scale for all rows of a table. A change far beyond most others, and an interval much wider than the largest change
 * or threshold, are cut off and shown as cut off. Otherwise one row would make all others too small to read.
 */
export function plotRange(rows: readonly Comparison[]): Range {
  const extents = rows.map(({ change_ratio = 0, min_effect_ratio = 0 }) =>
    Math.max(0.01, Math.abs(change_ratio), Math.abs(min_effect_ratio)),
  );
  const farthest = 1.5 * usualExtent(extents);
  const within = (value: number) => Math.min(farthest, Math.max(-farthest, value));
  const marks = rows.flatMap(({ change_ratio, min_effect_ratio }) => [change_ratio ?? 0, min_effect_ratio ?? 0]);
  const ends = rows.flatMap(({ interval }) => interval ?? []);
  return changeRange([...marks, ...ends].map(within));
}

/** A range that covers `other`, with its zero at the same position as in the first range. */
export function alignZero([low, high]: Range, other: Range): Range {
  const factor = Math.max(other[0] / low, other[1] / high);
  return [factor * low, factor * high];
}

export function changeAxis(range: Range): Markup {
  const x = linear(range, [0, 100]);
  const labels = ticks(range, 5)
    .filter((tick) => x(tick) > 6 && x(tick) < 94)
    .map((tick) => markup`<text x="${x(tick)}%" y="12" text-anchor="middle">${formatChange(tick)}</text>`);
  return markup`<svg class="axis" width="100%" height="16" aria-hidden="true">${labels}</svg>`;
}

/** The interval as a bar, the estimate as a dot, failing changes as a zone. `label` is the text for screen readers. */
export function intervalPlot(comparison: Comparison, range: Range, label: string): Markup {
  const x = linear(range, [0, 100]);
  return markup`<svg class="interval" width="100%" height="40" role="img" aria-label="${label}"><title>${label}</title>
${zone(comparison, x)}<line class="zero" x1="${x(0)}%" x2="${x(0)}%" y1="0" y2="100%" />
${bar(comparison, range)}${dot(comparison, range)}</svg>`;
}

function zone({ min_effect_ratio, gating }: Comparison, x: (value: number) => number): Markup | undefined {
  if (!gating || min_effect_ratio === undefined) return undefined;
  const from = x(min_effect_ratio);
  const [left, width] = min_effect_ratio < 0 ? [0, from] : [from, 100 - from];
  return markup`<rect class="zone" x="${left}%" y="0" width="${width}%" height="100%" />
<line class="threshold" x1="${from}%" x2="${from}%" y1="0" y2="100%" />
`;
}

function bar({ interval }: Comparison, range: Range): Markup | undefined {
  if (interval === undefined) return undefined;
  const [low, high] = range;
  const x = linear(range, [0, 100]);
  const from = Math.max(low, interval[0]);
  const to = Math.min(high, interval[1]);
  return markup`${from < to ? markup`<line class="bar" x1="${x(from)}%" x2="${x(to)}%" y1="50%" y2="50%" />` : undefined}
${interval[0] < low ? markup`<svg class="cut" x="0" y="50%"><path d="M7 -4 L2 0 L7 4" /></svg>` : undefined}
${interval[1] > high ? markup`<svg class="cut" x="100%" y="50%"><path d="M-7 -4 L-2 0 L-7 4" /></svg>` : undefined}`;
}

/** A change beyond the scale has no dot: its interval is cut off at that side. */
function dot({ change_ratio }: Comparison, range: Range): Markup | undefined {
  const x = linear(range, [0, 100]);
  return change_ratio === undefined || change_ratio < range[0] || change_ratio > range[1]
    ? undefined
    : markup`<circle class="dot" cx="${x(change_ratio)}%" cy="50%" r="4.5" />`;
}

/** The value as a bar, with its limit at 80 % of the width. Values beyond the end are cut off. */
export function slaMeter({ value, limit }: SlaCheck): Markup | undefined {
  if (value === undefined) return undefined;
  const ratio = limit > 0 ? value / limit : Number(value > 0) * 2;
  const width = Math.min(100, Math.round(8000 * ratio) / 100);
  return markup`<svg class="meter" width="100%" height="14" aria-hidden="true"><rect class="track" x="0" y="5" width="100%" height="4" rx="2" />
<rect class="used" x="0" y="5" width="${width}%" height="4" rx="2" />
<line class="limit" x1="80%" x2="80%" y1="1" y2="13" /></svg>`;
}
