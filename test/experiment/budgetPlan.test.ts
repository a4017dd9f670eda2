import { expect, test } from "vitest";
import { comparisonMs, planBudget } from "../../src/experiment/budgetPlan.ts";
import type { ComparisonModeKind } from "../../src/model/comparisonMode.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { loadPlan } from "../support/builders.ts";

const [template] = loadPlan({ kind: "constant", ratePerSec: perSec(100) }).scenarios;

/** A scenario with one phase of that length. */
const scenario = (id: string, kind: ComparisonModeKind = "duet", durationMs = 60_000) => ({
  scenario: { ...template, id, phases: [{ ...template.phases[0], durationMs: millis(durationMs) }] as const },
  mode: { kind, reason: "" },
});
const ids = (n: number) => Array.from({ length: n }, (_, i) => scenario(`s${i}`));
const plan = (scenarios: ReturnType<typeof scenario>[], budgetSec: number) => {
  const { left, shortage } = planBudget(scenarios, { budgetMs: millis(1000 * budgetSec), interleave: "auto" });
  return [[...left], shortage];
};

test.each([
  // A warm-up of 1 s, a piece of 3 s and 0.5 s for the start, five times.
  ["duet", "auto", 22_500],
  ["duet", "slice", 37_500],
  // The whole phase and a start, twice a round.
  ["alternate", "auto", 484_000],
  ["recorded", "auto", 0],
  ["off", "auto", 0],
] as const)("the shortest comparison of a %s with interleave: %s takes %i ms", (kind, interleave, ms) => {
  const { scenario: planned, mode } = scenario("one", kind);
  expect(comparisonMs(planned, mode, interleave)).toBe(ms);
});

test("all scenarios fit", () => {
  expect(plan(ids(2), 45)).toEqual([[], undefined]);
  expect(plan([scenario("long", "off"), scenario("longer", "recorded"), scenario("one")], 23)).toEqual([[], undefined]);
});

test("the first scenarios that fit get the budget", () => {
  expect(plan(ids(20), 60)).toEqual([
    ids(20)
      .slice(2)
      .map((one) => one.scenario.id),
    "gate.budget: 1 min is too short for 20 scenarios: 4 rounds of each, with a rehearsal, take about 7 min 30 s; " +
      "not measured: s2, s3, s4 and 15 more; raise it, or name fewer scenarios with --scenario",
  ]);
  expect(plan([scenario("ramp", "alternate"), scenario("steady")], 30)[0]).toEqual(["ramp"]);
});

test("if none fits, the first one is measured for its SLAs", () => {
  expect(plan(ids(2), 10)[0]).toEqual(["s1"]);
  expect(plan(ids(1), 10)).toEqual([
    [],
    "gate.budget: 10 s is too short for 1 scenario: 4 rounds, with a rehearsal, take about 23 s; raise it",
  ]);
});
