import { describe, expect, test } from "vitest";
import { phaseResults } from "../../src/analysis/phases.ts";
import { checkSla } from "../../src/gate/sla.ts";
import type { ArmPhase } from "../../src/model/record.ts";
import type { Limit } from "../../src/model/results.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import {
  armMetrics,
  armPhase,
  encodedHistogram,
  latency,
  phaseRecord,
  readings,
  requestRecord,
  scenario,
} from "../support/builders.ts";

const machine = { cores: 2, memoryBytes: bytes(1024 ** 3) };

/** Ten values of a and ten of b, in ms. */
const tenEach = (a: number, b: number) => [...new Array(10).fill(a), ...new Array(10).fill(b)];

const steady = armPhase({
  record: phaseRecord(
    [requestRecord("GET /a", tenEach(1, 1.5)), requestRecord("GET /b", tenEach(2, 2), { "status 500": 5 })],
    { durationMs: millis(2000) },
  ),
  readings: readings([0, 0, 256], [2000, 1000, 512]),
});
const warmup = armPhase({
  phaseId: "warm-up",
  warmup: true,
  record: phaseRecord([requestRecord("GET /a", [], { timeout: 100 })]),
});
const base = armPhase({ arm: "base", record: phaseRecord([requestRecord("GET /a", [2000, 2000])]) });

/** "metric of request: value outcome" for each limit. */
function checks(limits: readonly Limit[], phases: readonly ArmPhase[] = [base, warmup, steady]) {
  return checkSla(scenario({ phases: [...phaseResults(phases, machine)], limits: [...limits] })).map(
    ({ metric, request, value, outcome }) => `${metric} of ${request}: ${value} ${outcome}`,
  );
}

const all = (metric: Limit["metric"], limit: number): Limit => ({ request: "all", metric, limit });
const own = (request: string, metric: Limit["metric"], limit: number): Limit => ({ request, metric, limit });

describe("a limit", () => {
  test("applies to the measured phases of the head, and is met at exactly its value", () => {
    expect(
      checks([
        all("p50", 1.5),
        all("p90", 2),
        all("p95", 1.999),
        all("p999", 2),
        all("mean", 1.625),
        all("max", 1.9),
        all("error_rate", 5 / 45),
        all("throughput", 20),
        all("cpu", 0.25),
        all("memory", 0.5),
      ]),
    ).toEqual([
      "p50 of all: 1.5 met",
      "p90 of all: 2 met",
      "p95 of all: 2 breached",
      "p999 of all: 2 met",
      "mean of all: 1.625 met",
      "max of all: 2 breached",
      `error_rate of all: ${5 / 45} met`,
      "throughput of all: 20 met",
      "cpu of all: 0.25 met",
      "memory of all: 0.5 met",
    ]);
  });

  test("of the first byte and the largest gap is kept by 95 of 100 successes that have them", () => {
    const whole = requestRecord("GET /a", [1.8, 1.8]);
    const sameFirst = { ...whole, firstByte: whole.responseTime };
    const early = {
      ...requestRecord("GET /b", [1.9, 1.9]),
      firstByte: encodedHistogram([0.2, 0.3]),
      blamelessFirstByte: encodedHistogram([0.1, 0.1]),
      largestGap: encodedHistogram([0.5, 0.6]),
    };
    const phase = (...requests: Parameters<typeof phaseRecord>[0]) => [armPhase({ record: phaseRecord(requests) })];
    const limits = [all("first_byte", 0.7), all("largest_gap", 0.55)];
    expect([
      checks(limits, phase(sameFirst, early)),
      checks(limits, phase(early)),
      checks([all("first_byte", 0.15)], phase(early)),
      checks([all("first_byte", 0.05)], phase(early)),
      checks(limits, phase(whole)),
    ]).toEqual([
      ["first_byte of all: 1.8 breached", "largest_gap of all: 0.6 undecided"],
      ["first_byte of all: 0.3 met", "largest_gap of all: 0.6 undecided"],
      // Without the generator's own delay the limit is kept.
      ["first_byte of all: undefined not_measured"],
      ["first_byte of all: 0.3 breached"],
      ["first_byte of all: undefined not_measured", "largest_gap of all: undefined not_measured"],
    ]);
  });

  test("is a minimum for throughput, and a maximum for all other metrics", () => {
    expect(checks([all("throughput", 20.1), all("cpu", 0.24), all("memory", 0.49), all("error_rate", 0.03)])).toEqual([
      "throughput of all: 20 breached",
      "cpu of all: 0.25 breached",
      "memory of all: 0.5 breached",
      `error_rate of all: ${5 / 45} breached`,
    ]);
  });

  test("has its request, metric, limit and value in the result", () => {
    expect(
      checkSla(scenario({ phases: [...phaseResults([steady], machine)], limits: [own("GET /a", "p95", 1)] })),
    ).toEqual([{ request: "GET /a", metric: "p95", limit: 1, value: 1.5, requests: 20, outcome: "breached" }]);
  });
});

