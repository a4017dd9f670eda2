import { max, mean } from "simple-statistics";
import { slaRuleOf } from "../../model/metric.ts";
import type { Arm, Sla } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";
import { expectedShare, logisticCrossing } from "../../stats/logisticCrossing.ts";
import {
  type CapacityEstimate,
  type FirstBroken,
  firstOf,
  limitsIn,
  saturationIn,
  sharePoints,
  toleratedShare,
} from "./estimate.ts";
import { pairedRates } from "./pairedRates.ts";
import { distanceOf, fitQueue, quickestMs, type ReplayableTrial } from "./queueEstimate.ts";
import { isMeasured, type Restart, restartsIn } from "./restarts.ts";

export interface RestartEstimate extends CapacityEstimate {
  readonly arm: Arm;
  readonly restart: number;
  /** A further error of the logarithm, which all restarts share. */
  readonly modelError: number;
}

export interface EstimateSettings {
  readonly sla: Sla;
  readonly isPoisson: boolean;
}

/** The estimates of all restarts of both arms, from all their trials. */
export const restartEstimates = (trials: readonly Trial[], settings: EstimateSettings): readonly RestartEstimate[] =>
  estimatesOf(restartsIn(trials), trials, settings);

/** What the final trials of an arm say; `undefined` if that was not measured. */
export function finalEstimate(
  arm: Arm,
  trials: readonly Trial[],
  settings: EstimateSettings,
): RestartEstimate | undefined {
  const finals = trials.filter((one) => one.arm === arm && one.purpose === "final" && isMeasured(one));
  const [first] = finals;
  if (first === undefined || !finals.every(isReplayable)) return undefined;
  const restarts = restartsIn(trials).filter((one) => one.arm === arm);
  return estimatesOf([...restarts, { arm, restart: first.restart, trials: finals, places: [] }], trials, settings).at(
    -1,
  );
}

function estimatesOf(
  restarts: readonly Restart[],
  trials: readonly Trial[],
  settings: EstimateSettings,
): readonly RestartEstimate[] {
  if (restarts.length === 0) return [];
  const ofLimits = limitsIn(settings.sla).map(([metric, limit]) => {
    const fit = limitFit(restarts, trials, settings, [metric, limit]);
    return { metric, ...fit };
  });
  const isQueue = ofLimits.some((fit) => fit.isQueue);
  return restarts.map(({ arm, restart, trials: own }, i) => {
    const estimates = ofLimits.map(({ metric, logRates, modelError }) => ({
      logRate: logRates[i] ?? Number.POSITIVE_INFINITY,
      firstBroken: metric as FirstBroken,
      modelError,
    }));
    // A queue that was fitted knows what the service finishes.
    const saturation = isQueue ? [] : saturationIn(own).map((estimate) => ({ ...estimate, modelError: 0 }));
    return { arm, restart, modelError: 0, ...firstOf([...estimates, ...saturation]) };
  });
}

type LimitEntry = ReturnType<typeof limitsIn>[number];

interface LimitFit {
  readonly logRates: readonly number[];
  readonly modelError: number;
  readonly isQueue: boolean;
}

/** A queue if the trials look like one, and otherwise any curve that rises with the rate. */
function limitFit(
  restarts: readonly Restart[],
  all: readonly Trial[],
  { isPoisson }: EstimateSettings,
  [metric, limit]: LimitEntry,
): LimitFit {
  const share = toleratedShare(metric, limit);
  const curves = restarts.map(({ trials }) => logisticCrossing(sharePoints(trials, metric), share));
  const curve = { logRates: curves.map(({ at }) => at), modelError: 0, isQueue: false };
  const replayable = restarts.map(({ arm, trials }) => ({
    trials: trials.filter(isReplayable),
    quickMs: quickestMs(all.filter((one) => one.arm === arm && one.due > 0)),
  }));
  const isComplete = replayable.every(({ trials }, i) => trials.length === restarts[i]?.trials.length);
  if (slaRuleOf(metric).of.kind !== "quantile" || !isComplete) return curve;
  const queue = fitQueue(replayable, { metric, limitMs: limit, share, isPoisson });
  const ofCurve = restarts.flatMap(({ trials }, i) => {
    const fitted = curves[i];
    const points = sharePoints(trials, metric);
    return fitted === undefined ? [] : points.map((point) => point.share - expectedShare(fitted, point.x));
  });
  return distanceOf(ofCurve) < clearlyCloser(ofCurve.length, restarts.length) * queue.distance
    ? curve
    : { modelError: queue.modelError, logRates: pairedRates(restarts, queue), isQueue: true };
}

/** In standard errors of the logarithm. */
const clearly = 2.33;

/**
 * How much closer to the trials than a queue a curve must be, so that it is not chance: the curve has two parameters for
 * each restart, the queue has one.
 */
function clearlyCloser(trials: number, restarts: number): number {
  const [ofQueue, ofCurve] = [trials - restarts, trials - 2 * restarts];
  return (ofCurve / ofQueue) * Math.exp(-clearly * Math.sqrt(2 / ofQueue + 2 / ofCurve));
}

const isReplayable = (trial: Trial): trial is ReplayableTrial => trial.dueMs !== undefined;

/** The model's error of an arm, over its restarts. */
export const modelErrorOf = (estimates: readonly RestartEstimate[]): number =>
  estimates.length === 0 ? 0 : max(estimates.map(({ modelError }) => modelError));

/** The capacity of an arm so far; `undefined` if no restart has an estimate. */
export function searchedCapacity(arm: Arm, trials: readonly Trial[], settings: EstimateSettings): number | undefined {
  const found = restartEstimates(trials, settings).filter((one) => one.arm === arm);
  return found.length === 0 ? undefined : Math.exp(mean(found.map(({ logRate }) => logRate)));
}
