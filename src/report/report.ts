import type { Results } from "../model/results.ts";
import type { Verdict } from "../model/verdict.ts";
import { headline, type Tone } from "./headline.ts";
import { markdown } from "./markdown/markdown.ts";
import { type Digest, digestOf } from "./summary.ts";
import { noteworthyRows } from "./wording.ts";

/** What is told of a verdict, wherever it is shown: of one job's, or of that of several. */
export interface Report {
  readonly verdict: Verdict;
  /** The one line that answers the question. */
  readonly headline: string;
  readonly tone: Tone;
  /** Whether there is more to say than that nothing has changed. */
  readonly isNews: boolean;
  /** As a comment or a summary shows it, in at most so many characters. */
  readonly markdown: (longest?: number) => string;
  /** For a workflow of one's own. */
  readonly digest: Digest;
}

export function reportOf(results: Results): Report {
  const { verdict } = results;
  const { text, tone } = headline(results);
  return {
    verdict,
    headline: text,
    tone,
    isNews: noteworthyRows(results).length > 0 || verdict.kind !== "pass",
    markdown: (longest) => markdown(results, longest),
    digest: digestOf(results),
  };
}
