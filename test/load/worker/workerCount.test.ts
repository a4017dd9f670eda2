import { expect, test } from "vitest";
import { workerShares } from "../../../src/load/loadGenerator.ts";
import { workerCount } from "../../../src/load/worker/workerCount.ts";
import type { LoadPattern } from "../../../src/model/plan.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { loadPlan } from "../../support/builders.ts";

const constant = (rate: number): LoadPattern => ({ kind: "constant", ratePerSec: perSec(rate) });
const noThinkTime = { fromMs: millis(0), toMs: millis(0) };

test.each([
  { pattern: constant(100), cores: 4, workers: 1 },
  { pattern: constant(10_001), cores: 4, workers: 2 },
  { pattern: constant(100_000), cores: 4, workers: 3 },
  { pattern: constant(100_000), cores: 1, workers: 1 },
  { pattern: { kind: "ramp", fromPerSec: perSec(40_000), toPerSec: perSec(1) }, cores: 8, workers: 4 },
  {
    pattern: { kind: "spike", basePerSec: 1, peakPerSec: 30_000, spikeAtMs: 0, spikeDurationMs: 1 },
    cores: 8,
    workers: 3,
  },
  { pattern: { kind: "burst", size: 300, intervalMs: millis(10) }, cores: 8, workers: 3 },
  { pattern: { kind: "steps", ratesPerSec: [10, 20_000, 10] }, cores: 8, workers: 2 },
  { pattern: { kind: "sine", meanPerSec: 9000, amplitudePerSec: 2000, periodMs: 1000 }, cores: 8, workers: 2 },
  { pattern: { kind: "users", users: 50, thinkTimeMs: noThinkTime }, cores: 8, workers: 1 },
] satisfies readonly { pattern: LoadPattern; cores: number; workers: number }[])(
  "$pattern on $cores cores needs $workers",
  (row) => {
    expect(workerCount(loadPlan(row.pattern), row.cores)).toBe(row.workers);
  },
);

test("a configured number is used as it is", () => {
  expect(workerCount(loadPlan(constant(10), { workers: 3, pin: "auto", tls: { verify: true } }), 2)).toBe(3);
});

test("the workers share all users, and every worker has at least one", () => {
  expect(workerShares({ maxConcurrentUsers: 10 }, 3)).toEqual([
    { worker: 0, workers: 3, maxConcurrentUsers: 4 },
    { worker: 1, workers: 3, maxConcurrentUsers: 3 },
    { worker: 2, workers: 3, maxConcurrentUsers: 3 },
  ]);
  expect(workerShares({ maxConcurrentUsers: 2 }, 3)).toEqual([
    { worker: 0, workers: 2, maxConcurrentUsers: 1 },
    { worker: 1, workers: 2, maxConcurrentUsers: 1 },
  ]);
});
