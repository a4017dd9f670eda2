import { allRequests } from "../model/plan.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { plural } from "../util/format.ts";
import { mapStrings } from "../util/mapStrings.ts";
import { scalabilityLines } from "../wording/capacityText.ts";
import { metricLabel, metricValue } from "../wording/metricText.ts";
import { failureLogs } from "./causes.ts";
import {
  type ComparisonRow,
  changeText,
  comparisonColumns,
  comparisonHeader,
  comparisonRows,
  failsFrom,
  numberColumns,
  valueText,
} from "./comparisonRows.ts";
import { driftParagraph } from "./drift.ts";
import { baselineLine } from "./explanation.ts";
import { furtherCauses, headline, type Tone } from "./headline.ts";
import { outcomeLabel, type ShownOutcome, shownOutcome } from "./outcomes.ts";
import { latencyMetrics, phaseCells, phaseColumns, phaseTitle, pieceTimesIn } from "./phaseTable.ts";
import { plainText } from "./phrase.ts";
import { slaLimit } from "./slaText.ts";
import { summaryLine } from "./summaryLine.ts";
import { findingCounts } from "./why/findings.ts";
import { whyRemarks } from "./why/remark.ts";

export interface TerminalOptions {
  readonly color: boolean;
}

/** The report for a terminal. */
export function terminal(untrusted: Results, { color }: TerminalOptions): string {
  const results = printable(untrusted);
  const paint = color ? paintAnsi : paintNothing;
  const blocks = [
    headlineBlock(results, paint),
    comparisonBlock(results, paint),
    ...whyRemarks(results).map(({ title, text }) => `${paint("bold", `${title}:`)} ${plainText(text)}`),
    plainText(driftParagraph(results) ?? []),
    ...results.scenarios.map((scenario) => scenarioBlock(scenario, paint)),
    causesBlock(results),
    whyHint(results),
    ...baselineBlocks(results).map((line) => paint("dim", line)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Foreign text must not move the cursor, color the screen or add lines. Only logs keep their lines. */
export function printable(results: Results): Results {
  return mapStrings(results, (text, key) =>
    text.replace(key === "failure" ? unprintable.inLog : unprintable.inName, " "),
  );
}

const unprintable = { inLog: /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, inName: /[\p{C}\p{Zl}\p{Zp}]/gu } as const;

const toneMark: Readonly<Record<Tone, string>> = {
  pass: "✔",
  fail: "✘",
  inconclusive: "?",
  invalid: "!",
  new: "+",
  accepted: "~",
};
const toneColor: Readonly<Record<Tone, Color>> = {
  pass: "green",
  fail: "red",
  inconclusive: "yellow",
  invalid: "yellow",
  new: "bold",
  accepted: "yellow",
};

const outcomeColor: Readonly<Record<ShownOutcome, Color>> = {
  regressed: "red",
  accepted: "yellow",
  invalid: "yellow",
  undecided: "yellow",
  improved: "green",
  new: "dim",
  unchanged: "green",
  not_worse: "green",
  below_floor: "yellow",
};

function headlineBlock(results: Results, paint: Paint): string {
  const { tone, text } = headline(results);
  return `${paint(toneColor[tone], `${toneMark[tone]} ${text}`)}\n${paint("dim", plainText(summaryLine(results)))}`;
}

/** The worst outcomes come first. A scenario may list a thousand requests. */
const mostRows = 100;

function comparisonBlock(results: Results, paint: Paint): string {
  const all = comparisonRows(results);
  const rows = all.slice(0, mostRows);
  if (rows.length === 0) return "";
  const columns = comparisonColumns(results);
  const { hasScenario, hasBase } = columns;
  const cells = rows.map((row) => [
    outcomeLabel(shownOutcome(row)),
    ...(hasScenario ? [row.scenario] : []),
    row.requestLabel,
    metricLabel(row.metric),
    ...(hasBase ? [valueText(row.metric, row.base)] : []),
    valueText(row.metric, row.head),
    ...(hasBase ? [changeText(row), failsFrom(row)] : []),
  ]);
  const [header = "", ...lines] = alignColumns([comparisonHeader(columns), ...cells], numberColumns(columns));
  const paintedLines = lines.map((line, i) => paintRow(line, rows[i], paint));
  const others = all.length - rows.length;
  const rest = others > 0 ? [paint("dim", `${plural(others, "more row")} in report.html`)] : [];
  return [paint("dim", header), ...paintedLines, ...rest].join("\n");
}

function paintRow(line: string, row: ComparisonRow | undefined, paint: Paint): string {
  if (row === undefined) return line;
  if (!row.gating) return paint("dim", line);
  const outcome = shownOutcome(row);
  const { length } = outcomeLabel(outcome);
  return paint(outcomeColor[outcome], line.slice(0, length)) + line.slice(length);
}

/** A terminal has no room for the mean. */
const latencies = latencyMetrics.filter((metric) => metric !== "mean");

function scenarioBlock(scenario: ScenarioResult, paint: Paint): string {
  const pieceTimes = pieceTimesIn(scenario.phases);
  const header = ["phase", "build", ...phaseColumns(latencies, pieceTimes)];
  const rows = scenario.phases.map((phase) => [
    phaseTitle(phase),
    phase.arm,
    ...phaseCells(phase, latencies, pieceTimes),
  ]);
  const [headerLine = "", ...lines] = alignColumns([header, ...rows], [...header.keys()].slice(2));
  const table = rows.length === 0 ? [] : [paint("dim", headerLine), ...lines];
  return [
    `${paint("bold", scenario.id)} ${paint("dim", scenario.mode.reason)}`,
    ...table,
    ...slaLines(scenario, paint),
    ...(scenario.scalability === undefined ? [] : scalabilityLines(scenario.scalability)),
  ].join("\n");
}

const slaColor = { met: "green", breached: "red", undecided: "yellow", not_measured: "yellow" } as const;

function slaLines({ sla }: ScenarioResult, paint: Paint): readonly string[] {
  const unmetFirst = sla.toSorted((a, b) => Number(a.outcome === "met") - Number(b.outcome === "met"));
  const others = sla.length - mostRows;
  const lines = (others > 0 ? unmetFirst.slice(0, mostRows) : sla).map((check) => {
    const { metric, request, value, outcome } = check;
    const limit = `SLA ${request === allRequests ? "" : `${request} `}${metricLabel(metric)} ${slaLimit(check)}`;
    const result = value === undefined ? "not measured" : `${metricValue(metric, value)}, ${outcome}`;
    return paint(slaColor[outcome], `${limit}: ${result}`);
  });
  return others > 0 ? [...lines, paint("dim", `${plural(others, "more SLA check")} in report.html`)] : lines;
}

function causesBlock(results: Results): string {
  return [...furtherCauses(results).map((cause) => `- ${plainText(cause)}`), ...failureLogs(results)].join("\n");
}

/** The findings fill a screen of their own. */
function whyHint(results: Results): string {
  const counts = findingCounts(results);
  return counts === "" ? "" : `${counts}: see report.html, or loadgate explain results.json`;
}

/** Without recorded runs the causes say why. */
function baselineBlocks({ baseline }: Results): readonly string[] {
  return baseline.kind === "found" ? baselineLine(baseline).map(plainText) : [];
}

type Color = "red" | "green" | "yellow" | "dim" | "bold";
type Paint = (color: Color, text: string) => string;

/** ANSI codes, ECMA-48 "select graphic rendition". */
const ansiCodes: Readonly<Record<Color, string>> = { red: "31", green: "32", yellow: "33", dim: "2", bold: "1" };

const paintAnsi: Paint = (color, text) => `\u001b[${ansiCodes[color]}m${text}\u001b[0m`;
const paintNothing: Paint = (_, text) => text;

/** Pads cells to the widest of their column. Numbers, the columns in `right`, are aligned to the right. */
function alignColumns(rows: readonly (readonly string[])[], right: readonly number[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
