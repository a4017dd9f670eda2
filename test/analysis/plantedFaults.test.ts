import { describe, expect, test } from "vitest";
import { explainScenario, type ScenarioExplanation } from "../../src/analysis/explainScenario.ts";
import type { Arm } from "../../src/model/plan.ts";
import type { InstrumentRecord, OutboundRecord, Reading, TreeReading } from "../../src/model/reading.ts";
import type { PhaseRecord, RequestRecord, RoundRecord } from "../../src/model/record.ts";
import { bytes, millis, perSec } from "../../src/model/unit.ts";
import type { Comparison } from "../../src/model/verdict.ts";
import { draw } from "../../src/stats/random.ts";
import { armPhase, comparison, loadPlan, phaseRecord, requestRecord } from "../support/builders.ts";

/** What one arm does in a round of 5 s with 100 requests. Each fault changes what it is about. */
interface Behaviour {
  readonly ms: number;
  readonly cpuMs: number;
  readonly tree: Partial<TreeReading>;
  readonly others: (noise: number) => readonly Reading[];
  readonly request: Partial<RequestRecord>;
  readonly record: Partial<PhaseRecord>;
  readonly instruments: readonly InstrumentRecord[];
}

const requests = 100;
const roundMs = 5000;
const tree: Partial<TreeReading> = {
  ...{ runQueueMs: 20, writtenBytes: 5000, voluntarySwitches: 200, busiestThreadMs: 190, keenestThreadMs: 190 },
  ...{ fileDescriptors: 0, majorFaults: 0 },
};
const healthy: Behaviour = {
  ...{ ms: 10, cpuMs: 2, tree, others: () => [], instruments: [] },
  request: { bodyBytes: 1000 * requests },
  record: { connectionsOpened: 5, durationMs: millis(roundMs) },
};
const slow = { ms: 20 };

const health = requestRecord("GET /health", [1, 1]);
const known = new Map<number, RequestRecord>();

/** Encoding a histogram takes a millisecond. */
function orders(ms: number): RequestRecord {
  const record = known.get(ms) ?? requestRecord("GET /orders", Array(requests).fill(ms));
  known.set(ms, record);
  return record;
}

/** Counters grow from 0 to the behaviour's value, with some noise. */
function phaseOf(arm: Arm, { ms, cpuMs, tree: grown, others, request, record }: Behaviour, noise: () => number) {
  const { fileDescriptors = 0, rssBytes = 0, ...counters } = grown;
  const noisy = Object.entries(counters).map(([key, value]) => [key, Number(value) * noise()] as const);
  const cpu = cpuMs * requests * noise();
  const readings = [0, 0.5, 1].map(
    (share): TreeReading => ({
      ...{ kind: "process_tree", atMs: millis(roundMs * share), cpuMs: millis(share * cpu) },
      ...Object.fromEntries(noisy.map(([key, value]) => [key, share * value])),
      fileDescriptors: Math.round(20 + share * fileDescriptors),
      rssBytes: bytes(50 * 1024 ** 2 + share * rssBytes + 1000 * noise()),
    }),
  );
  return armPhase({
    arm,
    record: phaseRecord([{ ...orders(ms), ...request }, health], record),
    readings: [...readings, ...others(noise())],
  });
}

interface Options {
  readonly seed?: number;
  readonly lead?: Partial<Comparison>;
  readonly noise?: number;
  /** Instead of the leading one. */
  readonly comparisons?: readonly Comparison[];
}

const lead = { metric: "p50", request: "all", outcome: "regressed", base: 10, head: 20 } as const;

function explain(base: Partial<Behaviour>, head: Partial<Behaviour>, options: Options = {}): ScenarioExplanation {
  const { seed = 1, noise = 0.04 } = options;
  const { comparisons = [comparison({ ...lead, ...options.lead })] } = options;
  let n = 0;
  const random = () => 1 + noise * (draw(seed, 9, n++) - 0.5);
  const arms = { base: { ...healthy, ...base }, head: { ...healthy, ...head } };
  const rounds = Array.from({ length: 8 }, (_, index): RoundRecord => {
    return { index, phases: [phaseOf("base", arms.base, random), phaseOf("head", arms.head, random)] };
  });
  const instrumented = rounds.slice(0, 4).flatMap(({ index }) =>
    (["base", "head"] as const).map((arm) => ({
      ...{ arm, round: index, requests, requestsByName: {} },
      records: arms[arm].instruments.map((record) => withNoise(record, random())),
    })),
  );
  const plan = loadPlan({ kind: "constant", ratePerSec: perSec(20) });
  const [scenario] = plan.scenarios;
  const leading = { ...lead, ...options.lead };
  const change = { scenario: "one", request: "all", metric: leading.metric, outcome: "regressed" } as const;
  const extra = { change, rounds: [], instrumented, durationMs: millis(20_000), failures: [] };
  const machine = { cores: 2, memoryBytes: bytes(4 * 1024 ** 3) };
  return explainScenario({
    ...{ plan, scenario, rounds, comparisons, machine },
    ...(arms.head.instruments.length > 0 && { extra }),
  });
}

function withNoise(record: InstrumentRecord, noise: number): InstrumentRecord {
  if (record.kind === "waits")
    return { ...record, waits: record.waits.map((one) => ({ ...one, timeMs: millis(one.timeMs * noise) })) };
  if (record.kind === "runtime") return { ...record, gcMs: millis((record.gcMs ?? 0) * noise) };
  if (record.kind !== "outbound") return record;
  return { ...record, calls: record.calls.map((one) => ({ ...one, timeMs: millis(one.timeMs * noise) })) };
}

const first = ({ changes = [] }: ScenarioExplanation) => changes[0];

const network = (connections: number): Reading => ({
  ...{ kind: "network", atMs: millis(2500), outbound: { "10.0.0.5:5432": connections } },
});

