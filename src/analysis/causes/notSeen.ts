import type { ExtraRounds } from "../../model/extraRounds.ts";
import type { Plan } from "../../model/plan.ts";
import type { Reading } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";

/** What could not be looked at, and the key that would change that. */
export function notSeen(plan: Plan, rounds: readonly RoundRecord[], extra: ExtraRounds | undefined): readonly string[] {
  const { monitors, explain } = plan;
  const records = extra?.instrumented.flatMap((phase) => phase.records) ?? [];
  const hasRecord = (kind: string) => records.some((record) => record.kind === kind);
  const hasReading = (kind: Reading["kind"]) =>
    rounds.some(({ phases }) => phases.some(({ readings }) => readings.some((reading) => reading.kind === kind)));
  return [
    ...(monitors.postgres === undefined ? ["database: monitors.postgres is not set"] : []),
    ...(monitors.postgres !== undefined && monitors.postgres.env === undefined
      ? ["SQL statements of each side: monitors.postgres has no env"]
      : []),
    ...(monitors.redis === undefined ? ["Redis: monitors.redis is not set"] : []),
    ...(hasReading("process_tree") || hasReading("container") ? [] : ["CPU time and waits of the service's processes"]),
    ...(extra !== undefined && !hasRecord("cpu_profile")
      ? [`functions: ${explain.profile === undefined ? "explain.profile is not set" : "no profile could be taken"}`]
      : []),
    ...(extra === undefined && explain.budgetMs === 0 ? ["functions, statements and calls: explain.budget is 0s"] : []),
  ];
}
