import { metricLabel, slaValue } from "../../model/metric.ts";
import type { PhaseResult, ScenarioResult } from "../../model/results.ts";
import type { SlaCheck } from "../../model/verdict.ts";
import { grouped, plural } from "../../util/format.ts";
import { latencies, loadCells, phaseCells, phaseColumns } from "../phaseTable.ts";
import { bound, phaseTitle } from "../wording.ts";
import { meter } from "./intervalPlot.ts";
import { type Markup, markup } from "./markup.ts";

/** The tables of one scenario. */

export function slaTable({ sla }: ScenarioResult): Markup | undefined {
  if (sla.length === 0) return undefined;
  const unmet = sla.filter(({ outcome }) => outcome !== "met").length;
  const title = unmet === 0 ? "all met" : `${unmet} of ${plural(sla.length, "limit")} not met`;
  return markup`<div class="table sla"><table>
<caption><b>SLA</b> ${title}</caption>
<thead><tr><th scope="col"></th><th scope="col">request</th><th scope="col">metric</th><th scope="col" class="number">limit</th><th scope="col" class="number">measured</th><th scope="col" class="plot">of the limit</th></tr></thead>
<tbody>
${sla.map(slaRow)}</tbody>
</table></div>`;
}

function slaRow(check: SlaCheck): Markup {
  const { metric, request, value, outcome } = check;
  return markup`<tr class="${outcome}"><td class="outcome">${outcome.replace("_", " ")}</td><th scope="row">${request}</th><td>${metricLabel(metric)}</td>
<td class="number">${bound(check)}</td><td class="number">${value === undefined ? "–" : slaValue(metric, value)}</td><td class="plot">${meter(check)}</td></tr>
`;
}

const columns = phaseColumns(latencies);

/** Each phase with base above head, and below it its requests where it has several. */
export function phaseTable(phases: readonly PhaseResult[]): Markup | undefined {
  if (phases.length === 0) return undefined;
  const byPhase = [...Map.groupBy(phases, ({ id }) => id).values()];
  return markup`<div class="table phases" tabindex="0" role="region" aria-label="Phases"><table>
<caption><b>Phases</b> all rounds, latency of successes</caption>
<thead><tr><th scope="col">phase</th><th scope="col">arm</th>${columns.map((name) => markup`<th scope="col" class="number">${name}</th>`)}</tr></thead>
${byPhase.map(phaseBody)}
</table></div>`;
}

function phaseBody(arms: readonly PhaseResult[]): Markup {
  const [first] = arms;
  if (first === undefined) return markup``;
  const names = first.warmup ? [] : [...new Set(arms.flatMap(({ requests }) => requests.map(({ name }) => name)))];
  const parts = names.map((name) => {
    const loads = arms.flatMap(({ arm, requests }) =>
      requests
        .filter((request) => request.name === name)
        .map((request) => ({ arm, cells: loadCells(request, latencies) })),
    );
    return group("part", name, loads);
  });
  const whole = arms.map((phase) => ({ arm: phase.arm, cells: phaseCells(phase, latencies) }));
  return markup`<tbody class="${first.warmup ? "warmup" : "measured"}">
${group("whole", phaseTitle(first), whole)}${names.length > 1 ? parts : undefined}</tbody>
`;
}

interface ArmCells {
  readonly arm: string;
  readonly cells: readonly string[];
}

/** The arms of one thing under one name. */
function group(kind: "whole" | "part", title: string, arms: readonly ArmCells[]): readonly Markup[] {
  const name = markup`<th scope="rowgroup" rowspan="${arms.length}">${title}</th>`;
  return arms.map((one, i) => loadRow(kind, i === 0 ? name : undefined, one));
}

function loadRow(kind: "whole" | "part", name: Markup | undefined, { arm, cells }: ArmCells): Markup {
  const blank = columns.length - cells.length;
  return markup`<tr class="${kind} ${arm}">${name}<td class="${arm} arm">${arm}</td>${cells.map((cell) => markup`<td class="number">${cell}</td>`)}${
    blank > 0 ? markup`<td colspan="${blank}"></td>` : undefined
  }</tr>
`;
}

/** Failures by their own names, the most frequent first. */
export function failureTable(phases: readonly PhaseResult[]): Markup | undefined {
  const rows = phases
    .flatMap((phase) => Object.entries(phase.failures).map(([name, count]) => ({ phase, name, count })))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  if (rows.length === 0) return undefined;
  return markup`<div class="table failures"><table>
<caption><b>Failures</b></caption>
<thead><tr><th scope="col">failure</th><th scope="col">phase</th><th scope="col">arm</th><th scope="col" class="number">requests</th></tr></thead>
<tbody>
${rows.map(({ phase, name, count }) => markup`<tr><th scope="row">${name}</th><td>${phaseTitle(phase)}</td><td>${phase.arm}</td><td class="number">${grouped(count)}</td></tr>\n`)}</tbody>
</table></div>`;
}
