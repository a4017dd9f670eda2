import { isDifference, metrics } from "../../model/metric.ts";
import type { Results } from "../../model/results.ts";
import type { Comparison } from "../../model/verdict.ts";
import { metricLabel, metricThreshold } from "../../wording/metricText.ts";
import {
  type ComparisonRow,
  changeParts,
  changeText,
  comparisonColumns,
  comparisonRows,
  failsFrom,
  valueText,
} from "../comparisonRows.ts";
import { outcomeLabel, shownOutcome } from "../outcomes.ts";
import type { Range } from "./axis.ts";
import { alignZero, changeAxis, intervalPlot, plotRange } from "./intervalPlot.ts";
import { type Markup, markup } from "./markup.ts";

/** All comparisons with their intervals. Those that gate come first, the worst outcome before the others. */
export function comparisonTable(results: Results): Markup | undefined {
  const rows = comparisonRows(results);
  if (rows.length === 0) return undefined;
  const gating = rows.filter((row) => row.gating);
  const shownOnly = rows.filter((row) => !row.gating);
  const layout = tableLayout(results, rows);
  return markup`<section class="comparisons${layout.hasChanges ? "" : " narrow"}">
<table>
${tableHead(layout)}
${gating.length === 0 ? undefined : markup`<tbody class="deciding">\n${gating.map((row) => tableRow(row, layout))}</tbody>`}
${shownOnly.length === 0 ? undefined : markup`<tbody class="shown"><tr class="group"><th colspan="${columnCount(layout)}">Shown only, these never fail</th></tr>\n${shownOnly.map((row) => tableRow(row, layout))}</tbody>`}
</table>
${plotKey(rows)}
</section>`;
}

const columnCount = ({ hasBase, hasChanges }: TableLayout): number => 4 + (hasBase ? 1 : 0) + (hasChanges ? 3 : 0);

interface TableLayout {
  readonly hasSeveralScenarios: boolean;
  readonly hasBase: boolean;
  readonly hasChanges: boolean;
  /** Points and bytes have scales of their own, with zero at the same place. */
  readonly ranges: Readonly<Record<ScaleName, Range>>;
}

type ScaleName = "ratio" | "points" | "bytes";

function tableLayout(results: Results, rows: readonly ComparisonRow[]): TableLayout {
  const rangeOf = (scale: ScaleName) => plotRange(rows.filter((row) => scaleOf(row) === scale));
  const ratio = rangeOf("ratio");
  const { hasScenario, hasBase } = comparisonColumns(results);
  return {
    hasSeveralScenarios: hasScenario,
    hasBase,
    hasChanges: rows.some(({ change_ratio }) => change_ratio !== undefined),
    ranges: { ratio, points: alignZero(ratio, rangeOf("points")), bytes: alignZero(ratio, rangeOf("bytes")) },
  };
}

function scaleOf({ metric }: Comparison): ScaleName {
  if (!isDifference(metric)) return "ratio";
  return metrics[metric].unit === "ratio" ? "points" : "bytes";
}

function tableHead({ hasBase, hasChanges, ranges }: TableLayout): Markup {
  return markup`<thead><tr>
<th scope="col"></th><th scope="col">request</th><th scope="col">metric</th>
${hasBase ? markup`<th scope="col" class="number">base</th>` : undefined}<th scope="col" class="number">head</th>
${hasChanges ? markup`<th scope="col">change [95 %]</th><th scope="col" class="plot">${changeAxis(ranges.ratio)}</th><th scope="col">fails from</th>` : undefined}
</tr></thead>`;
}

function tableRow(row: ComparisonRow, layout: TableLayout): Markup {
  const outcome = shownOutcome(row);
  return markup`<tr class="${outcome}">
<td class="outcome">${outcomeLabel(outcome)}</td>
<th scope="row" class="request">${layout.hasSeveralScenarios ? markup`<small>${row.scenario}</small>` : undefined}${row.requestLabel}</th><td class="metric">${metricLabel(row.metric)}</td>
${layout.hasBase ? markup`<td class="number base">${valueText(row.metric, row.base)}</td>` : undefined}<td class="number head">${valueText(row.metric, row.head)}</td>
${layout.hasChanges ? changeCells(row, layout) : undefined}
</tr>
`;
}

function changeCells(row: ComparisonRow, { ranges }: TableLayout): Markup {
  const { estimate, interval } = changeParts(row);
  const label = `${row.requestLabel} ${metricLabel(row.metric)} ${changeText(row)}, ${outcomeLabel(shownOutcome(row))}, ${thresholdLabel(row)}`;
  return markup`<td class="change"><b>${estimate}</b>${interval}</td>
<td class="plot">${row.change_ratio === undefined ? undefined : intervalPlot(row, ranges[scaleOf(row)], label)}</td>
<td class="from">${row.gating ? thresholdCell(row) : undefined}</td>`;
}

/** A smallest detectable change this close to the threshold is not worth a remark. */
const sameThresholdFactor = 1.05;

/** The smallest change that fails. For an unchanged comparison also the smallest detectable one, if it is larger. */
function thresholdCell(row: ComparisonRow): string {
  const { metric, mde_ratio, min_effect_ratio, outcome } = row;
  if (outcome !== "unchanged" || mde_ratio === undefined || min_effect_ratio === undefined) return failsFrom(row);
  const isLarger = Math.abs(mde_ratio) > sameThresholdFactor * Math.abs(min_effect_ratio);
  return isLarger ? `${failsFrom(row)} · detectable from ${metricThreshold(metric, mde_ratio)}` : failsFrom(row);
}

function thresholdLabel({ gating, metric, min_effect_ratio }: Comparison): string {
  if (!gating) return "shown only";
  return min_effect_ratio === undefined ? "" : `fails from ${metricThreshold(metric, min_effect_ratio)}`;
}

function plotKey(rows: readonly ComparisonRow[]): Markup | undefined {
  if (rows.every((row) => row.interval === undefined)) return undefined;
  const hasScale = (scale: ScaleName) => rows.some((row) => scaleOf(row) === scale);
  const points = hasScale("points") ? " Error rates are compared in percentage points, on their own scale." : undefined;
  const bytes = hasScale("bytes") ? " Memory growth is compared in bytes, on its own scale." : undefined;
  return markup`<p class="key">Dot: the change. Bar: its 95 % interval. Tinted: where a change fails. Arrow: it goes on beyond the scale.${points}${bytes}</p>`;
}
