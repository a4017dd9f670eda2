import type { Results } from "../model/results.ts";
import { headline } from "./headline.ts";
import { type Row, rowsOf, shownOutcome } from "./wording.ts";

/** What a workflow of one's own wants to know of a verdict: results.json has the whole. */
export interface Digest {
  readonly verdict: Results["verdict"]["kind"];
  readonly failing: boolean;
  readonly headline: string;
  readonly reasons: readonly string[];
  /** Those that gate, the gravest first and the unchanged last. */
  readonly comparisons?: readonly object[];
  /** How many there was no room for. */
  readonly left_out?: { readonly reasons: number; readonly comparisons: number };
  /** Of several jobs, by their baseline-keys. */
  readonly parts?: Readonly<Record<string, Digest>>;
}

export function digestOf(results: Results): Digest {
  const { verdict } = results;
  return {
    verdict: verdict.kind,
    failing: verdict.failing,
    headline: headline(results).text,
    reasons: verdict.reasons,
    comparisons: rowsOf(results)
      .filter(({ gating }) => gating)
      .map(comparisonOf),
  };
}

function comparisonOf(row: Row): object {
  const { scenario, request, metric, base, head, change_ratio, interval, min_effect_ratio } = row;
  return {
    scenario,
    request,
    metric,
    outcome: shownOutcome(row),
    base,
    head,
    change_ratio,
    interval,
    min_effect_ratio,
  };
}

/** As JSON on one line of at most so many characters, the least grave of its lists left out where they are too long. */
export function digestJson(digest: Digest, longest: number): string {
  for (let most = 1024; ; most = Math.floor(most / 2)) {
    // Letters beyond ASCII are escaped: a character is then a byte.
    const text = JSON.stringify(shortened(digest, most)).replace(/[\u007f-\uffff]/g, escapeOf);
    if (text.length <= longest || most === 0) return text;
  }
}

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function shortened({ comparisons, parts, ...digest }: Digest, most: number): Digest {
  const left = {
    reasons: Math.max(0, digest.reasons.length - most),
    comparisons: Math.max(0, (comparisons?.length ?? 0) - most),
  };
  const all = Object.entries(parts ?? {}).map(([key, part]) => [key, shortened(part, most)] as const);
  return {
    ...digest,
    headline: digest.headline.slice(0, longestHeadline),
    reasons: digest.reasons.slice(0, most),
    ...(comparisons === undefined ? {} : { comparisons: comparisons.slice(0, most) }),
    ...(left.reasons + left.comparisons > 0 ? { left_out: left } : {}),
    ...(parts === undefined ? {} : { parts: Object.fromEntries(all) }),
  };
}

const longestHeadline = 500;
