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

/** The request whose latency carries the change: its share of all requests times its own change is the largest. */
export function leadingRequest(rounds: readonly RoundRecord[]): string | undefined {
  const names = new Set(rounds.flatMap((round) => measuredRequests(round, "head").map(({ name }) => name)));
  const parts = [...names].flatMap((name) => {
    const change = latencyDifference(rounds, name);
    const due = sum(rounds.flatMap((round) => measuredRequests(round, "head", name).map((request) => request.due)));
    return change === undefined ? [] : [{ name, change: Math.abs(change.head - change.base) * due }];
  });
  const total = sum(parts.map(({ change }) => change));
  const [largest] = parts.toSorted((a, b) => b.change - a.change);
  return largest !== undefined && largest.change > leadingShare * total ? largest.name : undefined;
}

const leadingShare = 0.6;
