import { describe, expect, test } from "vitest";
import { bottlenecks } from "../../../src/analysis/bottlenecks/bottlenecks.ts";
import type { InstrumentRecord, PostgresReading, Reading, TreeReading } from "../../../src/model/reading.ts";
import type { PhaseRecord } from "../../../src/model/record.ts";
import { bytes, millis, ratio } from "../../../src/model/unit.ts";
import { armPhase, generatorRecord, phaseRecord, requestRecord } from "../../support/builders.ts";

const machine = { cores: 2, memoryBytes: bytes(1024 ** 3) };
/** Ten requests of 10 ms in a second. */
const ten = requestRecord("GET /", Array(10).fill(10));

/** One answer a second, of ten requests in four seconds. */
const behind = Array.from({ length: 4 }, () => ({ requests: [{ outcomes: { ok: 1 }, responseTimeUs: [10_000, 1] }] }));

interface Seen {
  readonly readings?: readonly Reading[];
  readonly records?: readonly InstrumentRecord[];
  readonly record?: PhaseRecord;
}

function limitsOf({ readings = [], records = [], record = phaseRecord([ten]) }: Seen) {
  const instrumented = [{ arm: "head", round: 0, requests: 10, requestsByName: {}, records } as const];
  return bottlenecks({ rounds: [{ index: 0, phases: [armPhase({ readings, record })] }], machine, instrumented });
}

/** Two readings, a second apart. `n` is 0 and 1. */
const twice = (reading: (n: number, atMs: number) => Reading): readonly Reading[] =>
  [0, 1].map((n) => reading(n, 1000 * n));

/** Counters of the process tree that grow from 0 within a second. */
const tree = ({ rssBytes = bytes(1024 ** 2), ...grown }: Partial<TreeReading>): readonly Reading[] =>
  twice((n, atMs) => ({
    ...{ kind: "process_tree", atMs: millis(atMs), cpuMs: millis(0), rssBytes },
    ...Object.fromEntries(Object.entries(grown).map(([key, value]) => [key, n * Number(value)])),
  }));

const system = (stealMs: number, ioMs: number): readonly Reading[] =>
  twice((n, atMs) => ({
    ...{ kind: "system", atMs: millis(atMs), usableCores: 1, pressureMs: { io: millis(n * ioMs) } },
    cores: [{ busyMs: millis(0), stealMs: millis(n * stealMs), ioWaitMs: millis(0) }],
  }));

const postgres = (more: Partial<PostgresReading>) =>
  twice((_, atMs) => ({ kind: "postgres", atMs: millis(atMs), isOwn: true, ...more }));

const statements = (calls: number, timeMs: number): InstrumentRecord => ({
  ...{ kind: "statements", database: "postgres" },
  statements: [{ text: "SELECT 1", calls, timeMs: millis(timeMs) }],
});

const ofQuota = twice((n, atMs) => ({ kind: "cpu_quota", atMs: millis(atMs), cores: 1, throttledMs: millis(200 * n) }));
const ofContainer = twice((n, atMs) => ({
  ...{ kind: "container", name: "service", atMs: millis(atMs), cpuMs: millis(0), throttledMs: millis(300 * n) },
}));
const ofNetwork = twice((n, atMs) => ({
  ...{ kind: "network", atMs: millis(atMs), acceptQueue: 20, listenOverflows: 7 * n },
}));
const full = { ...generatorRecord, busyRatio: ratio(0.97) };
const locked = { connections: 9, activeConnections: 4, waits: { "Lock:tuple": 3 } };

