import { metricLabel, slaValue } from "../../model/metric.ts";
import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import { bytes, plural } from "../../util/format.ts";
import { driftParagraph } from "../drift.ts";
import { changes, repetition, rules } from "../explanation.ts";
import { furtherCauses, type Headline, headline, type Tone } from "../headline.ts";
import { latencies, phaseCells, phaseColumns } from "../phaseTable.ts";
import {
  bound,
  builds,
  type ComparisonColumns,
  comparisonHeader,
  failsFrom,
  logs,
  manner,
  noteworthyRows,
  outcomeSign,
  phaseTitle,
  type Row,
  rowsOf,
  shift,
  shownOutcome,
  subject,
  tally,
  value,
} from "../wording.ts";
import { bounded, bullet, escaped, fenced, folded, shasAsCode, table } from "./markdownText.ts";

/**
 * The report as a pull request comment, a job summary or report.md shows it: the answer first, the rest folded. What
 * would make it longer than `longest` characters is left out from the end, and said.
 */
export function markdown(results: Results, longest = Number.POSITIVE_INFINITY): string {
  return bounded(blocksOf(results), longest, "it is in report.md and report.html");
}

function blocksOf(results: Results): readonly string[] {
  return [heading(headline(results)), ...body(results)];
}

export function heading({ tone, text }: Headline): string {
  return `### ${toneSign[tone]} ${escaped(text.slice(0, 500))}`;
}

/** All but the heading. */
export function body(results: Results): readonly string[] {
  return [
    `${tally(results)} · ${manner(results)} · ${shasAsCode(builds(results))}`,
    noteworthy(results),
    shasAsCode(driftParagraph(results) ?? ""),
    reasons(results),
    folded(`All percentiles · ${count(results)}`, percentiles(results)),
    folded(slaTitle(results), sla(results)),
    folded("How this was decided, where it ran, how to reproduce it", decided(results)),
  ];
}

export const toneSign: Readonly<Record<Tone, string>> = {
  pass: "✅",
  fail: "❌",
  inconclusive: "❔",
  invalid: "⚠️",
  new: "🆕",
  accepted: "🆗",
};

/** Rows that are shown unfolded. */
export const shownRows = 40;

/** What changed, or could not be said; what is unchanged stays folded. */
function noteworthy(results: Results): string {
  const rows = noteworthyRows(results);
  if (rows.length === 0) return "";
  const shown = comparisonTable(results, rows.slice(0, shownRows));
  const others = rows.length - shownRows;
  return others > 0 ? `${shown}\n\n_${plural(others, "more row")} below, and in report.html._` : shown;
}

function comparisonTable(results: Results, rows: readonly Row[]): string {
  const isScenarioTold = results.scenarios.length > 1;
  const cells = rows.map((row) => comparisonCells(results, row, { isScenarioTold }));
  return table([comparisonHeader({ isScenarioTold }), ...cells], isScenarioTold ? [4, 5] : [3, 4]);
}

export function comparisonCells(results: Results, row: Row, { isScenarioTold }: ComparisonColumns): readonly string[] {
  return [
    outcomeSign[shownOutcome(row)],
    ...(isScenarioTold ? [escaped(row.scenario)] : []),
    escaped(subject(results, row)),
    escaped(metricLabel(row.metric)),
    value(row.metric, row.base),
    value(row.metric, row.head),
    row.outcome === "regressed" ? emphasised(shift(row)) : shift(row),
    escaped(failsFrom(row)),
  ];
}

/** +31 % [24, 39] with its estimate in bold. */
function emphasised(text: string): string {
  return text.replace(/^([^[]+?)( \[|$)/, "**$1**$2");
}

function reasons(results: Results): string {
  const told = furtherCauses(results).map(shasAsCode).map(bullet);
  return [told.join("\n"), ...logs(results).map(fenced)].filter((part) => part !== "").join("\n\n");
}

function percentiles(results: Results): string {
  const rows = rowsOf(results);
  const comparisons = rows.length === 0 ? "" : comparisonTable(results, rows);
  return [comparisons, ...results.scenarios.map(phaseTable)].filter((part) => part !== "").join("\n\n");
}

function phaseTable({ id, phases }: ScenarioResult): string {
  if (phases.length === 0) return "";
  const header = [escaped(id), "arm", ...phaseColumns(latencies)];
  const rows = phases.map((phase) => [escaped(phaseTitle(phase)), phase.arm, ...phaseCells(phase, latencies)]);
  return table([header, ...rows], [...header.keys()].slice(2));
}

function slaTitle({ scenarios }: Results): string {
  const checks = scenarios.flatMap((scenario) => scenario.sla);
  if (checks.length === 0) return "";
  const unmet = checks.filter(({ outcome }) => outcome !== "met").length;
  return unmet === 0 ? "SLA met" : `SLA: ${unmet} of ${checks.length} limits not met`;
}

function sla({ scenarios }: Results): string {
  const rows = scenarios.flatMap((scenario) =>
    scenario.sla.map((check) => [
      check.outcome === "met" ? "✅" : "❌",
      escaped(scenario.id),
      check.request === allRequests ? "all" : escaped(check.request),
      escaped(metricLabel(check.metric)),
      bound(check),
      check.value === undefined ? "not measured" : slaValue(check.metric, check.value),
    ]),
  );
  return table([["", "scenario", "request", "metric", "limit", "measured"], ...rows], [4, 5]);
}

function decided(results: Results): string {
  const { environment, provenance } = results;
  const { cpu_model, cores, memory_bytes, kernel, image, node, config_hash } = environment;
  const machine = [
    cpu_model,
    plural(cores, "core"),
    bytes(memory_bytes),
    kernel,
    ...(image === undefined ? [] : [image]),
    `Node ${node}`,
  ];
  const lines = [
    ...rules(results).map(shasAsCode),
    `${machine.map(escaped).join(", ")}.`,
    shasAsCode(`Loadgate ${provenance.loadgate}, settings ${config_hash}, started ${provenance.started_at}.`),
    `To send the same requests again, on this commit${changes(results)}: \`${repetition(results)}\``,
  ];
  return lines.map(bullet).join("\n");
}

function count({ scenarios }: Results): string {
  const n = scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
  return `${n} comparison${n === 1 ? "" : "s"}`;
}
