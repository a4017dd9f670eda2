// Reports of the live runs: a line for each run, and a Markdown table.
import { markdownTable } from "markdown-table";
import { proportionUpperBound } from "../../src/stats/binomial.ts";
import { median } from "../engine/quantiles.js";

/** The share of unchanged runs that may fail. */
const falseAlarm = 0.01;

export function lineOf({ expected }, run) {
  const reasons = run.status === 0 ? "" : `: ${run.verdict.reasons.join("; ")}`;
  const summary = `${run.verdict.kind} after ${run.rounds.length} rounds, ${Math.round(run.seconds)} s`;
  return `exit ${run.status}, ${summary}, ${expected.metric} ${percent(changeOf(run, expected))}${reasons}`;
}

/** A table with one row for each case. */
export function caseTable(runsByCase) {
  const header = [
    "head",
    "smallest effect",
    "failed",
    "shown unchanged",
    "neither",
    "time to verdict",
    "measured change",
  ];
  const rows = [...runsByCase].map(([{ title, minEffect, expected }, runs]) => [
    title,
    minEffect === undefined ? "default" : percent(minEffect.p50),
    countOf(runs, isRegressed),
    countOf(runs, isShownUnchanged),
    countOf(runs, (run) => !isRegressed(run) && !isShownUnchanged(run)),
    `${Math.round(median(runs.map(({ seconds }) => seconds)))} s`,
    `${expected.metric} ${percent(median(runs.map((run) => changeOf(run, expected))))}`,
  ]);
  const notes = `Smallest effect: the default is 4 % for p50 and CPU time, and 10 % for p95 and tail. The rows with
+1.5 % use half of the effect that was added. Time and change are medians. The slow endpoint gets half of the load.
The other endpoint costs little. CPU time gates over all requests, so it rises by nine tenths of the endpoint's own
increase.`;
  return `${markdownTable([header, ...rows], { align: ["l", "r", "r", "r", "r", "r", "r"] })}\n\n${notes}\n`;
}

/** The failure rate of all unchanged runs together, with its 95 % bounds (Clopper and Pearson). */
export function falseFailures(runsByCase) {
  const runs = [...runsByCase].filter(([each]) => each.isUnchanged).flatMap(([, own]) => own);
  if (runs.length === 0) return { met: true, text: "No unchanged case was run." };
  // A run that could not be measured counts as failed: the job would be red too.
  const failed = runs.filter(({ status }) => status !== 0).length;
  const lower = 1 - proportionUpperBound(runs.length - failed, runs.length, 0.95);
  const upper = proportionUpperBound(failed, runs.length, 0.95);
  const most = percent(upper).slice(1);
  const bound = `With 95 % confidence, the true rate is at most ${most}.`;
  const text = `${failed} of ${runs.length} unchanged runs failed. ${bound}`;
  return { met: lower <= falseAlarm, text };
}

const isRegressed = ({ gating }) => gating.some(({ outcome }) => outcome === "regressed");
const isShownUnchanged = ({ gating }) =>
  gating.length > 0 && gating.every(({ outcome }) => outcome === "unchanged" || outcome === "improved");

const countOf = (runs, is) => `${runs.filter(is).length} of ${runs.length}`;

function changeOf({ comparisons }, expected) {
  return comparisons.find(({ metric, request }) => metric === expected.metric && request === expected.request)
    ?.change_ratio;
}

function percent(ratio) {
  if (ratio === undefined) return "-";
  return `${ratio < 0 ? "-" : "+"}${(100 * Math.abs(ratio)).toFixed(1)} %`;
}
