import { expect, test } from "vitest";
import { notSeen } from "../../src/analysis/causes/notSeen.ts";
import type { MonitorSpec } from "../../src/model/plan.ts";
import type { Reading } from "../../src/model/reading.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { armPhase, loadPlan, readings } from "../support/builders.ts";

const plan = loadPlan({ kind: "constant", ratePerSec: perSec(1) });
const withMonitors = (monitors: Partial<MonitorSpec>) => ({
  explain: { ...plan.explain, budgetMs: millis(1) },
  monitors: { ...plan.monitors, ...monitors },
});
const postgresSpec = { url: { base: "postgres://localhost/a", head: "postgres://localhost/b" } };
const roundsWith = (...ofHead: readonly Reading[]) => [
  { index: 0, phases: [armPhase({ arm: "base" }), armPhase({ readings: [...readings([0, 0, 1]), ...ofHead] })] },
];
const postgres = (isOwn: boolean): Reading => ({ kind: "postgres", atMs: millis(0), isOwn });

test("says what is not configured", () => {
  expect(notSeen({ plan, rounds: [{ index: 0, phases: [armPhase()] }] })).toEqual([
    "functions, statements and calls: explain.budget is 0s",
    "database: monitors.postgres is not set",
    "Redis: monitors.redis is not set",
    "CPU time and waits of the service's processes",
  ]);
});

test.each<[string, readonly Reading[], string]>([
  ["nothing was read", [], "database: monitors.postgres gave no readings"],
  [
    "both share it",
    [postgres(false)],
    "database: base and head share it, so that its counters do not tell them apart; give each its own, or set monitors.postgres.env",
  ],
  [
    "it does not count statements",
    [postgres(true)],
    "SQL statements: the database does not load pg_stat_statements, and monitors.postgres.env is not set",
  ],
])("says what a configured database does not tell if %s", (_, ofHead, text) => {
  const sight = { plan: withMonitors({ postgres: postgresSpec }), rounds: roundsWith(...ofHead) };
  expect(notSeen(sight)).toEqual([text, "Redis: monitors.redis is not set"]);
});

test("counters of the machine are of both arms, if both get load at once", () => {
  const system: Reading = { kind: "system", atMs: millis(0), cores: [], usableCores: 2 };
  expect(notSeen({ plan: withMonitors({}), rounds: roundsWith(system) }).at(-1)).toBe(
    "disks and network of each build: both run at once, so that the machine's counters are of both",
  );
});
