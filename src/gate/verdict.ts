import { metricChange, metricLabel, slaSentence } from "../model/metric.ts";
import type { Failure } from "../model/plan.ts";
import { allRequests } from "../model/plan.ts";
import type { ScenarioResult, Settings } from "../model/results.ts";
import type { Comparison, SlaCheck, Verdict } from "../model/verdict.ts";
import { firstLine } from "../util/format.ts";
import { isBorderline } from "./confirmation.ts";

/** One verdict for the whole run. Only `pass` is a pass: what is missing, broken or unsure is something else. */
export function verdictOf(scenarios: readonly ScenarioResult[], settings: Settings): Verdict {
  const findings = findingsIn(scenarios);
  const failing = findings.filter(({ failure }) => failure !== "accepted" && settings.fail_on.includes(failure));
  const isInDoubt = failing.length > 0 && failing.every(({ borderline }) => borderline === true);
  return {
    kind: kindOf(findings),
    reasons: [...new Set(findings.map(({ reason }) => reason))],
    failing: failing.length > 0,
    ...(isInDoubt ? { confirm: true } : {}),
  };
}

/** What keeps the run from passing, and what is accepted; the gravest first. */
export function findingsIn(scenarios: readonly ScenarioResult[]): readonly Finding[] {
  const found =
    scenarios.length === 0
      ? [invalid("nothing was measured")]
      : scenarios.flatMap((scenario) => findingsOf(scenario).map((finding) => ({ ...finding, scenario: scenario.id })));
  return found.toSorted((a, b) => rank[a.failure] - rank[b.failure]);
}

export interface Finding {
  /** Absent where it is of the whole run. */
  readonly scenario?: string;
  /** `accepted` is a regression that counts as none. */
  readonly failure: Failure | "accepted";
  readonly reason: string;
  /** Whether a second machine could clear it, and none has been asked. */
  readonly borderline?: boolean;
}

const rank: Readonly<Record<Finding["failure"], number>> = {
  regression: 0,
  sla: 1,
  invalid: 2,
  anomaly: 3,
  inconclusive: 4,
  accepted: 5,
};

function kindOf(findings: readonly Finding[]): Verdict["kind"] {
  const has = (failure: Failure) => findings.some((finding) => finding.failure === failure);
  if (has("regression") || has("sla")) return "fail";
  if (has("invalid")) return "invalid";
  return has("inconclusive") ? "inconclusive" : "pass";
}

const invalid = (reason: string): Finding => ({ failure: "invalid", reason });

function findingsOf(scenario: ScenarioResult): readonly Finding[] {
  // What broke off says nothing about the service's speed, whatever the numbers look like.
  if (scenario.failure !== undefined) return [invalid(`${scenario.id}: ${firstLine(scenario.failure)}`)];
  const gating = scenario.comparisons.filter((comparison) => comparison.gating);
  if (scenario.rounds.length === 0) return [invalid(`${scenario.id}: nothing was measured`)];
  if (gating.length === 0 && scenario.mode.kind !== "off" && scenario.mode.against === undefined)
    return [invalid(`${scenario.id}: no metric was compared`)];
  return [
    ...gating.flatMap((comparison) => comparisonFinding(scenario, comparison)),
    ...scenario.sla.flatMap((check) => slaFinding(scenario.id, check)),
  ];
}

function comparisonFinding(scenario: ScenarioResult, comparison: Comparison): Finding | readonly [] {
  const { id } = scenario;
  const { outcome, reason } = comparison;
  const request = comparison.request === allRequests ? "" : `${comparison.request} `;
  const shifted = `${id}: ${request}${metricLabel(comparison.metric)} ${shift(comparison)}`;
  switch (outcome) {
    case "regressed":
      return regression(scenario, comparison, shifted);
    case "invalid":
      return invalid(`${id}: ${request}${reason ?? "not measured"}`);
    case "inconclusive":
    case "unstable":
      return {
        failure: "inconclusive",
        reason: reason === undefined ? `${shifted} is neither shown nor ruled out` : `${id}: ${request}${reason}`,
      };
    case "improved":
    case "unchanged":
    case "new":
      return [];
  }
}

function regression(scenario: ScenarioResult, comparison: Comparison, shifted: string): Finding {
  const { accepted, confirmed, metric, reason } = comparison;
  if (accepted !== undefined) return { failure: "accepted", reason: `${shifted}, accepted: ${accepted}` };
  const again = confirmed && metricChange(metric, confirmed.change_ratio, confirmed.interval);
  const unconfirmed = reason === undefined ? "" : ` (${reason})`;
  return {
    failure: "regression",
    reason: again === undefined ? `${shifted}${unconfirmed}` : `${shifted}, again ${again} on a second machine`,
    borderline: scenario.confirmation === undefined && isBorderline(comparison, scenario),
  };
}

function shift({ change_ratio, interval, metric }: Comparison): string {
  return change_ratio === undefined ? "changed" : metricChange(metric, change_ratio, interval);
}

function slaFinding(id: string, check: SlaCheck): Finding | readonly [] {
  if (check.outcome === "met") return [];
  return { failure: check.outcome === "breached" ? "sla" : "invalid", reason: `${id}: ${slaSentence(check)}` };
}
