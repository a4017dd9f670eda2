import type { Results } from "../model/results.ts";
import { describeBuilds } from "./builds.ts";
import { comparisonMethod } from "./comparisonMethod.ts";
import { outcomeCounts } from "./outcomes.ts";
import { type Phrase, phrase } from "./phrase.ts";

/** The line below the headline: job passes · 2 undecided · 9 unchanged · base and head side by side, 9 rounds in 44 s · … */
export function summaryLine(results: Results): Phrase {
  const job = results.verdict.failing ? "job fails" : "job passes";
  return phrase`${job} · ${outcomeCounts(results)} · ${comparisonMethod(results)} · ${describeBuilds(results)}`;
}
