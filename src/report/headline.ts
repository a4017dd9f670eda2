import { noBase } from "../model/errors.ts";
import { metricLabel } from "../model/metric.ts";
import type { Results } from "../model/results.ts";
import type { Comparison, Verdict } from "../model/verdict.ts";
import { plural } from "../util/format.ts";
import { isAnchored } from "./drift.ts";
import { causes, type Row, rowsOf, shift, shownOutcome, subject, telling } from "./wording.ts";

/** What has no baseline, or is slower and accepted, passes, but is not to look like a pass. */
export type Tone = Verdict["kind"] | "new" | "accepted";

/** The one line that answers the question. */
export interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

/** The causes that the headline has not told already. */
export function furtherCauses(results: Results): readonly string[] {
  const { text } = headline(results);
  return causes(results).filter((cause) => !text.endsWith(`: ${cause}`));
}

export function headline(results: Results): Headline {
  const { verdict, scenarios } = results;
  const rows = rowsOf(results).filter(({ gating }) => gating);
  const [reason = ""] = verdict.reasons;
  switch (verdict.kind) {
    case "fail":
      return { tone: "fail", text: regression(results, rows) ?? `SLA breached: ${reason}` };
    case "invalid":
      return { tone: "invalid", text: `Could not measure: ${reason}` };
    case "inconclusive":
      return {
        tone: "inconclusive",
        text:
          unreached(results, rows) ??
          `${acceptedToo(results, rows)}Not shown either way: ${undecided(rows)} of ${plural(rows.length, "comparison")} want more evidence`,
      };
    case "pass":
      return (
        accepted(results, rows) ??
        besideAnchor(results) ??
        withoutBase(results, rows) ??
        passed(rows, scenarios.flatMap(({ sla }) => sla).length > 0)
      );
  }
}

/** The worst regression of the metric that most readers know. */
function regression(results: Results, rows: readonly Row[]): string | undefined {
  const worst = worstOf(rows.filter((row) => shownOutcome(row) === "regressed"));
  if (worst === undefined) return undefined;
  const who = subject(results, worst);
  const told = `${who} ${who === "all requests" ? "are" : "is"} ${worse(worst)}: ${metricLabel(worst.metric)} ${shift(worst)}`;
  return worst.confirmed === undefined ? told : `${told}, and on a second machine too`;
}

/** An acceptance is told in the headline, whatever else there is. */
function acceptedToo(results: Results, rows: readonly Row[]): string {
  const told = accepted(results, rows);
  return told === undefined ? "" : `${told.text}. `;
}

/** What would have failed, had nobody accepted it. */
function accepted(results: Results, rows: readonly Row[]): Headline | undefined {
  const all = rows.filter((row) => shownOutcome(row) === "accepted");
  const worst = worstOf(all);
  if (worst === undefined) return undefined;
  const others = all.length === 1 ? "" : ` (and ${all.length - 1} more)`;
  const what = `${metricLabel(worst.metric)} of ${subject(results, worst)} ${shift(worst)}${others}`;
  return { tone: "accepted", text: `Accepted: ${what}: ${worst.accepted}` };
}

/** Main beside its own past: nothing that is found there fails it. */
function besideAnchor(results: Results): Headline | undefined {
  if (!isAnchored(results)) return undefined;
  const hasDrifted = results.drift !== undefined && results.drift.length > 0;
  return { tone: "new", text: `Main beside its anchor build: ${hasDrifted ? "it has drifted" : "shown, not judged"}` };
}

function worstOf(rows: readonly Row[]): Row | undefined {
  return rows.toSorted(
    (a, b) => telling.indexOf(a.metric) - telling.indexOf(b.metric) || (b.change_ratio ?? 0) - (a.change_ratio ?? 0),
  )[0];
}

function worse({ metric }: Comparison): string {
  switch (metric) {
    case "error_rate":
      return "less reliable";
    case "cpu_per_request":
    case "memory_peak":
      return "hungrier";
    case "memory_growth":
      return "leaking";
    default:
      return "slower";
  }
}

/** A base that could not be built or started is not one that there never was. */
function withoutBase({ warnings }: Results, rows: readonly Row[]): Headline | undefined {
  const isMissing = warnings.some((warning) => warning.startsWith(noBase) && warning.includes(": service."));
  if (!isMissing || rows.length === 0 || !rows.every(({ outcome }) => outcome === "new")) return undefined;
  return { tone: "new", text: "No base could be started: nothing to compare with" };
}

/** More evidence would be of no help: what it is to be held against could not be had. */
function unreached({ baseline }: Results, rows: readonly Row[]): string | undefined {
  if (baseline.kind !== "unreachable") return undefined;
  const { message } = baseline;
  return rows.every(({ outcome, reason }) => outcome === "inconclusive" && reason === message)
    ? `Nothing could be compared: ${message}`
    : undefined;
}

const undecided = (rows: readonly Row[]): number =>
  rows.filter(({ outcome }) => outcome === "inconclusive" || outcome === "unstable").length;

function passed(rows: readonly Row[], hasLimits: boolean): Headline {
  if (rows.length === 0)
    return {
      tone: "new",
      text: hasLimits ? "SLA met, nothing was compared" : "Nothing was compared, and no SLA was set",
    };
  if (rows.every(({ outcome }) => outcome === "new"))
    return { tone: "new", text: "No baseline yet: nothing to compare with" };
  if (rows.some(({ second }) => second === "cleared"))
    return { tone: "pass", text: "Not slower: a second machine does not see what the first one saw" };
  const improved = rows.filter(({ outcome }) => outcome === "improved").length;
  return {
    tone: "pass",
    text: improved > 0 ? `Not slower, and ${plural(improved, "comparison")} better` : "Not slower",
  };
}
