import { isDifference } from "../model/logRatio.ts";
import { metricLabel, metricThreshold } from "../model/metric.ts";
import type { Results } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import type { Range } from "./html/axis.ts";
import { changeAxis, inLine, intervalPlot, rangeOf } from "./html/intervalPlot.ts";
import { type Markup, markup } from "./html/markup.ts";
import { failsFrom, type Row, rowsOf, shift, shownOutcome, subject, value } from "./wording.ts";

/** All comparisons with their intervals: those that decide, the gravest first, then those that are only shown. */
export function comparisonTable(results: Results): Markup | undefined {
  const rows = rowsOf(results);
  if (rows.length === 0) return undefined;
  const deciding = rows.filter(({ gating }) => gating);
  const shown = rows.filter(({ gating }) => !gating);
  const ratio = rangeOf(rows.filter((row) => scaleOf(row) === "ratio"));
  const other = (scale: ScaleName) => inLine(ratio, rangeOf(rows.filter((row) => scaleOf(row) === scale)));
  const table: Table = {
    results,
    several: results.scenarios.length > 1,
    changes: rows.some(({ change_ratio }) => change_ratio !== undefined),
    ranges: { ratio, points: other("points"), bytes: other("bytes") },
  };
  return markup`<section class="comparisons${table.changes ? "" : " narrow"}">
<table>
${heading(table)}
${deciding.length === 0 ? undefined : markup`<tbody class="deciding">\n${deciding.map((row) => rowOf(row, table))}</tbody>`}
${shown.length === 0 ? undefined : markup`<tbody class="shown"><tr class="group"><th colspan="${table.changes ? 8 : 5}">Shown, these never fail</th></tr>\n${shown.map((row) => rowOf(row, table))}</tbody>`}
</table>
${key(rows)}
</section>`;
}

interface Table {
  readonly results: Results;
  readonly several: boolean;
  /** Whether there is any change to show. */
  readonly changes: boolean;
  /** What does not change by a ratio has a scale of its own. */
  readonly ranges: Readonly<Record<ScaleName, Range>>;
}

type ScaleName = "ratio" | "points" | "bytes";

function scaleOf({ metric }: Comparison): ScaleName {
  if (!isDifference(metric)) return "ratio";
  return metric === "error_rate" ? "points" : "bytes";
}

function heading({ changes, ranges }: Table): Markup {
  return markup`<thead><tr>
<th scope="col"></th><th scope="col">request</th><th scope="col">metric</th>
<th scope="col" class="number">base</th><th scope="col" class="number">head</th>
${changes ? markup`<th scope="col">change [95 %]</th><th scope="col" class="plot">${changeAxis(ranges.ratio)}</th><th scope="col">fails from</th>` : undefined}
</tr></thead>`;
}

function rowOf(row: Row, table: Table): Markup {
  const name = subject(table.results, row);
  const outcome = shownOutcome(row);
  return markup`<tr class="${outcome}">
<td class="outcome">${outcome}</td>
<th scope="row" class="request">${table.several ? markup`<small>${row.scenario}</small>` : undefined}${name}</th><td class="metric">${metricLabel(row.metric)}</td>
<td class="number base">${value(row.metric, row.base)}</td><td class="number head">${value(row.metric, row.head)}</td>
${table.changes ? changeCells(row, table) : undefined}
</tr>
`;
}

function changeCells(row: Row, { results, ranges }: Table): Markup {
  const range = ranges[scaleOf(row)];
  const label = `${subject(results, row)} ${metricLabel(row.metric)} ${shift(row)}, ${shownOutcome(row)}, ${thresholdOf(row)}`;
  return markup`<td class="change">${emphasised(shift(row))}</td>
<td class="plot">${row.change_ratio === undefined ? undefined : intervalPlot(row, range, label)}</td>
<td class="from">${row.gating ? fromCell(row) : undefined}</td>`;
}

/** +31 % [24, 39] with its estimate in bold. */
function emphasised(text: string): Markup {
  const [estimate, bounds] = text.split(" [");
  return markup`<b>${estimate}</b>${bounds === undefined ? undefined : ` [${bounds}`}`;
}

/** What fails, and, where the run was not fine enough for that, what it would have surely seen. */
function fromCell(row: Row): string {
  const { metric, mde_ratio, min_effect_ratio, outcome } = row;
  if (outcome !== "unchanged" || mde_ratio === undefined || min_effect_ratio === undefined) return failsFrom(row);
  const seen = metricThreshold(metric, mde_ratio);
  return seen === metricThreshold(metric, min_effect_ratio)
    ? failsFrom(row)
    : `${failsFrom(row)} · surely seen from ${seen}`;
}

function thresholdOf({ gating, metric, min_effect_ratio }: Comparison): string {
  if (!gating) return "shown only";
  return min_effect_ratio === undefined ? "" : `fails from ${metricThreshold(metric, min_effect_ratio)}`;
}

function key(rows: readonly Row[]): Markup | undefined {
  if (rows.every((row) => row.interval === undefined)) return undefined;
  const has = (scale: ScaleName) => rows.some((row) => scaleOf(row) === scale);
  const points = has("points") ? " Error rates change by points, on a scale of their own." : undefined;
  const growth = has("bytes") ? " Memory growth changes by bytes, on a scale of its own." : undefined;
  return markup`<p class="key">Dot: the change. Bar: its 95 % interval. Tinted: where a change fails.${points}${growth}</p>`;
}
