import { sum } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { RequestRecord, RoundRecord } from "../../model/record.ts";
import { decodeHistogram } from "../../stats/histogram.ts";
import { pairsOf, type RoundDifference, roundDifference } from "./roundDifference.ts";

/** The records of one arm in one round, without warm-ups. */
export const measuredRequests = ({ phases }: RoundRecord, arm: Arm, name?: string): readonly RequestRecord[] =>
  phases
    .filter((phase) => phase.arm === arm && !phase.warmup)
    .flatMap(({ record }) => record.requests)
    .filter((request) => name === undefined || request.name === name);

/** The mean latency of all requests, or of one. `undefined` if none succeeded. */
export function latencyDifference(rounds: readonly RoundRecord[], name?: string): RoundDifference | undefined {
  return roundDifference(pairsOf(rounds, (round, arm) => meanLatencyMs(measuredRequests(round, arm, name))));
}

function meanLatencyMs(requests: readonly RequestRecord[]): number | undefined {
  const times = requests.map(({ blamelessTime, responseTime }) => decodeHistogram(blamelessTime ?? responseTime));
  const count = sum(times.map((one) => one.count));
  return count === 0 ? undefined : sum(times.map((one) => one.count * (one.mean() ?? 0))) / count;
}

/** The request's share of all requests of the head. */
export function shareOfRequests(rounds: readonly RoundRecord[], name: string): number {
  const due = (requests: readonly RequestRecord[]) => sum(requests.map((request) => request.due));
  const all = due(rounds.flatMap((round) => measuredRequests(round, "head")));
  return all === 0 ? 0 : due(rounds.flatMap((round) => measuredRequests(round, "head", name))) / all;
}

/**
 * The request that carries the change: its latency changed far more than that of each other one, which may have to wait
 * behind it. `undefined` if several changed alike.
 */
export function leadingRequest(rounds: readonly RoundRecord[]): string | undefined {
  const names = [...new Set(rounds.flatMap((round) => measuredRequests(round, "head").map(({ name }) => name)))];
  if (names.length === 1) return names[0];
  const all = latencyDifference(rounds);
  if (all === undefined) return undefined;
  const direction = Math.sign(all.head - all.base);
  const [first, second] = names
    .flatMap((name) => {
      const difference = latencyDifference(rounds, name);
      return difference === undefined
        ? []
        : [{ name, difference, change: direction * (difference.head - difference.base) }];
    })
    .toSorted((a, b) => b.change - a.change);
  if (first === undefined || first.change <= 0 || first.difference.p > level) return undefined;
  return first.change >= farMore * Math.max(0, second?.change ?? 0) ? first.name : undefined;
}

const farMore = 1.5;
const level = 0.05;
