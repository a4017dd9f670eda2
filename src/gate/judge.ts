import type { Measured, Results, ScenarioResult } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { defined } from "../util/omitUndefined.ts";
import { acceptanceFor, withAccepted } from "./acceptance.ts";
import { alphaOf, compare, type Measure, subjectsFor } from "./compare.ts";
import { withConfirmations } from "./confirmation.ts";
import { driftOf } from "./drift.ts";
import { weighed } from "./loadCheck.ts";
import { checkSla } from "./sla.ts";
import { verdictOf } from "./verdict.ts";

/** What was measured -> what it means. Pure: the same measurement gives the same bytes. */
export function judge(measured: Measured): Results {
  const { accepted = [], drift: _, ...kept } = measured;
  const { settings, baseline, provenance } = kept;
  const subjects = measured.scenarios.map((scenario) => subjectsFor(scenario, settings));
  const gating = subjects.flat().filter((subject) => subject.gating).length;
  const alpha = alphaOf(settings, Math.max(gating, settings.gating ?? 0));
  const by: Measure = { settings, note: baseline, alpha };
  const compared = measured.scenarios.map((scenario, i) => {
    const evidence = weighed(scenario);
    const found = (subjects[i] ?? []).map((subject) => compare(subject, evidence, by));
    return { ...scenario, comparisons: [...withAccepted(found, scenario, accepted)], sla: [...checkSla(scenario)] };
  });
  const scenarios = [...withConfirmations(compared, settings, baseline)];
  const run = { ...defined({ sha: provenance.head.sha }), at: provenance.started_at };
  const isAnchored = scenarios.some(({ mode }) => mode.against !== undefined);
  return {
    ...kept,
    verdict: verdictOf(scenarios, settings),
    ...(accepted.length === 0 ? {} : { accepted: counted(accepted, scenarios) }),
    ...(isAnchored ? { drift: scenarios.flatMap((scenario) => driftOf(scenario, run, settings)) } : {}),
    scenarios,
  };
}

/** Each acceptance with how many regressions it covers. */
function counted(accepted: readonly Acceptance[], scenarios: readonly ScenarioResult[]): Acceptance[] {
  const used = scenarios.flatMap((scenario) =>
    scenario.comparisons
      .filter((comparison) => comparison.accepted !== undefined)
      .map((comparison) => acceptanceFor({ scenario: scenario.id, ...comparison }, scenario, accepted)),
  );
  return accepted.map((one) => ({ ...one, covers: used.filter((acceptance) => acceptance === one).length }));
}
