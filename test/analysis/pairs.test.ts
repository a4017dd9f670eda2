import { expect, test } from "vitest";
import { fitsTwoPairs, isDisturbed } from "../../src/analysis/pairs.ts";
import type { Reading } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { armPhase, encodedHistogram, phaseRecord, requestRecord } from "../support/builders.ts";

/** Two readings of a machine, a second apart, on which each core was busy for that long. */
function machine(busyMs: readonly number[], usableCores = busyMs.length): readonly Reading[] {
  const at = (atMs: number, share: number): Reading => ({
    ...{ kind: "system", atMs: millis(atMs), usableCores },
    cores: busyMs.map((ms) => ({ busyMs: millis(7000 + share * ms), stealMs: millis(0), ioWaitMs: millis(0) })),
  });
  return [at(5000, 0), at(6000, 1)];
}

const roundOf = (readings: readonly Reading[]) => ({
  index: -1,
  phases: [
    armPhase({ arm: "head", warmup: true, readings: machine([1000, 1000]) }),
    armPhase({ arm: "base", readings }),
    armPhase({ arm: "head", readings }),
  ],
});

test.each([
  { what: "a quarter of the cores is busy", readings: machine([400, 100]), fits: true },
  { what: "more is busy", readings: machine([400, 101]), fits: false },
  { what: "the job may use one core of two", readings: machine([200, 100], 1), fits: false },
  { what: "the machine was not seen", readings: [], fits: false },
])("a second pair, where $what: $fits", ({ readings, fits }) => {
  expect(fitsTwoPairs(roundOf(readings))).toBe(fits);
});

const answered = (failures: Readonly<Record<string, number>> = {}) =>
  armPhase({ record: phaseRecord([requestRecord("GET /", [1, 1], failures)]) });
const fine = { index: 0, phases: [answered()] };
const failing = { index: 1, phases: [answered({ "status 500": 1 })] };
const late = phaseRecord([requestRecord("GET /", [1])], { sendLag: encodedHistogram([40]) });

test.each([
  { what: "all requests succeed", opening: [fine, fine], rehearsal: fine, disturbed: false },
  { what: "one fails in the second pair only", opening: [fine, failing], rehearsal: fine, disturbed: true },
  { what: "one fails, as in the rehearsal", opening: [fine, failing], rehearsal: failing, disturbed: false },
  {
    what: "the generator is late",
    opening: [{ index: 0, phases: [armPhase({ arm: "base", record: late }), armPhase({ arm: "head", record: late })] }],
    rehearsal: fine,
    disturbed: true,
  },
])("two pairs, where $what: disturbed $disturbed", ({ opening, rehearsal, disturbed }) => {
  expect(isDisturbed(opening, rehearsal)).toBe(disturbed);
});
