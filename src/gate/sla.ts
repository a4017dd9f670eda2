import { sum } from "simple-statistics";
import { type MeasuredTime, slaRuleOf } from "../model/metric.ts";
import { type Arm, allRequests } from "../model/plan.ts";
import type { Limit, MeasuredScenario, PhaseResult } from "../model/results.ts";
import { type Ratio, ratio } from "../model/unit.ts";
import type { SlaCheck } from "../model/verdict.ts";
import { binomialUpperTail } from "../stats/binomial.ts";
import { decodeHistogram, type Histogram, mergeHistograms } from "../stats/histogram.ts";
import { formatNumber, formatPercent, plural } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { metricValue } from "../wording/metricText.ts";
import { withoutUserWaitText } from "../wording/userLimitText.ts";
import { withoutLateness } from "./checkedScenario.ts";
import { summarizeInvalidRounds } from "./invalidRounds.ts";
import { userLimitIn } from "./userLimitControl.ts";

/** Checks every limit on the head, over all measured phases together. A limit without a measurement is not met. */
export function checkSla(scenario: MeasuredScenario): readonly SlaCheck[] {
  const phases = measuredPhases(scenario, "head");
  // The scenario's failure is reported once, not again for every limit.
  if (scenario.failure !== undefined && phases.length === 0) return [];
  const limits = scenario.limits.filter((limit) => !isReplaced(limit, phases, scenario.limits));
  return limits.map((limit) => checkLimit(limit, phases, scenario));
}

const measuredPhases = ({ phases }: MeasuredScenario, of: Arm): readonly PhaseResult[] =>
  phases.filter(({ arm, warmup }) => arm === of && !warmup);

function checkLimit(limit: Limit, phases: readonly PhaseResult[], scenario: MeasuredScenario): SlaCheck {
  const value = measuredValue(limit, phases, scenario.limits, { isBlameless: false });
  if (value === undefined) return { ...limit, outcome: "not_measured" };
  if (isWithin(limit, value)) return { ...limit, value, outcome: "met" };
  // A late generator makes a service look slower than it is, never faster. Only a breach is in doubt then.
  if (summarizeInvalidRounds(roundsInDoubt(limit, scenario))?.isMajority === true)
    return { ...limit, value, outcome: "undecided", reason: "the load generator was late" };
  const reason = ownDelayReason(limit, value, phases, scenario.limits);
  if (reason !== undefined) return { ...limit, outcome: "not_measured", reason };
  const count = countedBreaches(limit, phases, scenario.limits);
  const baseValue = measuredValue(limit, measuredPhases(scenario, "base"), scenario.limits, { isBlameless: false });
  const found = { ...limit, value, ...omitUndefined({ base_value: baseValue, requests: count?.due }) };
  return count === undefined || isBeyondChance(count)
    ? { ...found, outcome: "breached" }
    : { ...found, outcome: "undecided", reason: undecidedReason(count) };
}

/** Requests beyond a limit that allows a share of them. */
interface BreachCount {
  readonly beyond: number;
  readonly due: number;
  readonly allowed: Ratio;
}

/** Only a share of the requests may be beyond the limit of an error rate or a percentile. `undefined` for other limits. */
function countedBreaches(
  limit: Limit,
  phases: readonly PhaseResult[],
  limits: readonly Limit[],
): BreachCount | undefined {
  const { of } = slaRuleOf(limit.metric);
  const counted = countedRequests(limit, phases, limits);
  if (of.kind === "error_rate") {
    const due = sum(counted.map(({ due_requests }) => due_requests));
    const beyond = due - sum(counted.map(({ successful_requests }) => successful_requests));
    return { beyond, due, allowed: ratio(limit.limit) };
  }
  if (of.kind !== "quantile") return undefined;
  const times = mergeTimes(counted, of.times, { isBlameless: false });
  if (times === undefined) return undefined;
  return { beyond: times.countAbove(limit.limit), due: times.count, allowed: ratio(1 - of.share) };
}

/** A service exactly at the limit shows as many breaches in at most this share of runs. */
const maxChance = 0.05;

const isBeyondChance = ({ beyond, due, allowed }: BreachCount): boolean =>
  binomialUpperTail(beyond, due, allowed) < maxChance;

const undecidedReason = ({ beyond, due, allowed }: BreachCount): string =>
  `${formatNumber(beyond)} of ${plural(due, "request")} beyond the limit, which allows ${formatPercent(allowed)}: too few to tell`;

/** A late generator that lost no request changes times, but no counts. */
function roundsInDoubt({ metric }: Limit, { rounds }: MeasuredScenario): MeasuredScenario["rounds"] {
  const isCount = ["error_rate", "cpu", "memory"].includes(slaRuleOf(metric).of.kind);
  return isCount ? rounds.map(withoutLateness) : rounds;
}