const redis =
  (calls: number, greetings = 0) =>
  (noise: number): readonly Reading[] =>
    [0, 1].map((share) => ({
      ...{ kind: "redis", atMs: millis(roundMs * share), isOwn: true },
      commands: [
        {
          name: "HGET",
          calls: 1000 + share * calls * requests,
          timeMs: millis(share * 0.2 * calls * requests * noise),
        },
        ...["SELECT", "CLIENT SETNAME"].map((name) => ({
          ...{ name, calls: share * greetings * requests, timeMs: millis(share * 0.02 * greetings * requests * noise) },
        })),
        { name: "PING", calls: 10, timeMs: millis(1) },
      ],
    }));

const items = "SELECT * FROM items WHERE order_id = $1";
const statements =
  (calls: number, timeMs: number) =>
  (noise: number): readonly Reading[] =>
    [0, 1].map((share) => ({
      ...{ kind: "postgres", atMs: millis(roundMs * share), isOwn: true },
      statements: [
        { text: "SELECT $1", calls: 100 + share * requests, timeMs: millis(50 + share * requests * 0.1 * noise) },
        { text: items, calls: 7 + share * calls * requests, timeMs: millis(share * timeMs * requests * noise) },
      ],
    }));

const sessions = (perRequest: number) => (): readonly Reading[] =>
  [0, 1].map((share) => ({
    ...{ kind: "postgres", atMs: millis(roundMs * share), isOwn: true },
    sessions: 5 + share * perRequest * requests,
  }));

const named =
  (text: string, timeMs: number, perRequest = 1) =>
  (noise: number) =>
    statements(
      perRequest,
      timeMs,
    )(noise).map((reading) =>
      reading.kind === "postgres"
        ? {
            ...reading,
            statements: (reading.statements ?? []).map((one) => (one.text === items ? { ...one, text } : one)),
          }
        : reading,
    );

const rowLocks = (waiting: number) => (): readonly Reading[] =>
  [0, 1, 2, 3].map((n) => ({
    ...{ kind: "postgres", atMs: millis(1000 * n), isOwn: true, connections: 10, activeConnections: 4 },
    waits: { "Lock:transactionid": waiting, "Client:ClientRead": 3 },
  }));

/** Twenty requests a second. In the third second, all wait for up to 400 ms. */
const slices = (isStalled: boolean): PhaseRecord["slices"] =>
  Array.from({ length: 5 }, (_, i) => {
    const waiting = [60, 110, 160, 210, 260, 310, 360, 400].flatMap((ms) => [1000 * ms, 1]);
    const responseTimeUs = isStalled && i === 2 ? [...waiting, 10_000, 12] : [10_000, 20];
    return { requests: [{ outcomes: { ok: 20 }, responseTimeUs }] };
  });

/** Answers of each second. */
const answers = (perSecond: readonly number[]): PhaseRecord["slices"] =>
  perSecond.map((ok) => ({ requests: [{ outcomes: { ok }, responseTimeUs: [10_000, ok] }] }));
const behind = { ...healthy.record, offeredMs: millis(roundMs), durationMs: millis(3 * roundMs) };

const runtime = (gcMs: number, longestMs?: number): InstrumentRecord => ({
  ...{ kind: "runtime", name: "node", gcMs: millis(gcMs) },
  ...(longestMs !== undefined && { longestGcMs: millis(longestMs) }),
});
const allocations = (self: number): InstrumentRecord => {
  const frame = { name: "copyRows", file: "db.js", line: 7 };
  return {
    kind: "allocations",
    root: { frame: { name: "(root)" }, self: 0, children: [{ frame, self, children: [] }] },
  };
};
const calls = (n: number): OutboundRecord => ({
  kind: "outbound",
  calls: n === 0 ? [] : [{ host: "prices:80", calls: n * requests, timeMs: millis(5 * n * requests) }],
});
/** One call per request, of 5 ms, and how long it waits for a connection. */
const queuedCalls = (queuedMs: number): OutboundRecord => ({
  kind: "outbound",
  calls: [
    { host: "db:5432", calls: requests, timeMs: millis(5 * requests), queuedMs: millis(queuedMs * requests) },
    { host: "prices:80", calls: requests, timeMs: millis(5 * requests) },
  ],
});
const waits = ({ lock = 0, disk = 0 }): InstrumentRecord => ({
  kind: "waits",
  waits: [
    { for: "lock", timeMs: millis(lock * requests) },
    { for: "disk", name: "/data/journal", timeMs: millis(disk * requests) },
  ],
});
const written = (perRequest: number): InstrumentRecord => ({
  kind: "waits",
  waits: [],
  written: [
    { name: "/data/index", bytes: requests },
    { name: "/data/guests.jsonl", bytes: perRequest * requests },
  ],
});
const goroutines = (lock: number, worker = 0): InstrumentRecord => {
  const place = lock === 0 ? {} : { name: "main.(*cache).get", file: "cache.go", line: 12 };
  const work = { for: "worker", name: "main.(*Pool).work", file: "pool.go", line: 17 } as const;
  return {
    kind: "waits",
    waits: [
      { for: "goroutine", ...place, timeMs: millis(lock * requests) },
      ...(worker === 0 ? [] : [{ ...work, timeMs: millis(worker * requests) }]),
    ],
  };
};
const lockProfile = (ms: number): InstrumentRecord => {
  const frames = [
    { frame: { name: "Rates.quote(String)" }, self: ms * requests, children: [] },
    { frame: { name: "Log.write(String)" }, self: 0.2 * requests, children: [] },
  ];
  return { kind: "lock_profile", root: { frame: { name: "(root)" }, self: 0, children: frames } };
};
/** main calls one function, with that name and time per request. */
const profile = (name: string, ms: number, file = "a.js"): InstrumentRecord => {
  const leaf = { frame: { name, file, line: 3 }, self: ms * requests, children: [] };
  const main = { frame: { name: "main", file: "a.js" }, self: requests, children: [leaf] };
  return { kind: "cpu_profile", root: { frame: { name: "(root)" }, self: 0, children: [main] } };
};

