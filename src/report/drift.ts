import { metricChange, metricLabel } from "../model/metric.ts";
import type { Results } from "../model/results.ts";
import type { Drift } from "../model/verdict.ts";
import { fewestPerSide } from "../stats/changePoints.ts";
import { plural, shortSha } from "../util/format.ts";
import { subject, telling } from "./wording.ts";

/** More of them are in results.json. */
const mostTold = 5;

/** What main has become, in one short paragraph; `undefined` where nothing was found or looked for. */
export function driftParagraph(results: Results): string | undefined {
  const { drift = [] } = results;
  if (drift.length === 0) return undefined;
  // The largest turn for the worse first, metric by metric: bytes and shares have no order between them.
  const told = drift
    .toSorted((a, b) => telling.indexOf(a.metric) - telling.indexOf(b.metric) || b.change_ratio - a.change_ratio)
    .map((one) => sentence(results, one));
  const more = told.length - mostTold;
  return `Drift on main: ${told.slice(0, mostTold).join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

/** p95 of GET /orders in steady has been +6 % since 1a2b3c4 (12 May 2026), seen in 9 runs */
function sentence(results: Results, { scenario, request, metric, sha, at, change_ratio, runs_after }: Drift): string {
  const what = `${metricLabel(metric)} of ${subject(results, { scenario, request })} in ${scenario}`;
  const since = sha === undefined ? dayOf(at) : `${shortSha(sha)} (${dayOf(at)})`;
  return `${what} has been ${metricChange(metric, change_ratio, undefined)} since ${since}, seen in ${plural(runs_after, "run")}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** Of a time as results.json has it: 12 May 2026. */
function dayOf(at: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(at) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? at : `${Number(day)} ${name} ${year}`;
}

/** Whether main was compared with its own past, which looks for drift and fails nothing. */
export function isAnchored({ scenarios }: Results): boolean {
  return scenarios.some(({ mode }) => mode.against !== undefined);
}

/** How drift was looked for, and how long it may take to be seen. */
export function driftRule(results: Results): readonly string[] {
  if (!isAnchored(results)) return [];
  const runs = 1 + Math.max(...results.scenarios.map(({ anchored = [] }) => anchored.length));
  const fewest = 2 * fewestPerSide;
  const sofar = runs < fewest ? `that takes ${fewest} runs with the same anchor, so far there are` : "in the";
  return [
    `Base is main's own past, its anchor build: these comparisons fail nothing. They are looked through for a lasting change, ${sofar} ${plural(runs, "run")}${runs < fewest ? "" : " with this anchor"}.`,
  ];
}
