import { isLatency, isOfDependencies, isServiceMetric, metricOf, serviceMetrics } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import { minRounds } from "../model/record.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../model/results.ts";
import { formatDuration, plural } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import type { MissingEvidence } from "./comparison.ts";
import { dueRequests, type MetricKey } from "./gatedMetrics.ts";
import { summarizeInvalidRounds } from "./invalidRounds.ts";

/**
 * Why a paired comparison has no evidence: invalid rounds, missing values or too few pairs. `undefined` otherwise.
 * `valid`: the rounds that count. `pairs`: how many of them have a value on both arms.
 */
export function missingEvidence(
  key: MetricKey,
  { rounds, rounds_planned, round_ms, failure }: MeasuredScenario,
  valid: readonly RoundResult[],
  pairs: number,
): MissingEvidence | undefined {
  const missing = missingOnOneArm(key, valid, pairs);
  if (missing !== undefined) return missing;
  const invalidRounds = summarizeInvalidRounds(rounds);
  // A few invalid rounds only leave too few pairs. A majority of them means that this machine cannot measure it.
  if (invalidRounds?.isMajority === true)
    return { outcome: invalidRounds.isLatencyOnly ? "inconclusive" : "invalid", reason: invalidRounds.reason };
  const incomplete = valid.filter(
    ({ base, head }) => base === undefined || isMissing(key, base) || isMissing(key, head),
  ).length;
  if (incomplete > 0 && 2 * incomplete >= valid.length) {
    const where = `in ${incomplete} of ${plural(valid.length, "round")}`;
    return { outcome: "invalid", reason: `${metricLabel(key.metric)} was not measured on both sides ${where}` };
  }
  if (pairs >= minRounds) return undefined;
  const inconclusive = (reason: string): MissingEvidence => ({ outcome: "inconclusive", reason });
  if (valid.length >= minRounds)
    return inconclusive(
      `only ${pairs} of ${plural(valid.length, "round")} gave a value for both base and head: look at the failures, or raise the rate`,
    );
  const budget =
    round_ms === undefined ? "" : ` to at least ${formatDuration((minRounds + 1) * 1.1 * round_ms)} per scenario`;
  const tooFew = `a comparison needs at least ${minRounds} rounds, got ${pairs}: raise gate.budget${budget}`;
  // With a plan of so few rounds, the invalid rounds are not the cause.
  if (invalidRounds !== undefined)
    return inconclusive((rounds_planned ?? minRounds) < minRounds ? tooFew : invalidRounds.reason);
  if (failure !== undefined) return inconclusive(`measuring broke off after ${plural(valid.length, "round")}`);
  return inconclusive(tooFew);
}

/** A latency without a value in some round of the head. */
export function missingOnHead(key: MetricKey, valid: readonly RoundResult[]): MissingEvidence | undefined {
  const missing = roundsWithoutHead(key, valid);
  if (missing === 0 || !isLatency(key.metric)) return undefined;
  const requests = key.request === allRequests ? "no request" : `no ${key.request}`;
  const where = `in ${missing} of ${plural(valid.length, "round")}`;
  return { outcome: "invalid", reason: `${requests} of the head succeeded ${where}` };
}

const roundsWithoutHead = (key: MetricKey, valid: readonly RoundResult[]): number =>
  valid.filter((round) => isMissing(key, round.head)).length;

/** Any metric without a value in every round of an arm. */
function missingOnOneArm(key: MetricKey, valid: readonly RoundResult[], pairs: number): MissingEvidence | undefined {
  if (valid.length === 0 || pairs > 0) return undefined;
  if (valid.every((round) => round.base === undefined))
    return { outcome: "invalid", reason: "the base was not measured beside the head" };
  if (isOfDependencies(key.metric)) {
    // The compose file of one arm has no other service, or its processor time is too short to be seen.
    const arm = roundsWithoutHead(key, valid) === valid.length ? "head" : "base";
    return { outcome: "new", reason: `no service that the ${arm} depends on was seen to work` };
  }
  if (roundsWithoutHead(key, valid) === valid.length)
    return { outcome: "invalid", reason: `${metricLabel(key.metric)} of the head could not be measured` };
  if (isServiceMetric(key.metric) && valid.every(({ base }) => isUnmonitored(base))) {
    const reason = `${metricLabel(key.metric)} of the base is unknown, because Loadgate did not start the base`;
    return { outcome: "new", reason };
  }
  const missingOnBase = valid.filter((round) => isMissing(key, round.base)).length;
  if (missingOnBase < valid.length || !isLatency(key.metric)) return undefined;
  // If other requests of the base succeed, the head has added this one. Otherwise the base is broken.
  const isNewRequest =
    key.request !== allRequests && valid.some(({ base }) => base?.requests[allRequests]?.p50 !== undefined);
  if (isNewRequest)
    return { outcome: "new", reason: `no ${key.request} of the base succeeded, so there is nothing to compare with` };
  return { outcome: "invalid", reason: "no request of the base succeeded" };
}

/** True if the metric is missing although requests were due. A CPU time of 0 counts as measured. */
function isMissing(key: MetricKey, arm: ArmMetrics | undefined): boolean {
  if (arm === undefined || dueRequests(key, arm) === 0) return false;
  return isServiceMetric(key.metric) ? arm[key.metric] === undefined : metricOf(key, arm) === undefined;
}

/** True if Loadgate measured none of the arm's processes, because it did not start them. */
function isUnmonitored(arm: ArmMetrics | undefined): boolean {
  return serviceMetrics.every((metric) => arm?.[metric] === undefined);
}
