import { expect, test } from "vitest";
import { dependencyDifferences } from "../../src/analysis/dependencyDifferences.ts";
import { dependenciesCpuMs } from "../../src/analysis/dependencyUsage.ts";
import type { Arm } from "../../src/model/plan.ts";
import type { ContainerReading } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { armPhase, phaseRecord, requestRecord } from "../support/builders.ts";

const container = (name: string, atMs: number, cpuMs: number): ContainerReading => ({
  kind: "container",
  name,
  atMs: millis(atMs),
  cpuMs: millis(cpuMs),
});

/** Ten requests, for which the database's container uses that CPU time. The service's own container works more, too. */
function phaseOf(arm: Arm, databaseMs: number) {
  const record = phaseRecord([requestRecord("GET /", Array(10).fill(1))]);
  const readings = [
    container("db", 0, 500),
    container("service", 0, 100),
    container("db", 1000, 500 + databaseMs),
    container("service", 1000, arm === "head" ? 900 : 100),
  ];
  return armPhase({ arm, record, readings });
}

const roundsOf = (base: readonly number[], head: readonly number[]) =>
  base.map((ms, index) => ({ index, phases: [phaseOf("base", ms), phaseOf("head", head[index] ?? 0)] }));

test("a database that works more for each request differs; the service's own container is not looked at", () => {
  const interval = [expect.closeTo(0.4), expect.closeTo(0.4)];
  expect(dependencyDifferences(roundsOf([10, 11, 9, 10], [14, 15, 13, 14]))).toEqual([
    { name: "db", difference: { base: 1, head: expect.closeTo(1.4), interval, p: expect.closeTo(0) }, matters: true },
  ]);
});

test("a difference below 4 % does not matter", () => {
  const [found] = dependencyDifferences(roundsOf([10, 10, 10, 10], [10.3, 10.3, 10.3, 10.3]));
  expect(found?.matters).toBe(false);
});

test("a database that only one arm has costs the other one nothing", () => {
  const without = roundsOf([0, 0, 0], [3, 3, 3]).map(({ index, phases }) => ({
    index,
    phases: phases.map((phase) =>
      phase.arm === "head"
        ? phase
        : { ...phase, readings: phase.readings.filter((one) => one.kind !== "container" || one.name === "service") },
    ),
  }));
  expect(dependencyDifferences(without)).toMatchObject([{ name: "db", difference: { base: 0, head: 0.3 } }]);
});

test("the CPU time of all dependencies is that of each, without the service and without what had ended before", () => {
  const phase = phaseOf("head", 14);
  const ended = container("seed", 0, 900);
  const cache = [container("cache", 0, 7), container("cache", 1000, 8)];
  expect(dependenciesCpuMs([{ ...phase, readings: [...phase.readings, ended, ...cache] }])).toBe(1.5);
  expect(dependenciesCpuMs([{ ...phase, readings: [container("service", 0, 1), ended] }])).toBeUndefined();
});

test("a container that is not seen on one arm has no difference", () => {
  const rounds = roundsOf([10, 10, 10, 10], [14, 14, 14, 14]).map(({ index, phases: [base, head] }) => ({
    index,
    phases: [...(base === undefined ? [] : [{ ...base, readings: [] }]), ...(head === undefined ? [] : [head])],
  }));
  expect(dependencyDifferences(rounds)).toEqual([]);
});
