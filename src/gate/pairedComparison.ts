import { mean, sum } from "simple-statistics";
import { type ComparedMetric, comparabilityOf, isCounted, isLatency, metricOf } from "../model/metric.ts";
import { minRounds } from "../model/record.ts";
import type { MeasuredScenario, RoundResult } from "../model/results.ts";
import { scaleOf } from "../model/scale.ts";
import { type Ratio, ratio } from "../model/unit.ts";
import type { Comparison } from "../model/verdict.ts";
import {
  type Differences,
  differencesOf,
  hodgesLehmann,
  pGreater,
  tInterval,
  withKnownError,
  withPrior,
} from "../stats/paired.ts";
import type { VariancePrior } from "../stats/sharedVariance.ts";
import { type CheckedScenario, roundsFor, whyNew } from "./checkedScenario.ts";
import { type Alpha, comparisonOf, type Evidence, emptyComparison } from "./comparison.ts";
import { type ArmErrorCounts, pValuesWithCounts, withErrorCounts } from "./errorRate.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { type LookLevel, lookLevels, roundProgress } from "./interimLooks.ts";
import { missingEvidence, missingOnHead } from "./missingEvidence.ts";
import { type NoisePriors, noisePriors } from "./noisePriors.ts";
import type { Estimate, PValues, Significance } from "./outcome.ts";
import { type RoundPair, roundPairs, withSteadierValues } from "./roundPairs.ts";
import { sendLagShift, withSendLagControl } from "./sendLagControl.ts";
import { type MinimumEffect, type MinShifts, minShifts } from "./thresholds.ts";

interface PairedOptions {
  readonly minimum: MinimumEffect;
  readonly alpha: Alpha;
  /** Default: 3 %, a typical service. */
  readonly restartNoise?: Ratio;
  /** Default: the levels for `alpha` and the scenario's rounds. */
  readonly levels?: readonly LookLevel[];
  /** Default: those of the scenario's requests. */
  readonly priors?: NoisePriors;
}

/** What is known of the noise besides the rounds' differences. */
interface NoiseOptions {
  readonly restartNoise: Ratio;
  readonly prior: VariancePrior | undefined;
}

/** The spread of a typical service from start to start. Results of older versions do not contain it. */
const defaultRestartNoise = ratio(0.03);

/** Compares base and head round by round: a paired t test, in which a round is one observation. */
export function comparePaired(
  key: MetricKey,
  checked: CheckedScenario,
  {
    minimum,
    alpha,
    restartNoise = defaultRestartNoise,
    levels = lookLevels(alpha, roundProgress(checked)),
    priors = noisePriors(checked),
  }: PairedOptions,
): Comparison {
  const scenario = { ...checked, rounds: [...roundsFor(key.metric, checked)] };
  const valid = validRounds(scenario.rounds);
  const pairs = roundPairs(key, valid);
  const withoutHead = missingOnHead(key, valid);
  const onlyHead = withoutHead === undefined ? whyNew(key, checked) : undefined;
  if (onlyHead !== undefined) return emptyComparison(key, onlyHead, { head: headMean(key, valid) }, 0);
  const missing = withoutHead ?? missingEvidence(key, scenario, valid, pairs.length);
  if (missing !== undefined) return emptyComparison(key, missing, meanValues(pairs), pairs.length);
  const evidence: Evidence = {
    ...pairEvidence(key, withSteadierValues(key, pairs), { minimum, restartNoise, prior: priors(key) }),
    rounds: pairs.length,
    progress: roundProgress(scenario),
    significance: significanceOverLooks(key, scenario, levels, { restartNoise, priors }),
    ...(scenario.round_ms === undefined ? {} : { measuringMs: scenario.round_ms * pairs.length }),
  };
  const comparison = comparisonOf(key, evidence, alpha);
  const lagMs = isLatency(key.metric) ? sendLagShift(valid) : undefined;
  if (lagMs === undefined) return comparison;
  return withSendLagControl(comparison, comparisonOf(key, withoutSendLag(evidence, lagMs), alpha), lagMs);
}

const validRounds = (rounds: readonly RoundResult[]) => rounds.filter(({ invalid }) => invalid === undefined);

function headMean(key: MetricKey, rounds: readonly RoundResult[]): number | undefined {
  const values = rounds.flatMap(({ head }) => metricOf(key, head) ?? []);
  return values.length === 0 ? undefined : mean(values);
}

function meanValues(pairs: readonly RoundPair[]): { readonly base?: number; readonly head?: number } {
  if (pairs.length === 0) return {};
  return { base: mean(pairs.map(({ base }) => base)), head: mean(pairs.map(({ head }) => head)) };
}