describe("the nearest limit wins", () => {
  test("a request's own limit replaces the scenario's for this request", () => {
    expect(checks([all("p95", 1.6), own("GET /b", "p95", 3)])).toEqual(["p95 of all: 1.5 met", "p95 of GET /b: 2 met"]);
    expect(checks([all("error_rate", 0), own("GET /b", "error_rate", 0.5)])).toEqual([
      "error_rate of all: 0 met",
      "error_rate of GET /b: 0.2 met",
    ]);
  });

  test("limits of other metrics do not matter", () => {
    expect(checks([all("p95", 1.6), own("GET /b", "p99", 3)])).toEqual([
      "p95 of all: 2 breached",
      "p99 of GET /b: 2 met",
    ]);
  });

  test("the scenario's limit disappears if every request has its own", () => {
    expect(checks([all("p95", 1), own("GET /a", "p95", 5), own("GET /b", "p95", 5)])).toEqual([
      "p95 of GET /a: 1.5 met",
      "p95 of GET /b: 2 met",
    ]);
  });
});

describe("a limit without a measurement is not met", () => {
  test("without a phase, a request of that name, a success, or the service's processes", () => {
    const failing = armPhase({ record: phaseRecord([requestRecord("GET /a", [], { timeout: 3 })]) });
    expect([
      checks([all("p95", 1), all("cpu", 1), all("error_rate", 1)], [base, warmup]),
      checks([own("GET /gone", "p95", 1), own("GET /gone", "error_rate", 1)]),
      checks([all("p95", 9), all("mean", 9), all("error_rate", 1), all("throughput", 1)], [failing]),
      checks([all("cpu", 1), all("memory", 1)], [failing]),
    ]).toEqual([
      [
        "p95 of all: undefined not_measured",
        "cpu of all: undefined not_measured",
        "error_rate of all: undefined not_measured",
      ],
      ["p95 of GET /gone: undefined not_measured", "error_rate of GET /gone: undefined not_measured"],
      [
        "p95 of all: undefined not_measured",
        "mean of all: undefined not_measured",
        "error_rate of all: 1 met",
        "throughput of all: 0 breached",
      ],
      ["cpu of all: undefined not_measured", "memory of all: undefined not_measured"],
    ]);
  });

  test("if one phase lacks CPU and memory", () => {
    const unseen = armPhase({ phaseId: "second", record: phaseRecord([requestRecord("GET /a", [1])]) });
    expect(checks([all("cpu", 1), all("memory", 1)], [steady, unseen])).toEqual([
      "cpu of all: undefined not_measured",
      "memory of all: undefined not_measured",
    ]);
  });
});

