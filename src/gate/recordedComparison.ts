import { mean, sampleStandardDeviation, sum } from "simple-statistics";
import { type ComparedMetric, isCounted, metricOf } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { ArmMetrics, BaselineNote, Incomparable, MeasuredScenario } from "../model/results.ts";
import { type MetricScale, scaleOf } from "../model/scale.ts";
import type { Comparison } from "../model/verdict.ts";
import { tQuantile, tUpperTail } from "../stats/studentT.ts";
import { type CheckedScenario, roundsFor } from "./checkedScenario.ts";
import { type Alpha, comparisonOf, type Evidence, emptyComparison, type MissingEvidence } from "./comparison.ts";
import { type ArmErrorCounts, type ErrorCount, withErrorCounts } from "./errorRate.ts";
import { dueRequests, failedRequests, type MetricKey } from "./gatedMetrics.ts";
import { type MinimumEffect, minShifts } from "./thresholds.ts";

/** With fewer recorded runs, the spread between machines is not known well enough to gate. */
const fewestRuns = 10;

interface RecordedOptions {
  readonly minimum: MinimumEffect;
  readonly alpha: Alpha;
  readonly baseline: BaselineNote;
}

/**
 * Compares the head with the recorded runs of main, each of which ran on its own machine. The head has changed if it
 * lies outside the prediction interval for one more such run, on the metric's scale.
 */
export function compareRecorded(
  key: MetricKey,
  checked: CheckedScenario,
  { minimum, alpha, baseline }: RecordedOptions,
): Comparison {
  const scale = scaleOf(key.metric);
  const scenario = { ...checked, rounds: [...roundsFor(key.metric, checked)] };
  const rounds = scenario.rounds.map((round) => round.head);
  const head = runMean(key, rounds, scale);
  const runs = scenario.recorded ?? [];
  const values = runs.flatMap((run) => runMean(key, run.rounds, scale) ?? []);
  const shown = {
    base: values.length === 0 ? undefined : scale.fromScale(mean(values)),
    head: head === undefined ? undefined : scale.fromScale(head),
  };
  const without = (missing: MissingEvidence) => emptyComparison(key, missing, shown, values.length);
  if (head === undefined) return without(missingHead(key, scenario));
  const missing = missingRuns(scenario, baseline, values.length);
  if (missing !== undefined) return without(missing);
  const evidence = runEvidence(key.metric, values, head, minimum);
  if (isCounted(key.metric)) {
    const errors = errorCounts(key, scenario);
    return comparisonOf(key, { ...evidence, estimate: withErrorCounts(evidence.estimate, errors), errors }, alpha);
  }
  return comparisonOf(key, { ...evidence, machinesDiffer: true }, alpha);
}

/** A request may never be due because of its weight, or because no flow reaches it. */
function missingHead(key: MetricKey, { rounds }: MeasuredScenario): MissingEvidence {
  const wasDue = key.request === allRequests || rounds.some(({ head }) => dueRequests(key, head) > 0);
  return wasDue
    ? { outcome: "invalid", reason: "no request succeeded" }
    : { outcome: "inconclusive", reason: "no request was due" };
}

/** Why there are too few comparable runs; `undefined` if there are enough. `values`: how many runs have a value. */
function missingRuns(
  { rounds, recorded = [], incomparable, mode }: MeasuredScenario,
  baseline: BaselineNote,
  values: number,
): MissingEvidence | undefined {
  const late = rounds.find(({ invalid }) => invalid !== undefined)?.invalid;
  if (late !== undefined) return { outcome: "invalid", reason: late };
  if (recorded.length === 0) {
    if (mode.unserved_setup !== undefined)
      return { outcome: "new", reason: `the base does not serve ${mode.unserved_setup}` };
    const missing = missingBaseline(baseline, incomparable);
    // There should be something to compare with, so this is no first run.
    return missing.outcome === "new" && mode.lacks_base === true
      ? { outcome: "inconclusive", reason: "the base is missing" }
      : missing;
  }
  if (values >= fewestRuns) return undefined;
  const reason = `recorded runs differ by machine: gating needs ${fewestRuns} from the same kind of machine, got ${values}`;
  return { outcome: "inconclusive", reason };
}

function missingBaseline(baseline: BaselineNote, incomparable: Incomparable | undefined): MissingEvidence {
  switch (baseline.kind) {
    case "unusable":
      return { outcome: "invalid", reason: baseline.message };
    case "unreachable":
      return { outcome: "inconclusive", reason: baseline.message };
    case "absent":
      return { outcome: "new", reason: baseline.message };
    case "not_asked":
      return { outcome: "new", reason: "no baseline was given" };
    case "found":
      return incomparable === undefined
        ? { outcome: "new", reason: "main has recorded no run of this scenario" }
        : { outcome: "inconclusive", reason: incomparableReason(incomparable) };
  }
}

function incomparableReason(incomparable: Incomparable): string {
  switch (incomparable.kind) {
    case "settings": {
      const { keys, more } = incomparable;
      const names = keys.length === 0 ? "" : ` (${keys.join(", ")}${more === true ? " and others" : ""})`;
      return `main was measured with other settings${names}: numbers of another load are not comparable; the next runs on main record new ones`;
    }
    case "machines": {
      const { machines, here } = incomparable;
      return `main's runs were on other machines (${machines.join("; ")}; here ${here}): numbers of other machines are not comparable`;
    }
  }
}

function runEvidence(
  metric: ComparedMetric,
  values: readonly number[],
  head: number,
  minimum: MinimumEffect,
): Evidence {
  const { fromScale } = scaleOf(metric);
  const center = mean([...values]);
  const df = values.length - 1;
  const standardError = sampleStandardDeviation([...values]) * Math.sqrt(1 + 1 / values.length);
  const shift = head - center;
  const margin = tQuantile(0.975, df) * standardError;
  const base = fromScale(center);
  return {
    base,
    head: fromScale(head),
    estimate: {
      mean: shift,
      standardError,
      df,
      robust: shift,
      pWorse: pValue(shift, standardError, df),
      pBetter: pValue(-shift, standardError, df),
      interval: [shift - margin, shift + margin],
    },
    ...minShifts(metric, minimum, base),
    rounds: values.length,
  };
}

/** One-sided p value of "the shift is at most 0". */
function pValue(shift: number, standardError: number, df: number): number {
  if (standardError === 0) return shift > 0 ? 0 : 1;
  return tUpperTail(shift / standardError, df);
}

/** The mean over a run's rounds, on the metric's scale. */
function runMean(key: MetricKey, rounds: readonly ArmMetrics[], { toScale }: MetricScale): number | undefined {
  const values = rounds.flatMap((round) => metricOf(key, round) ?? []);
  return values.length === 0 ? undefined : mean(values.map(toScale));
}

/** Base: the requests of all recorded runs. Head: those of this run. */
function errorCounts(key: MetricKey, { recorded = [], rounds }: MeasuredScenario): ArmErrorCounts {
  const count = (arms: readonly ArmMetrics[]): ErrorCount => ({
    due: sum(arms.map((arm) => dueRequests(key, arm))),
    failed: sum(arms.map((arm) => failedRequests(key, arm))),
  });
  return { base: count(recorded.flatMap((run) => run.rounds)), head: count(rounds.map(({ head }) => head)) };
}
