import type { Results } from "../../model/results.ts";
import type { Verdict } from "../../model/verdict.ts";
import { plural } from "../../util/format.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { describeBuilds } from "../builds.ts";
import { comparisonHeader, noteworthyRows, numberColumns } from "../comparisonRows.ts";
import { furtherCauses, type Headline, headline, type Tone } from "../headline.ts";
import { outcomeCounts } from "../outcomes.ts";
import { type Report, reportOf } from "../report.ts";
import { summarize, type VerdictSummary } from "../summary.ts";
import { whyRemarks } from "../why/remark.ts";
import { comparisonCells, headingLine, maxOpenRows, reportBody, toneSign } from "./markdown.ts";
import { details, escapeMarkdown, fitBlocks, joinBlocks, listItem, phraseMarkdown, table } from "./markdownText.ts";
import { remarkMarkdown } from "./whyMarkdown.ts";

/** The results of one of several jobs, or why there are none. The key is its baseline-key. */
export type ReportPart =
  | {
      readonly kind: "measured";
      readonly key: string;
      readonly results: Results;
      /** The attempt of the workflow run that measured it, if it is not the current one. */
      readonly earlierAttempt?: number;
    }
  | { readonly kind: "missing" | "unreadable"; readonly key: string; readonly why: string };

export interface MergedOptions {
  /** A missing part fails the merged verdict. An unreadable part always does. */
  readonly missingFails: boolean;
}

/** One report and one verdict for several jobs: the worst. The order of the parts does not matter. */
export function mergedReport(parts: readonly ReportPart[], options: MergedOptions): Report {
  const reports = parts.map((part) => partReport(part, options)).toSorted(bySeverity);
  const { verdict, line } = mergeVerdicts(reports, options);
  return {
    verdict,
    headline: line.text,
    tone: line.tone,
    isNews: reports.length === 0 || reports.some(({ isNews }) => isNews),
    markdown: (maxLength = Number.POSITIVE_INFINITY) =>
      fitBlocks(mergedBlocks(reports, line), maxLength, "the report of each part's own job"),
    summary: {
      verdict: verdict.kind,
      failing: verdict.failing,
      headline: line.text,
      reasons: verdict.reasons,
      parts: Object.fromEntries(parts.flatMap(summaryEntry)),
    },
  };
}

function summaryEntry(part: ReportPart): readonly (readonly [string, VerdictSummary])[] {
  return part.kind === "measured" ? [[part.key, summarize(part.results)]] : [];
}

interface PartReport {
  readonly key: string;
  /** Absent if the part is missing or unreadable. */
  readonly results?: Results;
  readonly earlierAttempt?: number;
  readonly verdict: Verdict;
  readonly line: Headline;
  readonly isNews: boolean;
}

function partReport(part: ReportPart, { missingFails }: MergedOptions): PartReport {
  const { key } = part;
  if (part.kind !== "measured") {
    const verdict: Verdict = {
      kind: "invalid",
      reasons: [part.why],
      failing: missingFails || part.kind === "unreadable",
    };
    return { key, verdict, line: { tone: "invalid", text: part.why }, isNews: true };
  }
  const { results, earlierAttempt } = part;
  const { verdict, isNews } = reportOf(results);
  return { key, results, ...omitUndefined({ earlierAttempt }), verdict, line: headline(results), isNews };
}

/** The worst first: parts that fail before parts that do not, equal ones by their keys. */
function bySeverity(a: PartReport, b: PartReport): number {
  const failing = Number(b.verdict.failing) - Number(a.verdict.failing);
  return failing || toneRank(a) - toneRank(b) || (a.key < b.key ? -1 : 1);
}

const toneRank = ({ line }: PartReport): number => tonesBySeverity.indexOf(line.tone);
const tonesBySeverity: readonly Tone[] = ["fail", "invalid", "inconclusive", "accepted", "new", "pass"];

/** The verdict and the headline of the worst part, with the reasons of all parts. */
function mergeVerdicts(
  reports: readonly PartReport[],
  { missingFails }: MergedOptions,
): { verdict: Verdict; line: Headline } {
  const [worst] = reports;
  if (worst === undefined) {
    const reason = "no job of this run uploaded results";
    const verdict: Verdict = { kind: "invalid", reasons: [reason], failing: missingFails };
    return { verdict, line: { tone: "invalid", text: `Could not measure: ${reason}` } };
  }
  const failing = reports.filter(({ verdict }) => verdict.failing);
  const canConfirm = failing.length > 0 && failing.every(({ verdict }) => verdict.confirm === true);
  const verdict: Verdict = {
    kind: worst.verdict.kind,
    reasons: reports.flatMap(({ key, verdict: { reasons } }) => reasons.map((reason) => `${key}: ${reason}`)),
    failing: worst.verdict.failing,
    ...(canConfirm ? { confirm: true } : {}),
  };
  return { verdict, line: { tone: worst.line.tone, text: mergedHeadline(worst, reports) } };
}