test.each<[string, Seen, object]>([
  [
    "the job's quota",
    { readings: ofQuota },
    { kind: "cgroup_throttling", evidence: "the job waited for its CPU quota for 20 % of the time" },
  ],
  [
    "the container's quota",
    { readings: ofContainer },
    { kind: "cgroup_throttling", evidence: "the container waited for its CPU quota for 30 % of the time" },
  ],
  [
    "the host",
    { readings: system(200, 0) },
    { kind: "runner", evidence: "the machine's host gave 20 % of its CPU to others" },
  ],
  ["the load generator", { record: phaseRecord([ten], { generator: full }) }, { kind: "generator" }],
  [
    "failures",
    { record: phaseRecord([requestRecord("GET /", [1], { "status 500": 3 })]) },
    { kind: "errors", evidence: "75 % of the requests failed" },
  ],
  [
    "many statements",
    { records: [statements(400, 80)] },
    { kind: "database_statements", subject: "SELECT 1", evidence: "40 calls per request take 8 ms of 10 ms" },
  ],
  ["one slow statement", { records: [statements(10, 80)] }, { kind: "database_slow_statement", subject: "SELECT 1" }],
  [
    "a full pool",
    { readings: postgres({ connections: 4, activeConnections: 4 }) },
    { kind: "pool_wait", evidence: "all of its 4 connections are busy 100 % of the time" },
  ],
  [
    "locks of the database",
    { readings: postgres(locked) },
    { kind: "database_locks", evidence: "3 of 4 connections wait for a lock, on average" },
  ],
  [
    "locks of the database at a low rate, where most of the active connections wait",
    { readings: postgres({ connections: 9, activeConnections: 0.06, waits: { "Lock:tuple": 0.04 } }) },
    { kind: "database_locks" },
  ],
  [
    "the database's connections",
    { readings: postgres({ allConnections: 100, maxConnections: 100 }) },
    { kind: "connections", evidence: "100 of the database's 100 connections are taken" },
  ],
  [
    "outbound calls",
    { records: [{ kind: "outbound", calls: [{ host: "prices:80", calls: 20, timeMs: millis(70) }] }] },
    { kind: "outbound_calls", subject: "prices:80" },
  ],
  [
    "the run queue",
    { readings: tree({ runQueueMs: millis(400) }) },
    { kind: "run_queue", evidence: "threads are ready and wait for a core for 40 ms of 10 ms per request" },
  ],
  [
    "a long collection",
    { records: [{ kind: "runtime", name: "node", longestGcMs: millis(140) }] },
    { kind: "gc", evidence: "the longest collection took 140 ms" },
  ],
  [
    "one core",
    { readings: tree({ cpuMs: millis(1100), keenestThreadMs: millis(990) }) },
    { kind: "cpu_single_core", evidence: "one thread is busy, or waits for its core, 99 % of the time" },
  ],
  [
    "one core of an arm that gets its load in turn with the other one",
    {
      readings: tree({ cpuMs: millis(550), keenestThreadMs: millis(490) }),
      record: phaseRecord([ten], { idle: [[millis(500), millis(1000)]] }),
    },
    { kind: "cpu_single_core" },
  ],
  [
    "one core that the threads of a build share, which falls behind",
    {
      readings: tree({ cpuMs: millis(970), keenestThreadMs: millis(300), runQueueMs: millis(90) }),
      record: phaseRecord([ten], { offeredMs: millis(4000), durationMs: millis(8000), slices: behind }),
    },
    {
      kind: "cpu_single_core",
      evidence: "it falls behind its load, and its threads together use 97 % of one core",
    },
  ],
  [
    "the event loop",
    { records: [{ kind: "runtime", name: "node", eventLoopUtilization: ratio(0.97) }] },
    { kind: "cpu_single_core", evidence: "its event loop is busy 97 % of the time" },
  ],
  [
    "all cores",
    { readings: tree({ cpuMs: millis(1900), keenestThreadMs: millis(990) }) },
    { kind: "cpu", evidence: "it uses 95 % of the job's 2 cores" },
  ],
  ["the disk", { readings: [...system(0, 500), ...tree({ writtenBytes: bytes(40_960) })] }, { kind: "disk" }],
  [
    "the accept queue",
    { readings: ofNetwork },
    { kind: "network", evidence: "7 connections found the accept queue full" },
  ],
  [
    "new connections",
    { record: phaseRecord([ten], { connectionsOpened: 10 }) },
    { kind: "connections", evidence: "1 new connections per request" },
  ],
  ["memory", { readings: tree({ rssBytes: bytes(1000 * 1024 ** 2) }) }, { kind: "memory" }],
])("%s", (_, seen, expected) => {
  const found = limitsOf(seen);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ arm: "head", ...expected });
});

describe("an arm that reaches no limit", () => {
  test("has none, with what was seen", () => {
    const grown = { cpuMs: millis(200), runQueueMs: millis(60), keenestThreadMs: millis(190), writtenBytes: bytes(99) };
    expect(limitsOf({ readings: tree(grown) })).toEqual([
      {
        ...{ kind: "none", arm: "head", confidence: 0.7 },
        evidence: "nothing that was looked at reached its limit; it uses 10 % of the CPU",
      },
    ]);
  });

  test("is less sure if nothing was read", () => {
    expect(limitsOf({})).toEqual([
      { kind: "none", arm: "head", confidence: 0.3, evidence: "nothing that was looked at reached its limit" },
    ]);
  });
});

test("the first question comes first: the runner, then waits, then CPU", () => {
  const grown = { runQueueMs: millis(300), cpuMs: millis(1000), keenestThreadMs: millis(990) };
  const kinds = limitsOf({ readings: [...system(200, 0), ...tree(grown)] }).map(({ kind }) => kind);
  expect(kinds).toEqual(["runner", "run_queue", "cpu_single_core"]);
});
