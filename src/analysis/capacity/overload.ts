import { max, sum } from "simple-statistics";
import { slaRuleOf } from "../../model/metric.ts";
import type { ArmOverload, OverloadKind, OverloadSecond, OverloadStep } from "../../model/overload.ts";
import type { OverloadPlan, OverloadRecord } from "../../model/overloadRecord.ts";
import type { Sla } from "../../model/plan.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { keptShare, overloadEvidence } from "../../wording/overloadText.ts";
import { limitsIn } from "./estimate.ts";
import { collapsedShare, hasRecovered, isLevel, isStuck, recoveryOf, totalSteps } from "./overloadRecovery.ts";
import { type EndedRequests, medianOf, secondsOf, timesOf } from "./overloadSeconds.ts";

/** What decides the kind. Everything in it was measured. */
export interface OverloadFacts {
  readonly steps: readonly OverloadStep[];
  /** The longest usual response time (p95) of accepted requests that counts as kept. */
  readonly slowMs: number;
  readonly recoveryMs?: number;
  /** The service is as before, once it had nothing more to do. */
  readonly isAsBefore: boolean;
  /** It got no better under the usual load, in time that suffices to work off what it owed. */
  readonly isStuck: boolean;
  /** Beyond its capacity it did less than half of it, but as much at higher rates as at lower ones. */
  readonly isLevel: boolean;
  readonly died?: string;
}

/**
 * `hysteresis`: the service stays worse although the overload is over and everything was answered or given up, or as long
 * as the usual load goes on (a metastable failure, Bronson et al. 2021). `collapse`: it did less than half of what it
 * can, and less and less if it is stuck, too: one that does the same at every rate is in another state. `degrading`: it
 * did less than it can, made accepted requests wait beyond their limit, or did not recover while the usual load went on.
 * Otherwise it was `graceful`.
 */
export function overloadKind({
  steps,
  slowMs,
  recoveryMs,
  isAsBefore,
  isStuck,
  isLevel,
  died,
}: OverloadFacts): OverloadKind {
  if (died !== undefined) return "collapse";
  if (!isAsBefore) return "hysteresis";
  const goodput = lowestGoodput(steps);
  if (goodput < collapsedShare && !(isStuck && isLevel)) return "collapse";
  if (isStuck) return "hysteresis";
  const isSlow = steps.some(({ p95_ms }) => p95_ms === undefined || p95_ms > slowMs);
  return goodput < keptShare || isSlow || recoveryMs === undefined ? "degrading" : "graceful";
}

const lowestGoodput = (steps: readonly OverloadStep[]): number =>
  steps.length === 0 ? 0 : Math.min(...steps.map(({ goodput_ratio }) => goodput_ratio));

/** What an arm did beyond its capacity. */
export function armOverload({ plan, record, after, died }: OverloadRecord, sla: Sla): ArmOverload {
  if (record === undefined) {
    const facts = { steps: [], slowMs: 0, isAsBefore: false, isStuck: false, died: died ?? "unknown" };
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
    isStuck: died === undefined && recoveryMs === undefined && isStuck(seconds, plan),
    isLevel: isLevel(seconds, plan),
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
