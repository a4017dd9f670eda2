import { describe, expect, test } from "vitest";
import {
  lengthening,
  lengthenPhases,
  planStretches,
  repeatMeasured,
  splitStretches,
} from "../../src/experiment/stretches.ts";
import { millis } from "../../src/model/unit.ts";
import { armPhase } from "../support/builders.ts";

describe("a slow start", () => {
  test.each([
    // Starts of 30 s and rounds of 6 s.
    [300, undefined],
    [144, undefined],
    [143, { starts: 2, stretches: 6 }],
    [126, { starts: 2, stretches: 5 }],
    [90, { starts: 1, stretches: 10 }],
    [60, { starts: 1, stretches: 5 }],
    [54, { starts: 1, stretches: 4 }],
    [53, undefined],
  ])("leaves this plan of %i s: %j", (availableSec, plan) => {
    expect(planStretches(millis(1000 * availableSec), millis(30_000), millis(6000))).toEqual(plan);
  });

  test("of two pairs at once leaves twice the rounds", () => {
    const planOf = (sec: number) => planStretches(millis(1000 * sec), millis(30_000), millis(6000), 2);
    expect([planOf(72), planOf(71), planOf(53)]).toEqual([
      undefined,
      { starts: 1, stretches: 6 },
      { starts: 1, stretches: 3 },
    ]);
    expect(lengthening(millis(198_000), millis(30_000), millis(3000), 2)).toBe(4);
  });

  test("makes rounds longer, as long as six of them fit", () => {
    const times = (availableSec: number, startSec: number) =>
      lengthening(millis(1000 * availableSec), millis(1000 * startSec), millis(3000));
    expect([times(300, 2), times(300, 4.8), times(300, 12), times(300, 30), times(198, 30)]).toEqual([1, 2, 4, 4, 1]);
  });

  test("lengthens measured phases only, up to the scenario's duration", () => {
    const phases = [
      { warmup: true, phaseId: "warm-up", durationMs: millis(1000) },
      { warmup: false, phaseId: "a", durationMs: millis(3000) },
      { warmup: false, phaseId: "b", durationMs: millis(3000) },
    ];
    const durations = lengthenPhases(phases, 3, (id) => millis(id === "a" ? 5000 : 60_000)).map(
      (one) => one.durationMs,
    );
    expect(durations).toEqual([1000, 5000, 9000]);
  });
});

test("a start with several stretches becomes a round for each", () => {
  const phases = (["base", "head"] as const).flatMap((arm) => [armPhase({ arm, phaseId: "warm-up", warmup: true })]);
  const measured = [1, 2, 3].flatMap((n) =>
    (["base", "head"] as const).map((arm) => armPhase({ arm, phaseId: `stretch ${n}` })),
  );
  const split = splitStretches({ index: 2, phases: [...phases, ...measured] }, 3);
  expect(
    split.map(({ index, start, phases }) => [index, start, phases.map(({ arm, phaseId }) => `${arm} ${phaseId}`)]),
  ).toEqual([
    [6, 2, ["base warm-up", "head warm-up", "base stretch 1", "head stretch 1"]],
    [7, 2, ["base stretch 2", "head stretch 2"]],
    [8, 2, ["base stretch 3", "head stretch 3"]],
  ]);
  expect(
    repeatMeasured(
      [
        { warmup: true, id: 0 },
        { warmup: false, id: 1 },
      ],
      2,
    ).map(({ id }) => id),
  ).toEqual([0, 1, 1]);
});
