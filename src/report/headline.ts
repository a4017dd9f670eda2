import { plural } from "../model/format.ts";
import { metricLabel } from "../model/metric.ts";
import type { Comparison, Results, Verdict } from "../model/results.ts";
import { causes, type Row, rowsOf, shift, subject } from "./words.ts";

/** What has no baseline passes, but nothing was shown: it is not to look like a pass. */
export type Tone = Verdict["kind"] | "new";

/** The one line that answers the question. */
export interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

/** The causes that the headline has not told already. */
export function furtherCauses(results: Results): readonly string[] {
  const { text } = headline(results);
  return causes(results).filter((cause) => !text.endsWith(cause));
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
        text: `Not shown either way: ${undecided(rows)} of ${plural(rows.length, "comparison")} want more evidence`,
      };
    case "pass":
      return passed(rows, scenarios.flatMap(({ sla }) => sla).length > 0);
  }
}

/** The worst regression of the metric that most readers know. */
function regression(results: Results, rows: readonly Row[]): string | undefined {
  const [worst] = rows
    .filter(({ outcome }) => outcome === "regressed")
    .toSorted(
      (a, b) => telling.indexOf(a.metric) - telling.indexOf(b.metric) || (b.change_ratio ?? 0) - (a.change_ratio ?? 0),
    );
  if (worst === undefined) return undefined;
  const who = subject(results, worst);
  return `${who} ${who === "all requests" ? "are" : "is"} ${worse(worst)}: ${metricLabel(worst.metric)} ${shift(worst)}`;
}

const telling = ["p95", "p50", "p90", "p99", "tail", "cpu_per_request", "error_rate"];

function worse({ metric }: Comparison): string {
  if (metric === "error_rate") return "less reliable";
  return metric === "cpu_per_request" ? "hungrier" : "slower";
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
  const improved = rows.filter(({ outcome }) => outcome === "improved").length;
  return {
    tone: "pass",
    text: improved > 0 ? `Not slower, and ${plural(improved, "comparison")} better` : "Not slower",
  };
}
