import { mean, sum } from "simple-statistics";
import { isDifference } from "../model/logRatio.ts";
import { isOfService, metricLabel, metricOf, serviceMetrics } from "../model/metric.ts";
import { allRequests, type ComparedMetric } from "../model/plan.ts";
import { fewestRounds } from "../model/record.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { type Differences, differencesOf, hodgesLehmann, pGreater, tInterval } from "../stats/paired.ts";
import { minutes, plural } from "../util/format.ts";
import { type Alpha, comparisonOf, type Evidence, noComparison } from "./comparison.ts";
import { chancesWithCounts, type ErrorCounts, withCounts } from "./errorRate.ts";
import { dueOf, failedOf, isLatency, type Subject } from "./gatedMetrics.ts";
import { type Course, courseOf, levelAt, looksOf } from "./interimLooks.ts";
import { lostRounds } from "./invalidRounds.ts";
import type { BeyondChance, Chances, Estimate } from "./outcome.ts";
import { movedControl, underControl } from "./sendLagControl.ts";
import type { Least } from "./thresholds.ts";

/** Base against head over the rounds of a duet: a paired t test, a round being the unit of replication. */
export function compareRounds(subject: Subject, scenario: MeasuredScenario, least: Least, alpha: Alpha): Comparison {
  const valid = countedRounds(scenario.rounds);
  const pairs = valid.flatMap((round) => pairOf(subject, round) ?? []);
  const values = { base: typical(pairs.map(({ base }) => base)), head: typical(pairs.map(({ head }) => head)) };
  const problem = problemWith(subject, scenario, valid, pairs.length);
  if (problem !== undefined) return noComparison(subject, problem.outcome, problem.reason, values, pairs.length);
  const evidence = evidenceOf(subject, pairs, least);
  const tookMs = scenario.round_ms === undefined ? {} : { tookMs: scenario.round_ms * pairs.length };
  const course = courseOf(scenario);
  const beyondChance = foundIn(scenario, course, subject, alpha);
  const judged = (of: Sums) =>
    comparisonOf(subject, { ...of, beyondChance, rounds: pairs.length, course, ...tookMs }, alpha);
  const lagMs = isLatency(subject.metric) ? movedControl(valid) : undefined;
  if (lagMs === undefined) return judged(evidence);
  return underControl(judged(evidence), judged(withoutLag(evidence, lagMs)), lagMs);
}

/** The same evidence, had the head's requests left when the base's did. */
function withoutLag(evidence: Sums, lagMs: number): Sums {
  const shift = Math.log(Math.max(evidence.head - lagMs, 0.001) / evidence.head);
  const { mean, robust, interval } = evidence.estimate;
  const estimate: Estimate = {
    ...evidence.estimate,
    mean: mean + shift,
    robust: robust + shift,
    interval: [interval[0] + shift, interval[1] + shift],
  };
  return { ...evidence, estimate };
}

/** What has been beyond chance at any look: each takes its part of alpha, and none of them gives it back. */
function foundIn({ rounds }: MeasuredScenario, course: Course, subject: Subject, alpha: Alpha): BeyondChance {
  const looks = looksOf(course).map((n) => {
    const pairs = countedRounds(rounds.slice(0, n)).flatMap((round) => pairOf(subject, round) ?? []);
    if (pairs.length < fewestRounds) return { worse: false, better: false };
    const { pWorse, pBetter } = chancesOf(subject, pairs);
    const level = levelAt(alpha, { ...course, rounds: n });
    return { worse: pWorse < level, better: pBetter < level };
  });
  return { worse: looks.some(({ worse }) => worse), better: looks.some(({ better }) => better) };
}

const countedRounds = (rounds: readonly RoundResult[]) => rounds.filter(({ invalid }) => invalid === undefined);

interface Pair {
  readonly base: number;
  readonly head: number;
  readonly baseDue: number;
  readonly headDue: number;
  readonly baseFailed: number;
  readonly headFailed: number;
}

