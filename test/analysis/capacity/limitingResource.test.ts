import { describe, expect, test } from "vitest";
import { limitingResource } from "../../../src/analysis/capacity/limitingResource.ts";
import { otherCores } from "../../../src/analysis/capacity/otherProcesses.ts";
import type { BottleneckKind } from "../../../src/model/cause.ts";
import type { Reading } from "../../../src/model/reading.ts";
import type { PhaseRecord } from "../../../src/model/record.ts";
import type { Trial } from "../../../src/model/trial.ts";
import { bytes, millis, ratio } from "../../../src/model/unit.ts";

const trial = (ratePerSec: number, changed: Partial<Trial> = {}): Trial => ({
  ...{ arm: "head", purpose: "sample", restart: 0, seed: 1, ratePerSec, playedPerSec: ratePerSec },
  ...{ leadInMs: millis(500), durationMs: millis(2000), due: 200, successful: 200, beyond: {} },
  // A request takes 10 ms.
  ...{ finishedPerSec: Math.min(ratePerSec, 100), inService: ratePerSec / 100, isGeneratorLate: false },
  ...{ quickMs: millis(10), medianMs: millis(20), drainMs: millis(0), cpuCores: 0.1, busiestThread: 0.1 },
  ...changed,
});
/** Its requests queued up: the service finishes 100 per second. */
const queued = { quickMs: millis(20), medianMs: millis(200), drainMs: millis(400) };
const around = (changed: Partial<Trial>) => [
  trial(10),
  trial(98, changed),
  trial(105, { ...queued, ...changed }),
  trial(110, { ...queued, ...changed }),
];

describe("what limits a service at its capacity", () => {
  test.each<[string, string, readonly Trial[]]>([
    ["cpu", "uses all cores", around({ cpuCores: 1.9, busiestThread: 0.98 })],
    ["cpu_single_core", "has one busy thread", around({ cpuCores: 1.02, busiestThread: 0.97 })],
    ["cpu_single_core", "uses one core, as far as is known", around({ cpuCores: 1.02 }).map(withoutThread)],
    ["lock_wait", "works within a lock, by several threads", around({ cpuCores: 0.98, busiestThread: 0.3 })],
    ["unknown", "uses one core with many threads", around({ cpuCores: 1.02, busiestThread: 0.3 }).slice(0, 2)],
    ["lock_wait", "handles one request at a time with a free CPU", around({})],
    ["pool_wait", "handles four at a time", around({}).with(0, trial(10, { inService: 0.4 }))],
    // By chance 16 % less than 10 ms in one trial, and 12 % more in the other.
    [
      "pool_wait",
      "handles two at a time",
      [trial(5), trial(10, { inService: 0.17 }), trial(40, { inService: 1.07 }), ...around({}).slice(1)],
    ],
    [
      "lock_wait",
      "handles one at a time with waiting",
      [trial(10, { inService: 0.11 }), trial(40, { inService: 0.67 }), ...around({}).slice(1)],
    ],
    [
      "lock_wait",
      "waits for acknowledgements",
      around({}).with(0, trial(10, { inService: 0.5, ackDelayMs: millis(40) })),
    ],
    ["lock_wait", "is cold in its first trial", [trial(5, { inService: 1 }), ...around({})]],
    ["runner", "shares the machine", around({ cpuCores: 1.9, limits: ["runner", "run_queue"] })],
    ["database_locks", "waits for locks of the database", around({ limits: ["database_locks", "cpu_single_core"] })],
    ["disk", "waits for the disk", around({ limits: ["disk"] })],
    ["unknown", "cannot be seen", around({}).map(({ cpuCores: _, busiestThread: __, ...seen }) => seen)],
  ])("%s: it %s", (kind, _, trials) => {
    expect(limitingResource(trials, 100, 2).kind).toBe(kind);
  });

  test("an answer of fewer than half of the trials does not count", () => {
    const limits: readonly BottleneckKind[] = ["redis"];
    expect(limitingResource([...around({}), trial(100, { limits })], 100, 2)).toEqual({ kind: "lock_wait" });
  });

  test("calls to another service, if the queued requests have more files open than their own connections", () => {
    const calling = (openFiles: number) => [
      trial(10, { openFiles: 12, connectionsOpened: 2, remote: "10.0.0.9:443" }),
      trial(98, { openFiles: 16, connectionsOpened: 2 }),
      ...[105, 110].map((perSec) => trial(perSec, { ...queued, inService: 20, openFiles, connectionsOpened: 10 })),
    ];
    expect(limitingResource(calling(65), 100, 2)).toEqual({ kind: "outbound_calls", remote: "10.0.0.9:443" });
    // 24 connections of the load generator, and a pool of a few more.
    expect(limitingResource(calling(12 + 24 + 6), 100, 2)).toEqual({ kind: "lock_wait" });
  });

  test("all cores, if a database on the same machine works because of the load, and the machine, if others work anyway", () => {
    const others = (withLittle: number) => [
      ...[10, 20].map((perSec) => trial(perSec, { otherCores: withLittle })),
      ...around({ cpuCores: 0.7, otherCores: 1.2, limits: ["runner"] }).slice(1),
    ];
    expect(limitingResource(others(0.1), 100, 2)).toEqual({ kind: "cpu" });
    expect(limitingResource(others(1.1), 100, 2)).toEqual({ kind: "runner" });
  });
});

function withoutThread({ busiestThread: _, ...rest }: Trial): Trial {
  return rest;
}

test("the cores of other processes are what neither the service nor the load generator used", () => {
  const core = (busyMs: number) => ({ busyMs: millis(busyMs), stealMs: millis(0), ioWaitMs: millis(0) });
  const system = (atMs: number, ...busyMs: number[]): Reading => ({
    ...{ kind: "system", atMs: millis(atMs), cores: busyMs.map(core), usableCores: 2 },
  });
  const tree = (atMs: number, cpuMs: number): Reading => ({
    ...{ kind: "process_tree", atMs: millis(atMs), cpuMs: millis(cpuMs), rssBytes: bytes(1) },
  });
  const generator: NonNullable<PhaseRecord["generator"]> = {
    ...({ workers: 1, client: "http1", clock: "ticker", largestBurst: 1 } as const),
    ...{ cpuMs: millis(200), wallMs: millis(1000), busyRatio: ratio(0.2), longestStallMs: millis(0) },
  };
  const record: PhaseRecord = {
    ...{ requests: [], slices: [], unmeasuredRequests: 0, idle: [], generator },
    ...{ startMs: millis(0), offeredMs: millis(1000), durationMs: millis(1000) },
  };
  const readings = [system(0, 100, 50), tree(0, 10), system(1000, 1000, 950), tree(1000, 710)];
  // 1.8 cores were busy, 0.7 of them by the service and 0.2 by the load generator.
  expect(otherCores({ readings, record })).toBeCloseTo(0.9, 9);
  expect(otherCores({ readings: readings.slice(0, 2), record })).toBeUndefined();
});
