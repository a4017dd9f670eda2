import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { extraPhases, planExtraRounds } from "../../src/experiment/extraRounds.ts";
import { millis } from "../../src/model/unit.ts";

test.each([
  { roundMs: [5000], budgetMs: 60_000, rounds: [6] },
  { roundMs: [12_000], budgetMs: 60_000, rounds: [5] },
  { roundMs: [5000, 5000, 5000], budgetMs: 60_000, rounds: [4, 4, 4] },
  { roundMs: [5000, 5000, 5000, 5000, 5000], budgetMs: 60_000, rounds: [3, 3, 3, 3, 0] },
  // The second one takes too long, the third one does not.
  { roundMs: [5000, 30_000, 5000], budgetMs: 60_000, rounds: [3, 0, 3] },
  { roundMs: [30_000], budgetMs: 60_000, rounds: [0] },
  { roundMs: [], budgetMs: 60_000, rounds: [] },
])("rounds of $roundMs ms in $budgetMs ms: $rounds", ({ roundMs, budgetMs, rounds }) => {
  expect(planExtraRounds(roundMs.map(millis), millis(budgetMs))).toEqual(rounds);
});

function phasesOf(phases: string) {
  const text = `version: 1\ntarget: http://127.0.0.1:8080\nscenarios: { a: { phases: ${phases}, requests: [GET /] } }\n`;
  const { plan } = parseConfig(text, "loadgate.yml", {});
  return extraPhases(plan.scenarios[0]).map(({ phaseId, pattern, durationMs, warmup }) => {
    const rate = pattern.kind === "constant" ? `${pattern.ratePerSec}/s` : pattern.kind;
    return `${phaseId} ${rate} ${durationMs} ms${warmup ? ", warm-up" : ""}`;
  });
}

test.each([
  {
    phases:
      "[{ id: slow, pattern: constant, rate: 40/s, duration: 5m }, { id: busy, pattern: constant, rate: 200/s, duration: 5m }]",
    played: ["warm-up 200/s 1000 ms, warm-up", "busy 200/s 3000 ms"],
  },
  {
    phases: "[{ id: up, pattern: ramp, from: 0/s, to: 120/s, duration: 1m }]",
    played: ["warm-up 60/s 1000 ms, warm-up", "up 60/s 5000 ms"],
  },
  {
    phases: "[{ id: rare, pattern: constant, rate: 2/s, duration: 1m }]",
    played: ["warm-up 20/s 1000 ms, warm-up", "rare 2/s 6000 ms"],
  },
  {
    phases: "[{ id: crowd, pattern: users, users: 5, duration: 1m }]",
    played: ["warm-up 20/s 1000 ms, warm-up", "crowd users 6000 ms"],
  },
])("an extra round of $phases plays $played", ({ phases, played }) => {
  expect(phasesOf(phases)).toEqual(played);
});
