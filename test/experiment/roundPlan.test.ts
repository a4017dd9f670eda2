import fc from "fast-check";
import { expect, test } from "vitest";
import {
  baseStartsFirst,
  phasePieces,
  phaseSeed,
  plannedRounds,
  withInterleave,
} from "../../src/experiment/roundPlan.ts";
import type { NonEmpty, Phase, Scenario } from "../../src/model/plan.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { loadPlan } from "../support/builders.ts";

const [template] = loadPlan({ kind: "constant", ratePerSec: perSec(1) }).scenarios;

const phase = (id: string, rate: number, durationMs: number, warmup = false): Phase => ({
  ...template.phases[0],
  id,
  warmup,
  pattern: { kind: "constant", ratePerSec: perSec(rate) },
  durationMs: millis(durationMs),
});
const scenario = (...phases: NonEmpty<Phase>): Scenario => ({ ...template, phases });

const ramp = { kind: "ramp", fromPerSec: perSec(1), toPerSec: perSec(10) } as const;

/** Name, load and length of each phase. */
const played = (of: Scenario) =>
  phasePieces(of).map(({ phaseId, pattern, durationMs, warmup }) => {
    const load = pattern.kind === "constant" ? `${pattern.ratePerSec}/s` : pattern.kind;
    return `${phaseId} ${load} ${durationMs} ms${warmup ? " warm-up" : ""}`;
  });

test.each([
  [
    "a fast phase for 3 s",
    scenario(phase("steady", 200, 60_000)),
    ["warm-up 200/s 1000 ms warm-up", "steady 200/s 3000 ms"],
  ],
  ["300 requests", scenario(phase("steady", 75, 60_000)), ["warm-up 75/s 1000 ms warm-up", "steady 75/s 4000 ms"]],
  [
    "a slow phase for 6 s, after a faster warm-up",
    scenario(phase("steady", 5, 60_000)),
    ["warm-up 20/s 1000 ms warm-up", "steady 5/s 6000 ms"],
  ],
  ["at most the whole phase", scenario(phase("steady", 5, 400)), ["warm-up 20/s 400 ms warm-up", "steady 5/s 400 ms"]],
  [
    "the scenario's warm-up, and a piece of every phase",
    scenario(phase("jit", 50, 30_000, true), phase("low", 10, 60_000), phase("high", 300, 60_000)),
    ["jit 50/s 6000 ms warm-up", "low 10/s 6000 ms", "high 300/s 3000 ms"],
  ],
  [
    "a warm-up of any pattern",
    scenario({ ...phase("up", 1, 60_000, true), pattern: ramp }, phase("steady", 200, 60_000)),
    ["up ramp 6000 ms warm-up", "steady 200/s 3000 ms"],
  ],
])("a round plays %s", (_, of, expected) => {
  expect(played(of)).toEqual(expected);
});

test("in slices the arms take turns: measured phases take twice as long, the warm-up does not", () => {
  const pieces = phasePieces(scenario(phase("low", 10, 60_000), phase("high", 300, 60_000)));
  const of = (interleave: "request" | "slice") => {
    const { phases, addedMs } = withInterleave(pieces, interleave);
    return [phases.map(({ phaseId, interleave: kind }) => `${phaseId} by ${kind}`), addedMs];
  };
  expect(of("request")).toEqual([["warm-up by request", "low by request", "high by request"], 0]);
  expect(of("slice")).toEqual([["warm-up by request", "low by slice", "high by slice"], 9000]);
});

test.each([
  [60_000, 5000, 12],
  [61_000, 5000, 12],
  [1000, 5000, 1],
  [600_000, 5000, 100],
])("in %i ms, rounds of %i ms: %i", (available, round, n) => {
  expect(plannedRounds(millis(available), millis(round))).toBe(n);
});

test.each([
  [60_000, 13],
  [1000, 1],
  [-1, 1],
  [600_000, 100],
])("in %i ms after a first round of 5 s, rounds in total: %i", (available, n) => {
  expect(plannedRounds(millis(available), millis(5000), { finished: 1 })).toBe(n);
});

test("two rounds at once: only whole pairs of them are planned", () => {
  expect(plannedRounds(millis(29_000), millis(10_000), { finished: 2, atOnce: 2 })).toBe(6);
});

test("forall seeds: the base starts first in one of every two rounds, and no two phases share a seed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const firsts = Array.from({ length: 20 }, (_, round) => baseStartsFirst(seed, round));
      expect(firsts.filter((first, i) => i % 2 === 0 && first === firsts[i + 1])).toEqual([]);
      const seeds = Array.from({ length: 40 }, (_, round) =>
        [0, 1, 2].map((phase) => phaseSeed(seed, round, phase)),
      ).flat();
      expect(new Set(seeds).size).toBe(120);
    }),
  );
});
