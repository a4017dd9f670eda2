import { comparabilityOf } from "../model/metric.ts";
import type { Results } from "../model/results.ts";
import type { Drift } from "../model/verdict.ts";
import { minSegment } from "../stats/changePoints.ts";
import { plural } from "../util/format.ts";
import { metricChange, metricLabel } from "../wording/metricText.ts";
import { requestLabel } from "./comparisonRows.ts";
import { commit, type Phrase, phrase } from "./phrase.ts";

/** More changes than this are only in results.json. */
const maxShown = 5;

/** How main has changed over its last runs, in one short paragraph. `undefined` if there is no drift. */
export function driftParagraph(results: Results): Phrase | undefined {
  const { drift = [] } = results;
  const [first, ...others] = drift
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.change_ratio - a.change_ratio)
    .slice(0, maxShown)
    .map((change) => driftSentence(results, change));
  if (first === undefined) return undefined;
  const sentences = others.reduce((text, sentence) => phrase`${text}; ${sentence}`, first);
  const more = drift.length - maxShown;
  return phrase`Drift on main: ${sentences}${more > 0 ? `; and ${more} more` : ""}.`;
}

/** Changes are sorted within a metric only: bytes and ratios cannot be compared. */
const rankOf = ({ metric }: Drift): number => comparabilityOf(metric).rank;

/** p95 of GET /orders in steady has been +6 % since 1a2b3c4 (12 May 2026), seen in 9 runs */
function driftSentence({ scenarios }: Results, drift: Drift): Phrase {
  const { request, metric, sha, at, change_ratio, runs_after } = drift;
  const label = requestLabel(
    scenarios.find(({ id }) => id === drift.scenario),
    request,
  );
  const change = `${metricLabel(metric)} of ${label} in ${drift.scenario} has been ${metricChange(metric, change_ratio, undefined)}`;
  const since = sha === undefined ? dayOf(at) : phrase`${commit(sha)} (${dayOf(at)})`;
  return phrase`${change} since ${since}, seen in ${plural(runs_after, "run")}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** The day of an ISO 8601 time: 12 May 2026. */
function dayOf(at: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(at) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? at : `${Number(day)} ${name} ${year}`;
}

/** True if main was compared with its own anchor build, to find drift. Such a comparison never fails. */
export function usesAnchor({ scenarios }: Results): boolean {
  return scenarios.some(({ mode }) => mode.against !== undefined);
}

/** How drift is found, and how many runs that takes. */
export function driftRules(results: Results): readonly string[] {
  if (!usesAnchor(results)) return [];
  const runs = 1 + Math.max(...results.scenarios.map(({ anchored = [] }) => anchored.length));
  const neededRuns = 2 * minSegment;
  const search =
    runs < neededRuns
      ? `Loadgate looks for a lasting change once there are ${neededRuns} runs with the same anchor; so far there are ${runs}.`
      : `Loadgate looks for a lasting change in the ${plural(runs, "run")} with this anchor.`;
  return [`The base is main's anchor build, an earlier build of main. These comparisons never fail. ${search}`];
}