/** A function that calls two others, all of which the base does not have. */
const rebuild: InstrumentRecord = {
  kind: "cpu_profile",
  root: {
    ...{ frame: { name: "(root)" }, self: 0 },
    children: [
      {
        ...{ frame: { name: "main", file: "a.js" }, self: requests },
        children: [
          {
            ...{ frame: { name: "rebuild", file: "index.js", line: 3 }, self: 0.6 * requests },
            children: [
              { frame: { name: "sortAll", file: "index.js", line: 9 }, self: 0.8 * requests, children: [] },
              { frame: { name: "readAll", file: "index.js", line: 20 }, self: 0.7 * requests, children: [] },
            ],
          },
        ],
      },
    ],
  },
};

interface Fault {
  readonly name: string;
  readonly base?: Partial<Behaviour>;
  readonly head: Partial<Behaviour>;
  readonly lead?: Partial<Comparison>;
  /** Further comparisons. */
  readonly others?: readonly Comparison[];
  readonly expected: object;
}

describe("the first named cause is the planted one:", () => {
  test.each<Fault>([
    {
      name: "N+1 statements, counted by the database",
      base: { others: statements(3, 0.75) },
      head: { ...slow, others: statements(41, 10) },
      expected: {
        ...{ kind: "database_statements", subject: items, request: "GET /orders", unit: "1/request" },
        ...{ base: expect.closeTo(3), head: expect.closeTo(41) },
        explains_ratio: expect.closeTo(0.925, 1),
      },
    },
    {
      name: "a slow statement",
      base: { others: statements(1, 1) },
      head: { ...slow, others: statements(1, 10) },
      expected: { kind: "database_slow_statement", subject: items, unit: "ms/request" },
    },
    {
      name: "a statement that a slower one replaced",
      base: { others: named("SELECT name FROM products WHERE sku = $1", 1) },
      head: { ...slow, others: named("SELECT name FROM products WHERE lower(sku) = $1", 10) },
      expected: {
        ...{ kind: "database_slow_statement", subject: "SELECT name FROM products WHERE lower(sku) = $1" },
        ...{ unit: "ms/request", base: 0, head: expect.closeTo(9.8, 0) },
      },
    },
    {
      name: "a row lock",
      base: { others: rowLocks(0) },
      head: { ...slow, others: rowLocks(0.2) },
      expected: { kind: "database_locks", base: 0, head: expect.closeTo(9.8, 0), unit: "ms/request" },
    },
    {
      name: "a connection to Redis for each request",
      base: { others: redis(1) },
      head: { ...slow, others: redis(1, 1) },
      expected: {
        ...{ kind: "connections", subject: "Redis", unit: "1/request", request: "GET /orders" },
        ...{ base: 0, head: expect.closeTo(1, 0) },
      },
    },
    {
      name: "a connection to PostgreSQL for each request, by what its driver sends first",
      base: { others: named("SET extra_float_digits = $1", 0, 0) },
      head: { ...slow, others: named("SET extra_float_digits = $1", 4) },
      expected: { kind: "connections", subject: "PostgreSQL", unit: "1/request", request: "GET /orders", base: 0 },
    },
    {
      name: "a pool of one",
      base: { others: () => [network(8)] },
      head: { ...slow, others: () => [network(1)] },
      expected: { kind: "pool_wait", subject: "10.0.0.5:5432", base: 8, head: 1, request: "GET /orders" },
    },
    {
      name: "a pool of one, whose calls wait for a connection",
      base: { others: () => [network(8)], instruments: [queuedCalls(0.1)] },
      head: { ...slow, others: () => [network(1)], instruments: [queuedCalls(4)] },
      expected: { kind: "pool_wait", subject: "10.0.0.5:5432" },
    },
    {
      name: "calls that wait for each other, and for no connection",
      base: { others: () => [network(8)], instruments: [queuedCalls(0.1)] },
      head: { ...slow, others: () => [network(1)], instruments: [queuedCalls(0.12)] },
      expected: { kind: "lock_wait", subject: "10.0.0.5:5432", request: "GET /orders" },
    },
    {
      name: "a pool of one, whose threads wait for its lock",
      base: { others: () => [network(8)], instruments: [waits({ lock: 1 })] },
      head: { ...slow, others: () => [network(1)], instruments: [waits({ lock: 11 })] },
      expected: { kind: "pool_wait", subject: "10.0.0.5:5432" },
    },
    {
      name: "a lock convoy",
      head: { ...slow, tree: { ...tree, voluntarySwitches: 420 } },
      expected: { kind: "lock_wait" },
    },
    {
      name: "a lock convoy of a service that calls others, if they are counted",
      base: { others: (noise) => [network(5), ...statements(1, 1)(noise)] },
      head: {
        ...{ ...slow, tree: { ...tree, voluntarySwitches: 420 } },
        others: (noise) => [network(5), ...statements(1, 1)(noise)],
      },
      expected: { kind: "lock_wait" },
    },
    {
      name: "a leak",
      head: { tree: { ...tree, rssBytes: bytes(20 * 1024 ** 2) } },
      lead: { metric: "memory_growth", base: 0, head: 205_000 },
      expected: { kind: "memory_leak", unit: "bytes/request", head: expect.closeTo(205_603, 0) },
    },
    {
      name: "a leak of some kilobytes",
      head: { tree: { ...tree, rssBytes: bytes(100 * 6_000) } },
      lead: { metric: "memory_growth", base: 0, head: 6_000 },
      expected: { kind: "memory_leak", unit: "bytes/request", head: expect.closeTo(5_882, 0) },
    },
    {
      name: "a leak that does not gate",
      head: { tree: { ...tree, rssBytes: bytes(100 * 6_000) } },
      lead: {
        ...{ metric: "memory_growth", gating: false, outcome: "inconclusive" },
        base: 0,
        head: 6_000,
        interval: [5_000, 7_000],
      },
      expected: { kind: "memory_leak", unit: "bytes/request" },
    },
    {
      name: "a leak that does not gate, behind a little more CPU time",
      head: { cpuMs: 2.05, tree: { ...tree, rssBytes: bytes(100 * 6_000) }, instruments: [profile("main", 0.1)] },
      lead: { metric: "cpu_per_request", base: 2, head: 2.05 },
      others: [
        comparison({
          ...{ metric: "memory_growth", request: "all", gating: false, outcome: "regressed" },
          ...{ base: 0, head: 6_000, interval: [5_000, 7_000] },
        }),
      ],
      expected: { kind: "memory_leak", unit: "bytes/request" },
    },
    {
      name: "a leak that does not gate, with the collections that it costs",
      base: { instruments: [runtime(10), allocations(100_000)] },
      head: {
        ...{ ms: 12, cpuMs: 4, tree: { ...tree, rssBytes: bytes(100 * 43_000) } },
        instruments: [runtime(300), allocations(3_500_000)],
      },
      lead: { metric: "cpu_per_request", base: 2, head: 4 },
      others: [
        comparison({
          ...{ metric: "memory_growth", request: "all", gating: false, outcome: "regressed" },
          ...{ base: 12_000, head: 55_000, interval: [40_000, 45_000] },
        }),
      ],
      expected: {
        ...{ kind: "memory_leak", subject: "copyRows", file: "db.js", line: 7, unit: "bytes/request" },
        request: "GET /orders",
      },
    },
    {
      name: "garbage collection, by the function that allocates",
      base: { instruments: [runtime(10), allocations(100_000)] },
      head: { ...slow, cpuMs: 11, instruments: [runtime(800), allocations(90_000_000)] },
      expected: { kind: "gc", subject: "copyRows", file: "db.js", line: 7, explains_ratio: expect.closeTo(0.8, 1) },
    },
    {
      name: "garbage collection that varies from round to round, with the functions that allocate",
      base: { instruments: [runtime(10), allocations(100_000), profile("copyRows", 1, "db.js")] },
      head: {
        ...{ ...slow, cpuMs: 10 },
        instruments: [runtime(300), allocations(90_000_000), profile("copyRows", 6, "db.js")],
      },
      expected: { kind: "gc", subject: "copyRows", explains_ratio: expect.closeTo(0.8, 1) },
    },
    {
      name: "a function that allocates little of what it takes",
      base: { instruments: [runtime(10), allocations(100_000), profile("copyRows", 1, "db.js")] },
      head: {
        ...{ ...slow, cpuMs: 10 },
        instruments: [runtime(40), allocations(900_000), profile("copyRows", 9, "db.js")],
      },
      expected: { kind: "cpu", subject: "copyRows" },
    },
    {
      name: "a row lock that the statement waits for",
      base: { others: (noise) => [...rowLocks(0)(), ...statements(1, 1)(noise)] },
      head: { ...slow, others: (noise) => [...rowLocks(3)(), ...statements(1, 10)(noise)] },
      expected: { kind: "database_locks", subject: items, unit: "ms/request", request: "GET /orders" },
    },
    {
      name: "a row lock that is seen at few moments",
      base: { others: (noise) => [...rowLocks(0)(), ...statements(1, 1)(noise)] },
      head: { ...slow, others: (noise) => [...rowLocks(0.09)(), ...statements(1, 10)(noise)] },
      expected: { kind: "database_locks", subject: items, explains_ratio: expect.closeTo(0.92, 1) },
    },
    {
      name: "a file that threads wait for",
      base: { instruments: [waits({ disk: 0.5 })] },
      head: { ...slow, tree: { ...tree, writtenBytes: 4096 * requests }, instruments: [waits({ disk: 9 })] },
      expected: {
        ...{ kind: "disk", subject: "/data/journal", unit: "ms/request", request: "GET /orders" },
        ...{ base: expect.closeTo(0.51), head: expect.closeTo(9.1, 0), explains_ratio: expect.closeTo(0.88, 1) },
      },
    },
    {
      name: "writes for each request, by the file that threads were seen to wait for",
      base: { instruments: [waits({ disk: 0 })] },
      head: { ...slow, tree: { ...tree, writtenBytes: 4096 * requests }, instruments: [waits({ disk: 0.1 })] },
      expected: { kind: "disk", subject: "/data/journal", unit: "bytes/request" },
    },
    {
      name: "writes of a file that no thread was seen to wait for",
      base: { instruments: [written(300)] },
      head: { ...slow, tree: { ...tree, writtenBytes: 4096 * requests }, instruments: [written(300)] },
      expected: { kind: "disk", subject: "/data/guests.jsonl", unit: "bytes/request" },
    },
    {
      name: "a lock that threads wait for",
      base: { instruments: [waits({ lock: 30 })] },
      head: { ...slow, instruments: [waits({ lock: 39 })] },
      expected: { kind: "lock_wait", unit: "ms/request", explains_ratio: expect.closeTo(0.9, 0) },
    },
    {
      name: "a lock that goroutines wait for, although their threads seem to wait less",
      base: { instruments: [waits({ lock: 12 }), goroutines(0)] },
      head: { ...slow, instruments: [waits({ lock: 3 }), goroutines(9)] },
      expected: { kind: "lock_wait", subject: "main.(*cache).get", file: "cache.go", line: 12, request: "GET /orders" },
    },
    {
      name: "one goroutine that does what several did at once, and that others wait for",
      base: { instruments: [goroutines(1, 3)] },
      head: { ...slow, instruments: [goroutines(10, 12)] },
      expected: {
        ...{ kind: "event_loop", subject: "main.(*Pool).work", file: "pool.go", line: 17, request: "GET /orders" },
        explains_ratio: expect.closeTo(0.9, 0),
      },
    },
    {
      name: "a lock that goroutines wait for while one of them calls another service",
      base: { others: () => [network(3)], instruments: [goroutines(0)] },
      head: { ...slow, others: () => [network(1)], instruments: [goroutines(9)] },
      expected: { kind: "lock_wait", subject: "main.(*cache).get", request: "GET /orders", unit: "ms/request" },
    },
    {
      name: "a lock that the runtime knows, although its idle threads sleep and others' connections are fewer",
      base: { others: () => [network(3)], instruments: [waits({ lock: 90 }), lockProfile(0)] },
      head: {
        ...{ ...slow, others: () => [network(1)] },
        instruments: [waits({ lock: 70 }), lockProfile(9)],
      },
      expected: { kind: "lock_wait", subject: "Rates.quote(String)", request: "GET /orders", unit: "ms/request" },
    },
    {
      name: "far more writes, whose time in the kernel is CPU time",
      head: { ...slow, cpuMs: 8, tree: { ...tree, writtenBytes: 4096 * requests } },
      expected: { kind: "disk", unit: "bytes/request", request: "GET /orders" },
    },
    {
      name: "work that moved to the event loop's thread",
      base: { tree: { ...tree, busiestThreadMs: 40 }, instruments: [profile("hash", 0.1)] },
      head: { ...slow, tree: { ...tree, busiestThreadMs: 190 }, instruments: [profile("hash", 2.4)] },
      expected: {
        ...{ kind: "event_loop", subject: "hash", file: "a.js", line: 3, request: "GET /orders", unit: "ms/request" },
        ...{ base: expect.closeTo(0.4, 1), head: expect.closeTo(1.9, 0) },
      },
    },
    {
      name: "work that moved to one thread, by the function that takes as long as before",
      base: { tree: { ...tree, busiestThreadMs: 40 }, instruments: [profile("app::draw_band", 1.9)] },
      head: { ...slow, tree: { ...tree, busiestThreadMs: 190 }, instruments: [profile("app::draw_band", 1.9)] },
      expected: { kind: "event_loop", subject: "app::draw_band" },
    },
    {
      name: "work that moved to one thread, with less of it than in several processes",
      base: { cpuMs: 4, tree: { ...tree, busiestThreadMs: 40 } },
      head: { ...slow, cpuMs: 2.5, tree: { ...tree, busiestThreadMs: 190 }, instruments: [waits({ lock: 9 })] },
      expected: { kind: "event_loop", unit: "ms/request", base: expect.closeTo(0.4, 1), head: expect.closeTo(1.9, 0) },
    },
    {
      name: "CPU, although threads also wait for the interpreter's lock",
      base: { instruments: [waits({ lock: 1 })] },
      head: { ...slow, cpuMs: 9, instruments: [waits({ lock: 9 })] },
      expected: { kind: "cpu", explains_ratio: expect.closeTo(0.7, 1) },
    },
    {
      name: "outbound calls of a connection each, of which only the time is known",
      base: { instruments: [{ kind: "outbound", calls: [{ host: "10.0.0.7:80", timeMs: millis(2 * requests) }] }] },
      head: {
        ...{ ...slow, cpuMs: 2.8 },
        instruments: [{ kind: "outbound", calls: [{ host: "10.0.0.7:80", timeMs: millis(11 * requests) }] }],
      },
      expected: { kind: "outbound_calls", subject: "10.0.0.7:80", unit: "ms/request" },
    },
    {
      name: "garbage collection, by the threads that do it",
      base: { tree: { ...tree, gcMs: 10 } },
      head: { ...slow, cpuMs: 11, tree: { ...tree, gcMs: 700 } },
      expected: { kind: "gc", request: "GET /orders", unit: "ms/request" },
    },
    {
      name: "garbage collection, by the threads that do it, and the function that allocates",
      base: { tree: { ...tree, gcMs: 10 }, instruments: [allocations(100_000)] },
      head: { ...slow, cpuMs: 11, tree: { ...tree, gcMs: 700 }, instruments: [allocations(90_000_000)] },
      expected: { kind: "gc", subject: "copyRows", file: "db.js", line: 7, request: "GET /orders" },
    },
    {
      name: "CPU, with the waits for a core that follow from it",
      head: { ...slow, cpuMs: 6, tree: { ...tree, runQueueMs: 320 } },
      expected: { kind: "cpu", base: expect.closeTo(2, 0), explains_ratio: expect.closeTo(0.7, 1) },
    },
    {
      name: "CPU, on a machine where other programs keep the cores busy",
      base: { tree: { ...tree, runQueueMs: 420 } },
      head: { ...slow, cpuMs: 4, tree: { ...tree, runQueueMs: 1100 } },
      expected: { kind: "cpu", explains_ratio: expect.closeTo(0.91, 1) },
    },
    {
      name: "CPU of one thread, with the queue before it",
      base: { tree: { ...tree, busiestThreadMs: 1000, keenestThreadMs: 1000 } },
      head: { ...slow, cpuMs: 5, tree: { ...tree, busiestThreadMs: 3000, keenestThreadMs: 3000 } },
      expected: { kind: "cpu", explains_ratio: expect.closeTo(0.73, 1) },
    },
    {
      name: "CPU of a service that falls behind, whose latency is a queue",
      base: { record: { ...healthy.record, slices: answers([20, 20, 20, 20, 20]) } },
      head: { ms: 3000, cpuMs: 12, record: { ...behind, slices: answers([8, 8, 8, 8, 8]) } },
      expected: { kind: "cpu", explains_ratio: 1 },
    },
    {
      name: "CPU in one function",
      base: { instruments: [profile("parse", 1)] },
      head: { ...slow, cpuMs: 12, instruments: [profile("parse", 11)] },
      expected: {
        kind: "cpu",
        subject: "parse",
        file: "a.js",
        line: 3,
        // Of the CPU time in the rounds that decided, not of the slower extra rounds.
        base: expect.closeTo(1, 1),
        head: expect.closeTo(11, 1),
      },
    },
    {
      name: "garbage collection that is most of more CPU time, behind a latency that nothing explains",
      base: { tree: { ...tree, gcMs: 1 } },
      head: { ms: 60, cpuMs: 3, tree: { ...tree, gcMs: 90 } },
      others: [comparison({ metric: "cpu_per_request", request: "all", outcome: "regressed", base: 2, head: 3 })],
      expected: { kind: "gc", request: "GET /orders" },
    },
    {
      name: "garbage collection that stops the service for a while",
      base: { tree: { ...tree, gcMs: 1 }, record: { ...healthy.record, slices: slices(false) } },
      head: {
        ...{ ms: 28, cpuMs: 3, tree: { ...tree, gcMs: 90 } },
        record: { ...healthy.record, slices: slices(true) },
      },
      expected: { kind: "gc", unit: "ms/request" },
    },
    {
      name: "writes for each request",
      head: { ...slow, tree: { ...tree, writtenBytes: 4096 * requests } },
      expected: { kind: "disk", unit: "bytes/request", request: "GET /orders" },
    },
    {
      name: "writes for each request, by the function that does them",
      base: { instruments: [profile("save", 0.1)] },
      head: {
        ...slow,
        cpuMs: 2.6,
        tree: { ...tree, writtenBytes: 4096 * requests },
        instruments: [profile("save", 0.6)],
      },
      expected: { kind: "disk", subject: "save", file: "a.js", line: 3, request: "GET /orders" },
    },
    {
      name: "a stall, by the function that makes it",
      base: { record: { ...healthy.record, slices: slices(false) }, instruments: [profile("reindex", 0)] },
      head: {
        ...{ ms: 28, record: { ...healthy.record, slices: slices(true) } },
        instruments: [profile("reindex", 2)],
      },
      expected: { kind: "stall", subject: "reindex" },
    },
    {
      name: "a stall, by the function that calls those that make it",
      base: { record: { ...healthy.record, slices: slices(false) }, instruments: [profile("reindex", 0)] },
      head: {
        ...{ ms: 28, record: { ...healthy.record, slices: slices(true) } },
        instruments: [rebuild],
      },
      expected: { kind: "stall", subject: "rebuild", file: "index.js", line: 3 },
    },
    {
      name: "outbound calls that the base does not make",
      base: { instruments: [calls(0)] },
      head: { ...slow, instruments: [calls(2)] },
      expected: { kind: "outbound_calls", subject: "prices:80", base: 0, head: expect.closeTo(2.04) },
    },
    {
      name: "Redis commands",
      base: { others: redis(2) },
      head: { ...slow, others: redis(50) },
      expected: { kind: "redis", subject: "HGET", unit: "1/request" },
    },
    {
      name: "Redis commands that take little time in the server, and more CPU in the service",
      base: { others: redis(2) },
      head: { ...slow, cpuMs: 9, others: redis(10) },
      expected: { kind: "redis", subject: "HGET", base: 2, head: expect.closeTo(10) },
    },
    {
      name: "Redis commands, if the CPU time grew",
      base: { others: redis(2) },
      head: { ...slow, cpuMs: 9, others: redis(10) },
      lead: { metric: "cpu_per_request", base: 2, head: 9 },
      expected: { kind: "redis", subject: "HGET" },
    },
    {
      name: "a row lock, although only the CPU time is shown to differ",
      base: { others: rowLocks(0) },
      head: { ...slow, cpuMs: 2.4, others: rowLocks(0.2) },
      lead: { metric: "cpu_per_request", base: 2, head: 2.4 },
      expected: { kind: "database_locks", request: "GET /orders" },
    },
    {
      name: "a row lock, with a statement that the base does not have",
      base: { others: (noise) => [...rowLocks(0)(), ...named("SELECT … FOR UPDATE", 0, 0)(noise)] },
      head: { ...slow, others: (noise) => [...rowLocks(0.2)(), ...named("SELECT … FOR UPDATE", 10)(noise)] },
      expected: { kind: "database_locks", subject: "SELECT … FOR UPDATE", unit: "ms/request", request: "GET /orders" },
    },
    {
      name: "larger answers",
      head: { ...slow, cpuMs: 8, request: { bodyBytes: 90_000 * requests } },
      expected: { kind: "response_size", request: "GET /orders", base: 1000, head: 90_000 },
    },
    {
      name: "new connections",
      head: { ...slow, record: { ...healthy.record, connectionsOpened: 100 } },
      expected: {
        kind: "connections",
        unit: "1/request",
        base: expect.closeTo(0.049, 3),
        head: expect.closeTo(0.98, 2),
      },
    },
    {
      name: "a database connection for each request",
      base: { others: sessions(0) },
      head: { ...slow, others: sessions(1) },
      expected: { kind: "connections", subject: "PostgreSQL", base: 0, head: expect.closeTo(1, 1), unit: "1/request" },
    },
    {
      name: "a connection for each call of another service",
      base: { instruments: [{ ...calls(2), opened: [{ address: "10.0.0.7:80", count: 3 }] }] },
      head: {
        ...{ ...slow, cpuMs: 3 },
        instruments: [{ ...calls(2), opened: [{ address: "10.0.0.7:80", count: 200 }] }],
      },
      expected: { kind: "connections", subject: "10.0.0.7:80", unit: "1/request", head: expect.closeTo(2, 1) },
    },
    {
      name: "descriptors that are not closed",
      head: {
        ...slow,
        tree: { ...tree, fileDescriptors: 100 },
        request: { outcomes: { ok: 60, "status 500": 40 } },
      },
      lead: { metric: "error_rate", base: 0, head: 0.4 },
      expected: { kind: "file_descriptors", unit: "1/request", request: "GET /orders", base: 0, head: 1 },
    },
    {
      name: "descriptors that are used up at once, by the request that fails",
      head: {
        tree: { ...tree, fileDescriptors: 30 },
        request: { outcomes: { ok: 60, "status 500": 40 } },
        record: { ...healthy.record, idle: [[millis(0), millis(1)]] },
      },
      lead: { metric: "error_rate", base: 0, head: 0.4 },
      expected: { kind: "file_descriptors", request: "GET /orders", head: expect.closeTo(0.3, 2) },
    },
    {
      name: "descriptors up to the limit, although few rounds leave the errors undecided",
      base: { tree: { ...tree, openFilesRatio: 0.1 } },
      head: {
        cpuMs: 9,
        tree: { ...tree, openFilesRatio: 1, fileDescriptors: 40 },
        request: { outcomes: { ok: 60, "status 500": 40 } },
        record: { ...healthy.record, connectionsOpened: 90 },
      },
      lead: { metric: "error_rate", outcome: "inconclusive", base: 0, head: 0.4, interval: [0.05, 0.75] },
      expected: { kind: "file_descriptors", request: "GET /orders", unit: "1" },
    },
    {
      name: "a connection of a client for each request, although it costs CPU time",
      head: { ms: 11, cpuMs: 3, record: { ...healthy.record, connectionsOpened: 102 } },
      lead: { base: 10, head: 11 },
      expected: { kind: "connections", unit: "1/request" },
    },
    {
      name: "a stall",
      base: { record: { ...healthy.record, slices: slices(false) } },
      head: { ms: 28, record: { ...healthy.record, slices: slices(true) } },
      expected: { kind: "stall", base: 0, unit: "ms/request", lasts_ms: 400, every_ms: 5000 },
    },
    {
      name: "collections of a runtime that shows their functions as well, by the function that allocates",
      base: { instruments: [runtime(10), allocations(100_000), profile("garbage collection", 0.4, "")] },
      head: {
        ...{ ...slow, cpuMs: 11 },
        instruments: [runtime(800), allocations(90_000_000), profile("garbage collection", 0.6, "")],
      },
      expected: { kind: "gc", subject: "copyRows", file: "db.js", line: 7 },
    },
    {
      name: "a stall with many collections, of which none is as long",
      base: { record: { ...healthy.record, slices: slices(false) }, instruments: [runtime(10), allocations(100_000)] },
      head: {
        ...{ ms: 28, cpuMs: 6, record: { ...healthy.record, slices: slices(true) } },
        instruments: [runtime(400, 5), allocations(90_000_000)],
      },
      expected: { kind: "stall", lasts_ms: 400 },
    },
    {
      name: "the run queue",
      head: { ...slow, tree: { ...tree, runQueueMs: 1000 } },
      expected: { kind: "run_queue", explains_ratio: expect.closeTo(0.98, 1) },
    },
    {
      name: "failures, by their name",
      head: { request: { outcomes: { ok: 60, "status 503": 40 } } },
      lead: { metric: "error_rate", base: 0, head: 0.4 },
      expected: { kind: "errors", subject: "status 503", request: "GET /orders", explains_ratio: 1 },
    },
  ])("$name", ({ base = {}, head, lead: leading = {}, others = [], expected }) => {
    const comparisons = [comparison({ ...lead, ...leading }), ...others];
    const found = first(explain(base, head, { lead: leading, comparisons }));
    expect(found).toMatchObject(expected);
    expect(found?.evidence).not.toBe("");
  });
});

