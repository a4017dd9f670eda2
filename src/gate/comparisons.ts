import type { BaselineNote, Comparison, MeasuredScenario, Settings } from "../model/results.ts";
import type { Alpha } from "./comparison.ts";
import { compareRounds } from "./duet.ts";
import { compareRecorded } from "./recorded.ts";
import { type Subject, subjectsOf } from "./subjects.ts";

export function subjectsFor(scenario: MeasuredScenario, settings: Settings): readonly Subject[] {
  const { kind, against } = scenario.mode;
  if (kind === "off") return [];
  const subjects = subjectsOf(scenario, settings);
  // What main has become since its anchor was built, its pull requests have passed the gate with.
  return against === undefined ? subjects : subjects.map((subject) => ({ ...subject, gating: false }));
}

/** Every gating comparison of a run may spend an equal share of the false alarms (Bonferroni). */
export function alphaOf({ false_alarm }: Settings, gating: number): Alpha {
  return false_alarm / Math.max(1, gating);
}

/** A metric that does not gate is judged as if by the default of the nearest one that could. */
const advisoryMinEffect = 0.1;

export function compare(
  subject: Subject,
  scenario: MeasuredScenario,
  { min_effect }: Settings,
  note: BaselineNote,
  alpha: Alpha,
): Comparison {
  const minEffect = min_effect[subject.metric] ?? advisoryMinEffect;
  switch (scenario.mode.kind) {
    case "duet":
    case "alternate":
      return compareRounds(subject, scenario, minEffect, alpha);
    case "recorded":
      return compareRecorded(subject, scenario, note, minEffect, alpha);
    case "off":
      throw new Error("a scenario that is not compared has no subjects");
  }
}
