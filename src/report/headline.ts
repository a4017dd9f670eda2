import { isPaired } from "../model/comparisonMode.ts";
import { comparabilityOf, isLatency } from "../model/metric.ts";
import { doubtKinds, otherAnswersSchema, overloadSchema, type ReportedNotice } from "../model/notice.ts";
import { allRequests } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import type { Verdict } from "../model/verdict.ts";
import { formatNumber, formatPercent, plural } from "../util/format.ts";
import { searchText } from "../wording/capacityText.ts";
import { metricLabel } from "../wording/metricText.ts";
import { missingBaseText } from "../wording/missingBaseText.ts";
import { firstNames, overloadText } from "../wording/noticeText.ts";
import { userLimitName } from "../wording/userLimitText.ts";
import { causes } from "./causes.ts";
import { type ComparisonRow, changeParts, changeText, comparisonRows } from "./comparisonRows.ts";
import { usesAnchor } from "./drift.ts";
import { shownOutcome } from "./outcomes.ts";
import { type Phrase, plainText } from "./phrase.ts";

/** The look of a verdict. A pass without a baseline, or with an accepted regression, must look different. */
export type Tone = Verdict["kind"] | "new" | "accepted";

/** One line that says how the run ended. */
export interface Headline {
  readonly tone: Tone;
  readonly text: string;
  /** The reason of the verdict with which the text ends. */
  readonly reason?: string;
}

/** The causes that the headline does not give. */
export function furtherCauses(results: Results): readonly Phrase[] {
  const { reason } = headline(results);
  return causes(results).filter((cause) => plainText(cause) !== reason);
}

export function headline(results: Results): Headline {
  const line = verdictHeadline(results);
  const overload = overloadIn(results);
  if (overload !== undefined) return { ...line, text: `${line.text} (overloaded: ${overload})` };
  const failures = line.tone === "invalid" ? failuresOfFailedRequest(results) : undefined;
  if (failures !== undefined) return { ...line, text: `${line.text} (${failures})` };
  if (results.verdict.kind === "pass") {
    const rows = comparisonRows(results).filter(({ gating }) => gating);
    const doubts = inDoubt(otherAnswers(results.warnings, rows, "improved"));
    if (doubts !== "") return { ...line, text: `${line.text}${doubts}` };
  }
  const isOpen = results.verdict.kind === "pass" || results.verdict.kind === "inconclusive";
  const mostFailed = isOpen ? mostFailedText(results) : undefined;
  if (mostFailed !== undefined) return { ...line, text: `${line.text} (${mostFailed})` };
  const limit = reachedUserLimit(results);
  return limit === undefined || line.text.includes(limit)
    ? line
    : { ...line, text: `${line.text} (${limit} was reached)` };
}

/** What an overloaded service handles. `undefined` without an overload. */
function overloadIn({ warnings }: Results): string | undefined {
  const overloads = warnings.flatMap((warning) => overloadSchema.safeParse(warning).data ?? []);
  const [first] = overloads;
  return first && overloadText(first);
}

/** From this share of failed requests on, the headline of a run that does not fail names them. */
const manyFailed = 0.1;

/** 90 % of GET /orders failed: status 429. A rate limit, for one, fails base and head alike. */
function mostFailedText({ scenarios }: Results): string | undefined {
  const phases = scenarios.flatMap(({ phases }) => phases).filter(({ arm, warmup }) => arm === "head" && !warmup);
  const shares = phases
    .flatMap(({ requests }) => requests)
    .map(({ name, due_requests: due, successful_requests: succeeded, failures }) => ({
      name,
      failures: Object.keys(failures).slice(0, 2).join(", "),
      share: due === 0 ? 0 : 1 - succeeded / due,
    }));
  const [worst] = shares.toSorted((a, b) => b.share - a.share);
  if (worst === undefined || worst.share < manyFailed || worst.failures === "") return undefined;
  return `${formatPercent(worst.share)} of ${worst.name} failed: ${worst.failures}`;
}

/** How the first request failed that never succeeded, such as status 401. `undefined` without such a request. */
function failuresOfFailedRequest({ scenarios }: Results): string | undefined {
  if (scenarios.some(({ failure }) => failure !== undefined)) return undefined;
  const requests = scenarios.flatMap(({ phases }) => phases).flatMap((phase) => (phase.warmup ? [] : phase.requests));
  const failed = requests.find(
    ({ due_requests, successful_requests }) => due_requests > 0 && successful_requests === 0,
  );
  const names = Object.keys(failed?.failures ?? {});
  return names.length === 0 ? undefined : names.slice(0, 2).join(", ");
}

