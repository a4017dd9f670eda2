import { isPaired } from "../model/comparisonMode.ts";
import { comparabilityOf } from "../model/metric.ts";
import type { Results } from "../model/results.ts";
import type { Verdict } from "../model/verdict.ts";
import { formatNumber, plural } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import { userLimitName } from "../wording/userLimitText.ts";
import { causes } from "./causes.ts";
import { type ComparisonRow, changeText, comparisonRows } from "./comparisonRows.ts";
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
  const limit = reachedUserLimit(results);
  return limit === undefined || line.text.includes(limit) ? line : { ...line, text: `${line.text} (${limit} was reached)` };
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
      return regressionHeadline(rows) ?? { tone: "fail", text: `SLA breached: ${reason}`, reason };
    case "invalid":
      return { tone: "invalid", text: `Could not measure: ${reason}`, reason };
    case "inconclusive":
      return {
        tone: "inconclusive",
        text: unreachableBaseline(results, rows) ?? `${acceptedPrefix(rows)}Inconclusive: ${undecidedText(rows)}`,
      };
    case "pass":
      return (
        acceptedHeadline(rows) ??
        anchorHeadline(results) ??
        missingBaseHeadline(results, rows) ??
        passHeadline(rows, scenarios.flatMap(({ sla }) => sla).length > 0)
      );
  }
}

function regressionHeadline(rows: readonly ComparisonRow[]): Headline | undefined {
  const worst = worstRow(rows.filter((row) => shownOutcome(row) === "regressed"));
  if (worst === undefined) return undefined;
  const { requestLabel, hasSeveralRequests, metric, confirmed } = worst;
  const [isWorse, areWorse] = comparabilityOf(metric).worse;
  const text = `${requestLabel} ${hasSeveralRequests ? areWorse : isWorse}: ${metricLabel(metric)} ${changeText(worst)}`;
  return { tone: "fail", text: confirmed === undefined ? text : `${text}, confirmed on a second machine` };
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

/** The metric that most readers know leads, then the largest change. */
function worstRow(rows: readonly ComparisonRow[]): ComparisonRow | undefined {
  return rows.toSorted(
    (a, b) =>
      comparabilityOf(a.metric).rank - comparabilityOf(b.metric).rank || (b.change_ratio ?? 0) - (a.change_ratio ?? 0),
  )[0];
}

/** A base that could not be built or started. It differs from a base that never existed. */
function missingBaseHeadline({ warnings }: Results, rows: readonly ComparisonRow[]): Headline | undefined {
  const isBroken = warnings.some(({ kind, stage }) => kind === "base_unavailable" && stage === "service");
  if (!isBroken || rows.length === 0 || !rows.every(({ outcome }) => outcome === "new")) return undefined;
  return { tone: "new", text: "No base could be started: nothing to compare with" };
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
  const undecided = rows.filter(({ outcome }) => outcome === "inconclusive" || outcome === "unstable").length;
  const verb = undecided === 1 ? "needs" : "need";
  return `${formatNumber(undecided)} of ${plural(rows.length, "comparison")} ${verb} more data`;
}

function passHeadline(rows: readonly ComparisonRow[], hasLimits: boolean): Headline {
  if (rows.length === 0)
    return {
      tone: "new",
      text: hasLimits ? "SLA met, nothing was compared" : "Nothing was compared, and no SLA was set",
    };
  if (rows.every(({ outcome }) => outcome === "new"))
    return { tone: "new", text: "No baseline yet: nothing to compare with" };
  if (rows.some(({ second }) => second === "cleared"))
    return { tone: "pass", text: "Not slower: a second machine ruled out the regression that the first one measured" };
  const improved = rows.filter(({ outcome }) => outcome === "improved").length;
  return {
    tone: "pass",
    text: improved > 0 ? `Not slower, and ${plural(improved, "comparison")} improved` : "Not slower",
  };
}
