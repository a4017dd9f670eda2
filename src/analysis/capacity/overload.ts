import { max, sum } from "simple-statistics";
import { slaRuleOf } from "../../model/metric.ts";
import type { ArmOverload, OverloadKind, OverloadSecond, OverloadStep } from "../../model/overload.ts";
import type { OverloadPlan, OverloadRecord } from "../../model/overloadRecord.ts";
import type { Sla } from "../../model/plan.ts";
import type { PhaseRecord, SliceRecord } from "../../model/record.ts";
import { type Histogram, mergeHistograms } from "../../stats/histogram.ts";
import { histogramOfPairs } from "../../stats/sketch.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { keptShare, overloadEvidence } from "../../wording/overloadText.ts";
import { limitsIn } from "./estimate.ts";

/** What decides the kind. Everything in it was measured. */
export interface OverloadFacts {
  readonly steps: readonly OverloadStep[];
  /** The longest usual response time (p95) of accepted requests that counts as kept. */
  readonly slowMs: number;
  readonly recoveryMs?: number;
  /** The service is as before, once it had nothing more to do. */
  readonly isAsBefore: boolean;
  readonly died?: string;
}

/** Below this share of its capacity, a service collapsed. */
const collapsedShare = 0.5;

/**
 * `hysteresis`: the service stays worse although the overload is over and everything was answered or given up.
 * `collapse`: it did less than half of what it can. `degrading`: it did less than it can, made accepted requests wait
 * beyond their limit, or did not recover while the usual load went on. Otherwise it was `graceful`.
 */
export function overloadKind({ steps, slowMs, recoveryMs, isAsBefore, died }: OverloadFacts): OverloadKind {
  if (died !== undefined) return "collapse";
  if (!isAsBefore) return "hysteresis";
  const goodput = lowestGoodput(steps);
  if (goodput < collapsedShare) return "collapse";
  const isSlow = steps.some(({ p95_ms }) => p95_ms === undefined || p95_ms > slowMs);
  return goodput < keptShare || isSlow || recoveryMs === undefined ? "degrading" : "graceful";
}

const lowestGoodput = (steps: readonly OverloadStep[]): number =>
  steps.length === 0 ? 0 : Math.min(...steps.map(({ goodput_ratio }) => goodput_ratio));

/** What an arm did beyond its capacity. */
export function armOverload({ plan, record, after, died }: OverloadRecord, sla: Sla): ArmOverload {
  if (record === undefined) {
    const facts = { steps: [], slowMs: 0, isAsBefore: false, died: died ?? "unknown" };
    const evidence = overloadEvidence(facts, lowestGoodput([]));
    return {
      kind: "collapse",
      goodput_ratio: 0,
      evidence,
      capacity_per_sec: plan.capacityPerSec,
      steps: [],
      seconds: [],
    };
  }
  const problem = generatorLimit(record);
  if (problem !== undefined) return { kind: "not_measured", evidence: problem };
  const seconds = secondsOf(record);
  const perStep = plan.stepMs / 1000;
  const before = seconds.slice(0, perStep);
  const beforeMs = medianOf(before);
  if (beforeMs === undefined) return { kind: "not_measured", evidence: "no request succeeded before the overload" };
  const steps = plan.factors.map((factor, i) =>
    stepOf(factor, seconds.slice((1 + i) * perStep, (2 + i) * perStep), plan),
  );
  const afterMs = medianOf(secondsOf(after));
  const recoveryMs = recoveryOf(seconds, before, plan);
  const facts: OverloadFacts = {
    steps,
    slowMs: slowestKept(sla, before),
    isAsBefore: died !== undefined || hasRecovered({ plan, record, ...omitUndefined({ after }) }),
    ...omitUndefined({ recoveryMs, died }),
  };
  const goodput = lowestGoodput(steps);
  return {
    kind: overloadKind(facts),
    goodput_ratio: goodput,
    evidence: overloadEvidence(facts, goodput),
    capacity_per_sec: plan.capacityPerSec,
    steps,
    seconds: seconds.slice(0, totalSteps(plan) * perStep).map((second, i) => shownSecond(second, offeredAt(plan, i))),
    ...omitUndefined({ recovery_ms: recoveryMs, before_ms: beforeMs, after_ms: afterMs }),
  };
}

/** True if the usual load after the overload is served as before it. */
export function hasRecovered({ plan, record, after }: Omit<OverloadRecord, "arm">): boolean {
  const beforeMs = medianOf(secondsOf(record).slice(0, plan.stepMs / 1000));
  const seconds = secondsOf(after);
  const afterMs = medianOf(seconds);
  if (beforeMs === undefined || afterMs === undefined) return false;
  return isHealthy(seconds) && !isSlower(afterMs, beforeMs);
}

const secondsOf = (record: PhaseRecord | undefined): readonly EndedRequests[] =>
  record === undefined ? [] : record.slices.map(({ requests }) => endedIn(requests));

interface EndedRequests {
  readonly ok: number;
  readonly refused: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly times: Histogram;
}

const refusals = /^status (429|503)$/;