/** A headline that all parts share is not repeated for each. */
function mergedHeadline({ key, line: { text } }: PartReport, reports: readonly PartReport[]): string {
  const isShared = reports.length > 1 && reports.every(({ line }) => line.text === text);
  return isShared ? `${text}: all ${reports.length} parts` : `${key}: ${text}`;
}

function mergedBlocks(reports: readonly PartReport[], line: Headline): readonly string[] {
  if (reports.length === 0) return [headingLine(line)];
  return [
    headingLine(line),
    verdictCounts(reports),
    partsTable(reports),
    noteworthyTable(reports),
    remarkLines(reports),
    causesList(reports),
    ...reports.flatMap(({ key, results }) => (results === undefined ? [] : partDetails(key, results))),
  ];
}

/** 3 parts: 1 fail · 2 pass, 1 of them from an earlier attempt */
function verdictCounts(reports: readonly PartReport[]): string {
  const kinds = [...new Set(reports.map(({ verdict }) => verdict.kind))];
  const counts = kinds.map((kind) => `${reports.filter(({ verdict }) => verdict.kind === kind).length} ${kind}`);
  const earlier = reports.filter(({ earlierAttempt }) => earlierAttempt !== undefined).length;
  const attempts = earlier === 0 ? "" : `, ${earlier} of them from an earlier attempt`;
  return `${plural(reports.length, "part")}: ${counts.join(" · ")}${attempts}`;
}

/** In characters, because a row should stay a row. */
const maxResultLength = 300;

function partsTable(reports: readonly PartReport[]): string {
  const rows = reports.map(({ key, results, earlierAttempt, verdict, line }) => [
    toneSign[line.tone],
    keyAsCode(key),
    verdict.kind,
    escapeMarkdown(line.text.slice(0, maxResultLength)) +
      (earlierAttempt === undefined ? "" : ` (of attempt ${earlierAttempt})`),
    results === undefined ? "" : phraseMarkdown(describeBuilds(results)),
  ]);
  return table([["", "part", "verdict", "result", "builds"], ...rows], []);
}

function noteworthyTable(reports: readonly PartReport[]): string {
  // Rows without a base are not noteworthy.
  const columns = {
    hasScenario: reports.some(({ results }) => (results?.scenarios.length ?? 0) > 1),
    hasBase: true,
  };
  const rows = reports.flatMap(({ key, results }) =>
    results === undefined
      ? []
      : noteworthyRows(results).map((row) => insertKey(comparisonCells(row, columns), keyAsCode(key))),
  );
  if (rows.length === 0) return "";
  const header = insertKey(comparisonHeader(columns), "part");
  const openRows = table(
    [header, ...rows.slice(0, maxOpenRows)],
    numberColumns(columns).map((column) => column + 1),
  );
  const others = rows.length - maxOpenRows;
  return others > 0 ? `${openRows}\n\n_${plural(others, "more row")} below, each in its part._` : openRows;
}

/** The key is the second cell, behind the sign. */
const insertKey = ([sign = "", ...cells]: readonly string[], key: string): readonly string[] => [sign, key, ...cells];

function remarkLines(reports: readonly PartReport[]): string {
  const lines = reports.flatMap(({ key, results }) =>
    results === undefined ? [] : whyRemarks(results).map((remark) => `${keyAsCode(key)} ${remarkMarkdown(remark)}`),
  );
  return lines.join("\n\n");
}

function causesList(reports: readonly PartReport[]): string {
  const lines = reports.flatMap(({ key, results }) =>
    results === undefined
      ? []
      : furtherCauses(results).map((cause) => listItem(`${keyAsCode(key)} ${phraseMarkdown(cause)}`)),
  );
  return lines.join("\n");
}

function partDetails(key: string, results: Results): string {
  return details(`<code>${key}</code> · ${outcomeCounts(results)}`, joinBlocks(reportBody(results)).trimEnd());
}

/** A key has only letters, digits, dots, dashes and underscores, so it needs no escaping. */
const keyAsCode = (key: string): string => `\`${key}\``;
