import type { ComparisonModeKind } from "../model/comparisonMode.ts";
import type { BaselineNote, MeasuredScenario, Settings } from "../model/results.ts";
import type { Ratio } from "../model/unit.ts";
import type { Comparison } from "../model/verdict.ts";
import { type CheckedScenario, checkScenario, uncheckedScenario } from "./checkedScenario.ts";
import type { Alpha } from "./comparison.ts";
import { type MetricKey, metricKeysOf } from "./gatedMetrics.ts";
import type { LookLevel } from "./interimLooks.ts";
import type { NoisePriors } from "./noisePriors.ts";
import { comparePaired } from "./pairedComparison.ts";
import { compareRecorded } from "./recordedComparison.ts";
import type { MinimumEffect } from "./thresholds.ts";

/** How one kind of comparison is judged. */
export interface JudgingStrategy {
  /** The metrics to compare, for each request. */
  readonly metricKeys: (scenario: MeasuredScenario, minEffects: Settings["min_effect"]) => readonly MetricKey[];
  /** Adds the reason to each round that is no evidence, and everything else that all comparisons need. */
  readonly checkRounds: (scenario: MeasuredScenario) => CheckedScenario;
  readonly compareMetric: (key: MetricKey, scenario: CheckedScenario, options: CompareOptions) => Comparison;
  /** A second machine can confirm or clear a regression. */
  readonly isConfirmable: boolean;
}

interface CompareOptions {
  readonly minimum: MinimumEffect;
  readonly alpha: Alpha;
  /** Assumed spread from start to start. */
  readonly restartNoise?: Ratio;
  /** The looks of a paired comparison, for `alpha`. */
  readonly levels: readonly LookLevel[];
  /** What all requests together say about the noise of each. */
  readonly priors: NoisePriors;
  /** The baseline, or why there is none. */
  readonly baseline: BaselineNote;
}

const paired: JudgingStrategy = {
  metricKeys: metricKeysOf,
  checkRounds: checkScenario,
  compareMetric: comparePaired,
  isConfirmable: true,
};

const recorded: JudgingStrategy = {
  metricKeys: metricKeysOf,
  checkRounds: uncheckedScenario,
  compareMetric: compareRecorded,
  // The recorded runs already come from several machines.
  isConfirmable: false,
};

const off: JudgingStrategy = {
  metricKeys: () => [],
  checkRounds: uncheckedScenario,
  compareMetric({ scenario }) {
    throw new Error(`${scenario}: a scenario with compare: off has no metrics to compare`);
  },
  isConfirmable: false,
};

export const judgingStrategies: Readonly<Record<ComparisonModeKind, JudgingStrategy>> = {
  duet: paired,
  alternate: paired,
  recorded,
  off,
};
