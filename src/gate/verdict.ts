import { comparisonModes } from "../model/comparisonMode.ts";
import { type Arm, allRequests, type FailCondition } from "../model/plan.ts";
import type { Results, ScenarioResult, Settings } from "../model/results.ts";
import { type Comparison, goodOutcomes, type Outcome, type SlaCheck, type Verdict } from "../model/verdict.ts";
import { firstLine } from "../util/format.ts";
import { metricChange, metricLabel, slaSentence } from "../wording/metricText.ts";
import { missingBaseText } from "../wording/missingBaseText.ts";
import { doubtOn } from "../wording/undecidedText.ts";
import { anomalyFindings } from "./anomalyFindings.ts";
import { capacityFindings } from "./capacityFindings.ts";
import { isBorderline } from "./confirmation.ts";
import { summarizeInvalidRounds } from "./invalidRounds.ts";
import { overloadFindings } from "./overloadFindings.ts";
import { minorUndecided } from "./undecided.ts";

/** One verdict for the whole run. It is `pass` only if every scenario was measured and nothing is in doubt. */
export function verdictOf(run: JudgedRun, settings: Settings): Verdict {
  const findings = findingsIn(run, settings);
  const failing = findings.filter(({ failure }) => failsRun(failure, settings));
  const isBorderlineOnly = failing.length > 0 && failing.every(({ borderline }) => borderline === true);
  return {
    kind: kindOf(findings, settings),
    reasons: [...new Set(findings.map(({ reason }) => reason))],
    failing: failing.length > 0,
    ...(isBorderlineOnly ? { confirm: true } : {}),
  };
}

/** Everything that keeps the run from passing, and accepted regressions. The most severe come first. */
export function findingsIn(
  { scenarios, missing_base }: JudgedRun,
  settings: Pick<Settings, "fail_on">,
): readonly Finding[] {
  const ofScenarios = scenarios.flatMap((scenario) =>
    [...findingsOf(scenario), ...anomalyFindings(scenario, settings)].map((finding) => ({
      ...finding,
      scenario: scenario.id,
    })),
  );
  const findings = [
    ...(scenarios.length === 0 ? [invalid("nothing was measured")] : ofScenarios),
    ...missingBaseFinding(scenarios, missing_base),
  ];
  return findings.toSorted((a, b) => rank[a.failure] - rank[b.failure]);
}

/** The parts of the results that decide. */
export interface JudgedRun extends Pick<Results, "missing_base"> {
  readonly scenarios: readonly ScenarioResult[];
}

/** A run without its base is inconclusive, whichever of both `fail_on` names. */
export function failsRun(failure: Finding["failure"], { fail_on }: Pick<Settings, "fail_on">): boolean {
  if (failure === "accepted") return false;
  return fail_on.includes(failure) || (failure === "no_base" && fail_on.includes("inconclusive"));
}

export interface Finding {
  /** Absent if the finding is about the whole run. */
  readonly scenario?: string;
  /** `accepted`: a regression that does not fail the run. */
  readonly failure: FailCondition | "accepted";
  readonly reason: string;
  /** A second machine could clear it, and has not measured it yet. */
  readonly borderline?: boolean;
  /** The run passes nevertheless, unless `fail_on` names the failure; see undecided.ts. */
  readonly isMinor?: boolean;
}

const rank: Readonly<Record<Finding["failure"], number>> = {
  regression: 0,
  sla: 1,
  invalid: 2,
  anomaly: 3,
  no_base: 4,
  overload: 5,
  inconclusive: 6,
  accepted: 7,
};

function kindOf(findings: readonly Finding[], settings: Settings): Verdict["kind"] {
  const has = (failure: FailCondition) =>
    findings.some(
      (finding) => finding.failure === failure && (finding.isMinor !== true || failsRun(failure, settings)),
    );
  const failsByOverload = failsRun("overload", settings) && has("overload");
  if (has("regression") || has("sla") || failsByOverload) return "fail";
  if (has("invalid")) return "invalid";
  if (has("anomaly")) return "fail";
  return has("inconclusive") || has("no_base") ? "inconclusive" : "pass";
}

function missingBaseFinding(
  scenarios: readonly ScenarioResult[],
  missingBase: JudgedRun["missing_base"],
): readonly Finding[] {
  if (missingBase === undefined || !scenarios.some(isUndecided)) return [];
  return [{ failure: "no_base", reason: missingBaseText(missingBase) }];
}

/** The scenario lacks its base, and the recorded runs of main decided nothing either. */
function isUndecided({ mode, comparisons, failure }: ScenarioResult): boolean {
  if (mode.lacks_base !== true || failure !== undefined) return false;
  return !comparisons.some(({ gating, outcome }) => gating && decided.includes(outcome));
}