/** The limit that made requests wait, whatever the verdict is. */
function reachedUserLimit({ scenarios }: Results): string | undefined {
  const phases = scenarios.flatMap((scenario) => scenario.phases).filter(({ warmup }) => !warmup);
  const [limit] = phases.flatMap(({ user_limit }) => user_limit ?? []);
  return limit === undefined ? undefined : userLimitName(limit);
}

function verdictHeadline(results: Results): Headline {
  const { verdict, scenarios } = results;
  const rows = comparisonRows(results).filter(({ gating }) => gating);
  const [reason = ""] = verdict.reasons;
  switch (verdict.kind) {
    case "fail":
      return (
        regressionHeadline(rows, doubtsText(results, rows)) ?? {
          tone: "fail",
          text: `${failureTitle(results)}: ${reason}`,
          reason,
        }
      );
    case "invalid":
      return { tone: "invalid", text: `Could not measure: ${reason}`, reason };
    case "inconclusive":
      return {
        tone: "inconclusive",
        text:
          (results.missing_base === undefined ? unreachableBaseline(results, rows) : undefined) ??
          `${acceptedPrefix(rows)}${missingBaseHeadline(results) ?? undecidedHeadline(rows, reason)}`,
      };
    case "pass":
      return (
        acceptedHeadline(rows) ??
        anchorHeadline(results) ??
        searchHeadline(results, rows) ??
        passHeadline(rows, newRequests(results, rows), scenarios.flatMap(({ sla }) => sla).length > 0)
      );
  }
}

/** Regressions come first among the reasons, so the first one is this failure. */
const failureTitle = ({ scenarios }: Results): string => {
  if (scenarios.some(({ failed_arm }) => failed_arm === "head")) return "The head is broken";
  if (scenarios.some(({ sla }) => sla.some(({ outcome }) => outcome === "breached"))) return "SLA breached";
  return scenarios.some(({ scalability }) => scalability !== undefined) ? "Limits not kept" : "Anomaly";
};

/** Capacity of the head, or its behaviour beyond it, where nothing could be compared. */
function searchHeadline({ scenarios }: Results, rows: readonly ComparisonRow[]): Headline | undefined {
  if (rows.some(({ outcome }) => outcome !== "new")) return undefined;
  const [first] = scenarios.flatMap(({ scalability }) => scalability ?? []);
  const text = first && searchText(first);
  return text === undefined ? undefined : { tone: "new", text: `Nothing to compare with: ${text}` };
}

/** `doubt` follows the text. */
function regressionHeadline(rows: readonly ComparisonRow[], doubt: string): Headline | undefined {
  const worst = worstRow(rows.filter((row) => shownOutcome(row) === "regressed"));
  if (worst === undefined) return undefined;
  const { requestLabel, hasSeveralRequests, metric, confirmed } = worst;
  const [isWorse, title] = comparabilityOf(metric).worse;
  const subject = hasSeveralRequests ? title : `${requestLabel} ${isWorse}`;
  const text = `${subject}: ${metricLabel(metric)} ${changeText(worst)}`;
  const certainty = confirmed === undefined ? "" : ", confirmed on a second machine";
  return { tone: "fail", text: `${text}${certainty}${doubt}` };
}

/** An accepted regression is in the headline, whatever else there is. */
function acceptedPrefix(rows: readonly ComparisonRow[]): string {
  const accepted = acceptedHeadline(rows);
  return accepted === undefined ? "" : `${accepted.text}. `;
}

/** A regression that somebody accepted. Otherwise the run would have failed. */
function acceptedHeadline(rows: readonly ComparisonRow[]): Headline | undefined {
  const accepted = rows.filter((row) => shownOutcome(row) === "accepted");
  const worst = worstRow(accepted);
  if (worst === undefined) return undefined;
  const others = accepted.length === 1 ? "" : ` (and ${accepted.length - 1} more)`;
  const regression = `${metricLabel(worst.metric)} of ${worst.requestLabel} ${changeText(worst)}${others}`;
  return { tone: "accepted", text: `Accepted: ${regression}: ${worst.accepted}` };
}

