import type { Results } from "../../model/results.ts";
import type { Verdict } from "../../model/verdict.ts";
import { plural } from "../../util/format.ts";
import { defined } from "../../util/omitUndefined.ts";
import { furtherCauses, type Headline, headline, type Tone } from "../headline.ts";
import { type Report, reportOf } from "../report.ts";
import { type Digest, digestOf } from "../summary.ts";
import { builds, comparisonHeader, noteworthyRows, tally } from "../wording.ts";
import { body, comparisonCells, heading, shownRows, toneSign } from "./markdown.ts";
import { bounded, bullet, escaped, folded, joined, shasAsCode, table } from "./markdownText.ts";

/** What one of several jobs has found, by its baseline-key. */
export type Part =
  | {
      readonly kind: "measured";
      readonly key: string;
      readonly results: Results;
      /** Of the run, where it is an earlier one than this. */
      readonly earlierAttempt?: number;
    }
  | { readonly kind: "missing" | "unreadable"; readonly key: string; readonly why: string };

export interface MergedOptions {
  /** Whether a part that is missing fails the whole. One that is there and cannot be read does in any case. */
  readonly missingFails: boolean;
}

/** One report and one verdict for several jobs: the worst. The same parts give the same text, in whatever order they come. */
export function mergedReport(parts: readonly Part[], options: MergedOptions): Report {
  const told = parts.map((part) => toldOf(part, options)).toSorted(byGravity);
  const { verdict, line } = whole(told, options);
  return {
    verdict,
    headline: line.text,
    tone: line.tone,
    isNews: told.length === 0 || told.some(({ isNews }) => isNews),
    markdown: (longest = Number.POSITIVE_INFINITY) =>
      bounded(blocksOf(told, line), longest, "it is in the report of each part's own job"),
    digest: {
      verdict: verdict.kind,
      failing: verdict.failing,
      headline: line.text,
      reasons: verdict.reasons,
      parts: Object.fromEntries(parts.flatMap(digestOfPart)),
    },
  };
}

function digestOfPart(part: Part): readonly (readonly [string, Digest])[] {
  return part.kind === "measured" ? [[part.key, digestOf(part.results)]] : [];
}

interface Told {
  readonly key: string;
  /** Absent where there is nothing to show. */
  readonly results?: Results;
  readonly earlierAttempt?: number;
  readonly verdict: Verdict;
  readonly line: Headline;
  readonly isNews: boolean;
}

function toldOf(part: Part, { missingFails }: MergedOptions): Told {
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
  return { key, results, ...defined({ earlierAttempt }), verdict, line: headline(results), isNews };
}

/** The gravest first: what fails its job before what does not. */
function byGravity(a: Told, b: Told): number {
  const failing = Number(b.verdict.failing) - Number(a.verdict.failing);
  return failing || gravityOf(a) - gravityOf(b) || (a.key < b.key ? -1 : 1);
}

const gravityOf = ({ line }: Told): number => gravity.indexOf(line.tone);
const gravity: readonly Tone[] = ["fail", "invalid", "inconclusive", "accepted", "new", "pass"];

/** The verdict and the headline of the worst part. */
function whole(told: readonly Told[], { missingFails }: MergedOptions): { verdict: Verdict; line: Headline } {
  const [worst] = told;
  if (worst === undefined) {
    const nothing = "no job of this run has left results";
    const verdict: Verdict = { kind: "invalid", reasons: [nothing], failing: missingFails };
    return { verdict, line: { tone: "invalid", text: `Could not measure: ${nothing}` } };
  }
  const failing = told.filter(({ verdict }) => verdict.failing);
  const isInDoubt = failing.length > 0 && failing.every(({ verdict }) => verdict.confirm === true);
  const verdict: Verdict = {
    kind: worst.verdict.kind,
    reasons: told.flatMap(({ key, verdict: { reasons } }) => reasons.map((reason) => `${key}: ${reason}`)),
    failing: worst.verdict.failing,
    ...(isInDoubt ? { confirm: true } : {}),
  };
  return { verdict, line: { tone: worst.line.tone, text: lineOf(worst, told) } };
}

/** What all parts say alike, is said once. */
function lineOf({ key, line: { text } }: Told, told: readonly Told[]): string {
  const isAll = told.length > 1 && told.every(({ line }) => line.text === text);
  return isAll ? `${text}: all ${told.length} parts` : `${key}: ${text}`;
}

function blocksOf(told: readonly Told[], line: Headline): readonly string[] {
  if (told.length === 0) return [heading(line)];
  return [
    heading(line),
    counts(told),
    overview(told),
    noteworthy(told),
    causes(told),
    ...told.flatMap(({ key, results }) => (results === undefined ? [] : partBlock(key, results))),
  ];
}

/** 3 parts: 1 fail · 2 pass, 1 of them of an earlier attempt */
function counts(told: readonly Told[]): string {
  const kinds = [...new Set(told.map(({ verdict }) => verdict.kind))];
  const each = kinds.map((kind) => `${told.filter(({ verdict }) => verdict.kind === kind).length} ${kind}`);
  const earlier = told.filter(({ earlierAttempt }) => earlierAttempt !== undefined).length;
  const which = earlier === 0 ? "" : `, ${earlier} of them of an earlier attempt`;
  return `${plural(told.length, "part")}: ${each.join(" · ")}${which}`;
}

function overview(told: readonly Told[]): string {
  const rows = told.map(({ key, results, earlierAttempt, verdict, line }) => [
    toneSign[line.tone],
    keyAsCode(key),
    verdict.kind,
    escaped(line.text.slice(0, 300)) + (earlierAttempt === undefined ? "" : ` (of attempt ${earlierAttempt})`),
    results === undefined ? "" : shasAsCode(builds(results)),
  ]);
  return table([["", "part", "verdict", "result", "builds"], ...rows], []);
}

function noteworthy(told: readonly Told[]): string {
  const columns = { isScenarioTold: told.some(({ results }) => (results?.scenarios.length ?? 0) > 1) };
  const rows = told.flatMap(({ key, results }) =>
    results === undefined
      ? []
      : noteworthyRows(results).map((row) => withKey(comparisonCells(results, row, columns), keyAsCode(key))),
  );
  if (rows.length === 0) return "";
  const header = withKey(comparisonHeader(columns), "part");
  const shown = table([header, ...rows.slice(0, shownRows)], columns.isScenarioTold ? [5, 6] : [4, 5]);
  const others = rows.length - shownRows;
  return others > 0 ? `${shown}\n\n_${plural(others, "more row")} below, each in its part._` : shown;
}

/** Behind the sign. */
const withKey = ([sign = "", ...cells]: readonly string[], key: string): readonly string[] => [sign, key, ...cells];

function causes(told: readonly Told[]): string {
  const lines = told.flatMap(({ key, results }) =>
    results === undefined
      ? []
      : furtherCauses(results).map((cause) => bullet(`${keyAsCode(key)} ${shasAsCode(cause)}`)),
  );
  return lines.join("\n");
}

function partBlock(key: string, results: Results): string {
  return folded(`<code>${key}</code> · ${tally(results)}`, joined(body(results)).trimEnd());
}

/** Keys are letters, digits, dots, dashes and underscores: no more is needed for code. */
const keyAsCode = (key: string): string => `\`${key}\``;
