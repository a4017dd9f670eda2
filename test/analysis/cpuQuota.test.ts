import { expect, test } from "vitest";
import { quotaProblem } from "../../src/analysis/cpuQuota.ts";
import { usableMachine } from "../../src/analysis/phases.ts";
import type { Reading } from "../../src/model/reading.ts";

const reading = (atMs: number, throttledMs: number): Reading => ({ kind: "cpu_quota", atMs, cores: 0.5, throttledMs });
const phase = (...readings: readonly Reading[]) => ({ readings });

test("a quota that holds the job back for more than 3 % of a phase makes it useless", () => {
  expect(quotaProblem([phase(reading(1000, 70), reading(2000, 100))])).toBe(undefined);
  expect(quotaProblem([phase(reading(0, 0), reading(1000, 5)), phase(reading(5000, 70), reading(6000, 150))])).toBe(
    "the job's CPU quota of 0.5 cores was used up (the kernel held the job back for 8 % of the time): raise the quota, or lower the rate",
  );
  // Several cores wait at the same time.
  expect(quotaProblem([phase(reading(0, 0), reading(1000, 4000))])).toContain("for 100 % of the time");
});

test("without readings nothing is known", () => {
  expect([quotaProblem([]), quotaProblem([phase()]), quotaProblem([phase(reading(0, 0))])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("shares refer to what the job may use", () => {
  const machine = { cpu_model: "x", cores: 64, memory_bytes: 2 ** 38, kernel: "Linux 6", node: "24.0.0" };
  expect(usableMachine(machine)).toEqual({ cores: 64, memoryBytes: 2 ** 38 });
  expect(usableMachine({ ...machine, cpu_limit: 0.5, memory_limit_bytes: 2 ** 28 })).toEqual({
    cores: 0.5,
    memoryBytes: 2 ** 28,
  });
});