describe("no cause is named", () => {
  test("for a healthy service, a noisy one, or one that is throttled", () => {
    const unchanged = { outcome: "unchanged", head: 10 } as const;
    const quota = (): readonly Reading[] =>
      [0, 1].map((n) => ({ kind: "cpu_quota", atMs: millis(roundMs * n), cores: 1, throttledMs: millis(900 * n) }));
    expect(explain({}, {}, { lead: unchanged }).changes).toBeUndefined();
    expect(explain({}, {}, { lead: { ...unchanged, outcome: "unstable" }, noise: 0.5 }).changes).toBeUndefined();
    const throttled = explain({ others: quota }, { others: quota }, { lead: { ...unchanged, outcome: "invalid" } });
    expect(throttled.changes).toBeUndefined();
    expect(throttled.bottlenecks?.map(({ arm, kind }) => [arm, kind])).toEqual([
      ["base", "cgroup_throttling"],
      ["head", "cgroup_throttling"],
    ]);
  });

  test("if a slower service shows nothing but noise, in 60 pairs", () => {
    const named = Array.from({ length: 60 }, (_, seed) =>
      first(explain({ others: redis(2) }, { ...slow, others: redis(2) }, { seed, noise: 1.2 })),
    ).filter((change) => change?.kind !== "unexplained");
    expect(named.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ["renamed", [profile("digest", 5)]],
    [
      "inlined",
      [
        {
          ...profile("hash", 0),
          root: {
            frame: { name: "(root)" },
            self: 0,
            children: [{ frame: { name: "main", file: "a.js" }, self: 6 * requests, children: [] }],
          },
        } as InstrumentRecord,
      ],
    ],
  ])("for a function that was %s while CPU time grew elsewhere", (_, ofHead) => {
    const result = explain({ instruments: [profile("hash", 5)] }, { ...slow, cpuMs: 3, instruments: ofHead });
    expect(result.changes?.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["unexplained", undefined],
      ["cpu", undefined],
    ]);
  });

  test("if threads sleep more often, and may wait for calls that nobody counts", () => {
    const others = () => [network(5)];
    const result = explain({ others }, { ...slow, others, tree: { ...tree, voluntarySwitches: 420 } });
    expect(result.changes?.map(({ kind }) => kind)).toEqual(["unexplained", "lock_wait"]);
  });

  test("if threads sleep more often, and use as much more CPU", () => {
    const result = explain({}, { ...slow, cpuMs: 3.6, tree: { ...tree, voluntarySwitches: 420 } });
    expect(first(result)?.kind).toBe("unexplained");
  });

  test("first if the size of the answer moved far less than its time", () => {
    const result = explain({}, { ...slow, request: { bodyBytes: 1100 * requests } });
    expect(result.changes?.map(({ kind }) => kind)).toEqual(["unexplained", "response_size"]);
  });
});

