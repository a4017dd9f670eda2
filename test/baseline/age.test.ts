import { describe, expect, test } from "vitest";
import { ageMs, ageWarning } from "../../src/baseline/age.ts";
import type { BaselineNote } from "../../src/model/results.ts";
import { settings } from "../support/make.ts";

const day = 86_400_000;

test.each([
  ["2026-11-21T02:00:00.000Z", "2026-11-23T02:00:01.000Z", 2 * day + 1000],
  ["2026-11-23T02:00:00.000Z", "2026-11-23T02:00:00.000Z", 0],
  ["2026-11-23T04:00:00+02:00", "2026-11-23T03:00:00.000Z", 3_600_000],
  ["2026-11-24T02:00:00.000Z", "2026-11-23T02:00:00.000Z", -day],
  ["yesterday", "2026-11-23T02:00:00.000Z", undefined],
])("from %s to %s it is %d ms", (at, now, age) => {
  expect(ageMs(at, now)).toBe(age);
});

describe("an old baseline", () => {
  const told = (age: number | undefined, most: number | undefined = 14 * day) => {
    const note: BaselineNote = {
      kind: "found",
      runs: 3,
      at: "2026-11-03T02:00:00.000Z",
      ...(age === undefined ? {} : { age_ms: age }),
    };
    return ageWarning(note, settings(most === undefined ? {} : { baseline_max_age_ms: most }));
  };

  test("says how old it is, how old it may be, and what to do", () => {
    expect(told(20.26 * day)).toEqual([
      "the baseline is 20.3 days old, and gate.baseline_max_age allows 14 days: its newest run is of 2026-11-03T02:00:00.000Z; let a schedule run the default branch (https://github.com/loadgate/loadgate/blob/main/docs/github.md#schedule)",
    ]);
    expect(told(5.5 * 3_600_000, 3_600_000)).toEqual([
      expect.stringContaining("is 5 hours old, and gate.baseline_max_age allows 60 min:"),
    ]);
  });

  test("is none at its limit, before its time, or where either is not known", () => {
    expect([told(14 * day), told(-90 * day), told(undefined)]).toEqual([[], [], []]);
    expect(ageWarning({ kind: "found", runs: 3, at: "2026-11-03", age_ms: 99 * day }, settings())).toEqual([]);
    expect(ageWarning({ kind: "absent", message: "none" }, settings({ baseline_max_age_ms: 1 }))).toEqual([]);
  });
});
