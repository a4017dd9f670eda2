import type { ExtraRounds } from "../model/extraRounds.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { RoundRecord } from "../model/record.ts";
import type { MeasuredScenario } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";

/** Everything that can say why a scenario changed. */
export interface ScenarioEvidence {
  readonly plan: Plan;
  readonly scenario: Scenario;
  /** The rounds that decided. */
  readonly rounds: readonly RoundRecord[];
  readonly comparisons: readonly Comparison[];
  /** Absent if nothing was explained in extra rounds. */
  readonly extra?: ExtraRounds;
}

export type ScenarioExplanation = Pick<MeasuredScenario, "changes" | "not_seen" | "explanation">;

/** Why the scenario changed. Pure. */
export function explainScenario({ extra }: ScenarioEvidence): ScenarioExplanation {
  if (extra === undefined) return {};
  const profiles = extra.instrumented.flatMap(({ arm, records }) =>
    records.flatMap((record) =>
      record.kind === "cpu_profile" && record.path !== undefined ? [{ arm, path: record.path }] : [],
    ),
  );
  return {
    explanation: {
      rounds: extra.rounds.length,
      duration_ms: extra.durationMs,
      ...(profiles.length > 0 && { profiles }),
      ...(extra.failures.length > 0 && { failures: [...extra.failures] }),
    },
  };
}
