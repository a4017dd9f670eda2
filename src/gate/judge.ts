import type { BaselineNote, Comparison, Measured, MeasuredScenario, Results, Settings } from "../model/results.ts";
import type { Alpha } from "./comparison.ts";
import { compareRounds } from "./duet.ts";
import { compareRecorded } from "./recorded.ts";
import { checkSla } from "./sla.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { verdictOf } from "./verdict.ts";

/** What was measured -> what it means. Pure: the same measurement gives the same bytes. */
export function judge(measured: Measured): Results {
  const { settings, baseline } = measured;
  const subjects = measured.scenarios.map((scenario) => subjectsFor(scenario, settings));
  const gating = subjects.flat().filter((subject) => subject.gating).length;
  // Every gating comparison of the run may spend an equal share of the false alarms (Bonferroni).
  const alpha = settings.false_alarm / Math.max(1, gating);
  const scenarios = measured.scenarios.map((scenario, i) => ({
    ...scenario,
    comparisons: (subjects[i] ?? []).map((subject) => compare(subject, scenario, settings, baseline, alpha)),
    sla: [...checkSla(scenario)],
  }));
  const { schema, environment, provenance, pinning, warnings } = measured;
  const verdict = verdictOf(scenarios, settings);
  return {
    schema,
    verdict,
    environment,
    provenance,
    settings,
    baseline,
    ...(pinning === undefined ? {} : { pinning }),
    scenarios,
    warnings,
  };
}

function subjectsFor(scenario: MeasuredScenario, settings: Settings): readonly Subject[] {
  return scenario.mode.kind === "off" ? [] : subjectsOf(scenario, settings);
}

/** A metric that does not gate is judged as if by the default of the nearest one that could. */
const advisoryMinEffect = 0.1;

function compare(
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
