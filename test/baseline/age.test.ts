import { describe, expect, test } from "vitest";
import { ageMs, staleBaselineNotices } from "../../src/baseline/age.ts";
import type { BaselineNote } from "../../src/model/results.ts";
import { settings } from "../support/builders.ts";

const day = 86_400_000;

test.each([
  ["2026-11-21T02:00:00.000Z", "2026-11-23T02:00:01.000Z", 2 * day + 1000],
  ["2026-11-23T02:00:00.000Z", "2026-11-23T02:00:00.000Z", 0],
  ["2026-11-23T04:00:00+02:00", "2026-11-23T03:00:00.000Z", 3_600_000],
  ["2026-11-24T02:00:00.000Z", "2026-11-23T02:00:00.000Z", -day],
  ["yesterday", "2026-11-23T02:00:00.000Z", undefined],
])("the age from %s to %s is %d ms", (at, now, expected) => {
  expect(ageMs(at, now)).toBe(expected);
});

describe("an old baseline", () => {
  const at = "2026-11-03T02:00:00.000Z";
  const notices = (age: number | undefined, limit: number | undefined = 14 * day) => {
    const note: BaselineNote = { kind: "found", runs: 3, at, ...(age === undefined ? {} : { age_ms: age }) };
    return staleBaselineNotices(note, settings(limit === undefined ? {} : { baseline_max_age_ms: limit }));
  };

  test("gives a notice with its age, the limit and the time of its newest run", () => {
    expect(notices(20 * day)).toEqual([{ kind: "baseline_old", age_ms: 20 * day, limit_ms: 14 * day, at }]);
  });

  test("gives no notice at its limit, with a future time, or if the age or the limit is unknown", () => {
    expect([notices(14 * day), notices(-90 * day), notices(undefined)]).toEqual([[], [], []]);
    expect(staleBaselineNotices({ kind: "found", runs: 3, at, age_ms: 99 * day }, settings())).toEqual([]);
    expect(staleBaselineNotices({ kind: "absent", message: "none" }, settings({ baseline_max_age_ms: 1 }))).toEqual([]);
  });
});
