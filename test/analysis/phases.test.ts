import { describe, expect, test } from "vitest";
import { type Machine, phaseResults } from "../../src/analysis/phases.ts";
import { resourceUsage } from "../../src/analysis/resourceUsage.ts";
import type { ArmPhase } from "../../src/model/record.ts";
import type { PhaseResult } from "../../src/model/results.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import { armPhase, encodedHistogram, phaseRecord, readings, requestRecord, sliceRecords } from "../support/builders.ts";

const mebibyte = 1024 ** 2;
const machine: Machine = { cores: 4, memoryBytes: bytes(1024 * mebibyte) };

function only(phases: readonly ArmPhase[]): PhaseResult {
  const [result, ...more] = phaseResults(phases, machine);
  if (result === undefined || more.length > 0) throw new Error("expected one phase of one arm");
  return result;
}

describe("a phase of two rounds and two requests", () => {
  const first = armPhase({
    record: phaseRecord(
      [
        requestRecord("GET /a", [0.5, 1, 1.5, 2], { "status 500": 1 }),
        requestRecord("GET /b", [1.25], { dropped: 2, ECONNRESET: 1 }),
      ],
      { durationMs: millis(2500), slices: sliceRecords([3, 1, 1]) },
    ),
    readings: readings([0, 100, 50], [1000, 150, 80], [2500, 500, 60]),
  });
  const second = armPhase({
    record: phaseRecord(
      [requestRecord("GET /a", [0.25, 0.75], { "status 500": 2 }), requestRecord("GET /b", [1.75, 2])],
      { durationMs: millis(2000), slices: sliceRecords([1, 3]) },
    ),
    readings: readings([9000, 20, 64], [11_000, 120, 64]),
  });

  test("has these numbers", () => {
    expect(phaseResults([first, second], machine)).toEqual([
      {
        id: "steady",
        arm: "head",
        warmup: false,
        due_requests: 15,
        total_requests: 13,
        successful_requests: 9,
        failed_requests: 4,
        dropped_requests: 2,
        failures: { ECONNRESET: 1, "status 500": 3 },
        error_rate: 6 / 15,
        // 0.25 0.5 0.75 1 1.25 1.5 1.75 2 2
        response_time_ms: { mean: expect.closeTo(11 / 9, 12), p50: 1.25, p90: 2, p95: 2, p99: 2, p999: 2, max: 2 },
        histogram: encodedHistogram([0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2]),
        blameless_histogram: encodedHistogram([0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2]),
        duration_ms: 4500,
        throughput_per_sec: 2,
        // Whole seconds only: 3 and 1 of the first, 1 and 3 of the second.
        peak_throughput_per_sec: 3,
        sustained_throughput_per_sec: 1,
        resource_utilization: {
          // 400 ms of 2,500 and 100 ms of 2,000, on four cores.
          cpu_ratio: 500 / 4500 / 4,
          memory_bytes: 80 * mebibyte,
          memory_ratio: 80 / 1024,
          cpu_ms_per_request: 500 / 13,
        },
        requests: [
          {
            name: "GET /a",
            due_requests: 9,
            total_requests: 9,
            successful_requests: 6,
            failed_requests: 3,
            dropped_requests: 0,
            failures: { "status 500": 3 },
            error_rate: 3 / 9,
            response_time_ms: { mean: 1, p50: 0.75, p90: 2, p95: 2, p99: 2, p999: 2, max: 2 },
            histogram: encodedHistogram([0.25, 0.5, 0.75, 1, 1.5, 2]),
            blameless_histogram: encodedHistogram([0.25, 0.5, 0.75, 1, 1.5, 2]),
          },
          {
            name: "GET /b",
            due_requests: 6,
            total_requests: 4,
            successful_requests: 3,
            failed_requests: 1,
            dropped_requests: 2,
            failures: { ECONNRESET: 1 },
            error_rate: 3 / 6,
            response_time_ms: { mean: expect.closeTo(5 / 3, 12), p50: 1.75, p90: 2, p95: 2, p99: 2, p999: 2, max: 2 },
            histogram: encodedHistogram([1.25, 1.75, 2]),
            blameless_histogram: encodedHistogram([1.25, 1.75, 2]),
          },
        ],
        generator: {
          client: "http1",
          clock: "ticker",
          workers: 1,
          cpu_cores: 0.05,
          busy_ratio: 0.1,
          longest_stall_ms: 1,
          send_lag_ms: { p50: 0, p99: 0, max: 0 },
        },
      },
    ]);
  });

  test("omits everything that was not measured", () => {
    const nothing = requestRecord("GET /", []);
    expect(only([armPhase({ record: phaseRecord([nothing], { durationMs: millis(0) }) })])).toEqual({
      id: "steady",
      arm: "head",
      warmup: false,
      due_requests: 0,
      total_requests: 0,
      successful_requests: 0,
      failed_requests: 0,
      dropped_requests: 0,
      failures: {},
      histogram: encodedHistogram([]),
      blameless_histogram: encodedHistogram([]),
      duration_ms: 0,
      requests: [
        {
          name: "GET /",
          due_requests: 0,
          total_requests: 0,
          successful_requests: 0,
          failed_requests: 0,
          dropped_requests: 0,
          failures: {},
          histogram: encodedHistogram([]),
          blameless_histogram: encodedHistogram([]),
        },
      ],
      generator: {
        client: "http1",
        clock: "ticker",
        workers: 1,
        cpu_cores: 0.05,
        busy_ratio: 0.1,
        longest_stall_ms: 1,
        send_lag_ms: { p50: 0, p99: 0, max: 0 },
      },
    });
  });

  test("has an error rate of 1 and no latency if nothing succeeded", () => {
    const { error_rate, response_time_ms, throughput_per_sec } = only([
      armPhase({ record: phaseRecord([requestRecord("GET /", [], { timeout: 3, dropped: 1 })]) }),
    ]);
    expect({ error_rate, response_time_ms, throughput_per_sec }).toEqual({
      error_rate: 1,
      response_time_ms: undefined,
      throughput_per_sec: 0,
    });
  });
});