/** The evidence as if requests to the head had been sent as early as those to the base. Latencies are in ms. */
function withoutSendLag(evidence: Evidence, lagMs: number): Evidence {
  const shift = Math.log(Math.max(evidence.head - lagMs, 0.001) / evidence.head);
  const { mean: center, robust, interval } = evidence.estimate;
  const estimate: Estimate = {
    ...evidence.estimate,
    mean: center + shift,
    robust: robust + shift,
    interval: [interval[0] + shift, interval[1] + shift],
  };
  return { ...evidence, estimate };
}

/**
 * A change is significant if it was so at any look. Each look has its own share of alpha, which later looks do not get.
 */
function significanceOverLooks(
  key: MetricKey,
  { rounds }: Pick<MeasuredScenario, "rounds">,
  levels: readonly LookLevel[],
  { restartNoise, priors }: { readonly restartNoise: Ratio; readonly priors: NoisePriors },
): Significance {
  const pairsByRound = rounds.map((round) => roundPairs(key, validRounds([round])));
  const looks = levels.map(({ rounds: n, level }) => {
    const pairs = pairsByRound.slice(0, n).flat();
    if (pairs.length < minRounds) return { worse: false, better: false };
    const noise = { restartNoise, prior: priors(key, n) };
    const { pWorse, pBetter } = pValuesOf(key.metric, withSteadierValues(key, pairs), noise);
    return { worse: pWorse < level, better: pBetter < level };
  });
  return { worse: looks.some(({ worse }) => worse), better: looks.some(({ better }) => better) };
}

function pairEvidence(
  { metric }: MetricKey,
  pairs: readonly RoundPair[],
  { minimum, ...noise }: Pick<PairedOptions, "minimum"> & NoiseOptions,
): Pick<Evidence, "base" | "head" | "estimate" | "errors" | keyof MinShifts> {
  const { toScale, fromScale } = scaleOf(metric);
  const estimate = estimateOf(metric, pairs, noise);
  if (isCounted(metric)) {
    const errors = errorCounts(pairs);
    const base = errors.base.failed / errors.base.due;
    return {
      base,
      head: errors.head.failed / errors.head.due,
      estimate: withErrorCounts(estimate, errors),
      errors,
      ...minShifts(metric, minimum, base),
    };
  }
  const center = (values: readonly number[]) => fromScale(mean(values.map(toScale)));
  const base = center(pairs.map((pair) => pair.base));
  const head = center(pairs.map((pair) => pair.head));
  return { base, head, estimate, ...minShifts(metric, minimum, base) };
}

function estimateOf(metric: ComparedMetric, pairs: readonly RoundPair[], noise: NoiseOptions): Estimate {
  const differences = differencesIn(metric, pairs, noise);
  return {
    mean: differences.mean,
    standardError: differences.standardError,
    df: differences.df,
    robust: hodgesLehmann(differences.values),
    ...pValuesOf(metric, pairs, noise),
    interval: tInterval(differences, 0.95),
  };
}

/**
 * The change in each round on the metric's scale; positive is worse. The standard error includes the noise of starts,
 * where several rounds share a start and there are too few starts to estimate it.
 */
function differencesIn(
  metric: ComparedMetric,
  pairs: readonly RoundPair[],
  { restartNoise, prior }: NoiseOptions,
): Differences {
  const { toScale } = scaleOf(metric);
  const values = pairs.map(({ base, head }) => toScale(head) - toScale(base));
  const alone = differencesOf(values);
  if (alone === undefined) throw new Error(`differences that are not numbers: ${values.join(", ")}`);
  const differences = withPrior(alone, prior);
  if (isCounted(metric) || pairs.every(({ start }) => start === undefined)) return differences;
  const starts = new Set(pairs.map(({ start }) => start)).size;
  const noise = Math.SQRT2 * restartNoise * (comparabilityOf(metric).restartFactor ?? 1);
  return withKnownError(differences, noise / Math.sqrt(starts));
}

function pValuesOf(metric: ComparedMetric, pairs: readonly RoundPair[], noise: NoiseOptions): PValues {
  const differences = differencesIn(metric, pairs, noise);
  const pValues = { pWorse: pGreater(differences), pBetter: pGreater({ ...differences, mean: -differences.mean }) };
  return isCounted(metric) ? pValuesWithCounts(pValues, errorCounts(pairs)) : pValues;
}

function errorCounts(pairs: readonly RoundPair[]): ArmErrorCounts {
  return {
    base: { due: sum(pairs.map(({ baseDue }) => baseDue)), failed: sum(pairs.map(({ baseFailed }) => baseFailed)) },
    head: { due: sum(pairs.map(({ headDue }) => headDue)), failed: sum(pairs.map(({ headFailed }) => headFailed)) },
  };
}
