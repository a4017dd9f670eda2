import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundResult } from "../../src/analysis/rounds.ts";
import type { ArmPhase, GeneratorRecord, PhaseRecord } from "../../src/model/record.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import { armPhase, generatorRecord, histogramOf, phaseRecord, readings, requestRecord } from "../support/make.ts";

const mebibyte = 1024 ** 2;
const hundredths = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);

/** exp of the mean logarithm of the ranks 90.0, 90.1 ... 99.0 %, counted in whole numbers. */
function tailOf(ascending: readonly number[]) {
  const logs = Array.from({ length: 91 }, (_, i) => {
    return Math.log(ascending[Math.ceil(((900 + i) * ascending.length) / 1000) - 1] ?? Number.NaN);
  });
  return expect.closeTo(Math.exp(logs.reduce((sum, log) => sum + log, 0) / 91), 12);
}

/** The metrics of "all" on the head in a round of these phases. */
function head(...phases: readonly ArmPhase[]) {
  return roundResult({ index: 0, phases })?.head;
}

describe("a round", () => {
  test("keeps the metrics of each arm, of every request and of all", () => {
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
    const ones = { p50: 1, p90: 1, p95: 1, p99: 1, tail: 1 };
    expect(result).toEqual({
      index: 3,
      base: {
        // 102 ms over the 101 that were sent: the dropped one cost the service nothing.
        cpu_per_request: 102 / 101,
        memory_peak: mebibyte,
        send_lag: 0,
        memory_growth: 0,
        requests: {
          all: { due: 102, failed: 1, p50: 0.51, p90: 0.91, p95: 0.96, p99: 1, tail: tailOf([...hundredths, 2]) },
          "GET /a": { due: 100, failed: 0, p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, tail: tailOf(hundredths) },
          "GET /b": { due: 2, failed: 1, p50: 2, p90: 2, p95: 2, p99: 2, tail: tailOf([2]) },
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

  test("takes the measured phases of an arm together", () => {
    const of = (...ms: readonly number[]) => phaseRecord([requestRecord("GET /", ms)]);
    const result = head(
      armPhase({ phaseId: "one", record: of(0.5, 1), readings: readings([0, 0, 1], [10, 30, 1]) }),
      armPhase({ phaseId: "two", record: of(1.5, 2), readings: readings([20, 30, 1], [40, 40, 1]) }),
    );
    expect([result?.cpu_per_request, result?.requests["all"]]).toEqual([
      10,
      { due: 4, failed: 0, p50: 1, p90: 2, p95: 2, p99: 2, tail: tailOf([2]) },
    ]);
  });

  test("of warm-ups alone, or of the base alone, is none", () => {
    expect([
      roundResult({ index: 0, phases: [] }),
      roundResult({ index: 0, phases: [armPhase({ warmup: true })] }),
      roundResult({ index: 0, phases: [armPhase({ arm: "base" })] }),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test("of the head alone has no base", () => {
    expect(Object.keys(roundResult({ index: 0, phases: [armPhase()] }) ?? {})).toEqual(["index", "head"]);
  });
});

describe("the processor time of a request", () => {
  const seen = readings([0, 0, 1], [1000, 50, 1]);
  const cpu = (...parts: readonly Partial<ArmPhase>[]) =>
    head(...parts.map((of, i) => armPhase({ phaseId: `${i}`, ...of })))?.cpu_per_request;

  test("is not known where a phase was not seen, the counter went back, or nothing was sent", () => {
    expect([
      cpu({ readings: [] }),
      cpu({ readings: seen }, { readings: [] }),
      cpu({ readings: seen }, { readings: readings([0, 90, 1], [1000, 20, 1]) }),
      cpu({ readings: seen, record: phaseRecord([requestRecord("GET /", [], { dropped: 5 })]) }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("counts failures, which cost the service as well", () => {
    expect(cpu({ readings: seen, record: phaseRecord([requestRecord("GET /", [1], { "status 500": 4 })]) })).toBe(10);
  });

  test("counts what was sent while the load settled, which cost it too", () => {
    const record = phaseRecord([requestRecord("GET /", [1, 1, 1])], { settling: 2 });
    expect(cpu({ readings: seen, record })).toBe(10);
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

  test("is the most that was held at once, and what was held on to for each request that was sent", () => {
    const climbing = readings([0, 0, 10], [500, 1, 11], [1000, 2, 12]);
    expect(of({ readings: climbing, record: sent(4) })).toEqual([12, near(0.5)]);
    expect(of({ readings: climbing, record: sent(4, { settling: 4 }) })).toEqual([12, near(0.25)]);
    expect(of({ readings: readings([0, 0, 12], [1000, 1, 10]), record: sent(4) })).toEqual([12, near(-0.5)]);
  });

  test("grows by the line of least squares: the last reading alone does not decide", () => {
    // Through (0, 10) (1, 10) (2, 10) (3, 14) its slope is 6 / 5.
    const seen = readings([7000, 0, 10], [8000, 0, 10], [9000, 0, 10], [10_000, 0, 14]);
    expect(of({ readings: seen, record: sent(1) })).toEqual([14, near(3.6)]);
  });

  test("of several phases is the highest peak, and all growth over all requests", () => {
    const one = { readings: readings([0, 0, 10], [1000, 1, 16]), record: sent(2) };
    const other = { readings: readings([5000, 1, 13], [6000, 2, 14]), record: sent(1) };
    expect(of(one, other)).toEqual([16, near(7 / 3)]);
  });

  test("grows with the time in which the arm got its load, wherever its slices stand", () => {
    const idle = [
      [millis(1000), millis(2000)],
      [millis(2000), millis(3000)],
    ] as const;
    const record = sent(10, { idle, generator: { ...generatorRecord, startMs: millis(50) } });
    const outer = readings([50, 0, 10], [550, 0, 11], [1050, 0, 12], [2050, 0, 12], [3050, 0, 12], [4050, 0, 14]);
    expect(of({ readings: outer, record })).toEqual([14, near(0.4)]);
  });

  test("is not known without readings, its growth not from one alone, or where nothing was sent", () => {
    const seen = readings([0, 0, 10], [1000, 1, 12]);
    expect([
      of({ readings: [] }),
      of({ readings: readings([0, 0, 10]) }),
      of({ readings: seen }, { readings: [] }),
      of({ readings: seen, record: phaseRecord([requestRecord("GET /", [], { dropped: 5 })]) }),
    ]).toEqual([
      [undefined, undefined],
      [10, undefined],
      [12, undefined],
      [12, undefined],
    ]);
  });

  test("forall machines that have been up for up to a year: the growth is what it is from 0 on", () => {
    const small = fc.array(fc.integer({ min: 0, max: 2 ** 20 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 0, max: 3e10 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        (all, upMs, heldBytes) => {
          const growth = (fromMs: number, fromBytes: number) => {
            const seen = all.map((more, i) => {
              return { atMs: millis(fromMs + 100 * i), cpuMs: millis(i), rssBytes: bytes(fromBytes + more) };
            });
            const generator = { ...generatorRecord, startMs: millis(fromMs) };
            return head(armPhase({ readings: seen, record: sent(7, { generator }) }))?.memory_growth;
          };
          expect(growth(upMs, heldBytes)).toBe(growth(0, 0));
        },
      ),
    );
  });
});

describe("a late generator", () => {
  /** Of a round whose requests left so late, and were answered in so many ms. */
  function invalid(
    lagMs: readonly number[],
    responseMs: number,
    {
      baseLagMs = lagMs,
      generator = generatorRecord,
    }: { baseLagMs?: readonly number[]; generator?: GeneratorRecord } = {},
  ) {
    const record = (lag: readonly number[]) =>
      phaseRecord([requestRecord("GET /", [responseMs])], { sendLag: histogramOf(lag), generator });
    const phases = [armPhase({ arm: "base", record: record(baseLagMs) }), armPhase({ record: record(lagMs) })];
    return roundResult({ index: 0, phases })?.invalid;
  }
  const late = (lag: string, who = "half") =>
    `the load generator was late (${who} of the requests left ${lag} or more after their time): something else keeps the processor busy; lower the rate, or take a machine with more cores`;
  const few = (count: number, lagMs: number) => [
    ...new Array<number>(count).fill(lagMs),
    ...new Array<number>(100 - count).fill(0),
  ];

  test.each([
    { why: "a ms is always forgiven", lag: [0.99], responseMs: 1, said: undefined },
    { why: "more is not", lag: [1.05], responseMs: 1, said: late("1.05 ms") },
    { why: "a twentieth of the median is forgiven", lag: [49], responseMs: 1000, said: undefined },
    { why: "more than that is not", lag: [51], responseMs: 1000, said: late("51 ms") },
    { why: "fewer than half of the requests do not count", lag: [0, 0, 0, 40, 40], responseMs: 1, said: undefined },
    { why: "half of them do", lag: [0, 0, 40, 40, 40], responseMs: 1, said: late("40 ms") },
    { why: "five in a hundred may be very late", lag: few(5, 900), responseMs: 1, said: undefined },
    { why: "six may not", lag: few(6, 900), responseMs: 1, said: late("900 ms", "one in twenty") },
    { why: "but half of the median", lag: few(6, 400), responseMs: 1000, said: undefined },
    { why: "nothing that left is not late", lag: [], responseMs: 1, said: undefined },
  ])("$why", ({ lag, responseMs, said }) => {
    expect(invalid(lag, responseMs)).toBe(said);
  });

  test.each([
    { workers: 1, who: "its 1 worker" },
    { workers: 3, who: "its 3 workers" },
  ])("that has no time left says so: $who", ({ workers, who }) => {
    const generator = { ...generatorRecord, busyRatio: 0.9, workers };
    const said = `the load generator was late (half of the requests left 20 ms or more after their time; ${who} had no time left): lower the rate, or raise load.workers where there are cores left`;
    expect(invalid([20], 1, { generator })).toBe(said);
  });

  test("sends a burst one after another: a tenth of a ms for each is forgiven", () => {
    const of = (lagMs: number) => invalid([lagMs], 1, { generator: { ...generatorRecord, atOnce: 101 } });
    expect([of(10.9), of(11.1)]).toEqual([undefined, late("11.1 ms")]);
  });

  test("is full beyond 95 % of the time, however little late the requests left", () => {
    const at = (busyRatio: number) => invalid([0], 1, { generator: { ...generatorRecord, busyRatio } });
    expect([at(0.95), at(0.98)]).toEqual([
      undefined,
      "the load generator was full (its 1 worker had 2 % of the time left): lower the rate, or raise load.workers where there are cores left",
    ]);
  });

  test("is late for the whole round: both arms are counted together", () => {
    expect([
      invalid([500, 500, 500], 1, { baseLagMs: [0, 0] }),
      invalid([40, 40], 1, { baseLagMs: [0, 0, 0] }),
    ]).toEqual([late("500 ms"), undefined]);
  });

  test("does not count in a warm-up", () => {
    const record = phaseRecord([requestRecord("GET /", [1])], { sendLag: histogramOf([900]) });
    const phases = [armPhase({ warmup: true, phaseId: "warm-up", record }), armPhase()];
    expect(roundResult({ index: 0, phases })?.invalid).toBeUndefined();
  });
});
