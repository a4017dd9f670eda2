// The live runs, as lines and as Markdown.
import { markdownTable } from "markdown-table";
import { proportionUpperBound } from "../../src/stats/binomial.ts";
import { median } from "../engine/numbers.js";

/** How often an unchanged run may fail. */
const falseAlarm = 0.01;

export function lineOf({ found }, run) {
  const reasons = run.status === 0 ? "" : `: ${run.verdict.reasons.join("; ")}`;
  const took = `${run.verdict.kind} after ${run.rounds.length} rounds, ${Math.round(run.seconds)} s`;
  return `exit ${run.status}, ${took}, ${found.metric} ${percent(changeOf(run, found))}${reasons}`;
}

/** A row a case. */
export function caseTable(played) {
  const header = ["head", "smallest effect", "failed", "shown unchanged", "neither", "time to verdict", "found"];
  const rows = [...played].map(([{ title, minEffect, found }, runs]) => [
    title,
    minEffect === undefined ? "default" : percent(minEffect.p50),
    countOf(runs, isRegressed),
    countOf(runs, isShown),
    countOf(runs, (run) => !isRegressed(run) && !isShown(run)),
    `${Math.round(median(runs.map(({ seconds }) => seconds)))} s`,
    `${found.metric} ${percent(median(runs.map((run) => changeOf(run, found))))}`,
  ]);
  const notes = `Smallest effect: the default is 4 % for p50 and processor time, 10 % for p95 and tail; the closer
rows ask for half of what was put in. Time and found are medians. Half of the load goes to the one endpoint; the other
one costs little, so that processor time, which is gated as a whole, rises by nine tenths of what that endpoint's
does.`;
  return `${markdownTable([header, ...rows], { align: ["l", "r", "r", "r", "r", "r", "r"] })}\n\n${notes}\n`;
}

/** Of all unchanged runs together. */
export function falseFailures(played) {
  const runs = [...played].filter(([each]) => each.isUnchanged).flatMap(([, own]) => own);
  if (runs.length === 0) return { met: true, text: "No unchanged run was played." };
  // A red job is a red job, also where nothing could be measured.
  const failed = runs.filter(({ status }) => status !== 0).length;
  const lower = 1 - proportionUpperBound(runs.length - failed, runs.length, 0.95);
  const upper = proportionUpperBound(failed, runs.length, 0.95);
  const most = percent(upper).slice(1);
  const text = `${failed} of ${runs.length} unchanged runs failed: at most ${most} do, with 95 % confidence.`;
  return { met: lower <= falseAlarm, text };
}

const isRegressed = ({ gating }) => gating.some(({ outcome }) => outcome === "regressed");
const isShown = ({ gating }) =>
  gating.length > 0 && gating.every(({ outcome }) => outcome === "unchanged" || outcome === "improved");

const countOf = (runs, is) => `${runs.filter(is).length} of ${runs.length}`;

function changeOf({ comparisons }, found) {
  return comparisons.find(({ metric, request }) => metric === found.metric && request === found.request)?.change_ratio;
}

function percent(ratio) {
  if (ratio === undefined) return "-";
  return `${ratio < 0 ? "-" : "+"}${(100 * Math.abs(ratio)).toFixed(1)} %`;
}
