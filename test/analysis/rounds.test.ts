import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundResult } from "../../src/analysis/rounds.ts";
import type { ArmPhase, GeneratorRecord, PhaseRecord } from "../../src/model/record.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import {
  armPhase,
  encodedHistogram,
  generatorRecord,
  phaseRecord,
  readings,
  requestRecord,
} from "../support/builders.ts";

const mebibyte = 1024 ** 2;
const hundredths = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);

/** The geometric mean of the ranks 90.0, 90.1 ... 99.0 %, computed with whole numbers. */
const tailOf = (ascending: readonly number[]) => meanFrom(ascending, 900, 990, 1000);
const middleOf = (ascending: readonly number[]) => meanFrom(ascending, 25, 75, 100);

/** The geometric mean of the quantiles from `first` to `last`, of `parts`. */
function meanFrom(ascending: readonly number[], first: number, last: number, parts: number) {
  const logs = Array.from({ length: last - first + 1 }, (_, i) => {
    return Math.log(ascending[Math.ceil(((first + i) * ascending.length) / parts) - 1] ?? Number.NaN);
  });
  return expect.closeTo(Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length), 12);
}

/** The head's metrics in a round of these phases. */
function head(...phases: readonly ArmPhase[]) {
  return roundResult({ index: 0, phases })?.head;
}