test("phases are grouped by arm and id, the base first, in the order played", () => {
  const phases = (["head", "base"] as const).flatMap((arm) =>
    ["warm-up", "two", "one", "two"].map((phaseId) => armPhase({ arm, phaseId, warmup: phaseId === "warm-up" })),
  );
  expect(
    phaseResults(phases, machine).map(({ arm, id, warmup, due_requests }) => [arm, id, warmup, due_requests]),
  ).toEqual([
    ["base", "warm-up", true, 1],
    ["base", "two", false, 2],
    ["base", "one", false, 1],
    ["head", "warm-up", true, 1],
    ["head", "two", false, 2],
    ["head", "one", false, 1],
  ]);
});

describe("throughput per second", () => {
  const rates = (completedBySecond: readonly number[], durationMs: number) => {
    const result = only([
      armPhase({
        record: phaseRecord([], { slices: sliceRecords(completedBySecond), durationMs: millis(durationMs) }),
      }),
    ]);
    return [result.peak_throughput_per_sec, result.sustained_throughput_per_sec];
  };

  test("has a peak, and the value that nine of ten seconds reach", () => {
    expect(rates([5, 9, 1, 7, 6, 8, 4, 3, 2, 10], 10_000)).toEqual([10, 1.9]);
  });

  test("counts whole seconds only", () => {
    expect([rates([5, 9, 1], 2999), rates([5], 999)]).toEqual([
      [9, 5.4],
      [undefined, undefined],
    ]);
  });

  test("counts seconds without a success as 0, also at the end", () => {
    expect(rates([10, 10, 10], 10_000)).toEqual([10, 0]);
  });
});

