import type { Results } from "../../model/results.ts";
import { headline } from "../headline.ts";
import { nothingKnown } from "../why/explainTerminal.ts";
import { shorten } from "../why/subject.ts";
import { type SubjectTable, subjectHeader, subjectTables } from "../why/subjectTables.ts";
import { headingLine } from "./markdown.ts";
import { escapeMarkdown, inlineCode, joinBlocks, table } from "./markdownText.ts";
import { findingsMarkdown, remarksMarkdown } from "./whyMarkdown.ts";

const mostRows = 15;

/** Why it is slower, as Markdown: all of it open. */
export function explainMarkdown(results: Results): string {
  const { scenarios } = results;
  const tables = scenarios.flatMap(({ id, explanation }) =>
    subjectTables(explanation, mostRows).map((one) =>
      subjectTable(one, scenarios.length > 1 ? ` of ${shorten(id, 80)}` : ""),
    ),
  );
  const blocks = [remarksMarkdown(results), findingsMarkdown(results), ...tables];
  const known = blocks.some((block) => block !== "") ? blocks : [nothingKnown];
  return joinBlocks([headingLine(headline(results)), ...known]);
}

function subjectTable(found: SubjectTable, owner: string): string {
  const { title, hasRequests, rows, others } = found;
  const cells = rows.map(({ subject, place, request, state, base, head, change }) => [
    tableCode(place === undefined ? subject : `${subject} ${place}`),
    ...(hasRequests ? [escapeMarkdown(request)] : []),
    escapeMarkdown(base),
    escapeMarkdown(head),
    escapeMarkdown(change),
    state,
  ]);
  const right = hasRequests ? [2, 3] : [1, 2];
  const rest = others > 0 ? `\n\n_${others} more in results.json._` : "";
  return `**${title}${escapeMarkdown(owner)}**\n\n${table([subjectHeader(found), ...cells], right)}${rest}`;
}

/** A bar ends a cell even in code. */
const tableCode = (text: string): string => inlineCode(text.replaceAll("|", "\u2502"));
