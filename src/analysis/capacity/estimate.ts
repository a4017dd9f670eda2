import { median } from "simple-statistics";
import { type SlaMetric, slaRuleOf } from "../../model/metric.ts";
import type { Sla } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";
import { logisticCrossing, type SharePoint } from "../../stats/logisticCrossing.ts";

/** What breaks first: a limit of the SLA, or the backlog. A backlog that breaks grows as long as the load lasts. */
export type FirstBroken = SlaMetric | "backlog";

export interface CapacityEstimate {
  /** Natural logarithm of the requests per second. */
  readonly logRate: number;
  readonly firstBroken: FirstBroken;
}

/** The share of slow or failed requests that a limit allows. */
export function allowedShare(metric: SlaMetric, limit: number): number {
  const { of } = slaRuleOf(metric);
  return of.kind === "quantile" ? 1 - of.share : limit;
}

/** A limit of 0 failures is broken by one request in a thousand. */
const smallestShare = 0.001;
/** Trials of other rates say little about the rate at which a limit is reached. As a logarithm. */
const window = 0.35;

/**
 * A queue that grows makes the time to work it off the longest response time: the quickest responses take much less, and
 * the median about half. A slow service without a queue is as slow in the median.
 */
const backlog = { ofLoad: 0.05, quickAtMost: 0.6, medianAtLeast: 0.3 } as const;

/** A trial in which the service finished fewer requests than came. `ofLoad`: how long it took to work off, at least. */
export const hasBacklog = (
  { drainMs, leadInMs, durationMs, quickMs, medianMs }: Trial,
  ofLoad: number = backlog.ofLoad,
): boolean =>
  drainMs > ofLoad * (leadInMs + durationMs) &&
  quickMs < backlog.quickAtMost * drainMs &&
  medianMs > backlog.medianAtLeast * drainMs;

export const limitsIn = (sla: Sla) => Object.entries(sla) as readonly (readonly [SlaMetric, number])[];

/** True if the trial broke a limit. */
export function brokeLimit({ due, beyond, died }: Trial, sla: Sla): boolean {
  if (died !== undefined) return true;
  return limitsIn(sla).some(([metric, limit]) => (beyond[metric] ?? 0) > allowedShare(metric, limit) * due);
}

const fewestSaturated = 2;

/**
 * The trials with the highest rates, as far as each of them has a backlog. A single slow trial of a lower rate shows a
 * slow moment of the machine, and not what the service finishes.
 */
function saturatedTrials(trials: readonly Trial[]): readonly Trial[] {
  const highestFirst = trials.toSorted((a, b) => b.playedPerSec - a.playedPerSec);
  const firstWithout = highestFirst.findIndex((one) => !hasBacklog(one));
  return firstWithout < 0 ? highestFirst : highestFirst.slice(0, firstWithout);
}

/**
 * The rate at which the first limit is reached: least squares of the logit of the share on the logarithm of the rate, in
 * which each trial has the weight of its share. It is at most what the service finishes when requests queue up: a short
 * trial ends before a long queue is slow. `undefined` without a trial near `centre`, the logarithm of a rate.
 */
export function estimateCapacity(trials: readonly Trial[], sla: Sla, centre: number): CapacityEstimate | undefined {
  const near = trials.filter(
    ({ ratePerSec, due, died }) => due > 0 && died === undefined && Math.abs(Math.log(ratePerSec) - centre) < window,
  );
  if (near.length === 0) return undefined;
  const ofLimits = limitsIn(sla).map(([metric, limit]): CapacityEstimate => {
    const { at } = logisticCrossing(sharePoints(near, metric), toleratedShare(metric, limit));
    return { logRate: at, firstBroken: metric };
  });
  return firstOf([...ofLimits, ...saturationIn(near)]);
}

export const sharePoints = (trials: readonly Trial[], metric: SlaMetric): readonly SharePoint[] =>
  trials.map(({ ratePerSec, due, beyond }) => ({ x: Math.log(ratePerSec), share: (beyond[metric] ?? 0) / due }));

/** The share of slow or failed requests at which a limit counts as reached. */
export const toleratedShare = (metric: SlaMetric, limit: number): number =>
  Math.max(smallestShare, allowedShare(metric, limit));

/** What the service finishes while requests queue up; nothing without enough such trials. */
export function saturationIn(trials: readonly Trial[]): readonly CapacityEstimate[] {
  const queued = saturatedTrials(trials);
  if (queued.length < fewestSaturated) return [];
  return [{ logRate: Math.log(median(queued.map((trial) => trial.finishedPerSec))), firstBroken: "backlog" }];
}

/** The lowest of several estimates: that limit breaks first. */
export const firstOf = (estimates: readonly CapacityEstimate[]): CapacityEstimate =>
  estimates.reduce((first, other) => (other.logRate < first.logRate ? other : first));
