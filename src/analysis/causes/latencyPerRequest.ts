import { sum } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { RequestRecord, RoundRecord } from "../../model/record.ts";
import { decodeHistogram, type Histogram } from "../../stats/histogram.ts";
import { pairsOf, type RoundDifference, roundDifference } from "./roundDifference.ts";

/** The records of one arm in one round, without warm-ups. */
export const measuredRequests = ({ phases }: RoundRecord, arm: Arm, name?: string): readonly RequestRecord[] =>
  phases
    .filter((phase) => phase.arm === arm && !phase.warmup)
    .flatMap(({ record }) => record.requests)
    .filter((request) => name === undefined || request.name === name);

type Statistic = (times: Histogram) => number | undefined;
const meanOf: Statistic = (times) => times.mean();
const medianOf: Statistic = (times) => times.quantile(0.5);

/** The mean latency of all requests, or of one. `undefined` if none succeeded. */
export function latencyDifference(
  rounds: readonly RoundRecord[],
  name?: string,
  of: Statistic = meanOf,
): RoundDifference | undefined {
  return roundDifference(pairsOf(rounds, (round, arm) => latencyMs(measuredRequests(round, arm, name), of)));
}

/** The mean over the requests, by their number. */
function latencyMs(requests: readonly RequestRecord[], of: Statistic): number | undefined {
  const times = requests.map(({ blamelessTime, responseTime }) => decodeHistogram(blamelessTime ?? responseTime));
  const count = sum(times.map((one) => one.count));
  return count === 0 ? undefined : sum(times.map((one) => one.count * (of(one) ?? 0))) / count;
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
  // Pauses make the mean uncertain, and rare slow requests do not show in the median.
  return leadingBy(meanOf, names, rounds) ?? leadingBy(medianOf, names, rounds);
}

/** Of the largest change. A request that only waits behind another one changes less. */
const muchShare = 0.3;

/** The requests whose latency changed most, without those that changed by far less. */
export function mostChanged(rounds: readonly RoundRecord[], names: readonly string[]): readonly string[] {
  const changes = names.map((name) => {
    const { base = 0, head = 0 } = latencyDifference(rounds, name) ?? {};
    return { name, change: Math.abs(head - base) };
  });
  const largest = Math.max(0, ...changes.map(({ change }) => change));
  return changes.filter(({ change }) => change >= muchShare * largest).map(({ name }) => name);
}

/** The requests whose latency surely changed nearly as much as that of this one, which is among them. */
export function changedAlike(
  rounds: readonly RoundRecord[],
  names: readonly string[],
  name: string,
): readonly string[] {
  const changeOf = (one: string) => latencyDifference(rounds, one) ?? { base: 0, head: 0, p: 1 };
  const { base, head, p } = changeOf(name);
  if (p > level) return [name];
  return names.filter((one) => {
    const other = changeOf(one);
    const isSure = other.p <= level && ((other.head - other.base) * farMore) / (head - base) >= 1;
    return one === name || isSure;
  });
}

function leadingBy(of: Statistic, names: readonly string[], rounds: readonly RoundRecord[]): string | undefined {
  const all = latencyDifference(rounds, undefined, of);
  if (all === undefined) return undefined;
  const direction = Math.sign(all.head - all.base);
  const [first, second] = names
    .flatMap((name) => {
      const difference = latencyDifference(rounds, name, of);
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