function endedIn(requests: SliceRecord["requests"]): EndedRequests {
  const counts = requests.flatMap(({ outcomes }) => Object.entries(outcomes));
  const count = (isCounted: (name: string) => boolean) =>
    sum(counts.filter(([name]) => isCounted(name)).map(([, n]) => n));
  const isTimeout = (name: string) => name.startsWith("timeout") || name === "dropped";
  return {
    ok: count((name) => name === "ok"),
    refused: count((name) => refusals.test(name)),
    timedOut: count(isTimeout),
    failed: count((name) => name !== "ok" && !refusals.test(name) && !isTimeout(name)),
    times: mergeHistograms(requests.map(({ responseTimeUs }) => histogramOfPairs(responseTimeUs))),
  };
}

const timesOf = (seconds: readonly EndedRequests[]): Histogram => mergeHistograms(seconds.map(({ times }) => times));
const medianOf = (seconds: readonly EndedRequests[]): number | undefined => timesOf(seconds).quantile(0.5);

/** The first second of a longer step still shows the step before. */
function stepOf(factor: number, all: readonly EndedRequests[], { capacityPerSec }: OverloadPlan): OverloadStep {
  const seconds = all.length > 2 ? all.slice(1) : all;
  const total = (of: (second: EndedRequests) => number) => sum(seconds.map(of));
  const ended = total(({ ok, refused, timedOut, failed }) => ok + refused + timedOut + failed);
  const share = (n: number) => (ended === 0 ? 0 : n / ended);
  const goodput = seconds.length === 0 ? 0 : total(({ ok }) => ok) / seconds.length;
  return {
    factor,
    offered_per_sec: factor * capacityPerSec,
    goodput_per_sec: goodput,
    goodput_ratio: goodput / capacityPerSec,
    refused_ratio: share(total(({ refused }) => refused)),
    timeout_ratio: share(total(({ timedOut }) => timedOut)),
    failed_ratio: share(total(({ failed }) => failed)),
    ...omitUndefined({ p95_ms: timesOf(seconds).quantile(0.95) }),
  };
}

/** A service that refuses in time may use its limits to the full. Without a limit, the usual load is the measure. */
const limitTolerance = 2;
const usualTolerance = 5;

function slowestKept(sla: Sla, before: readonly EndedRequests[]): number {
  const limits = limitsIn(sla).flatMap(([metric, limit]) => (slaRuleOf(metric).of.kind === "quantile" ? [limit] : []));
  if (limits.length > 0) return limitTolerance * max(limits);
  return usualTolerance * (timesOf(before).quantile(0.95) ?? 0);
}

const recoveredRatio = 1.1;
/** Differences below this are the clock's, the network's, or the machine's. */
const equalMs = 2;
const slowerRatio = 1.5;

const isSlower = (ms: number, beforeMs: number): boolean => ms > slowerRatio * beforeMs && ms > beforeMs + equalMs;

/** Nine of ten requests succeed. */
function isHealthy(seconds: readonly EndedRequests[]): boolean {
  const ok = sum(seconds.map((second) => second.ok));
  const all = sum(seconds.map(({ ok: good, refused, timedOut, failed }) => good + refused + timedOut + failed));
  return all > 0 && ok >= keptShare * all;
}

/**
 * From the end of the overload to the first second that is as good as before, and after which the rest is, too. A single
 * later second may be worse by chance.
 */
function recoveryOf(seconds: readonly EndedRequests[], before: readonly EndedRequests[], plan: OverloadPlan) {
  const perStep = plan.stepMs / 1000;
  const end = (1 + plan.factors.length) * perStep;
  const medians = before.flatMap((second) => medianOf([second]) ?? []);
  const highest = Math.max(recoveredRatio * max(medians), max(medians) + equalMs);
  const back = seconds.slice(end, totalSteps(plan) * perStep);
  const isGood = (part: readonly EndedRequests[]) => {
    const ms = medianOf(part);
    return ms !== undefined && ms <= highest && isHealthy(part);
  };
  const first = back.findIndex((second, i) => isGood([second]) && isGood(back.slice(i)));
  return first < 0 ? undefined : 1000 * first;
}

const totalSteps = ({ factors, backSteps }: OverloadPlan): number => 1 + factors.length + backSteps;

function offeredAt({ capacityPerSec, factors, usualPerSec, stepMs }: OverloadPlan, second: number): number {
  const factor = factors[Math.floor((1000 * second) / stepMs) - 1];
  return factor === undefined ? usualPerSec : factor * capacityPerSec;
}

const shownSecond = (second: EndedRequests, offered: number): OverloadSecond => ({
  offered_per_sec: offered,
  goodput_per_sec: second.ok,
  refused_per_sec: second.refused,
  timeout_per_sec: second.timedOut,
  failed_per_sec: second.failed,
  ...omitUndefined({ median_ms: medianOf([second]) }),
});

const mostWaiting = 0.05;

/** Why the load generator, and not the service, may have limited the overload. */
function generatorLimit({ userLimit }: PhaseRecord): string | undefined {
  if (userLimit === undefined || userLimit.waited <= mostWaiting * userLimit.arrivals) return undefined;
  const share = Math.round((100 * userLimit.waited) / userLimit.arrivals);
  return `the load generator holds at most ${userLimit.limit} requests at once here, and ${share} % of the arrivals had to wait for it`;
}
