import type { BaselineNote, Settings } from "../model/results.ts";
import { manual } from "../util/docsLink.ts";
import { days } from "../util/format.ts";

/** Both as in results.json; `undefined` where one of them is no time. */
export function ageMs(at: string, now: string): number | undefined {
  const age = Date.parse(now) - Date.parse(at);
  return Number.isFinite(age) ? age : undefined;
}

/** A baseline that no run of main renews speaks of a service that is long gone. */
export function ageWarning(note: BaselineNote, { baseline_max_age_ms: most }: Settings): readonly string[] {
  if (note.kind !== "found" || note.age_ms === undefined || most === undefined || note.age_ms <= most) return [];
  return [
    `the baseline is ${days(note.age_ms)} old, and gate.baseline_max_age allows ${days(most)}: its newest run is of ${note.at}; ` +
      `let a schedule run the default branch (${manual("docs/github.md#schedule")})`,
  ];
}
