import type { Results, ScenarioResult } from "../../model/results.ts";
import { headline } from "../headline.ts";
import { plainText } from "../phrase.ts";
import { printable } from "../terminal.ts";
import { findingsOf } from "./findings.ts";
import { whyRemarks } from "./remark.ts";
import { shorten } from "./subject.ts";
import { type SubjectTable, subjectTables } from "./subjectTables.ts";

/** The rows that fit on a screen. */
const mostRows = 10;

/** Why it is slower, for a terminal. */
export function explainTerminal(untrusted: Results): string {
  const results = printable(untrusted);
  const { scenarios } = results;
  const blocks = [
    headline(results).text,
    ...whyRemarks(results).map(({ title, text }) => `${title}: ${plainText(text)}`),
    ...scenarios.flatMap((scenario) =>
      scenarioBlocks(scenario, scenarios.length > 1 ? ` (${shorten(scenario.id, 80)})` : ""),
    ),
  ];
  const text = blocks.length > 1 ? blocks.join("\n\n") : `${blocks[0]}\n\n${nothingKnown}`;
  return `${text}\n`;
}

/** A run without a change has no extra rounds. */
export const nothingKnown =
  "These results have nothing about causes. Loadgate looks for them after a comparison that gates has changed.";

function scenarioBlocks(scenario: ScenarioResult, owner: string): readonly string[] {
  const findings = findingsOf(scenario).map(
    ({ title, items }) => `${title}${owner}\n${items.map((item) => `  - ${plainText(item)}`).join("\n")}`,
  );
  return [...findings, ...subjectTables(scenario.explanation, mostRows).map((table) => tableBlock(table, owner))];
}

function tableBlock({ title, rows, others }: SubjectTable, owner: string): string {
  const lines = rows.map(({ subject, place, request, state, base, head, change }) => {
    const where = [place, request].filter((text) => text !== undefined && text !== "").join(", ");
    return `  ${state.padEnd(11)} ${base} → ${head}  ${change}  ${subject}${where === "" ? "" : ` (${where})`}`;
  });
  return [`${title}${owner}`, ...lines, ...(others > 0 ? [`  ${others} more in results.json`] : [])].join("\n");
}
