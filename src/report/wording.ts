import { metricChange, metricThreshold, metricValue, slaSentence, slaValue } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { PhaseResult, Results, ScenarioResult } from "../model/results.ts";
import type { Comparison, Outcome, SlaCheck } from "../model/verdict.ts";
import { firstLine, grouped, minutes, plural, shortSha } from "../util/format.ts";

/** The words that all reports share, so that they say the same. */

/** An outcome as it is shown: a regression that was accepted does not count. */
export type ShownOutcome = Outcome | "accepted";

export const shownOutcome = ({ outcome, accepted }: Comparison): ShownOutcome =>
  accepted === undefined ? outcome : "accepted";

export const outcomeSign: Readonly<Record<ShownOutcome, string>> = {
  regressed: "❌",
  accepted: "🆗",
  improved: "🟢",
  unchanged: "✅",
  inconclusive: "❔",
  unstable: "〰️",
  invalid: "⚠️",
  new: "🆕",
};

/** A comparison and the scenario it belongs to. */
export interface Row extends Comparison {
  readonly scenario: string;
}

/** All comparisons: those that gate first, the gravest of them before the others, else in the order measured. */
export function rowsOf({ scenarios }: Results): readonly Row[] {
  return scenarios
    .flatMap(({ id, comparisons }) => comparisons.map((comparison) => ({ ...comparison, scenario: id })))
    .toSorted((a, b) => Number(b.gating) - Number(a.gating) || gravityOf(a) - gravityOf(b));
}

/** What changed, or could not be said. */
export function noteworthyRows(results: Results): readonly Row[] {
  return rowsOf(results).filter(({ gating, outcome }) => gating && !["unchanged", "new"].includes(outcome));
}

const gravityOf = (comparison: Comparison): number => gravity.indexOf(shownOutcome(comparison));

const gravity: readonly ShownOutcome[] = [
  "regressed",
  "accepted",
  "invalid",
  "unstable",
  "inconclusive",
  "improved",
  "new",
  "unchanged",
];

export interface ComparisonColumns {
  readonly isScenarioTold: boolean;
}

export function comparisonHeader({ isScenarioTold }: ComparisonColumns): readonly string[] {
  const scenario = isScenarioTold ? ["scenario"] : [];
  return ["", ...scenario, "request", "metric", "base", "head", "change [95 %]", "fails from"];
}

/** Whom a comparison is about: a request, or all of the scenario's, which may be just one. */
export function subject({ scenarios }: Results, { request, scenario }: Pick<Row, "request" | "scenario">): string {
  if (request !== allRequests) return request;
  const names = scenarios.find(({ id }) => id === scenario)?.phases[0]?.requests.map(({ name }) => name) ?? [];
  return names.length === 1 && names[0] !== undefined ? names[0] : "all requests";
}

/** ≤ 100 ms, ≥ 1,000/s. */
export function bound({ metric, limit }: SlaCheck): string {
  return `${metric === "throughput" ? "≥" : "≤"} ${slaValue(metric, limit)}`;
}

export function phaseTitle({ id, warmup }: PhaseResult): string {
  return warmup && !/warm/i.test(id) ? `${id} (warm-up)` : id;
}

/** The change with its interval: +31 % [24, 39]. */
export function shift({ change_ratio, interval, metric }: Comparison): string {
  return change_ratio === undefined ? "" : metricChange(metric, change_ratio, interval);
}

/** The smallest change that fails, and what a comparison still wants, or why it does not fail all the same. */
export function failsFrom(comparison: Comparison): string {
  const { metric, min_effect_ratio, settle_ms, gating, outcome, mde_ratio, accepted, reason, interval } = comparison;
  if (!gating) return "shown only";
  if (min_effect_ratio === undefined) return "";
  const from = metricThreshold(metric, min_effect_ratio);
  const because = accepted === undefined ? onSecond(comparison) : `accepted: ${accepted}`;
  if (because !== undefined) return `${from} · ${because}`;
  if (settle_ms !== undefined)
    return `${from} · about ${minutes(Math.max(60_000, Math.ceil(settle_ms / 60_000) * 60_000))} more would settle it`;
  if (outcome !== "unstable" || mde_ratio === undefined || reason !== undefined) return from;
  // Far beyond what fails, as far as one can see: it is the rounds that are too few.
  if (interval !== undefined && interval[0] > min_effect_ratio) return `${from} · more rounds would call it`;
  return mde_ratio > 1 ? `${from} · too noisy` : `${from} · could only have seen ${metricThreshold(metric, mde_ratio)}`;
}

/** What a second machine has seen of a regression. */
function onSecond({ confirmed, metric, second }: Comparison): string | undefined {
  if (confirmed !== undefined)
    return `again ${metricChange(metric, confirmed.change_ratio, confirmed.interval)} on a second machine`;
  return second === undefined ? undefined : seconds[second];
}

const seconds = {
  cleared: "not on a second machine",
  open: "neither shown nor ruled out on a second machine",
  not_measured: "not measured on a second machine",
} as const;

export function value(metric: Comparison["metric"], measured: number | undefined): string {
  return measured === undefined ? "–" : metricValue(metric, measured);
}

