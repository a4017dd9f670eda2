import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import { formatBytes, formatNumber, plural } from "../../util/format.ts";
import { maxSustainableText, scalabilityLines } from "../../wording/capacityText.ts";
import { metricLabel, metricValue } from "../../wording/metricText.ts";
import { failureLogs } from "../causes.ts";
import {
  type ComparisonColumns,
  type ComparisonRow,
  changeParts,
  comparisonColumns,
  comparisonHeader,
  comparisonRows,
  failsFrom,
  noteworthyRows,
  numberColumns,
  valueText,
} from "../comparisonRows.ts";
import { driftParagraph } from "../drift.ts";
import { decisionRules } from "../explanation.ts";
import { furtherCauses, type Headline, headline, type Tone } from "../headline.ts";
import { outcomeSign, shownOutcome } from "../outcomes.ts";
import { latencyMetrics, phaseCells, phaseColumns, phaseTitle, pieceTimesIn } from "../phaseTable.ts";
import { phrase } from "../phrase.ts";
import { rerunCommand, uncommittedChanges } from "../rerun.ts";
import { slaLimit, unmetLimits } from "../slaText.ts";
import { summaryLine } from "../summaryLine.ts";
import { findingCounts } from "../why/findings.ts";
import { codeBlock, details, escapeMarkdown, fitBlocks, listItem, phraseMarkdown, table } from "./markdownText.ts";
import { findingsMarkdown, remarksMarkdown } from "./whyMarkdown.ts";

/**
 * The report for a pull request comment, a job summary or report.md: the headline first, details closed. Blocks beyond
 * `maxLength` characters are left out from the end, and a last line says so.
 */
export function markdown(results: Results, maxLength = Number.POSITIVE_INFINITY): string {
  const blocks = [headingLine(headline(results)), ...reportBody(results)];
  return fitBlocks(blocks, maxLength, "report.md and report.html");
}

/** In characters. A headline may hold a whole error message. */
const maxHeadlineLength = 500;

export function headingLine({ tone, text }: Headline): string {
  return `### ${toneSign[tone]} ${escapeMarkdown(text.slice(0, maxHeadlineLength))}`;
}