/** Main compared with its anchor build. This comparison never fails. */
function anchorHeadline(results: Results): Headline | undefined {
  if (!usesAnchor(results)) return undefined;
  const hasDrifted = results.drift !== undefined && results.drift.length > 0;
  return {
    tone: "new",
    text: `Main compared with its anchor build: ${hasDrifted ? "it has drifted" : "shown only, this never fails"}`,
  };
}

const worstRow = (rows: readonly ComparisonRow[]): ComparisonRow | undefined => bestShownFirst(rows)[0];

/** More certainty than this makes no difference to a reader. */
const certainFrom = 3;

/** A request leads before all of them together, then the comparison that is best shown, then the metric that most readers know, then the largest change. */
function bestShownFirst(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const size = ({ change_ratio = 0 }: ComparisonRow) => Math.abs(change_ratio);
  return rows.toSorted(
    (a, b) =>
      Number(a.hasSeveralRequests) - Number(b.hasSeveralRequests) ||
      certaintyOf(b) - certaintyOf(a) ||
      comparabilityOf(a.metric).rank - comparabilityOf(b.metric).rank ||
      size(b) - size(a),
  );
}

/** The bound of the interval that is nearer to no change, in smallest changes that matter: 1, 2 or 3. */
function certaintyOf({ interval, min_effect_ratio: minEffect }: ComparisonRow): number {
  if (interval === undefined || minEffect === undefined || minEffect === 0) return 0;
  const nearest = Math.min(Math.abs(interval[0]), Math.abs(interval[1]));
  return Math.min(certainFrom, Math.floor(nearest / Math.abs(minEffect)));
}

const undecidedRows = (rows: readonly ComparisonRow[]): readonly ComparisonRow[] =>
  rows.filter((row) => shownOutcome(row) === "undecided");

/** A search without a capacity has nothing to compare. Its reason says why. */
function undecidedHeadline(rows: readonly ComparisonRow[], reason: string): string {
  if (rows.length === 0 && reason !== "") return `Inconclusive: ${reason}`;
  const improved = improvementText(rows);
  return improved === undefined
    ? `Inconclusive: ${undecidedText(rows)}`
    : `${improved}; inconclusive: ${undecidedText(rows)}`;
}

/** Improvements in a headline: the best shown ones, one for each metric. */
const mostImprovements = 2;

/** Faster: p50 of GET /orders −94 %, CPU per request −54 %. `undefined` if nothing improved. */
function improvementText(rows: readonly ComparisonRow[]): string | undefined {
  const improved = bestShownFirst(rows.filter(({ outcome }) => outcome === "improved"));
  const [first] = improved;
  if (first === undefined) return undefined;
  const byMetric = [...Map.groupBy(improved, ({ metric }) => metric).values()].flatMap(([best]) => best ?? []);
  const texts = byMetric.slice(0, mostImprovements).map((row) => {
    const subject = row.hasSeveralRequests
      ? metricLabel(row.metric)
      : `${metricLabel(row.metric)} of ${row.requestLabel}`;
    return `${subject} ${changeParts(row).estimate}`;
  });
  return `${comparabilityOf(first.metric).better}: ${texts.join(", ")}`;
}

/** Not slower; p95 of GET /orders is undecided */
function passText(rows: readonly ComparisonRow[]): string {
  const text = improvementText(rows) ?? "Not slower";
  const [open, ...others] = undecidedRows(rows);
  if (open === undefined) return text;
  const label = metricLabel(open.metric);
  const subject = comparabilityOf(open.metric).scope === "service" ? label : `${label} of ${open.requestLabel}`;
  return others.length === 0
    ? `${text}; ${subject} is undecided`
    : `${text}; ${subject} and ${others.length} more are undecided`;
}

/** The base is missing, and the recorded runs did not decide either. */
function missingBaseHeadline({ missing_base, verdict }: Results): string | undefined {
  const text = missing_base && missingBaseText(missing_base);
  return text !== undefined && verdict.reasons.includes(text) ? text : undefined;
}

/** Files that the head has otherwise than its commit may be what makes it slower. So may answers of another kind. */
function doubtsText({ warnings }: Results, rows: readonly ComparisonRow[]): string {
  return inDoubt([...warnings.flatMap(headOnlyText), ...otherAnswers(warnings, rows, "regressed")]);
}