describe("CPU and memory", () => {
  const used = (...parts: readonly (readonly ReturnType<typeof readings>[number][])[]) =>
    only(parts.map((part) => armPhase({ readings: part, record: phaseRecord([requestRecord("GET /", [1, 1])]) })))
      .resource_utilization;

  test("need two readings, and a counter that does not go back", () => {
    expect([
      used([]),
      used(readings([0, 100, 50])),
      used(readings([0, 100, 50], [0, 200, 50])),
      used(readings([0, 100, 50], [1000, 90, 50])),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("an idle service uses no CPU time", () => {
    expect(used(readings([0, 100, 512], [1000, 100, 256]))).toEqual({
      cpu_ratio: 0,
      memory_bytes: 512 * mebibyte,
      memory_ratio: 0.5,
      cpu_ms_per_request: 0,
    });
  });

  test("only the arm's own time counts", () => {
    const idle = [[millis(1000), millis(2000)]] as const;
    const phase = armPhase({
      readings: readings([0, 0, 256], [2000, 400, 256]),
      record: phaseRecord([requestRecord("GET /", [1, 1])], { idle, unmeasuredRequests: 2 }),
    });
    expect(only([phase]).resource_utilization).toMatchObject({ cpu_ratio: 0.1, cpu_ms_per_request: 100 });
  });

  test("four busy cores of four are 100 %", () => {
    expect(used(readings([500, 0, 256], [1500, 4000, 256]))?.cpu_ratio).toBe(1);
  });

  test("have no CPU time per request if a round has no valid readings", () => {
    expect(used(readings([0, 0, 256], [1000, 400, 256]), readings([5000, 700, 1], [6000, 80, 1]))).toEqual({
      cpu_ratio: 0.1,
      memory_bytes: 256 * mebibyte,
      memory_ratio: 0.25,
    });
  });
});

describe("resource usage", () => {
  test("covers the first to the last reading", () => {
    expect(resourceUsage(readings([10, 5, 1], [20, 7, 1], [40, 8, 1]))).toEqual({ cpuMs: 3, wallMs: 30 });
  });

  test("is undefined with fewer than two readings, or if time or counter do not advance", () => {
    expect([
      resourceUsage([]),
      resourceUsage(readings([10, 5, 1])),
      resourceUsage(readings([10, 5, 1], [10, 6, 1])),
      resourceUsage(readings([10, 5, 1], [9, 6, 1])),
      resourceUsage(readings([10, 5, 1], [20, 4, 1])),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

test.each([
  ["responses that are late by one response time", [50, 50, 50], 3040, 3000],
  ["responses of an overloaded service", [1500, 1500, 1500], 6000, 6000],
  ["responses that are late by less than 10 % and a median", [10, 10, 10], 3305, 3000],
  ["responses that are late by more than that", [10, 10, 10], 3320, 3320],
])("throughput with %s", (_, responseMs, durationMs, counted) => {
  const record = phaseRecord([requestRecord("GET /", responseMs)], {
    offeredMs: millis(3000),
    durationMs: millis(durationMs),
  });
  const [phase] = phaseResults([armPhase({ record })], { cores: 2, memoryBytes: 1024 });
  expect([phase?.duration_ms, phase?.throughput_per_sec]).toEqual([counted, (1000 * 3) / counted]);
});

test("a phase of an engine that does not measure itself has no generator and no blameless times", () => {
  const { blamelessTime: _, ...request } = requestRecord("GET /", [10]);
  const { generator: __, sendLag: ___, ...record } = phaseRecord([request]);
  const result = only([armPhase({ record })]);
  expect(Object.keys(result)).not.toContain("generator");
  expect(Object.keys(result)).not.toContain("blameless_histogram");
  expect(result.response_time_ms?.p50).toBeCloseTo(10, 1);
  // A record without them would hide the lateness of the others.
  const mixed = only([armPhase({ record }), armPhase({ record: phaseRecord([requestRecord("GET /", [10])]) })]);
  expect([mixed.generator, mixed.blameless_histogram]).toEqual([undefined, undefined]);
});
