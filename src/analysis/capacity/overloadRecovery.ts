import { max, median, sum } from "simple-statistics";
import type { OverloadPlan, OverloadRecord } from "../../model/overloadRecord.ts";
import { type EndedRequests, medianOf, mostSucceed, okShare, secondsOf } from "./overloadSeconds.ts";

/** True if the usual load after the overload is served as before it. */
export function hasRecovered({ plan, record, after }: Omit<OverloadRecord, "arm">): boolean {
  const beforeMs = medianOf(secondsOf(record).slice(0, plan.stepMs / 1000));
  const seconds = secondsOf(after);
  const afterMs = medianOf(seconds);
  if (beforeMs === undefined || afterMs === undefined) return false;
  return mostSucceed(seconds) && !isSlower(afterMs, beforeMs);
}

/** The median of fewer requests than these is not known that well. */
const recovered = { within: 0.1, requests: 100 } as const;
/** Differences below this are the clock's, the network's, or the machine's. */
const equalMs = 2;
const slowerRatio = 1.5;

const isSlower = (ms: number, beforeMs: number): boolean => ms > slowerRatio * beforeMs && ms > beforeMs + equalMs;

/**
 * From the end of the overload to the first second that is as good as before, and after which the rest is, too. A single
 * later second may be worse by chance.
 */
export function recoveryOf(seconds: readonly EndedRequests[], before: readonly EndedRequests[], plan: OverloadPlan) {
  const perStep = plan.stepMs / 1000;
  const end = (1 + plan.factors.length) * perStep;
  const medians = before.flatMap((second) => medianOf([second]) ?? []);
  const requests = sum(before.map(({ ok }) => ok));
  const within = recovered.within * Math.max(1, Math.sqrt(recovered.requests / requests));
  const highest = max(medians) + Math.max(within * max(medians), equalMs);
  const back = seconds.slice(end, totalSteps(plan) * perStep);
  const isGood = (part: readonly EndedRequests[]) => {
    const ms = medianOf(part);
    return ms !== undefined && ms <= highest && mostSucceed(part);
  };
  const first = back.findIndex((second, i) => isGood([second]) && isGood(back.slice(i)));
  return first < 0 ? undefined : 1000 * first;
}

/** Changes below this are chance, as a share of the requests and of the median. */
const clearChange = { share: 0.05, median: 0.1 } as const;

/**
 * True if the last of the steps back is still clearly worse than the step before the overload, and no better than the
 * first one. A service that only works off what it owes gets better.
 */
export function isStuck(seconds: readonly EndedRequests[], plan: OverloadPlan): boolean {
  const { factors, backSteps, usualPerSec, capacityPerSec } = plan;
  const owed = sum(factors.map((factor) => factor - 1));
  if (backSteps * (1 - usualPerSec / capacityPerSec) < owed) return false;
  const perStep = plan.stepMs / 1000;
  const start = (1 + factors.length) * perStep;
  const stepAt = (at: number) => seconds.slice(at, at + perStep);
  const [before, first, last] = [stepAt(0), stepAt(start), stepAt(start + (backSteps - 1) * perStep)];
  const [beforeMs = 0, firstMs = 0, lastMs] = [before, first, last].map(medianOf);
  const isWorse = !mostSucceed(last) || lastMs === undefined || isSlower(lastMs, beforeMs);
  const isFaster = lastMs !== undefined && lastMs < (1 - clearChange.median) * firstMs;
  return isWorse && !isFaster && okShare(last) <= okShare(first) + clearChange.share;
}

/** Below this share of its capacity, a service collapsed. */
export const collapsedShare = 0.5;
/** What the later seconds keep of the earlier ones, and what is more than nothing, as a share of the capacity. */
const level = { kept: 0.75, least: 0.1, seconds: 4 } as const;

/**
 * True if the service did less than half of its capacity, and the same at higher rates as at lower ones. A service that
 * collapses does the less the more it has to do.
 */
export function isLevel(seconds: readonly EndedRequests[], { factors, stepMs, capacityPerSec }: OverloadPlan): boolean {
  const perStep = stepMs / 1000;
  const beyond = seconds.slice(perStep, (1 + factors.length) * perStep).map(({ ok }) => ok / capacityPerSec);
  const low = beyond.slice(beyond.findIndex((share) => share < collapsedShare));
  if (low.length < level.seconds || max(low) >= collapsedShare) return false;
  const half = Math.floor(low.length / 2);
  const [early, late] = [median(low.slice(0, half)), median(low.slice(-half))];
  return late > level.least && late > level.kept * early;
}

/** The usual load, the factors, and the usual load again. */
export const totalSteps = ({ factors, backSteps }: OverloadPlan): number => 1 + factors.length + backSteps;
