import type { BaselineNote, MeasuredScenario, Settings } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import type { Alpha } from "./comparison.ts";
import { type Subject, subjectsOf } from "./gatedMetrics.ts";
import { compareRounds } from "./pairedComparison.ts";
import { compareRecorded } from "./recordedComparison.ts";
import { effectsFor, leastOf } from "./thresholds.ts";

export function subjectsFor(scenario: MeasuredScenario, settings: Settings): readonly Subject[] {
  const { kind, against } = scenario.mode;
  if (kind === "off") return [];
  const subjects = subjectsOf(scenario, effectsFor(scenario, settings));
  // What main has become since its anchor was built, its pull requests have passed the gate with.
  return against === undefined ? subjects : subjects.map((subject) => ({ ...subject, gating: false }));
}

/** Every gating comparison of a run may spend an equal share of the false alarms (Bonferroni). */
export function alphaOf({ false_alarm }: Settings, gating: number): Alpha {
  return false_alarm / Math.max(1, gating);
}

/** What all comparisons of a run are judged by. */
export interface Measure {
  readonly settings: Settings;
  /** What is known of main's recorded runs. */
  readonly note: BaselineNote;
  readonly alpha: Alpha;
}

export function compare(subject: Subject, scenario: MeasuredScenario, { settings, note, alpha }: Measure): Comparison {
  const least = leastOf(subject.metric, scenario, settings);
  switch (scenario.mode.kind) {
    case "duet":
    case "alternate":
      return compareRounds(subject, scenario, least, alpha);
    case "recorded":
      return compareRecorded(subject, scenario, note, least, alpha);
    case "off":
      throw new Error("a scenario that is not compared has no subjects");
  }
}
