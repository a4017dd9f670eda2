import fc from "fast-check";
import { expect, test } from "vitest";
import { baseStartsFirst, dealt, roundsWithin, seedOf, stretchesOfRound } from "../../src/experiment/roundPlan.ts";
import type { Phase, Scenario } from "../../src/model/plan.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { loadPlan } from "../support/make.ts";

const [{ phases: like, ...bare }] = loadPlan({ kind: "constant", ratePerSec: perSec(1) }).scenarios;
const [plain] = like;
if (plain === undefined) throw new Error("the plan has a phase");

const phase = (id: string, rate: number, durationMs: number, warmup = false): Phase => ({
  ...plain,
  id,
  warmup,
  pattern: { kind: "constant", ratePerSec: perSec(rate) },
  durationMs: millis(durationMs),
});
const scenario = (...phases: readonly Phase[]): Scenario => ({ ...bare, phases });

const ramp = { kind: "ramp", fromPerSec: perSec(1), toPerSec: perSec(10) } as const;

/** Name, load and length of each stretch. */
const played = (of: Scenario) =>
  stretchesOfRound(of).map(({ phaseId, pattern, durationMs, warmup }) => {
    const load = pattern.kind === "constant" ? `${pattern.ratePerSec}/s` : pattern.kind;
    return `${phaseId} ${load} ${durationMs} ms${warmup ? " warm-up" : ""}`;
  });

test.each([
  [
    "a fast phase: 3 s",
    scenario(phase("steady", 200, 60_000)),
    ["warm-up 200/s 1000 ms warm-up", "steady 200/s 3000 ms"],
  ],
  [
    "as long as 300 requests take",
    scenario(phase("steady", 75, 60_000)),
    ["warm-up 75/s 1000 ms warm-up", "steady 75/s 4000 ms"],
  ],
  [
    "a slow phase: 6 s, warmed faster",
    scenario(phase("steady", 5, 60_000)),
    ["warm-up 20/s 1000 ms warm-up", "steady 5/s 6000 ms"],
  ],
  [
    "never longer than the phase",
    scenario(phase("steady", 5, 400)),
    ["warm-up 20/s 400 ms warm-up", "steady 5/s 400 ms"],
  ],
  [
    "a warm-up of its own, and a cut of every phase",
    scenario(phase("jit", 50, 30_000, true), phase("low", 10, 60_000), phase("high", 300, 60_000)),
    ["jit 50/s 6000 ms warm-up", "low 10/s 6000 ms", "high 300/s 3000 ms"],
  ],
  [
    "a warm-up of any pattern",
    scenario({ ...phase("up", 1, 60_000, true), pattern: ramp }, phase("steady", 200, 60_000)),
    ["up ramp 6000 ms warm-up", "steady 200/s 3000 ms"],
  ],
])("a round plays %s", (_, of, stretches) => {
  expect(played(of)).toEqual(stretches);
});

test("in slices the arms take turns: their load takes twice as long, the warm-up does not", () => {
  const stretches = stretchesOfRound(scenario(phase("low", 10, 60_000), phase("high", 300, 60_000)));
  const of = (interleave: "request" | "slice") => {
    const made = dealt(stretches, interleave);
    return [made.stretches.map(({ phaseId, interleave: kind }) => `${phaseId} by ${kind}`), made.moreMs];
  };
  expect(of("request")).toEqual([["warm-up by request", "low by request", "high by request"], 0]);
  expect(of("slice")).toEqual([["warm-up by request", "low by slice", "high by slice"], 9000]);
});

test.each([
  [60_000, 5000, 12],
  [61_000, 5000, 12],
  [1000, 5000, 1],
  [600_000, 5000, 100],
])("%i ms hold of rounds of %i ms: %i", (left, round, n) => {
  expect(roundsWithin(millis(left), millis(round))).toBe(n);
});

test.each([
  [60_000, 13],
  [1000, 1],
  [-1, 1],
  [600_000, 100],
])("%i ms hold, after the first of 5 s, so many rounds in all: %i", (left, n) => {
  expect(roundsWithin(millis(left), millis(5000), 1)).toBe(n);
});

test("forall seeds: of each two rounds the base starts first in one, and no two stretches share a seed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const firsts = Array.from({ length: 20 }, (_, round) => baseStartsFirst(seed, round));
      expect(firsts.filter((first, i) => i % 2 === 0 && first === firsts[i + 1])).toEqual([]);
      const seeds = Array.from({ length: 40 }, (_, round) =>
        [0, 1, 2].map((stretch) => seedOf(seed, round, stretch)),
      ).flat();
      expect(new Set(seeds).size).toBe(120);
    }),
  );
});