test("a function without a name counts for its caller in the same file", () => {
  const inner = { frame: { name: "(anonymous)", file: "a.js", line: 9 }, self: 0, children: [] };
  const withInner = (ms: number): InstrumentRecord => {
    const leaf = {
      frame: { name: "parse", file: "a.js", line: 3 },
      self: 100,
      children: [{ ...inner, self: ms * 100 }],
    };
    const other = { frame: { name: "(anonymous)", file: "b.js", line: 1 }, self: 100, children: [leaf] };
    return { kind: "cpu_profile", root: { frame: { name: "(root)" }, self: 0, children: [other] } };
  };
  const result = explain({ instruments: [withInner(1)] }, { ...slow, cpuMs: 12, instruments: [withInner(11)] });
  expect(first(result)).toMatchObject({ kind: "cpu", subject: "parse", file: "a.js", line: 3 });
});

test("files that clients' connections need are no leak", () => {
  const connections = (grown: number) => (): readonly Reading[] =>
    [0, 1].map((share) => ({
      ...{ kind: "network", atMs: millis(roundMs * share), sockets: { established: 10 + share * grown } },
    }));
  const failing = { outcomes: { ok: 60, "status 503": 40 } };
  const head = { tree: { ...tree, fileDescriptors: 50 }, others: connections(50), request: failing };
  const result = explain({ others: connections(0) }, head, { lead: { metric: "error_rate", base: 0, head: 0.4 } });
  expect(result.changes?.map(({ kind }) => kind)).toEqual(["errors"]);
});