/** The blocks below the heading. */
export function reportBody(results: Results): readonly string[] {
  return [
    phraseMarkdown(summaryLine(results)),
    noteworthyTable(results),
    remarksMarkdown(results),
    phraseMarkdown(driftParagraph(results) ?? []),
    causesBlock(results),
    details(`All percentiles · ${comparisonCount(results)}`, percentileTables(results)),
    details(whyTitle(results), findingsMarkdown(results)),
    details(slaTitle(results), slaTable(results)),
    details(capacityTitle(results), capacityList(results)),
    details("How this was decided, where it ran, how to reproduce it", decisionList(results)),
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

/** More rows than this are only in the closed details. */
export const maxOpenRows = 40;

function noteworthyTable(results: Results): string {
  const rows = noteworthyRows(results);
  if (rows.length === 0) return "";
  const openRows = comparisonTable(results, rows.slice(0, maxOpenRows));
  const others = rows.length - maxOpenRows;
  return others > 0 ? `${openRows}\n\n_${plural(others, "more row")} below, and in report.html._` : openRows;
}

function comparisonTable(results: Results, rows: readonly ComparisonRow[]): string {
  const columns = comparisonColumns(results);
  const cells = rows.map((row) => comparisonCells(row, columns));
  return table([comparisonHeader(columns), ...cells], numberColumns(columns));
}

export function comparisonCells(row: ComparisonRow, { hasScenario, hasBase }: ComparisonColumns): readonly string[] {
  return [
    outcomeSign[shownOutcome(row)],
    ...(hasScenario ? [escapeMarkdown(row.scenario)] : []),
    escapeMarkdown(row.requestLabel),
    escapeMarkdown(metricLabel(row.metric)),
    ...(hasBase ? [valueText(row.metric, row.base)] : []),
    valueText(row.metric, row.head),
    ...(hasBase ? [changeCell(row), escapeMarkdown(failsFrom(row))] : []),
  ];
}

function changeCell(row: ComparisonRow): string {
  const { estimate, interval } = changeParts(row);
  return row.outcome === "regressed" && estimate !== "" ? `**${estimate}**${interval}` : `${estimate}${interval}`;
}

function causesBlock(results: Results): string {
  const list = furtherCauses(results).map(phraseMarkdown).map(listItem).join("\n");
  return [list, ...failureLogs(results).map(codeBlock)].filter((block) => block !== "").join("\n\n");
}

function percentileTables(results: Results): string {
  const rows = comparisonRows(results);
  const comparisons = rows.length === 0 ? "" : comparisonTable(results, rows);
  return [comparisons, ...results.scenarios.map(phaseTable)].filter((block) => block !== "").join("\n\n");
}

function phaseTable({ id, phases }: ScenarioResult): string {
  if (phases.length === 0) return "";
  const pieceTimes = pieceTimesIn(phases);
  const header = [escapeMarkdown(id), "build", ...phaseColumns(latencyMetrics, pieceTimes)];
  const rows = phases.map((phase) => [
    escapeMarkdown(phaseTitle(phase)),
    phase.arm,
    ...phaseCells(phase, latencyMetrics, pieceTimes),
  ]);
  return table([header, ...rows], [...header.keys()].slice(2));
}

/** The counts are numbers and words of ours, so they need no escaping. */
function whyTitle(results: Results): string {
  const counts = findingCounts(results);
  return counts === "" ? "" : `Why · ${counts}`;
}

function slaTitle({ scenarios }: Results): string {
  const checks = scenarios.flatMap((scenario) => scenario.sla);
  if (checks.length === 0) return "";
  const unmet = unmetLimits(checks);
  return unmet === undefined ? "SLA met" : `SLA: ${unmet}`;
}

const searchesIn = ({ scenarios }: Results) => scenarios.flatMap(({ scalability }) => scalability ?? []);

/** Capacity 1,840/s [1,790, 1,890], limited by CPU (one core) */
function capacityTitle(results: Results): string {
  const [first, ...others] = searchesIn(results);
  const head = first?.arms.find(({ arm }) => arm === "head");
  if (head === undefined)
    return first?.overload === undefined ? "" : `Overload: ${first.overload.kind.replace("_", " ")}`;
  const { max_sustainable_per_sec: found } = head;
  const more = others.length === 0 ? "" : ` · ${formatNumber(others.length)} more below`;
  return `${found === undefined ? "Capacity not found" : `Capacity ${maxSustainableText(found)}`}${more}`;
}

function capacityList(results: Results): string {
  return searchesIn(results).flatMap(scalabilityLines).map(escapeMarkdown).map(listItem).join("\n");
}

const slaSigns = { met: "✅", breached: "❌", undecided: "❔", not_measured: "⚠️" } as const;

function slaTable({ scenarios }: Results): string {
  const rows = scenarios.flatMap((scenario) =>
    scenario.sla.map((check) => [
      slaSigns[check.outcome],
      escapeMarkdown(scenario.id),
      check.request === allRequests ? "all" : escapeMarkdown(check.request),
      escapeMarkdown(metricLabel(check.metric)),
      slaLimit(check),
      check.value === undefined ? "not measured" : metricValue(check.metric, check.value),
    ]),
  );
  return table([["", "scenario", "request", "metric", "limit", "measured"], ...rows], [4, 5]);
}

function decisionList(results: Results): string {
  const { environment, provenance } = results;
  const { cpu_model, cores, memory_bytes, cpu_limit, memory_limit_bytes, kernel, image, node, config_hash } =
    environment;
  const machine = [
    cpu_model,
    plural(cores, "core"),
    formatBytes(memory_bytes),
    ...(cpu_limit === undefined ? [] : [`limited to ${formatNumber(cpu_limit)} cores`]),
    ...(memory_limit_bytes === undefined ? [] : [`limited to ${formatBytes(memory_limit_bytes)}`]),
    kernel,
    ...(image === undefined ? [] : [image]),
    `Node ${node}`,
  ];
  const settings = phrase`Loadgate ${provenance.loadgate}, settings ${{ hash: config_hash }}, started ${provenance.started_at}.`;
  const lines = [
    ...decisionRules(results).map(phraseMarkdown),
    `${machine.map(escapeMarkdown).join(", ")}.`,
    phraseMarkdown(settings),
    `To send the same requests again, check out this commit${uncommittedChanges(results)} and run: \`${rerunCommand(results)}\``,
  ];
  return lines.map(listItem).join("\n");
}

function comparisonCount({ scenarios }: Results): string {
  return plural(
    scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0),
    "comparison",
  );
}
