import { describe, expect, test } from "vitest";
import { capacityFindings } from "../../src/gate/capacityFindings.ts";
import { checkScenario } from "../../src/gate/checkedScenario.ts";
import { comparePaired } from "../../src/gate/pairedComparison.ts";
import type { MeasuredScenario } from "../../src/model/results.ts";
import type { ArmCapacity, CapacityOutcome } from "../../src/model/scalability.ts";
import { metricChange, metricThreshold } from "../../src/wording/metricText.ts";

const empty = { sla: { p95: 100 }, arms: [], limits: {}, recommendations: [], trials: [] };

const scenario = (heads: readonly number[]): MeasuredScenario => ({
  id: "limit",
  mode: { kind: "alternate", reason: "" },
  phases: [],
  limits: [],
  scalability: empty,
  rounds: heads.map((capacity, index) => ({
    index,
    base: { capacity: 1000 * (1 + 0.002 * index), requests: { all: { due: 1, failed: 0 } } },
    head: { capacity, requests: { all: { due: 1, failed: 0 } } },
  })),
});

const compare = (heads: readonly number[]) =>
  comparePaired(
    { scenario: "limit", request: "all", metric: "capacity", gating: true },
    checkScenario(scenario(heads)),
    { minimum: { effect: 0.1, floor: 0 }, alpha: 0.01 },
  );

test("a capacity that fell is a regression, in changes with the sign of the change", () => {
  const { outcome, change_ratio = 0, interval, min_effect_ratio = 0 } = compare([800, 804, 798, 801]);
  expect(outcome).toBe("regressed");
  expect(change_ratio).toBeCloseTo(-0.2, 2);
  expect(interval?.[0]).toBeLessThan(change_ratio);
  expect(interval?.[1]).toBeGreaterThan(change_ratio);
  expect(min_effect_ratio).toBeCloseTo(1 / 1.1 - 1, 9);
  expect(metricThreshold("capacity", min_effect_ratio)).toBe("−9.1 %");
  expect(metricChange("capacity", -0.2, [-0.21, -0.19])).toBe("−20 % [−21, −19]");
});

test("a tenth less capacity is called, in either direction, and an equal pair is unchanged", () => {
  expect(compare([899, 903, 901, 904]).outcome).toBe("regressed");
  expect(compare([1112, 1110, 1114, 1113]).outcome).toBe("improved");
  expect(compare([1002, 1001, 1005, 1003]).outcome).toBe("unchanged");
});

describe("the verdict on a search without a number", () => {
  const armOf = (arm: ArmCapacity["arm"], outcome: CapacityOutcome): ArmCapacity => ({ arm, outcome, restarts: [] });
  const found = (arm: ArmCapacity["arm"], value: number): ArmCapacity => ({
    ...armOf(arm, { kind: "found" }),
    max_sustainable_per_sec: { value, interval: [0.95 * value, 1.05 * value], limited_by: "cpu", first_broken: "p95" },
  });
  const failures = (...arms: ArmCapacity[]) =>
    capacityFindings({ ...scenario([]), scalability: { ...empty, arms }, comparisons: [], sla: [] })?.map(
      ({ failure }) => failure,
    );
  const beyond = { kind: "beyond_reach", per_sec: 12_000, by: "generator" } as const;

  test.each<[string, readonly string[] | undefined, ArmCapacity[]]>([
    ["both found: the comparison decides", undefined, [found("base", 100), found("head", 90)]],
    ["limits that break at once", ["sla"], [armOf("head", { kind: "fails_at_lowest", per_sec: 1 })]],
    ["a service that ends", ["sla"], [armOf("head", { kind: "died", per_sec: 500, reason: "exit code 1" })]],
    ["a leak", ["inconclusive"], [armOf("head", { kind: "not_sustained", reason: "slow" })]],
    ["restarts that contradict each other", ["inconclusive"], [armOf("head", { kind: "irregular" })]],
    ["too little time", ["inconclusive"], [armOf("head", { kind: "too_little_time", restarts: 1 })]],
    ["a head beyond reach", [], [found("base", 100), armOf("head", beyond)]],
    ["only the base beyond reach", ["regression"], [armOf("base", beyond), found("head", 3000)]],
    ["no head", ["invalid"], [found("base", 100)]],
  ])("%s", (_, wanted, arms) => {
    expect(failures(...arms)).toEqual(wanted);
  });
});
