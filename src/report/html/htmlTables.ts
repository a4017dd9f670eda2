import type { PhaseResult, ScenarioResult } from "../../model/results.ts";
import type { SlaCheck } from "../../model/verdict.ts";
import { formatNumber } from "../../util/format.ts";
import { metricLabel, metricValue } from "../../wording/metricText.ts";
import { outcomeLabel } from "../outcomes.ts";
import {
  latencyMetrics,
  type PieceTime,
  phaseCells,
  phaseColumns,
  phaseOnlyCount,
  phaseTitle,
  pieceTimesIn,
  requestCells,
} from "../phaseTable.ts";
import { slaLimit, unmetLimits } from "../slaText.ts";
import { slaMeter } from "./intervalPlot.ts";
import { type Markup, markup } from "./markup.ts";

export function slaTable({ sla }: ScenarioResult): Markup | undefined {
  if (sla.length === 0) return undefined;
  return markup`<div class="table sla"><table>
<caption><b>SLA</b> ${unmetLimits(sla) ?? "all met"}</caption>
<thead><tr><th scope="col"></th><th scope="col">request</th><th scope="col">metric</th><th scope="col" class="number">limit</th><th scope="col" class="number">measured</th><th scope="col" class="plot">of the limit</th></tr></thead>
<tbody>
${sla.map(slaRow)}</tbody>
</table></div>`;
}

function slaRow(check: SlaCheck): Markup {
  const { metric, request, value, outcome } = check;
  return markup`<tr class="${outcome}"><td class="outcome">${outcomeLabel(outcome)}</td><th scope="row">${request}</th><td>${metricLabel(metric)}</td>
<td class="number">${slaLimit(check)}</td><td class="number">${value === undefined ? "–" : metricValue(metric, value)}</td><td class="plot">${slaMeter(check)}</td></tr>
`;
}

/** Base above head for each phase, and for each of its requests if there are several. */
export function phaseTable(phases: readonly PhaseResult[]): Markup | undefined {
  if (phases.length === 0) return undefined;
  const byPhase = [...Map.groupBy(phases, ({ id }) => id).values()];
  const pieceTimes = pieceTimesIn(phases);
  const columns = phaseColumns(latencyMetrics, pieceTimes);
  return markup`<div class="table phases" tabindex="0" role="region" aria-label="Phases"><table>
<caption><b>Phases</b> all rounds, latency of successful requests</caption>
<thead><tr><th scope="col">phase</th><th scope="col">build</th>${columns.map((name) => markup`<th scope="col" class="number">${name}</th>`)}</tr></thead>
${byPhase.map((arms) => phaseBody(arms, pieceTimes))}
</table></div>`;
}

function phaseBody(arms: readonly PhaseResult[], pieceTimes: readonly PieceTime[]): Markup {
  const [first] = arms;
  if (first === undefined) return markup``;
  const names = first.warmup ? [] : [...new Set(arms.flatMap(({ requests }) => requests.map(({ name }) => name)))];
  const requestRows = names.map((name) => {
    const cells = arms.flatMap(({ arm, requests }) =>
      requests
        .filter((request) => request.name === name)
        .map((request) => ({ arm, cells: requestCells(request, latencyMetrics, pieceTimes) })),
    );
    return rowGroup("part", name, cells);
  });
  const phaseRows = arms.map((phase) => ({ arm: phase.arm, cells: phaseCells(phase, latencyMetrics, pieceTimes) }));
  return markup`<tbody class="${first.warmup ? "warmup" : "measured"}">
${rowGroup("whole", phaseTitle(first), phaseRows)}${names.length > 1 ? requestRows : undefined}</tbody>
`;
}

interface ArmCells {
  readonly arm: string;
  readonly cells: readonly string[];
}

/** One row for each arm, with one title for all. */
function rowGroup(kind: "whole" | "part", title: string, arms: readonly ArmCells[]): readonly Markup[] {
  const header = markup`<th scope="rowgroup" rowspan="${arms.length}">${title}</th>`;
  return arms.map((arm, i) => armRow(kind, i === 0 ? header : undefined, arm));
}

function armRow(kind: "whole" | "part", header: Markup | undefined, { arm, cells }: ArmCells): Markup {
  const blank = kind === "part" ? phaseOnlyCount : 0;
  return markup`<tr class="${kind} ${arm}">${header}<td class="${arm} arm">${arm}</td>${cells.map((cell) => markup`<td class="number">${cell}</td>`)}${
    blank > 0 ? markup`<td colspan="${blank}"></td>` : undefined
  }</tr>
`;
}

/** Failures by name, the most frequent first. */
export function failureTable(phases: readonly PhaseResult[]): Markup | undefined {
  const rows = phases
    .flatMap((phase) => Object.entries(phase.failures).map(([name, count]) => ({ phase, name, count })))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  if (rows.length === 0) return undefined;
  return markup`<div class="table failures"><table>
<caption><b>Failures</b></caption>
<thead><tr><th scope="col">failure</th><th scope="col">phase</th><th scope="col">build</th><th scope="col" class="number">requests</th></tr></thead>
<tbody>
${rows.map(({ phase, name, count }) => markup`<tr><th scope="row">${name}</th><td>${phaseTitle(phase)}</td><td>${phase.arm}</td><td class="number">${formatNumber(count)}</td></tr>\n`)}</tbody>
</table></div>`;
}
