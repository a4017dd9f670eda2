import { type ComparedMetric, isLatency } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { RoundResult } from "../model/results.ts";
import { scaleOf } from "../model/scale.ts";
import { type VariancePrior, variancePrior } from "../stats/sharedVariance.ts";
import { type CheckedScenario, roundsFor } from "./checkedScenario.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { roundPairs, withSteadierValues } from "./roundPairs.ts";

/**
 * What the other requests of a scenario say about the noise of a latency: a prior for its variance, after the first
 * `rounds` rounds, by default after all. `undefined` if they say nothing.
 */
export type NoisePriors = (key: Pick<MetricKey, "request" | "metric">, rounds?: number) => VariancePrior | undefined;

/** More requests say nothing new. */
const mostRequests = 20;

export function noisePriors(scenario: CheckedScenario): NoisePriors {
  const names = [...new Set(scenario.rounds.flatMap(({ head }) => Object.keys(head.requests)))]
    .filter((name) => name !== allRequests)
    .slice(0, mostRequests);
  const known = new Map<string, VariancePrior | undefined>();
  return ({ request, metric }, rounds = scenario.rounds.length) => {
    if (!names.includes(request) || !isLatency(metric) || names.length < 2) return undefined;
    const id = `${metric} ${rounds}`;
    if (!known.has(id)) known.set(id, priorOf(metric, names, roundsFor(metric, scenario).slice(0, rounds)));
    return known.get(id);
  };
}

function priorOf(metric: ComparedMetric, names: readonly string[], rounds: readonly RoundResult[]) {
  const valid = rounds.filter(({ invalid }) => invalid === undefined);
  const { toScale } = scaleOf(metric);
  const samples = names.map((request) => {
    const pairs = withSteadierValues({ metric }, roundPairs({ request, metric }, valid));
    return pairs.map(({ base, head }) => toScale(head) - toScale(base));
  });
  // A request without a value in some round has another number of degrees of freedom.
  return variancePrior(samples.filter(({ length }) => length === valid.length));
}