/** Why the breach is not the service's: only the load generator's own delays made it. `undefined` if it is. */
function ownDelayReason(
  limit: Limit,
  value: number,
  phases: readonly PhaseResult[],
  limits: readonly Limit[],
): string | undefined {
  const userLimit = userLimitIn(phases);
  const measured = metricValue(limit.metric, value);
  // The limit also limits the throughput, and nobody knows how much higher it would be without.
  if (slaRuleOf(limit.metric).of.kind === "throughput" && userLimit !== undefined)
    return `${measured}, but higher ${withoutUserWaitText(userLimit)}`;
  const blameless = measuredValue(limit, phases, limits, { isBlameless: true });
  if (blameless === undefined || !isWithin(limit, blameless)) return undefined;
  const own = metricValue(limit.metric, blameless);
  if (userLimit !== undefined) return `${measured}, but ${own} ${withoutUserWaitText(userLimit)}`;
  return `${measured}, but ${own} without the load generator's own delay: lower the rate or use a larger machine`;
}

const isWithin = ({ metric, limit }: Limit, value: number): boolean =>
  slaRuleOf(metric).limit === "at_least" ? value >= limit : value <= limit;

/** True for a limit of all requests if every request has its own limit. */
function isReplaced({ request, metric }: Limit, phases: readonly PhaseResult[], limits: readonly Limit[]): boolean {
  const names = phases.flatMap(({ requests }) => requests.map(({ name }) => name));
  const hasOwn = (name: string) => limits.some((limit) => limit.metric === metric && limit.request === name);
  return request === allRequests && names.length > 0 && names.every(hasOwn);
}

type RequestResult = PhaseResult["requests"][number];

function measuredValue(
  limit: Limit,
  phases: readonly PhaseResult[],
  limits: readonly Limit[],
  options: TimeOptions,
): number | undefined {
  if (phases.length === 0) return undefined;
  const counted = countedRequests(limit, phases, limits);
  const due = counted.reduce((sum, { due_requests }) => sum + due_requests, 0);
  // Dropped requests waited for a free user until the end.
  const sent = options.isBlameless ? due - counted.reduce((sum, part) => sum + part.dropped_requests, 0) : due;
  const successful = counted.reduce((sum, { successful_requests }) => sum + successful_requests, 0);
  const durationMs = phases.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  const times = (kind: MeasuredTime) => mergeTimes(counted, kind, options);
  const { of } = slaRuleOf(limit.metric);
  switch (of.kind) {
    case "cpu":
      return weighted(phases, ({ resource_utilization }) => resource_utilization?.cpu_ratio);
    case "memory":
      return largest(phases.map(({ resource_utilization }) => resource_utilization?.memory_ratio));
    case "error_rate":
      return sent > 0 ? (sent - successful) / sent : undefined;
    case "throughput":
      return durationMs > 0 ? (1000 * successful) / durationMs : undefined;
    case "mean":
      return times("response")?.mean();
    case "max":
      return times("response")?.max();
    case "quantile":
      return times(of.times)?.quantile(of.share);
  }
}

interface TimeOptions {
  /** Without the load generator's own delay. */
  readonly isBlameless: boolean;
}

/** `undefined` if a request that succeeded has no such times. Only streams have gaps, so others are left out. */
function mergeTimes(parts: readonly RequestResult[], kind: MeasuredTime, options: TimeOptions): Histogram | undefined {
  const measured = parts.filter(({ successful_requests: n }) => n > 0);
  const encoded = measured.map((part) => encodedTimes(part, kind, options));
  const present = encoded.filter((text) => text !== undefined);
  if (kind !== "largest_gap" && present.length < encoded.length) return undefined;
  return mergeHistograms(present.map(decodeHistogram));
}

function encodedTimes(part: RequestResult, kind: MeasuredTime, { isBlameless }: TimeOptions): string | undefined {
  const { histogram, blameless_histogram = histogram } = part;
  switch (kind) {
    case "response":
      return isBlameless ? blameless_histogram : histogram;
    case "first_byte": {
      if (part.first_byte_ms === undefined) return undefined;
      const { first_byte_histogram: own } = part;
      if (!isBlameless) return own ?? histogram;
      return own === undefined ? blameless_histogram : (part.blameless_first_byte_histogram ?? own);
    }
    case "largest_gap":
      return part.largest_gap_histogram;
  }
}

/** The nearest limit wins: a request with its own limit does not count for the limit of all requests. */
function countedRequests({ request, metric }: Limit, phases: readonly PhaseResult[], limits: readonly Limit[]) {
  const isOwn = (limit: Limit) => limit.metric === metric && limit.request !== allRequests;
  const own = new Set(limits.filter(isOwn).map((limit) => limit.request));
  const isCounted = (name: string) => (request === allRequests ? !own.has(name) : name === request);
  return phases.flatMap(({ requests }) => requests.filter(({ name }) => isCounted(name)));
}

/** The mean over the phases, weighted by duration; `undefined` if one of them has no value. */
function weighted(
  phases: readonly PhaseResult[],
  value: (phase: PhaseResult) => number | undefined,
): number | undefined {
  let total = 0;
  let durationMs = 0;
  for (const phase of phases) {
    const one = value(phase);
    if (one === undefined) return undefined;
    total += one * phase.duration_ms;
    durationMs += phase.duration_ms;
  }
  return durationMs > 0 ? total / durationMs : undefined;
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.flatMap((value) => value ?? []);
  return known.length < values.length ? undefined : Math.max(...known);
}
