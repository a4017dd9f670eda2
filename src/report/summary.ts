import type { Results } from "../model/results.ts";
import { type ComparisonRow, comparisonRows } from "./comparisonRows.ts";
import { headline } from "./headline.ts";

/** A short form of the verdict for later steps of a workflow. results.json has everything. */
export interface VerdictSummary {
  readonly verdict: Results["verdict"]["kind"];
  readonly failing: boolean;
  readonly headline: string;
  readonly reasons: readonly string[];
  /** The comparisons that gate, the worst outcome first. */
  readonly comparisons?: readonly object[];
  /** How many entries were left out to keep to the length. */
  readonly left_out?: { readonly reasons: number; readonly comparisons: number };
  /** The summaries of several jobs, by their baseline-keys. */
  readonly parts?: Readonly<Record<string, VerdictSummary>>;
}

export function summarize(results: Results): VerdictSummary {
  const { verdict } = results;
  return {
    verdict: verdict.kind,
    failing: verdict.failing,
    headline: headline(results).text,
    reasons: verdict.reasons,
    comparisons: comparisonRows(results)
      .filter(({ gating }) => gating)
      .map(comparisonEntry),
  };
}

function comparisonEntry(row: ComparisonRow): object {
  const { scenario, request, metric, base, head, change_ratio, interval, min_effect_ratio } = row;
  return {
    scenario,
    request,
    metric,
    outcome: row.accepted === undefined ? row.outcome : "accepted",
    base,
    head,
    change_ratio,
    interval,
    min_effect_ratio,
  };
}

/** JSON on one line, at most `maxBytes` long. Lists that are too long lose their last entries, the least severe. */
export function summaryJson(summary: VerdictSummary, maxBytes: number): string {
  for (let maxEntries = 1024; ; maxEntries = Math.floor(maxEntries / 2)) {
    // All characters beyond ASCII are escaped, so one character is one byte.
    const text = JSON.stringify(shorten(summary, maxEntries)).replace(/[\u007f-\uffff]/g, jsonEscape);
    if (text.length <= maxBytes || maxEntries === 0) return text;
  }
}

const jsonEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const maxHeadlineLength = 500;

function shorten({ comparisons, parts, ...summary }: VerdictSummary, maxEntries: number): VerdictSummary {
  const leftOut = {
    reasons: Math.max(0, summary.reasons.length - maxEntries),
    comparisons: Math.max(0, (comparisons?.length ?? 0) - maxEntries),
  };
  const shortParts = Object.entries(parts ?? {}).map(([key, part]) => [key, shorten(part, maxEntries)] as const);
  return {
    ...summary,
    headline: summary.headline.slice(0, maxHeadlineLength),
    reasons: summary.reasons.slice(0, maxEntries),
    ...(comparisons === undefined ? {} : { comparisons: comparisons.slice(0, maxEntries) }),
    ...(leftOut.reasons + leftOut.comparisons > 0 ? { left_out: leftOut } : {}),
    ...(parts === undefined ? {} : { parts: Object.fromEntries(shortParts) }),
  };
}