test("what follows from the first cause is not said beside it", () => {
  const lock = explain(
    { others: () => [network(3)], instruments: [goroutines(0)] },
    { ...slow, others: () => [network(1)], instruments: [goroutines(9)] },
  );
  expect(lock.changes?.map(({ kind }) => kind)).toEqual(["lock_wait"]);
  const size = explain(
    { instruments: [profile("stringify", 0.1, "/app/node_modules/express/lib/response.js")] },
    {
      ...{ ...slow, cpuMs: 6, request: { bodyBytes: 90_000 * requests } },
      instruments: [profile("stringify", 4, "/app/node_modules/express/lib/response.js")],
    },
  );
  expect(size.changes?.map(({ kind }) => kind)).toEqual(["response_size"]);
});

test("functions explain no more than the whole change together", () => {
  const two = (ms: number): InstrumentRecord => {
    const leaf = (name: string) => ({ frame: { name, file: "a.js", line: 3 }, self: ms * requests, children: [] });
    return {
      kind: "cpu_profile",
      root: { frame: { name: "(root)" }, self: 0, children: [leaf("parse"), leaf("sort")] },
    };
  };
  const head = { ...slow, cpuMs: 12, tree: { ...tree, runQueueMs: 600, keenestThreadMs: 3500 }, instruments: [two(6)] };
  const shares = explain({ instruments: [two(1)] }, head).changes?.map(({ explains_ratio }) => explains_ratio);
  expect(shares).toEqual([0.5, 0.5]);
});

