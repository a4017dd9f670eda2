import type { Notice } from "../model/notice.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { rejudge } from "../pipeline/rejudge.ts";
import { checkHistograms, histogramKeys, histogramTexts, parseResults, UnreadableResults } from "../results/codec.ts";
import { mapStrings } from "../util/mapStrings.ts";
import { isValidHistogram } from "./validateHistogram.ts";

/**
 * Parses the results of another job and judges them again. They may come from a fork, so their verdict is ignored and
 * the size of everything in them is limited. Throws UnreadableResults.
 */
export function parseUntrustedResults(
  text: string,
  name: string,
  noticesFor: (measuredSha: string | undefined) => readonly Notice[] = () => [],
): Results {
  const results = mapStrings(parseResults(text, name), sanitizeText);
  for (const [what, size, limit] of sizeLimits(results)) {
    if (size > limit) throw new UnreadableResults(`${name}: expected at most ${limit} ${what}, got ${size}`);
  }
  if (!histogramTexts(results).every(isValidHistogram))
    throw new UnreadableResults(`${name}: expected histograms in Loadgate's format, got another one`);
  checkHistograms(results, name);
  return rejudge(results, { notices: noticesFor(results.provenance.head.sha) });
}

/** The limits are far above what a budget allows. Larger results would only make judging slow. */
function sizeLimits({ scenarios }: Results): readonly (readonly [what: string, size: number, limit: number])[] {
  const rounds = scenarios.map((scenario) => scenario.rounds.length);
  const confirmationRounds = scenarios.map(({ confirmation }) => confirmation?.rounds.length ?? 0);
  const runs = scenarios.map(({ recorded = [], anchored = [] }) => recorded.length + anchored.length);
  const recordedRounds = scenarios.flatMap(({ recorded = [] }) => recorded.map((run) => run.rounds.length));
  return [
    ["scenarios", scenarios.length, 1000],
    ["rounds of a scenario", largest(rounds), 2000],
    ["rounds of a confirmation", largest(confirmationRounds), 2000],
    ["recorded runs of a scenario", largest(runs), 200],
    ["rounds of a recorded run", largest(recordedRounds), 2000],
    ["limits by requests", sum(scenarios.map(limitsByRequests)), 100_000],
  ];
}

const largest = (counts: readonly number[]): number => counts.reduce((a, b) => Math.max(a, b), 0);
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** The number of comparisons that SLA limits need: each limit is checked against the histograms of all requests. */
function limitsByRequests({ limits, phases }: ScenarioResult): number {
  return limits.length * sum(phases.map(({ requests }) => requests.length));
}

/** Longest name, in characters. A longer one would widen every row of its table. */
const maxNameLength = 300;
/** Longest failure message, in characters. It includes the end of a log. */
const maxFailureLength = 8000;

/** Shortens a text and removes its control characters. Only a failure message keeps its line breaks. */
function sanitizeText(text: string, key?: string): string {
  if (histogramKeys.some((name) => name === key)) return text;
  if (key === "failure") return clip(text.replace(/[^\P{C}\n\t]/gu, " "), maxFailureLength);
  return clip(text.replace(/\p{C}/gu, " "), maxNameLength);
}

function clip(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`.toWellFormed();
}