function pairOf(subject: Subject, round: RoundResult): Pair | undefined {
  const base = metricOf(subject, round.base);
  const head = metricOf(subject, round.head);
  if (base === undefined || head === undefined) return undefined;
  return {
    base,
    head,
    baseDue: dueOf(subject, round.base),
    headDue: dueOf(subject, round.head),
    baseFailed: failedOf(subject, round.base),
    headFailed: failedOf(subject, round.head),
  };
}

/** Why the pairs are no evidence: rounds that do not count, a metric that vanished, or simply too few. */
function problemWith(
  subject: Subject,
  { rounds, rounds_planned, round_ms, failure }: MeasuredScenario,
  valid: readonly RoundResult[],
  pairs: number,
): Problem | undefined {
  const silence = silenceOf(subject, valid, pairs);
  if (silence !== undefined) return silence;
  const lost = lostRounds(rounds);
  // An odd round may leave too few to compare; half of them say that this cannot be measured here.
  if (lost?.most === true) return { outcome: "invalid", reason: lost.reason };
  const unseen = valid.filter(
    ({ base, head }) => base === undefined || isSilent(subject, base) || isSilent(subject, head),
  ).length;
  if (unseen > 0 && 2 * unseen >= valid.length) {
    const where = `in ${unseen} of ${plural(valid.length, "round")}`;
    return { outcome: "invalid", reason: `${metricLabel(subject.metric)} was not measured on both sides ${where}` };
  }
  if (pairs >= fewestRounds) return undefined;
  const inconclusive = (reason: string): Problem => ({ outcome: "inconclusive", reason });
  if (valid.length >= fewestRounds) {
    return inconclusive(`only ${pairs} of ${plural(valid.length, "round")} gave a value for both base and head`);
  }
  const needed =
    round_ms === undefined ? "" : ` to ${minutes((fewestRounds + 1) * 1.1 * round_ms)} a scenario at least`;
  const tooFew = `a comparison takes at least ${fewestRounds} rounds, got ${pairs}: raise gate.budget${needed}`;
  // It would not have been enough without those rounds either.
  if (lost !== undefined) return inconclusive((rounds_planned ?? fewestRounds) < fewestRounds ? tooFew : lost.reason);
  if (failure !== undefined) return inconclusive(`measuring broke off after ${plural(valid.length, "round")}`);
  return inconclusive(tooFew);
}

interface Problem {
  readonly outcome: "inconclusive" | "invalid" | "new";
  readonly reason: string;
}

/** A request that got no value in any or all of the rounds that count. */
function silenceOf(subject: Subject, valid: readonly RoundResult[], pairs: number): Problem | undefined {
  const head = valid.filter((round) => isSilent(subject, round.head)).length;
  if (head > 0 && isLatency(subject.metric)) {
    const who = subject.request === allRequests ? "no request" : `no ${subject.request}`;
    return {
      outcome: "invalid",
      reason: `${who} of the head succeeded in ${head} of ${plural(valid.length, "round")}`,
    };
  }
  if (valid.length === 0 || pairs > 0) return undefined;
  if (valid.every((round) => round.base === undefined))
    return { outcome: "invalid", reason: "the base was not measured beside the head" };
  if (head === valid.length) {
    return { outcome: "invalid", reason: `${metricLabel(subject.metric)} of the head could not be measured` };
  }
  if (isOfService(subject.metric) && valid.every(({ base }) => isUnwatched(base))) {
    const reason = `${metricLabel(subject.metric)} of the base cannot be seen, because it was started elsewhere`;
    return { outcome: "new", reason };
  }
  const base = valid.filter((round) => isSilent(subject, round.base)).length;
  if (base < valid.length || !isLatency(subject.metric)) return undefined;
  // A base that answers something, but never this: the head has brought a new request. One that answers nothing is broken.
  const isNew =
    subject.request !== allRequests && valid.some(({ base: arm }) => arm?.requests[allRequests]?.p50 !== undefined);
  if (isNew) return { outcome: "new", reason: `the base never answers ${subject.request}: nothing to compare with` };
  return { outcome: "invalid", reason: "no request of the base succeeded" };
}