test("an answer of another type is said", () => {
  const result = explain(
    { request: { contentTypes: { "application/json": 100 } } },
    { ...slow, request: { contentTypes: { "text/html": 100 } } },
  );
  expect(result.changes?.at(-1)).toMatchObject({
    ...{ kind: "response_size", subject: "text/html", evidence: "the answer is text/html instead of application/json" },
  });
});

test("an improvement is explained the same way", () => {
  const improved = { outcome: "improved", base: 20, head: 10 } as const;
  const result = explain({ ...slow, others: statements(41, 10) }, { others: statements(3, 0.75) }, { lead: improved });
  expect(first(result)).toMatchObject({ kind: "database_statements", explains_ratio: expect.closeTo(0.925, 1) });
});

test("evidence and advice are sentences", () => {
  const result = explain({ others: statements(3, 0.75) }, { ...slow, others: statements(41, 10.25) }, { noise: 0 });
  const { evidence, advice } = first(result) ?? {};
  expect([evidence, advice]).toEqual([
    "41 calls per request instead of 3, which take 10.2 ms instead of 0.75 ms",
    "fetch what a request needs with one statement (a join, or WHERE … IN)",
  ]);
});

test.each([
  ["the request that carries it, if several regressed", ["GET /health", "GET /orders"], "GET /orders"],
  ["the only one that regressed", ["GET /health"], "GET /health"],
])("a cause of the service as a whole names %s", (_, regressed, request) => {
  const comparisons = regressed.map((name) => comparison({ ...lead, request: name }));
  const head = { ...slow, record: { ...healthy.record, connectionsOpened: 60 } };
  expect(first(explain({}, head, { comparisons }))).toMatchObject({ kind: "connections", request });
});

test("a cause that every request has names none of them", () => {
  const head = { ...slow, record: { ...healthy.record, connectionsOpened: 100 } };
  const found = first(explain({}, head));
  expect(found).toMatchObject({ kind: "connections" });
  expect(found?.request).toBeUndefined();
});
