import type { Results } from "../model/results.ts";
import type { Verdict } from "../model/verdict.ts";
import { noteworthyRows } from "./comparisonRows.ts";
import { headline, type Tone } from "./headline.ts";
import { markdown } from "./markdown/markdown.ts";
import { summarize, type VerdictSummary } from "./summary.ts";

/** A verdict as a job publishes it: the verdict of one job, or of several. */
export interface Report {
  readonly verdict: Verdict;
  /** One line that says how the run ended. */
  readonly headline: string;
  readonly tone: Tone;
  /** False if nothing changed. */
  readonly isNews: boolean;
  /** The text of the comment and the job summary, at most that many characters long. */
  readonly markdown: (maxLength?: number) => string;
  /** For later steps of the workflow. */
  readonly summary: VerdictSummary;
}

export function reportOf(results: Results): Report {
  const { verdict } = results;
  const { text, tone } = headline(results);
  return {
    verdict,
    headline: text,
    tone,
    isNews: noteworthyRows(results).length > 0 || verdict.kind !== "pass",
    markdown: (maxLength) => markdown(results, maxLength),
    summary: summarize(results),
  };
}
