import type { Results, ScenarioResult } from "../model/results.ts";
import { rejudged } from "../pipeline/rejudge.ts";
import { histogramsIn, parseResults, UnreadableResults, withHistograms } from "../results/codec.ts";
import { withTexts } from "../util/mapStrings.ts";
import { isOwnHistogram } from "./validateHistogram.ts";

/**
 * Results that another job has left, judged again: what they claim as verdict is not believed. They may be of a fork, and so
 * anybody's: all that is in them is bounded. Throws UnreadableResults.
 */
export function foreignResults(
  text: string,
  name: string,
  warningsFor: (measuredSha: string | undefined) => readonly string[] = () => [],
): Results {
  const results = withTexts(parseResults(text, name), clipped);
  for (const [what, got, most] of sizesOf(results)) {
    if (got > most) throw new UnreadableResults(`${name}: expected at most ${most} ${what}, got ${got}`);
  }
  if (!histogramsIn(results).every(isOwnHistogram))
    throw new UnreadableResults(`${name}: expected histograms of Loadgate, got another one`);
  withHistograms(results, name);
  return rejudged(results, { warnings: warningsFor(results.provenance.head.sha) });
}

/** Far beyond what a budget allows: more would only make the judgement slow. */
function sizesOf({ scenarios }: Results): readonly (readonly [what: string, got: number, most: number])[] {
  const rounds = scenarios.map((scenario) => scenario.rounds.length);
  const again = scenarios.map(({ confirmation }) => confirmation?.rounds.length ?? 0);
  const runs = scenarios.map(({ recorded = [], anchored = [] }) => recorded.length + anchored.length);
  const recordedRounds = scenarios.flatMap(({ recorded = [] }) => recorded.map((run) => run.rounds.length));
  return [
    ["scenarios", scenarios.length, 1000],
    ["rounds of a scenario", largest(rounds), 2000],
    ["rounds of a confirmation", largest(again), 2000],
    ["recorded runs of a scenario", largest(runs), 200],
    ["rounds of a recorded run", largest(recordedRounds), 2000],
    ["limits by requests", sum(scenarios.map(limitsByRequests)), 100_000],
  ];
}

const largest = (counts: readonly number[]): number => counts.reduce((a, b) => Math.max(a, b), 0);
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** Each limit is held against the histograms of all requests. */
function limitsByRequests({ limits, phases }: ScenarioResult): number {
  return limits.length * sum(phases.map(({ requests }) => requests.length));
}

/** Characters of a name; one that is longer would make every row of its table as long. */
const longestName = 300;
/** The tail of a log. */
const longestFailure = 8000;

/** On one line and in so many characters. */
function clipped(text: string, key?: string): string {
  if (key === "histogram" || key === "blameless_histogram") return text;
  if (key === "failure") return clip(text.replace(/[^\P{C}\n\t]/gu, " "), longestFailure);
  return clip(text.replace(/\p{C}/gu, " "), longestName);
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`.toWellFormed();
}
