import type { Explanation, SubjectChange } from "../../model/cause.ts";
import { causeDifference, causeValue, isPerRequest } from "../../wording/causeText.ts";
import { placeText, shorten } from "./subject.ts";

/** A table of what instruments saw, with the texts of its cells. */
export interface SubjectTable {
  readonly title: string;
  /** Of the first column. */
  readonly subject: string;
  readonly hasRequests: boolean;
  readonly rows: readonly SubjectRow[];
  /** Rows that are left out. */
  readonly others: number;
}

export interface SubjectRow {
  readonly subject: string;
  readonly place: string | undefined;
  readonly request: string;
  readonly state: SubjectChange["state"];
  readonly base: string;
  readonly head: string;
  readonly change: string;
}

type TableKey = "functions" | "statements" | "outbound" | "spans" | "allocations" | "runtime" | "waits";

const tables: readonly { readonly key: TableKey; readonly title: string; readonly subject: string }[] = [
  { key: "functions", title: "CPU by function, itself", subject: "function" },
  { key: "statements", title: "Statements", subject: "statement" },
  { key: "outbound", title: "Outbound calls", subject: "host" },
  { key: "spans", title: "Spans of OpenTelemetry", subject: "span" },
  { key: "allocations", title: "Allocations by function", subject: "function" },
  { key: "runtime", title: "Runtime", subject: "figure" },
  { key: "waits", title: "Waits of threads", subject: "for" },
];

export const subjectHeader = (table: SubjectTable): readonly string[] => [
  table.subject,
  ...(table.hasRequests ? ["request"] : []),
  "base",
  "head",
  "change [95 %]",
  "",
];

/** The tables with rows, each with at most that many. */
export function subjectTables(explanation: Explanation | undefined, mostRows: number): readonly SubjectTable[] {
  return tables.flatMap(({ key, title, subject }) => {
    const found = explanation?.[key] ?? [];
    if (found.length === 0) return [];
    const isAllPerRequest = found.every((row) => isPerRequest(row.unit));
    const rows = found.slice(0, mostRows).map((row) => subjectRow(row, isAllPerRequest));
    const hasRequests = rows.some(({ request }) => request !== "");
    return {
      title: isAllPerRequest ? `${title}, per request` : title,
      subject,
      hasRequests,
      rows,
      others: found.length - rows.length,
    };
  });
}

function subjectRow(found: SubjectChange, hidesPer: boolean): SubjectRow {
  const { subject, request = "", unit, base, head, interval, state } = found;
  const bounds = interval === undefined ? "" : ` [${interval.map((end) => boundText(end, unit)).join(", ")}]`;
  const per = !hidesPer && isPerRequest(unit) ? "/request" : "";
  return {
    subject: shorten(subject, 200),
    place: placeText(found),
    request: shorten(request, 80),
    state,
    base: `${causeValue(base, unit)}${per}`,
    head: `${causeValue(head, unit)}${per}`,
    change: `${causeDifference(head - base, unit)}${bounds}`,
  };
}

/** −0.03 in an interval whose estimate has the unit. */
const boundText = (value: number, unit: string): string =>
  causeDifference(value, unit)
    .replace(/^\+/, "")
    .replace(/ (ms|B)$/, "");
