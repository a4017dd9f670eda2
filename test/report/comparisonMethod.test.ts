import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { comparisonMethod } from "../../src/report/comparisonMethod.ts";
import { measuredResults, rounds, scenario } from "../support/builders.ts";

const measured = { rounds: rounds([1, 1], [1, 1]) };
const recordedRuns = [{ at: "2026-11-23", rounds: [] }];

test.each([
  { kind: "duet", ...measured, text: "base and head side by side, 2 rounds in 3 min 40 s" },
  { kind: "alternate", ...measured, text: "base and head in turn, 2 rounds in 3 min 40 s" },
  { kind: "recorded", ...measured, text: "measured without a base in 3 min 40 s" },
  { kind: "recorded", ...measured, recorded: recordedRuns, text: "compared with recorded runs in 3 min 40 s" },
  { kind: "off", ...measured, text: "not compared in 3 min 40 s" },
  { kind: "recorded", failure: "service.build: …", text: "nothing measured in 3 min 40 s" },
] as const)("$kind: $text", ({ kind, text, ...part }) => {
  const fields = structuredClone(part) as Parameters<typeof scenario>[0];
  const results = judge(measuredResults([scenario({ mode: { kind, reason: "some reason" }, ...fields })]));
  expect(comparisonMethod(results)).toBe(text);
});
