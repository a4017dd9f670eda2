import { metricOf } from "../model/metric.ts";
import type { RoundResult } from "../model/results.ts";
import { dueRequests, failedRequests, type MetricKey } from "./gatedMetrics.ts";

/** One metric on base and head in one round. */
export interface RoundPair {
  readonly base: number;
  readonly head: number;
  readonly baseDue: number;
  readonly headDue: number;
  readonly baseFailed: number;
  readonly headFailed: number;
  /** Number of the services' start, if several rounds share one. */
  readonly start?: number | undefined;
}

/** A pair for each round that has a value on both arms. */
export function roundPairs(key: MetricKey, rounds: readonly RoundResult[]): readonly RoundPair[] {
  return rounds.flatMap((round) => {
    const base = metricOf(key, round.base);
    const head = metricOf(key, round.head);
    if (base === undefined || head === undefined) return [];
    return {
      base,
      head,
      baseDue: dueRequests(key, round.base),
      headDue: dueRequests(key, round.head),
      baseFailed: failedRequests(key, round.base),
      headFailed: failedRequests(key, round.head),
      start: round.start,
    };
  });
}
