import { expect, test } from "vitest";
import { createStoppingRule } from "../../src/run.ts";
import { armPhase, loadPlan, phaseRecord, requestRecord, settings } from "../support/builders.ts";

/** A round with the same load for base and head: that many requests of 10 ms. */
const round = (index: number, requests: number) => {
  const record = phaseRecord([requestRecord("GET /", new Array(requests).fill(10))]);
  return { index, phases: [armPhase({ arm: "base", record }), armPhase({ record })] };
};

test("an interim look ignores the rounds that the verdict will ignore, such as one with missing load", () => {
  const [scenario] = loadPlan({ kind: "constant", ratePerSec: 100 }).scenarios;
  const dealing = { kind: "request", reason: "both fit" } as const;
  const stopsAfter = (...requests: readonly number[]) => {
    const rule = createStoppingRule(settings({ min_effect: { p95: 0.1 } }), {})(
      scenario,
      { kind: "duet", reason: "" },
      2,
    );
    return requests.findIndex((due, i) => rule.shouldStop(round(i, due), { planned: 8, dealing })) + 1;
  };
  expect([stopsAfter(100, 100, 100, 100), stopsAfter(100, 90, 100, 100, 100, 100)]).toEqual([4, 6]);
});
