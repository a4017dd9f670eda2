import { scaleOf } from "../model/scale.ts";
import type { Comparison } from "../model/verdict.ts";
import { formatPercent } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type ArmErrorCounts, detectableExcess, requestMultiple } from "./errorRate.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import type { RoundProgress } from "./interimLooks.ts";
import {
  detectableShift,
  type Estimate,
  evidenceMultiple,
  forecast,
  outcomeOf,
  type Significance,
  type Threshold,
} from "./outcome.ts";
import type { MinShifts } from "./thresholds.ts";

/** The evidence for one comparison, whether measured in pairs or against recorded runs. */
export interface Evidence extends MinShifts {
  /** The metric's typical value on the base, in its unit. */
  readonly base: number;
  readonly head: number;
  readonly estimate: Estimate;
  /** Over all looks. Absent if there is only one look. */
  readonly significance?: Significance;
  /** Rounds, or recorded runs. */
  readonly rounds: number;
  /** Absent if there is only one look. */
  readonly progress?: RoundProgress;
  /** Only for an error rate: the requests it counts. */
  readonly errors?: ArmErrorCounts;
  /** How long measuring this evidence took. Absent if measuring longer would not add any. */
  readonly measuringMs?: number;
  /** Each value is from another machine. Such a comparison is unstable if its noise hides a change of 25 %. */
  readonly machinesDiffer?: boolean;
}

/** Probability of a false alarm that one comparison may spend, all its looks together. */
export type Alpha = number;

/** Noise that hides even a change of this size makes a comparison useless. */
const blindAboveRatio = 0.25;

export function comparisonOf(key: MetricKey, evidence: Evidence, alpha: Alpha): Comparison {
  const { estimate, minEffect, minEffectWithoutFloor, measuringMs, progress, errors } = evidence;
  const { isRelative, changeOf } = scaleOf(key.metric);
  const singleLook = { worse: estimate.pWorse < alpha, better: estimate.pBetter < alpha };
  const threshold = { minEffect, minEffectWithoutFloor, alpha, significance: evidence.significance ?? singleLook };
  const outcome = outcomeOf(estimate, threshold);
  const multiple = outcome === "inconclusive" ? usefulMultiple(evidence, threshold) : undefined;
  const atEnd = forecast(estimate, progress?.planned === undefined ? 1 : progress.planned / progress.rounds);
  // Only the noise counts here: the smallest change that matters of a fast service may itself be above 25 %.
  const blindShift = detectableShift(atEnd, { ...threshold, minEffect: 0 });
  const isBlind = isRelative && Math.abs(changeOf(blindShift)) > blindAboveRatio;
  const isUnstable = isBlind && (outcome === "inconclusive" || evidence.machinesDiffer === true);
  const detectable = Math.max(
    detectableShift(estimate, threshold),
    errors === undefined ? 0 : detectableExcess(errors),
  );
  const settled = errors !== undefined && hasNoFailure(errors) ? withoutFailures(key, detectable) : identityOf(key);
  return {
    ...settled,
    outcome: isUnstable ? "unstable" : outcome,
    base: evidence.base,
    head: evidence.head,
    change_ratio: changeOf(estimate.mean),
    interval: changesOf(estimate.interval, changeOf),
    rounds: evidence.rounds,
    mde_ratio: changeOf(detectable),
    min_effect_ratio: changeOf(minEffect),
    ...(multiple === undefined || measuringMs === undefined || isUnstable
      ? {}
      : { settle_ms: (multiple - 1) * measuringMs }),
  };
}

/** The bounds of a change, the lower one first. A metric that is better if it is higher turns them round. */
function changesOf([a, b]: Estimate["interval"], changeOf: (shift: number) => number): [number, number] {
  const changes: [number, number] = [changeOf(a), changeOf(b)];
  return changes[0] <= changes[1] ? changes : [changes[1], changes[0]];
}

const hasNoFailure = ({ base, head }: ArmErrorCounts): boolean => base.failed === 0 && head.failed === 0;

/** Without a failure on either side, nothing got worse. The comparison only says what it could have seen. */
const withoutFailures = (key: MetricKey, detectable: number) => ({
  ...identityOf(key),
  gating: false,
  reason: `no request failed; a rate of ${formatPercent(detectable)} would have shown`,
});

/** How many times as much evidence would give a clear outcome. `undefined` from 20 on: that much is not practical. */
function usefulMultiple({ estimate, errors }: Evidence, threshold: Threshold): number | undefined {
  const { minEffect } = threshold;
  const byCount = errors === undefined || estimate.mean >= minEffect ? 0 : requestMultiple(errors, minEffect);
  const multiple = Math.max(evidenceMultiple(estimate, threshold), byCount);
  return multiple > 1 && multiple < 20 ? multiple : undefined;
}

/** A comparison without evidence, or with nothing to compare to. */
export function emptyComparison(
  key: MetricKey,
  { outcome, reason }: MissingEvidence,
  values: { readonly base?: number | undefined; readonly head?: number | undefined },
  rounds: number,
): Comparison {
  return {
    ...identityOf(key),
    outcome,
    ...omitUndefined({ base: values.base, head: values.head }),
    rounds,
    reason,
  };
}

/** Why there is no comparison. */
export interface MissingEvidence {
  readonly outcome: "inconclusive" | "invalid" | "new";
  readonly reason: string;
}

const identityOf = ({ metric, request, gating }: MetricKey) => ({ metric, request, gating });
