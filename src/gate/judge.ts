import type { MeasuredRun, Results, ScenarioResult } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { coveringAcceptance, withAcceptances } from "./acceptance.ts";
import { alphaOf, comparedKeys, compareMetrics, type JudgingContext } from "./compare.ts";
import { withConfirmations } from "./confirmation.ts";
import { driftOf } from "./drift.ts";
import { checkSla } from "./sla.ts";
import { verdictOf } from "./verdict.ts";

/** Adds comparisons, SLA checks and the verdict to a measured run. Pure: the same measurement gives the same bytes. */
export function judge(measured: MeasuredRun): Results {
  const { accepted = [], drift: _, ...run } = measured;
  const { settings, baseline, provenance } = run;
  const keys = run.scenarios.map((scenario) => comparedKeys(scenario, settings));
  const gating = keys.flat().filter((key) => key.gating).length;
  const alpha = alphaOf(settings, Math.max(gating, settings.gating ?? 0));
  const context: JudgingContext = { settings, baseline, alpha };
  const compared = run.scenarios.map((scenario, i) => {
    const comparisons = compareMetrics(keys[i] ?? [], scenario, context);
    return {
      ...scenario,
      comparisons: [...withAcceptances(comparisons, scenario, accepted)],
      sla: [...checkSla(scenario)],
    };
  });
  const scenarios = [...withConfirmations(compared, settings, baseline)];
  const anchoredRun = { ...omitUndefined({ sha: provenance.head.sha }), at: provenance.started_at };
  const isAnchored = scenarios.some(({ mode }) => mode.against !== undefined);
  return {
    ...run,
    verdict: verdictOf({ ...run, scenarios }, settings),
    ...(accepted.length === 0 ? {} : { accepted: withCoverage(accepted, scenarios) }),
    ...(isAnchored ? { drift: scenarios.flatMap((scenario) => driftOf(scenario, anchoredRun, settings)) } : {}),
    scenarios,
  };
}

/** Counts for each acceptance how many regressions it covers. */
function withCoverage(accepted: readonly Acceptance[], scenarios: readonly ScenarioResult[]): Acceptance[] {
  const covering = scenarios.flatMap((scenario) =>
    scenario.comparisons
      .filter((comparison) => comparison.accepted !== undefined)
      .map((comparison) => coveringAcceptance({ scenario: scenario.id, ...comparison }, scenario, accepted)),
  );
  return accepted.map((acceptance) => ({
    ...acceptance,
    covers: covering.filter((one) => one === acceptance).length,
  }));
}
