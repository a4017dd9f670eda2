import type { MeasuredScenario, Settings } from "../model/results.ts";
import type { Acceptance, Outcome } from "../model/verdict.ts";
import { acceptanceFor } from "./acceptance.ts";
import { alphaOf, compare, type Measure, subjectsFor } from "./compare.ts";
import type { Doubt } from "./confirmation.ts";
import { courseOf, isLook } from "./interimLooks.ts";
import { weighed } from "./loadCheck.ts";

/** Nothing that further rounds could add to. */
const shown: readonly Outcome[] = ["unchanged", "improved", "new"];

/** What a measurement is to settle, where that is not every comparison that gates. */
export interface Question {
  /** A regression that is accepted ends nothing: the others want their answer too. */
  readonly accepted?: readonly Acceptance[];
  /** What a first machine has left in doubt: nothing else is looked at. */
  readonly doubt?: Doubt;
}

/**
 * Whether measuring may stop before its time: a gating comparison has regressed beyond doubt, or each of them is shown to be
 * below what matters.
 */
export function settled(
  scenario: MeasuredScenario,
  settings: Settings,
  { accepted = [], doubt = doubtIn(scenario, settings) }: Question = {},
): boolean {
  if (!isLook(courseOf(scenario))) return false;
  const subjects = doubt.subjects.filter((subject) => subject.scenario === scenario.id);
  const evidence = weighed(scenario);
  const by: Measure = { settings, note: { kind: "not_asked" }, alpha: doubt.alpha };
  const outcomes = subjects.map((subject): Outcome => {
    const { outcome } = compare(subject, evidence, by);
    const isAccepted = outcome === "regressed" && acceptanceFor(subject, scenario, accepted) !== undefined;
    return isAccepted ? "unchanged" : outcome;
  });
  if (outcomes.length === 0) return false;
  return outcomes.includes("regressed") || outcomes.every((outcome) => shown.includes(outcome));
}

/** Every comparison that gates. */
function doubtIn(scenario: MeasuredScenario, settings: Settings): Doubt {
  const subjects = subjectsFor(scenario, settings).filter((subject) => subject.gating);
  return { subjects, alpha: alphaOf(settings, Math.max(subjects.length, settings.gating ?? 0)) };
}
