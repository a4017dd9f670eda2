import type { ExtraRounds } from "../../model/extraRounds.ts";
import type { Plan } from "../../model/plan.ts";
import type { Reading } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";

/** What could not be looked at, and the key that would change that, if there is one. */
export function notSeen(plan: Plan, rounds: readonly RoundRecord[], extra: ExtraRounds | undefined): readonly string[] {
  const { explain } = plan;
  const records = extra?.instrumented.flatMap((phase) => phase.records) ?? [];
  const hasRecord = (kind: string) => records.some((record) => record.kind === kind);
  const hasReading = (kind: Reading["kind"]) =>
    rounds.some(({ phases }) => phases.some(({ readings }) => readings.some((reading) => reading.kind === kind)));
  return [
    "databases: this version cannot read them",
    ...(hasReading("process_tree") || hasReading("container") ? [] : ["CPU time of the service's processes"]),
    ...(extra?.rounds.length === 0 ? ["functions and calls: no extra round could be played"] : []),
    ...(extra !== undefined && extra.rounds.length > 0 && !hasRecord("cpu_profile")
      ? [`functions: ${explain.profile === undefined ? "explain.profile is not set" : "no profile could be taken"}`]
      : []),
    ...(extra === undefined && explain.budgetMs === 0 ? ["functions and calls: explain.budget is 0s"] : []),
  ];
}