/** Whether an arm was due for what the metric is of, and it was not seen; what came to nothing, as processor time may, was. */
function isSilent(subject: Subject, arm: ArmMetrics | undefined): boolean {
  if (arm === undefined || dueOf(subject, arm) === 0) return false;
  return isOfService(subject.metric) ? arm[subject.metric] === undefined : metricOf(subject, arm) === undefined;
}

/** Whether nothing is known of the arm's processes: they are nobody's children here. */
function isUnwatched(arm: ArmMetrics | undefined): boolean {
  return serviceMetrics.every((metric) => arm?.[metric] === undefined);
}

type Sums = Omit<Evidence, "rounds" | "beyondChance">;

function evidenceOf(subject: Subject, pairs: readonly Pair[], least: Least): Sums {
  if (subject.metric === "error_rate") return errorEvidence(subject, pairs, least);
  return isDifference(subject.metric) ? differenceEvidence(subject, pairs, least) : logEvidence(subject, pairs, least);
}

/** The change in each round, positive is worse, on the scale of the test. */
function differencesIn(metric: ComparedMetric, pairs: readonly Pair[]): Differences {
  const change = ({ base, head }: Pair) => (isDifference(metric) ? head - base : Math.log(head) - Math.log(base));
  const values = pairs.map(change);
  const differences = differencesOf(values);
  if (differences === undefined) throw new Error(`differences that are not numbers: ${values.join(", ")}`);
  return differences;
}

/** P(an unchanged service shows at least this much), in either direction. */
function chancesOf({ metric }: Subject, pairs: readonly Pair[]): Chances {
  const differences = differencesIn(metric, pairs);
  const chances = { pWorse: pGreater(differences), pBetter: pGreater({ ...differences, mean: -differences.mean }) };
  return metric === "error_rate" ? chancesWithCounts(chances, errorsOf(pairs)) : chances;
}

function errorsOf(pairs: readonly Pair[]): ErrorCounts {
  const base = {
    due: sum(pairs.map(({ baseDue }) => baseDue)),
    failed: sum(pairs.map(({ baseFailed }) => baseFailed)),
  };
  const head = {
    due: sum(pairs.map(({ headDue }) => headDue)),
    failed: sum(pairs.map(({ headFailed }) => headFailed)),
  };
  return { base, head };
}

function differenceEvidence(subject: Subject, pairs: readonly Pair[], least: Least): Sums {
  return {
    base: mean(pairs.map((pair) => pair.base)),
    head: mean(pairs.map((pair) => pair.head)),
    estimate: estimateOf(subject, pairs),
    minEffect: Math.max(least.effect, least.floor),
    toRatio: (shift) => shift,
  };
}

function logEvidence(subject: Subject, pairs: readonly Pair[], least: Least): Sums {
  const base = geometricMean(pairs.map((pair) => pair.base));
  return {
    base,
    head: geometricMean(pairs.map((pair) => pair.head)),
    estimate: estimateOf(subject, pairs),
    minEffect: Math.log1p(Math.max(least.effect, least.floor / base)),
    toRatio: Math.expm1,
  };
}

function errorEvidence(subject: Subject, pairs: readonly Pair[], least: Least): Sums {
  const errors = errorsOf(pairs);
  const { base, head } = errors;
  return {
    base: base.failed / base.due,
    head: head.failed / head.due,
    estimate: withCounts(estimateOf(subject, pairs), errors),
    errors,
    minEffect: least.effect,
    toRatio: (shift) => shift,
  };
}

function estimateOf(subject: Subject, pairs: readonly Pair[]): Estimate {
  const differences = differencesIn(subject.metric, pairs);
  return {
    mean: differences.mean,
    standardError: differences.standardError,
    df: differences.values.length - 1,
    robust: hodgesLehmann(differences.values),
    ...chancesOf(subject, pairs),
    interval: tInterval(differences, 0.95),
  };
}

const geometricMean = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));
const typical = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : mean([...values]);