const decided: readonly Outcome[] = ["regressed", ...goodOutcomes];

const invalid = (reason: string): Finding => ({ failure: "invalid", reason });

function findingsOf(scenario: ScenarioResult): readonly Finding[] {
  // An aborted measurement says nothing about the service's speed, whatever its numbers are.
  if (scenario.failure !== undefined) return [failureFinding(scenario.id, scenario.failure, scenario.failed_arm)];
  const ofOverload = overloadFindings(scenario);
  const ofSearch = capacityFindings(scenario);
  if (ofSearch !== undefined) return [...ofSearch, ...ofOverload];
  const gating = scenario.comparisons.filter((comparison) => comparison.gating);
  if (scenario.rounds.length === 0) return [invalid(`${scenario.id}: nothing was measured`)];
  if (gating.length === 0 && comparisonModes[scenario.mode.kind].isCompared && scenario.mode.against === undefined)
    return [invalid(`${scenario.id}: no metric was compared`)];
  const minor = minorUndecided(scenario.comparisons);
  const findings = isVoid(gating, scenario.rounds)
    ? [invalid(`${scenario.id}: ${gating[0]?.reason ?? "nothing could be compared"}`)]
    : gating.flatMap((comparison) => comparisonFinding(scenario, comparison, minor.includes(comparison)));
  return [
    // The missing base is a finding of its own, once for the whole run.
    ...(isUndecided(scenario) ? findings.filter(({ failure }) => failure !== "inconclusive") : findings),
    ...ofOverload,
    ...scenario.sla.flatMap((check) => slaFinding(scenario.id, check)),
  ];
}

/** A setup that only the head fails is the head's fault, as a failing request would be. */
function failureFinding(id: string, failure: string, failedArm: Arm | undefined): Finding {
  const reason = `${id}: ${firstLine(failure)}`;
  return failedArm === "head" ? { failure: "regression", reason } : invalid(reason);
}

/** A late load generator voids latencies only. If nothing else was compared, the run measured nothing. */
function isVoid(gating: readonly Comparison[], rounds: ScenarioResult["rounds"]): boolean {
  if (summarizeInvalidRounds(rounds)?.isMajority !== true) return false;
  return (
    gating.length > 0 && gating.every(({ change_ratio, outcome }) => change_ratio === undefined && outcome !== "new")
  );
}

function comparisonFinding(scenario: ScenarioResult, comparison: Comparison, isMinor: boolean): Finding | readonly [] {
  const { id } = scenario;
  const { outcome, reason } = comparison;
  const request = comparison.request === allRequests ? "" : `${comparison.request} `;
  const change = `${id}: ${request}${metricLabel(comparison.metric)} ${changeText(comparison)}`;
  switch (outcome) {
    case "regressed":
      return regression(scenario, comparison, change);
    case "invalid":
      return invalid(`${id}: ${request}${reason ?? "not measured"}`);
    case "inconclusive":
    case "unstable":
      return {
        failure: "inconclusive",
        reason: reason === undefined ? `${change} ${doubtText(comparison)}` : `${id}: ${request}${reason}`,
        ...(isMinor && { isMinor }),
      };
    case "improved":
    case "unchanged":
    case "not_worse":
    case "below_floor":
    case "new":
      return [];
  }
}

function doubtText(comparison: Comparison): string {
  const { state, remedy } = doubtOn(comparison);
  return `${state}: ${remedy}`;
}

function regression(scenario: ScenarioResult, comparison: Comparison, change: string): Finding {
  const { accepted, confirmed, metric, reason } = comparison;
  if (accepted !== undefined) return { failure: "accepted", reason: `${change}, accepted: ${accepted}` };
  const again = confirmed && metricChange(metric, confirmed.change_ratio, confirmed.interval);
  const unconfirmed = reason === undefined ? "" : ` (${reason})`;
  return {
    failure: "regression",
    reason: again === undefined ? `${change}${unconfirmed}` : `${change}, again ${again} on a second machine`,
    borderline: scenario.confirmation === undefined && isBorderline(comparison, scenario),
  };
}

function changeText({ change_ratio, interval, metric }: Comparison): string {
  return change_ratio === undefined ? "changed" : metricChange(metric, change_ratio, interval);
}

function slaFinding(id: string, check: SlaCheck): Finding | readonly [] {
  if (check.outcome === "met") return [];
  return { failure: slaFailures[check.outcome], reason: `${id}: ${slaSentence(check)}` };
}

const slaFailures = { breached: "sla", undecided: "inconclusive", not_measured: "invalid" } as const;
