import { expect, test } from "vitest";
import { generatorResults, loadTestResults } from "../../src/analysis/loadTestResults.ts";
import { phaseResults } from "../../src/analysis/phases.ts";
import type { ArmPhase } from "../../src/model/record.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import { armPhase, phaseRecord, readings, requestRecord, sliceRecords } from "../support/builders.ts";

const resultsOf = (...phases: readonly ArmPhase[]) =>
  phaseResults(phases, { cores: 2, memoryBytes: bytes(1024 * 1024 ** 2) });

const times = (n: number, ms: number) => new Array<number>(n).fill(ms);

const phases = resultsOf(
  armPhase({ phaseId: "warmup", warmup: true, record: phaseRecord([requestRecord("GET /", times(7, 90))]) }),
  armPhase({
    phaseId: "low",
    record: phaseRecord([requestRecord("GET /", times(90, 1))], {
      durationMs: millis(3000),
      slices: sliceRecords([20, 30, 40]),
    }),
    readings: readings([0, 0, 64], [3000, 600, 128]),
  }),
  armPhase({
    phaseId: "high",
    record: phaseRecord([requestRecord("GET /", times(90, 5), { "status 500": 12, dropped: 8 })], {
      durationMs: millis(1000),
      slices: sliceRecords([90]),
    }),
    readings: readings([0, 600, 128], [1000, 1600, 256]),
  }),
);

test("the results of a scenario are those of all measured phases together", () => {
  const [head, ...others] = loadTestResults("shop", phases);
  expect(others).toEqual([]);
  expect(head).toMatchObject({
    arm: "head",
    scenario_id: "shop",
    total_duration_ms: 4000,
    total_requests: 192,
    successful_requests: 180,
    failed_requests: 12,
    dropped_requests: 8,
    average_response_time_ms: expect.closeTo(3, 1),
    p95_response_time_ms: expect.closeTo(5, 1),
    p99_response_time_ms: expect.closeTo(5, 1),
    peak_throughput_per_sec: 90,
    error_rate: 0.1,
    // 200 ms of CPU a second for three seconds, 1,000 ms for one, on two cores.
    resource_utilization: { cpu_ratio: 0.2, memory_bytes: 256 * 1024 ** 2, memory_ratio: 0.25 },
  });
  const low = phases.find(({ id }) => id === "low");
  expect(head?.sustained_throughput_per_sec).toBe(low?.sustained_throughput_per_sec);
});

test("a value that was not measured is absent", () => {
  const silent = armPhase({ arm: "base", record: phaseRecord([requestRecord("GET /", [], { timeout: 2 })]) });
  expect(loadTestResults("shop", resultsOf(silent))).toEqual([
    {
      arm: "base",
      scenario_id: "shop",
      total_duration_ms: 1000,
      total_requests: 2,
      successful_requests: 0,
      failed_requests: 2,
      dropped_requests: 0,
      peak_throughput_per_sec: 0,
      sustained_throughput_per_sec: 0,
      error_rate: 1,
    },
  ]);
  expect(loadTestResults("shop", [])).toEqual([]);
});

test("a generator has its own result for each arm", () => {
  expect(generatorResults("query", phases)).toEqual([
    {
      arm: "head",
      generator_type: "query",
      requests_generated: 200,
      average_response_time_ms: expect.closeTo(3, 1),
      success_rate: 0.9,
    },
  ]);
});
