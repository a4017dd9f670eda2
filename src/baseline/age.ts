import type { Notice } from "../model/notice.ts";
import type { BaselineNote, Settings } from "../model/results.ts";

/** Time from `at` to `now`, both as in results.json. `undefined` if one of them is not a valid time. */
export function ageMs(at: string, now: string): number | undefined {
  const elapsedMs = Date.parse(now) - Date.parse(at);
  return Number.isFinite(elapsedMs) ? elapsedMs : undefined;
}

/** Main should renew its baseline: an old one describes a service that has changed since. */
export function staleBaselineNotices(
  note: BaselineNote,
  { baseline_max_age_ms: limitMs }: Settings,
): readonly Notice[] {
  if (note.kind !== "found" || note.age_ms === undefined || limitMs === undefined || note.age_ms <= limitMs) return [];
  return [{ kind: "baseline_old", age_ms: note.age_ms, limit_ms: limitMs, at: note.at }];
}