/** 1 regressed · 9 unchanged · 2 inconclusive: of the comparisons that gate. */
export function tally(results: Results): string {
  const rows = rowsOf(results).filter(({ gating }) => gating);
  const counts = gravity.flatMap((outcome) => {
    const n = rows.filter((row) => shownOutcome(row) === outcome).length;
    return n === 0 ? [] : [`${n} ${outcome}`];
  });
  const shown = results.scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
  // Recorded ones gate too; what is compared and does not, is main beside its anchor.
  if (counts.length === 0 && shown > 0) return `${plural(shown, "comparison")}, shown only`;
  return counts.length === 0 ? "nothing compared" : counts.join(" · ");
}

/** What no row of a table tells: limits that were not kept, and why something could not be measured or compared. */
export function causes({ scenarios, warnings, verdict }: Results): readonly string[] {
  const told = scenarios.flatMap(({ id, failure, sla, comparisons, phases }) => [
    ...(failure === undefined ? [] : [`${id}: ${firstLine(failure)}`]),
    ...sla.filter(({ outcome }) => outcome !== "met").map((check) => `${id}: ${slaSentence(check)}`),
    ...failures(phases).map((sentence) => `${id}: ${sentence}`),
    ...comparisons.flatMap((comparison) => (comparison.gating ? causeOf(id, comparison) : [])),
  ]);
  return [...new Set([...told, ...(verdict.confirm === true ? [advice] : []), ...warnings])];
}

/** A reason that goes with numbers is one comparison's own; the others are told once for all that share them. */
function causeOf(id: string, { reason, request, change_ratio }: Comparison): string | readonly [] {
  if (reason === undefined) return [];
  const whose = change_ratio === undefined || request === allRequests ? "" : `${request} `;
  return `${id}: ${whose}${reason}`;
}

const advice =
  "This is close to the smallest change that matters: a second job with mode: confirm would settle whether it is the change or the machine";

/** Where clearly more than now and then a request fails: GET /ordrs: 178 of 178 failed on the head (status 404). */
function failures(phases: readonly PhaseResult[]): readonly string[] {
  const measured = phases.filter(({ warmup }) => !warmup);
  return measured.flatMap(({ arm, requests }) =>
    requests.flatMap(({ name, due_requests, successful_requests, failures: names, dropped_requests }) => {
      const failed = due_requests - successful_requests;
      if (failed === 0 || failed < 0.01 * due_requests) return [];
      const kinds = [...Object.keys(names), ...(dropped_requests > 0 ? ["dropped"] : [])].join(", ");
      return [`${name}: ${grouped(failed)} of ${grouped(due_requests)} failed on the ${arm} (${kinds})`];
    }),
  );
}

/** The whole text of what broke off, with the log's tail, where it has more than the one line that is told already. */
export function logs({ scenarios }: Results): readonly string[] {
  return [...new Set(scenarios.flatMap(({ failure }) => (failure?.includes("\n") ? [failure] : [])))];
}

/** How the comparison was made: duet of 14 rounds in 3 min 40 s. */
export function manner({ scenarios, provenance }: Results): string {
  const kinds = [...new Set(scenarios.map(({ mode }) => mode.kind))];
  return `${kinds.map((kind) => mannerOf(kind, scenarios)).join(", ")} in ${minutes(provenance.duration_ms)}`;
}

function mannerOf(kind: ScenarioResult["mode"]["kind"], scenarios: readonly ScenarioResult[]): string {
  if (scenarios.every((scenario) => scenario.rounds.length === 0 && scenario.phases.length === 0))
    return "nothing played";
  const rounds = scenarios
    .filter(({ mode }) => mode.kind === kind)
    .reduce((sum, scenario) => sum + scenario.rounds.length, 0);
  switch (kind) {
    case "duet":
      return `duet of ${plural(rounds, "round")}`;
    case "alternate":
      return `base and head in turn, ${plural(rounds, "round")}`;
    case "recorded":
      return scenarios.some(({ recorded }) => recorded !== undefined && recorded.length > 0)
        ? "compared with recorded runs"
        : "played whole";
    case "off":
      return "not compared";
  }
}

/** base `1a2b3c4` → head `5d6e7f8`, as far as known. */
export function builds({ provenance, baseline }: Results): string {
  const { base: started } = provenance;
  const sha = started === undefined && baseline.kind === "found" ? baseline.sha : started?.sha;
  const base = sha === undefined ? started?.from : shortSha(sha);
  const head = headBuild(provenance);
  return base === undefined ? `head ${head}` : `base ${base} → head ${head}`;
}

function headBuild({ head: { sha, from, changed } }: Results["provenance"]): string {
  if (sha === undefined) return from;
  return `${shortSha(sha)}${changed === true ? " with uncommitted changes" : ""}`;
}

/** What a reader wants to know first. */
export const telling = [
  "p95",
  "p50",
  "p90",
  "p99",
  "tail",
  "cpu_per_request",
  "memory_peak",
  "memory_growth",
  "error_rate",
] as const satisfies readonly Comparison["metric"][];
