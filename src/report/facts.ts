import { percent, plural } from "../model/format.ts";
import { metricLabel, metricThreshold } from "../model/metric.ts";
import { comparedMetrics } from "../model/plan.ts";
import type { BaselineNote, Results } from "../model/results.ts";

/** How the verdict was reached, a sentence a line. */
export function rules({ scenarios, settings, baseline, verdict }: Results): readonly string[] {
  const rounds = scenarios.flatMap((scenario) => scenario.rounds);
  const reasons = new Set(rounds.flatMap(({ invalid }) => invalid ?? []));
  const skipped = rounds.filter(({ invalid }) => invalid !== undefined).length;
  const effects = comparedMetrics.flatMap((metric) => {
    const ratio = settings.min_effect[metric];
    return ratio === undefined ? [] : [`${metricLabel(metric)} ${metricThreshold(metric, ratio)}`];
  });
  return [
    ...scenarios.map(({ id, mode }) => `${id}: ${mode.kind}, ${mode.reason}.`),
    "A comparison fails when the change is beyond chance, at least as large as its column “fails from”, and not the work of one odd round. Unchanged means shown to be below that.",
    `An unchanged service fails in at most ${percent(settings.false_alarm)} of runs, all its comparisons together.`,
    ...(effects.length > 0 ? [`Smallest changes that matter: ${effects.join(", ")}.`] : []),
    ...(skipped > 0
      ? [`${skipped} of ${plural(rounds.length, "round")} do not count: ${[...reasons].join("; ")}.`]
      : []),
    ...baselineLine(baseline),
    `The job fails on ${settings.fail_on.join(", ")}: here it ${verdict.failing ? "does" : "does not"}.`,
  ];
}

function baselineLine(baseline: BaselineNote): readonly string[] {
  switch (baseline.kind) {
    case "found":
      return [`Baseline: ${plural(baseline.runs, "recorded run")}, the newest of ${baseline.at}.`];
    case "not_asked":
      return [];
    case "absent":
    case "unreachable":
    case "unusable":
      return [`Baseline: ${baseline.message}.`];
  }
}

/** The command that sends the very same requests again. */
export function repetition({ provenance }: Results): string {
  return `LOADGATE_SEED=${provenance.seed} loadgate run`;
}