describe("a round", () => {
  test("also has the metrics without the wait for a free user, on both arms, if requests of either waited", () => {
    const userLimit = {
      limit: 1,
      source: "config",
      arrivals: 5,
      waited: 0,
      longestWaitMs: millis(0),
      needed: 2,
    } as const;
    const waited = { ...userLimit, waited: 3, longestWaitMs: millis(800) };
    const capped = { ...requestRecord("GET /a", [1000], { dropped: 4 }), blamelessTime: encodedHistogram([200]) };
    const base = armPhase({ arm: "base", record: phaseRecord([requestRecord("GET /a", [100])], { userLimit }) });
    const round = (record: PhaseRecord) => roundResult({ index: 0, phases: [base, armPhase({ record })] });
    const all = (of: ReturnType<typeof round>) => [
      of?.base?.requests["all"]?.uncapped,
      of?.head.requests["all"]?.uncapped,
    ];
    expect(all(round(phaseRecord([capped], { userLimit: waited })))).toMatchObject([
      { due: 1, failed: 0, p50: expect.closeTo(100, 0) },
      { due: 1, failed: 0, p50: expect.closeTo(200, 0) },
    ]);
    expect(all(round(phaseRecord([capped], { userLimit })))).toEqual([undefined, undefined]);
  });

  test("counts the responses of a service that does not serve the request", () => {
    const mixed = requestRecord("GET /a", [5], { "status 404": 3, "status 405": 2, "status 500": 1 });
    const failures = { "status 422": 1, "unexpected json $.errors": 4, timeout: 1, "slower than 5 ms": 1 };
    const others = head(armPhase({ record: phaseRecord([requestRecord("GET /a", [5], failures)]) }));
    expect(others?.requests["GET /a"]?.not_served).toEqual({ 422: 1, "unexpected json $.errors": 4 });
    const record = phaseRecord([mixed, requestRecord("GET /b", [5], { "status 403": 1 })]);
    const { "GET /a": a, "GET /b": b, all } = head(armPhase({ record }))?.requests ?? {};
    expect([a?.not_served, b?.not_served, all?.not_served]).toEqual([{ 404: 3, 405: 2 }, undefined, undefined]);
  });

  test.each([
    [{ "status 503": 2 }, "latency"],
    [{ timeout: 1 }, undefined],
    [{ "timeout: no headers": 1 }, undefined],
    [{ dropped: 1 }, undefined],
  ])("with a late generator and the failures %j does not count for: %s", (failures, invalidFor) => {
    const sendLag = encodedHistogram([100, 100]);
    const record = phaseRecord([requestRecord("GET /", [5, 5], failures)], { sendLag });
    const round = roundResult({ index: 0, phases: [armPhase({ record })] });
    expect(round?.invalid).toMatch(/^the load generator was late/);
    expect(round?.invalid_for).toBe(invalidFor);
  });

  test("has the metrics of each arm, of every request and of all requests", () => {
    const phases = [
      armPhase({
        arm: "base",
        warmup: true,
        phaseId: "warm-up",
        record: phaseRecord([requestRecord("GET /a", [9, 9])]),
      }),
      armPhase({
        arm: "base",
        record: phaseRecord([requestRecord("GET /a", hundredths), requestRecord("GET /b", [2], { dropped: 1 })]),
        readings: readings([0, 10, 1], [1000, 112, 1]),
      }),
      armPhase({
        record: phaseRecord([requestRecord("GET /a", [1, 1, 1, 1]), requestRecord("GET /b", [], { timeout: 2 })]),
        readings: readings([0, 10, 1], [1000, 70, 1]),
      }),
    ];
    const result = roundResult({ index: 3, phases });
    const ones = { p50: 1, middle: 1, p90: 1, p95: 1, p99: 1, tail: 1 };
    expect(result).toEqual({
      index: 3,
      base: {
        // 102 ms over the 101 requests that were sent. The dropped one cost the service nothing.
        cpu_per_request: 102 / 101,
        memory_peak: mebibyte,
        send_lag: 0,
        memory_growth: 0,
        requests: {
          all: {
            due: 102,
            failed: 1,
            p50: 0.51,
            p90: 0.91,
            p95: 0.96,
            p99: 1,
            tail: tailOf([...hundredths, 2]),
            middle: middleOf([...hundredths, 2]),
          },
          "GET /a": {
            due: 100,
            failed: 0,
            p50: 0.5,
            p90: 0.9,
            p95: 0.95,
            p99: 0.99,
            tail: tailOf(hundredths),
            middle: middleOf(hundredths),
          },
          "GET /b": { due: 2, failed: 1, p50: 2, p90: 2, p95: 2, p99: 2, tail: tailOf([2]), middle: middleOf([2]) },
        },
      },
      head: {
        cpu_per_request: 10,
        memory_peak: mebibyte,
        send_lag: 0,
        memory_growth: 0,
        requests: {
          all: { due: 6, failed: 2, ...ones },
          "GET /a": { due: 4, failed: 0, ...ones },
          "GET /b": { due: 2, failed: 2 },
        },
      },
    });
  });

  test("combines the measured phases of an arm", () => {
    const of = (...ms: readonly number[]) => phaseRecord([requestRecord("GET /", ms)]);
    const result = head(
      armPhase({ phaseId: "one", record: of(0.5, 1), readings: readings([0, 0, 1], [10, 30, 1]) }),
      armPhase({ phaseId: "two", record: of(1.5, 2), readings: readings([20, 30, 1], [40, 40, 1]) }),
    );
    expect([result?.cpu_per_request, result?.requests["all"]]).toEqual([
      10,
      { due: 4, failed: 0, p50: 1, p90: 2, p95: 2, p99: 2, tail: tailOf([2]), middle: middleOf([0.5, 1, 1.5, 2]) },
    ]);
  });

  test("has the first byte if it was measured, and the largest gap of streams", () => {
    const whole = requestRecord("GET /a", [1, 1]);
    const stream = {
      ...requestRecord("GET /b", [1, 2]),
      firstByte: encodedHistogram([0.1, 0.2]),
      largestGap: encodedHistogram([0.4]),
    };
    const result = head(armPhase({ record: phaseRecord([{ ...whole, firstByte: whole.responseTime }, stream]) }));
    const pieces = Object.values(result?.requests ?? {}).map(({ first_byte, largest_gap }) => [
      first_byte,
      largest_gap,
    ]);
    expect(pieces).toEqual([
      [1, 0.4],
      [1, undefined],
      [0.2, 0.4],
    ]);
  });

  test("is undefined with warm-ups only, or with the base only", () => {
    expect([
      roundResult({ index: 0, phases: [] }),
      roundResult({ index: 0, phases: [armPhase({ warmup: true })] }),
      roundResult({ index: 0, phases: [armPhase({ arm: "base" })] }),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test("has no base if only the head was measured", () => {
    expect(Object.keys(roundResult({ index: 0, phases: [armPhase()] }) ?? {})).toEqual(["index", "head"]);
  });
});

describe("CPU time per request", () => {
  const used = readings([0, 0, 1], [1000, 50, 1]);
  const cpu = (...parts: readonly Partial<ArmPhase>[]) =>
    head(...parts.map((of, i) => armPhase({ phaseId: `${i}`, ...of })))?.cpu_per_request;

  test("is absent if a phase has no readings, the counter went back, or nothing was sent", () => {
    expect([
      cpu({ readings: [] }),
      cpu({ readings: used }, { readings: [] }),
      cpu({ readings: used }, { readings: readings([0, 90, 1], [1000, 20, 1]) }),
      cpu({ readings: used, record: phaseRecord([requestRecord("GET /", [], { dropped: 5 })]) }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("counts failed requests, because they cost CPU time too", () => {
    expect(cpu({ readings: used, record: phaseRecord([requestRecord("GET /", [1], { "status 500": 4 })]) })).toBe(10);
  });

  test("counts unmeasured requests, because they cost CPU time too", () => {
    const record = phaseRecord([requestRecord("GET /", [1, 1, 1])], { unmeasuredRequests: 2 });
    expect(cpu({ readings: used, record })).toBe(10);
  });
});

describe("the memory of a round", () => {
  const of = (...parts: readonly Partial<ArmPhase>[]) => {
    const metrics = head(...parts.map((part, i) => armPhase({ phaseId: `${i}`, ...part })));
    return [metrics?.memory_peak, metrics?.memory_growth].map((bytes) => bytes && bytes / mebibyte);
  };
  const sent = (n: number, more: Partial<PhaseRecord> = {}) =>
    phaseRecord([requestRecord("GET /", new Array(n).fill(1))], more);
  const near = (value: number) => expect.closeTo(value, 10);

  test("is the peak, and the growth per request sent", () => {
    const climbing = readings([0, 0, 10], [500, 1, 11], [1000, 2, 12]);
    expect(of({ readings: climbing, record: sent(4) })).toEqual([12, near(0.5)]);
    expect(of({ readings: climbing, record: sent(4, { unmeasuredRequests: 4 }) })).toEqual([12, near(0.25)]);
    expect(of({ readings: readings([0, 0, 12], [1000, 1, 10]), record: sent(4) })).toEqual([12, near(-0.5)]);
  });

  test("grows along the least squares line, so that the last reading alone does not decide", () => {
    // The slope through (0, 10) (1, 10) (2, 10) (3, 14) is 6 / 5.
    const used = readings([7000, 0, 10], [8000, 0, 10], [9000, 0, 10], [10_000, 0, 14]);
    expect(of({ readings: used, record: sent(1) })).toEqual([14, near(3.6)]);
  });

  test("is the highest peak of several phases, and their total growth over all requests", () => {
    const one = { readings: readings([0, 0, 10], [1000, 1, 16]), record: sent(2) };
    const other = { readings: readings([5000, 1, 13], [6000, 2, 14]), record: sent(1) };
    expect(of(one, other)).toEqual([16, near(7 / 3)]);
  });

  test("grows with the arm's own time, wherever its slices are", () => {
    const idle = [
      [millis(1000), millis(2000)],
      [millis(2000), millis(3000)],
    ] as const;
    const record = sent(10, { idle, startMs: millis(50) });
    const outer = readings([50, 0, 10], [550, 0, 11], [1050, 0, 12], [2050, 0, 12], [3050, 0, 12], [4050, 0, 14]);
    expect(of({ readings: outer, record })).toEqual([14, near(0.4)]);
  });

  test("is absent without readings; growth also with a single reading, or if nothing was sent", () => {
    const used = readings([0, 0, 10], [1000, 1, 12]);
    expect([
      of({ readings: [] }),
      of({ readings: readings([0, 0, 10]) }),
      of({ readings: used }, { readings: [] }),
      of({ readings: used, record: phaseRecord([requestRecord("GET /", [], { dropped: 5 })]) }),
    ]).toEqual([
      [undefined, undefined],
      [10, undefined],
      [12, undefined],
      [12, undefined],
    ]);
  });

  test("forall uptimes up to a year: growth does not depend on the uptime", () => {
    const small = fc.array(fc.integer({ min: 0, max: 2 ** 20 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 0, max: 3e10 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        (all, upMs, heldBytes) => {
          const growth = (fromMs: number, fromBytes: number) => {
            const used = all.map((more, i) => {
              return {
                kind: "process_tree" as const,
                atMs: millis(fromMs + 100 * i),
                cpuMs: millis(i),
                rssBytes: bytes(fromBytes + more),
              };
            });
            const record = sent(7, { startMs: millis(fromMs) });
            return head(armPhase({ readings: used, record }))?.memory_growth;
          };
          expect(growth(upMs, heldBytes)).toBe(growth(0, 0));
        },
      ),
    );
  });
});

describe("a late generator", () => {
  /** Why a round with these send lags and this response time is invalid. */
  function invalid(
    lagMs: readonly number[],
    responseMs: number,
    {
      baseLagMs = lagMs,
      generator = generatorRecord,
    }: { baseLagMs?: readonly number[]; generator?: GeneratorRecord } = {},
  ) {
    const record = (lag: readonly number[]) =>
      phaseRecord([requestRecord("GET /", [responseMs])], { sendLag: encodedHistogram(lag), generator });
    const phases = [armPhase({ arm: "base", record: record(baseLagMs) }), armPhase({ record: record(lagMs) })];
    return roundResult({ index: 0, phases })?.invalid;
  }
  const late = (lag: string, requests = "half") =>
    `the load generator was late (${requests} of the requests were sent ${lag} or more late): another program keeps the CPU busy; lower the rate, or use a machine with more cores`;
  const few = (count: number, lagMs: number) => [
    ...new Array<number>(count).fill(lagMs),
    ...new Array<number>(100 - count).fill(0),
  ];

  test.each([
    { why: "1 ms is always tolerated", lag: [0.99], responseMs: 1, reason: undefined },
    { why: "more than 1 ms is too late", lag: [1.05], responseMs: 1, reason: late("1.05 ms") },
    { why: "5 % of the median are tolerated", lag: [49], responseMs: 1000, reason: undefined },
    { why: "more than 5 % of the median is too late", lag: [51], responseMs: 1000, reason: late("51 ms") },
    { why: "less than half of the requests may be late", lag: [0, 0, 0, 40, 40], responseMs: 1, reason: undefined },
    {
      why: "more than half of the requests may not be late",
      lag: [0, 0, 40, 40, 40],
      responseMs: 1,
      reason: late("40 ms"),
    },
    { why: "5 % of the requests may be very late", lag: few(5, 900), responseMs: 1, reason: undefined },
    {
      why: "6 % of the requests may not be very late",
      lag: few(6, 900),
      responseMs: 1,
      reason: late("900 ms", "one in twenty"),
    },
    { why: "6 % may be late by half of the median", lag: few(6, 400), responseMs: 1000, reason: undefined },
    { why: "no lag was measured", lag: [], responseMs: 1, reason: undefined },
  ])("$why", ({ lag, responseMs, reason }) => {
    expect(invalid(lag, responseMs)).toBe(reason);
  });

  test.each([
    { workers: 1, workersText: "its 1 worker" },
    { workers: 3, workersText: "its 3 workers" },
  ])("names busy workers: $workersText", ({ workers, workersText }) => {
    const generator = { ...generatorRecord, busyRatio: 0.9, workers };
    const reason = `the load generator was late (half of the requests were sent 20 ms or more late; ${workersText} had no time left): lower the rate, or raise load.workers if the machine has free cores`;
    expect(invalid([20], 1, { generator })).toBe(reason);
  });

  test("may take 0.1 ms for each request of a burst", () => {
    const of = (lagMs: number) => invalid([lagMs], 1, { generator: { ...generatorRecord, largestBurst: 101 } });
    expect([of(10.9), of(11.1)]).toEqual([undefined, late("11.1 ms")]);
  });

  test("is full above 95 % of the time, even if its requests are on time", () => {
    const at = (busyRatio: number) => invalid([0], 1, { generator: { ...generatorRecord, busyRatio } });
    expect([at(0.95), at(0.98)]).toEqual([
      undefined,
      "the load generator was full (its 1 worker had 2 % of the time left): lower the rate, or raise load.workers if the machine has free cores",
    ]);
  });

  test("is judged on both arms together", () => {
    expect([
      invalid([500, 500, 500], 1, { baseLagMs: [0, 0] }),
      invalid([40, 40], 1, { baseLagMs: [0, 0, 0] }),
    ]).toEqual([late("500 ms"), undefined]);
  });

  test("is ignored in a warm-up", () => {
    const record = phaseRecord([requestRecord("GET /", [1])], { sendLag: encodedHistogram([900]) });
    const phases = [armPhase({ warmup: true, phaseId: "warm-up", record }), armPhase()];
    expect(roundResult({ index: 0, phases })?.invalid).toBeUndefined();
  });
});

test("a round of an engine that does not measure itself is valid, and has no send lag", () => {
  const { generator: _, sendLag: __, ...record } = phaseRecord([requestRecord("GET /", [10])]);
  const round = roundResult({ index: 0, phases: [armPhase({ record })] });
  expect([round?.invalid, round?.head.send_lag]).toEqual([undefined, undefined]);
  expect(round?.head.requests["all"]?.p50).toBeCloseTo(10, 1);
});