const inDoubt = (doubts: readonly string[]): string => (doubts.length === 0 ? "" : ` (in doubt: ${doubts.join("; ")})`);

function headOnlyText({ kind, files, count }: ReportedNotice): string | readonly [] {
  if (!doubtKinds.includes(kind) || !Array.isArray(files) || typeof count !== "number") return [];
  const names = files.filter((file) => typeof file === "string");
  const [verb, what] = [count === 1 ? "is" : "are", kind === "head_only_files" ? "beside" : "changed in"];
  return `${firstNames(names, count)} ${verb} ${what} the head only`;
}

/** Changes of requests whose answers are of another kind on the base, such as the start page, or a redirect. */
function otherAnswers(
  warnings: readonly ReportedNotice[],
  rows: readonly ComparisonRow[],
  outcome: "regressed" | "improved",
): readonly string[] {
  const changed = rows.filter((row) => shownOutcome(row) === outcome);
  const facts = warnings.flatMap((warning) => otherAnswersSchema.safeParse(warning).data ?? []);
  // A redirect has another type, too.
  const redirected = new Set(facts.flatMap(({ kind, request }) => (kind === "only_redirects" ? [request] : [])));
  return facts.flatMap((data) => {
    if (data.kind === "only_redirects" ? data.arm === "both" : redirected.has(data.request)) return [];
    const concerns = ({ scenario, request }: ComparisonRow) =>
      scenario === data.scenario && (request === data.request || request === allRequests);
    if (!changed.some(concerns)) return [];
    return data.kind === "only_redirects"
      ? `all answers of ${data.request} on the ${data.arm} are redirects`
      : `answers of ${data.request} are ${data.head_type} instead of ${data.base_type}`;
  });
}

/** No comparison had recorded runs, because the baseline could not be downloaded. More measuring would not help. */
function unreachableBaseline(results: Results, rows: readonly ComparisonRow[]): string | undefined {
  const { baseline, scenarios } = results;
  if (baseline.kind !== "unreachable") return undefined;
  const paired = scenarios.filter(({ mode }) => isPaired(mode)).map(({ id }) => id);
  const hasChange = rows.some(({ outcome, change_ratio }) => outcome !== "inconclusive" || change_ratio !== undefined);
  return hasChange || rows.some(({ scenario }) => paired.includes(scenario))
    ? undefined
    : `Nothing could be compared: ${baseline.message}`;
}

/** 5 of 12 comparisons need more data */
function undecidedText(rows: readonly ComparisonRow[]): string {
  const undecided = undecidedRows(rows).length;
  const verb = undecided === 1 ? "needs" : "need";
  return `${formatNumber(undecided)} of ${plural(rows.length, "comparison")} ${verb} more data`;
}

/** The requests that only the head serves. Without a base to start there are none: everything is new. */
function newRequests({ scenarios }: Results, rows: readonly ComparisonRow[]): readonly string[] {
  const withBase = scenarios.filter(({ mode }) => isPaired(mode) || mode.unserved_setup !== undefined);
  const paired = new Set(withBase.map(({ id }) => id));
  const isNew = ({ outcome, metric, scenario, hasSeveralRequests }: ComparisonRow) =>
    outcome === "new" && isLatency(metric) && paired.has(scenario) && !hasSeveralRequests;
  return [...new Set(rows.filter(isNew).map(({ requestLabel }) => requestLabel))];
}

/** GET /orders and 2 more requests */
function firstOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${plural(others.length, "more request")}`;
}

function passHeadline(rows: readonly ComparisonRow[], added: readonly string[], hasLimits: boolean): Headline {
  if (rows.length === 0)
    return {
      tone: "new",
      text: hasLimits ? "SLA met, nothing was compared" : "Nothing was compared, and no SLA was set",
    };
  if (rows.every(({ outcome }) => outcome === "new")) {
    if (added.length > 0) return { tone: "new", text: `New: ${firstOf(added)}, nothing to compare with` };
    return { tone: "new", text: "No baseline yet: nothing to compare with" };
  }
  if (rows.some(({ second }) => second === "cleared"))
    return { tone: "pass", text: "Not slower: a second machine ruled out the regression that the first one measured" };
  const text = passText(rows);
  return { tone: "pass", text: added.length > 0 ? `${text}. New: ${firstOf(added)}` : text };
}