test("CPU of several phases is weighted by duration, and memory is the maximum", () => {
  const second = armPhase({
    phaseId: "second",
    record: phaseRecord([requestRecord("GET /a", [1, 1])], { durationMs: millis(6000) }),
    readings: readings([0, 0, 768], [6000, 9000, 100]),
  });
  expect(checks([all("cpu", 1), all("memory", 1), all("throughput", 1)], [steady, second])).toEqual([
    // 25 % of 2 s and 75 % of 6 s.
    "cpu of all: 0.625 met",
    "memory of all: 0.75 met",
    "throughput of all: 5.25 met",
  ]);
});

test("a late generator leaves a breach unmeasured, but a met limit is met", () => {
  const late = (n: number) =>
    Array.from({ length: 4 }, (_, index) => ({
      index,
      head: armMetrics(latency(1)),
      ...(index < n ? { invalid: "late" } : {}),
    }));
  const outcomes = [1, 2].map((n) =>
    checkSla(
      scenario({
        phases: [...phaseResults([steady], machine)],
        rounds: late(n),
        limits: [all("p50", 1), all("p95", 2)],
      }),
    ).map(({ outcome }) => outcome),
  );
  expect(outcomes).toEqual([
    ["breached", "met"],
    ["undecided", "met"],
  ]);
});

test("a late generator that lost no request leaves only times unmeasured", () => {
  const late = { index: 0, head: armMetrics(latency(1)), invalid: "late", invalid_for: "latency" } as const;
  const phases = [...phaseResults([steady], machine)];
  const limits = [all("p50", 1), all("throughput", 1000), all("error_rate", 0.03), all("cpu", 0.1), all("memory", 0.1)];
  expect(checkSla(scenario({ phases, rounds: [late], limits })).map(({ outcome }) => outcome)).toEqual([
    "undecided",
    "undecided",
    "breached",
    "breached",
    "breached",
  ]);
});

describe("a latency that breaches", () => {
  /** Responses in 20 ms, 15 of which are the generator's delay. */
  const lagging = armPhase({
    record: phaseRecord([{ ...requestRecord("GET /a", [20]), blamelessTime: encodedHistogram([5]) }]),
  });

  test("only because of the generator's delay is not measured, with a reason", () => {
    const phases = [...phaseResults([lagging], machine)];
    expect(checkSla(scenario({ phases, limits: [all("p99", 10)] }))).toEqual([
      {
        ...all("p99", 10),
        outcome: "not_measured",
        reason: "20 ms, but 5 ms without the load generator's own delay: lower the rate or use a larger machine",
      },
    ]);
  });

  test("even without that delay is a breach, with the full value", () => {
    expect(checks([all("p99", 4)], [lagging])).toEqual(["p99 of all: 20.015 breached"]);
  });
});

describe("a limit that breaches only because requests waited for a free user", () => {
  const userLimit = {
    limit: 100,
    source: "config",
    arrivals: 100,
    waited: 80,
    longestWaitMs: 9000,
    needed: 190,
  } as const;
  /** 90 responses in 9 s, 1.5 s of which are the service's. Ten more requests never got a user. */
  const capped = armPhase({
    record: phaseRecord(
      [
        {
          ...requestRecord("GET /a", new Array(90).fill(9000), { dropped: 10 }),
          blamelessTime: encodedHistogram(new Array(90).fill(1500)),
        },
      ],
      { userLimit },
    ),
  });
  const where = "without the wait for max_concurrent_users: 100, where about 190 would do";

  test("is not measured, and the reason names the limit and the number that would do", () => {
    const limits = [all("p99", 2000), all("error_rate", 0.01), all("throughput", 100)];
    const checked = checkSla(scenario({ phases: [...phaseResults([capped], machine)], limits }));
    expect(checked.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["not_measured", `9003 ms, but 1500 ms ${where}`],
      ["not_measured", `10 %, but 0 % ${where}`],
      ["not_measured", `90/s, but higher ${where}`],
    ]);
  });

  test("is a breach if the service itself breaches it", () => {
    expect(checks([all("p99", 1000)], [capped])).toEqual(["p99 of all: 9003.007 breached"]);
  });
});
