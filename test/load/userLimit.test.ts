import { expect, test } from "vitest";
import { machineUserLimit, userLimitRecord } from "../../src/load/userLimit.ts";
import type { LoadPattern } from "../../src/model/plan.ts";

test.for([
  { openFiles: 1_048_576, targets: 1, limit: 10_000 },
  { openFiles: 1_048_576, targets: 2, limit: 5_000 },
  { openFiles: Number.POSITIVE_INFINITY, targets: 1, limit: 10_000 },
  { openFiles: 4096, targets: 2, limit: 1920 },
  { openFiles: 256, targets: 1, limit: 128 },
  { openFiles: 1, targets: 2, limit: 1 },
])("without a limit in loadgate.yml, $openFiles open files hold $limit users on each of $targets targets", (row) => {
  expect(machineUserLimit(row.openFiles, row.targets)).toBe(row.limit);
});

const constant: LoadPattern = { kind: "constant", ratePerSec: 100 };
const burst: LoadPattern = { kind: "burst", size: 50, intervalMs: 1000 };

const waits = { arrivals: 600, waited: 300, longestWaitMs: 2000, users: 500, busyMs: 500 * 1500 };

test.for([
  // 100/s · 1.5 s = 150, and three times the root of that.
  { why: "Little's law", pattern: constant, limit: 100, busyMs: 1500, needed: 190 },
  {
    why: "the peak of a ramp",
    pattern: { kind: "ramp", fromPerSec: 0, toPerSec: 100 },
    limit: 100,
    busyMs: 1500,
    needed: 190,
  },
  // 20 users were busy, so a stall filled the limit. In its 2 s there were 200 arrivals more.
  { why: "the queue after a stall", pattern: constant, limit: 100, busyMs: 200, needed: 300 },
  { why: "a burst that ends before the next", pattern: burst, limit: 10, busyMs: 900, needed: 50 },
  { why: "two bursts at once", pattern: burst, limit: 10, busyMs: 1100, needed: 100 },
] as const)("the users that would do: $why", ({ pattern, limit, busyMs, needed }) => {
  const measured = { ...waits, busyMs: waits.users * busyMs };
  expect(userLimitRecord([measured], { limit, source: "config", pattern }).needed).toBe(needed);
});

test("counts over all workers", () => {
  const other = { arrivals: 400, waited: 0, longestWaitMs: 0, users: 400, busyMs: 400 * 1500 };
  expect(userLimitRecord([waits, other], { limit: 100, source: "machine", pattern: constant })).toEqual({
    limit: 100,
    source: "machine",
    arrivals: 1000,
    waited: 300,
    longestWaitMs: 2000,
    needed: 190,
  });
});
