import { metricLabel, slaValue } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { withTexts } from "../util/mapStrings.ts";
import { driftParagraph } from "./drift.ts";
import { baselineLine } from "./explanation.ts";
import { furtherCauses, headline, type Tone } from "./headline.ts";
import { latencies, phaseCells, phaseColumns } from "./phaseTable.ts";
import {
  bound,
  builds,
  comparisonHeader,
  failsFrom,
  logs,
  manner,
  phaseTitle,
  type Row,
  rowsOf,
  type ShownOutcome,
  shift,
  shownOutcome,
  subject,
  tally,
  value,
} from "./wording.ts";

export interface TerminalOptions {
  readonly color: boolean;
}

/** The report as a terminal shows it. */
export function terminal(untrusted: Results, { color }: TerminalOptions): string {
  const results = printable(untrusted);
  const paint = painter(color);
  const { tone, text } = headline(results);
  const blocks = [
    `${paint(toneColor[tone], `${toneMark[tone]} ${text}`)}\n${paint("dim", `${tally(results)} · ${manner(results)} · ${builds(results)}`)}`,
    comparisons(results, paint),
    driftParagraph(results) ?? "",
    ...results.scenarios.map((scenario) => scenarioBlock(scenario, paint)),
    reasons(results),
    ...provenance(results.baseline).map((line) => paint("dim", line)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Names and logs come from others: they must not move the cursor, paint the screen, or break a line that is not theirs. */
function printable(results: Results): Results {
  return withTexts(results, (text, key) =>
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
  unstable: "yellow",
  inconclusive: "yellow",
  improved: "green",
  new: "dim",
  unchanged: "green",
};

function comparisons(results: Results, paint: Paint): string {
  const rows = rowsOf(results);
  if (rows.length === 0) return "";
  const isScenarioTold = results.scenarios.length > 1;
  const cells = rows.map((row) => [
    shownOutcome(row),
    ...(isScenarioTold ? [row.scenario] : []),
    subject(results, row),
    metricLabel(row.metric),
    value(row.metric, row.base),
    value(row.metric, row.head),
    shift(row),
    failsFrom(row),
  ]);
  const header = comparisonHeader({ isScenarioTold });
  const [head = "", ...lines] = columns([header, ...cells], isScenarioTold ? [4, 5] : [3, 4]);
  const painted = lines.map((line, i) => paintRow(line, rows[i], paint));
  return [paint("dim", head), ...painted].join("\n");
}

function paintRow(line: string, row: Row | undefined, paint: Paint): string {
  if (row === undefined) return line;
  if (!row.gating) return paint("dim", line);
  const outcome = shownOutcome(row);
  return paint(outcomeColor[outcome], line.slice(0, outcome.length)) + line.slice(outcome.length);
}

/** A terminal is narrow. */
const quantiles = latencies.filter((time) => time !== "mean");

function scenarioBlock(scenario: ScenarioResult, paint: Paint): string {
  const header = ["phase", "arm", ...phaseColumns(quantiles)];
  const rows = scenario.phases.map((phase) => [phaseTitle(phase), phase.arm, ...phaseCells(phase, quantiles)]);
  const [head = "", ...lines] = columns([header, ...rows], [...header.keys()].slice(2));
  const table = rows.length === 0 ? [] : [paint("dim", head), ...lines];
  return [
    `${paint("bold", scenario.id)} ${paint("dim", scenario.mode.reason)}`,
    ...table,
    ...slaLines(scenario, paint),
  ].join("\n");
}

function slaLines({ sla }: ScenarioResult, paint: Paint): readonly string[] {
  return sla.map((check) => {
    const { metric, request, value: measured, outcome } = check;
    const what = `SLA ${request === allRequests ? "" : `${request} `}${metricLabel(metric)} ${bound(check)}`;
    const got = measured === undefined ? "not measured" : `${slaValue(metric, measured)}, ${outcome}`;
    return paint(outcome === "met" ? "green" : "red", `${what}: ${got}`);
  });
}

/** Why there is no baseline is among the reasons. */
function provenance(baseline: Results["baseline"]): readonly string[] {
  return baseline.kind === "found" ? baselineLine(baseline) : [];
}

function reasons(results: Results): string {
  return [...furtherCauses(results).map((cause) => `- ${cause}`), ...logs(results)].join("\n");
}

type Color = "red" | "green" | "yellow" | "dim" | "bold";
type Paint = (color: Color, text: string) => string;
const codes: Readonly<Record<Color, string>> = { red: "31", green: "32", yellow: "33", dim: "2", bold: "1" };

function painter(color: boolean): Paint {
  return (name, text) => (color ? `\u001b[${codes[name]}m${text}\u001b[0m` : text);
}

/** Cells to lines, each column as wide as its widest cell; numbers to the right. */
function columns(rows: readonly (readonly string[])[], right: readonly number[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
