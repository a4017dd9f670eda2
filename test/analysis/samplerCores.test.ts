import { expect, test } from "vitest";
import { samplerCores } from "../../src/analysis/samplerCores.ts";
import { millis } from "../../src/model/unit.ts";

const phase = (...readings: readonly (readonly [atMs: number, cpuMs: number])[]) => ({
  readings: readings.map(([atMs, cpuMs]) => ({ kind: "sampler", atMs: millis(atMs), cpuMs: millis(cpuMs) }) as const),
});

test.for([
  ["10 ms of a second", [phase([500, 100], [900, 104], [1500, 110])], 0.01],
  ["two phases of different length", [phase([0, 0], [1000, 10]), phase([0, 50], [3000, 60])], 0.005],
  ["one reading", [phase([0, 5])], undefined],
  ["a phase without readings", [phase([0, 0], [1000, 10]), phase()], undefined],
] as const)("%s", ([, phases, cores]) => {
  expect(samplerCores(phases)).toBe(cores);
});
