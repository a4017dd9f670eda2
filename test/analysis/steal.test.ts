import { expect, test } from "vitest";
import { roundResult } from "../../src/analysis/rounds.ts";
import type { Reading } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { armPhase } from "../support/builders.ts";

const system = (atMs: number, stealMs: number): Reading => ({
  ...{ kind: "system", atMs: millis(atMs), usableCores: 1 },
  cores: [{ busyMs: millis(0), stealMs: millis(stealMs), ioWaitMs: millis(0) }],
});

test.each([
  [90, undefined],
  [150, "the machine's host gave 15 % of its CPU to others (steal): run again later, or use a machine of your own"],
])("a round in which %i ms of a second were stolen", (stolenMs, invalid) => {
  const phases = [armPhase({ readings: [system(0, 700), system(1000, 700 + stolenMs)] })];
  const result = roundResult({ index: 0, phases });
  expect([result?.invalid, result?.invalid_for]).toEqual([invalid, invalid && "latency"]);
});
