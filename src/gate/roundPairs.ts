import { sampleStandardDeviation, sum } from "simple-statistics";
import { comparabilityOf, metricOf } from "../model/metric.ts";
import { type Arm, allRequests } from "../model/plan.ts";
import type { RoundResult } from "../model/results.ts";
import { scaleOf } from "../model/scale.ts";
import { dueRequests, failedRequests, type MetricKey } from "./gatedMetrics.ts";

/** One metric on base and head in one round. */
export interface RoundPair {
  readonly base: number;
  readonly head: number;
  readonly baseDue: number;
  readonly headDue: number;
  readonly baseFailed: number;
  readonly headFailed: number;
  /**
   * An estimate of both with less noise for most distributions, if the metric has one. Of all requests together it is
   * the geometric mean over the requests.
   */
  readonly steady?: Pick<RoundPair, "base" | "head"> | undefined;
  /** Number of the services' start, if several rounds share one. */
  readonly start?: number | undefined;
}

type ComparedKey = Pick<MetricKey, "request" | "metric">;

/** A pair for each round that has a value on both arms. */
export function roundPairs(key: ComparedKey, rounds: readonly RoundResult[]): readonly RoundPair[] {
  return rounds.flatMap((round) => {
    const base = metricOf(key, round.base);
    const head = metricOf(key, round.head);
    if (base === undefined || head === undefined) return [];
    return {
      base,
      head,
      steady: steadyValues(key, round),
      baseDue: dueRequests(key, round.base),
      headDue: dueRequests(key, round.head),
      baseFailed: failedRequests(key, round.base),
      headFailed: failedRequests(key, round.head),
      start: round.start,
    };
  });
}

function steadyValues({ metric, request }: ComparedKey, { base, head }: RoundResult): RoundPair["steady"] {
  const { steadyValue } = comparabilityOf(metric);
  if (steadyValue === undefined || base === undefined) return undefined;
  const names = Object.keys(head.requests).filter((name) => name !== allRequests);
  const requests = request === allRequests && names.length > 1 ? names : [request];
  const logs = requests.map((name) => {
    const [ofBase, ofHead] = [base.requests[name], head.requests[name]];
    const [from, to] = [ofBase && steadyValue(ofBase), ofHead && steadyValue(ofHead)];
    if (ofBase === undefined || ofHead === undefined || from === undefined || to === undefined) return undefined;
    // Both arms need the same weights: the latencies of two requests may differ more than those of two builds.
    return { base: Math.log(from), head: Math.log(to), weight: ofBase.due + ofHead.due };
  });
  if (!logs.every((log) => log !== undefined)) return undefined;
  const total = sum(logs.map(({ weight }) => weight));
  const center = (arm: Arm) => Math.exp(sum(logs.map((log) => (log.weight / total) * log[arm])));
  return total === 0 ? undefined : { base: center("base"), head: center("head") };
}

/** Choosing the smaller of two similar spreads each time would make the noise look smaller than it is. */
const clearlyMore = 1.25;

/**
 * The pairs with the steady estimate, unless that clearly varies more from round to round. Latencies in two groups
 * are such an exception.
 */
export function withSteadierValues(
  { metric }: Pick<MetricKey, "metric">,
  pairs: readonly RoundPair[],
): readonly RoundPair[] {
  const { toScale } = scaleOf(metric);
  const steady = pairs.flatMap((pair) => (pair.steady === undefined ? [] : [{ ...pair, ...pair.steady }]));
  if (steady.length < pairs.length || pairs.length < 2) return pairs;
  const spread = (of: readonly RoundPair[]) =>
    sampleStandardDeviation(of.map(({ base, head }) => toScale(head) - toScale(base)));
  return spread(steady) <= clearlyMore * spread(pairs) ? steady : pairs;
}
