import { expect, test } from "vitest";
import { looksFor } from "../../src/run.ts";
import { armPhase, loadPlan, phaseRecord, requestRecord, settings } from "../support/make.ts";

/** Base and head alike, with so many requests of 10 ms each. */
const round = (index: number, requests: number) => {
  const record = phaseRecord([requestRecord("GET /", new Array(requests).fill(10))]);
  return { index, phases: [armPhase({ arm: "base", record }), armPhase({ record })] };
};

test("a look counts the rounds that the judge will count: one whose load was cut short is none of them", () => {
  const [scenario] = loadPlan({ kind: "constant", ratePerSec: 100 }).scenarios;
  const dealing = { kind: "request", reason: "both fit" } as const;
  const settledAfter = (...requests: readonly number[]) => {
    const looks = looksFor(settings({ min_effect: { p95: 0.1 } }), {})(scenario, { kind: "duet", reason: "" }, 2);
    return requests.findIndex((due, i) => looks.look(round(i, due), { planned: 8, dealing })) + 1;
  };
  expect([settledAfter(100, 100, 100, 100), settledAfter(100, 90, 100, 100, 100, 100)]).toEqual([4, 6]);
});
