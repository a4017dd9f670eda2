import { expect, test } from "vitest";
import { isDisturbed, obstacleToTwoPairs } from "../../src/analysis/pairs.ts";
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

const network = (outbound?: Readonly<Record<string, number>>): Reading => ({
  ...{ kind: "network", atMs: millis(5000) },
  ...(outbound && { outbound }),
});

const roundOf = (ofMachine: readonly Reading[], ofService: readonly Reading[]) => ({
  index: -1,
  phases: [
    armPhase({ arm: "head", warmup: true, readings: [...machine([1000, 1000]), network({})] }),
    armPhase({ arm: "base", readings: [...ofMachine, network({})] }),
    armPhase({ arm: "head", readings: [...ofMachine, ...ofService] }),
  ],
});

test.each([
  { what: "a quarter of the cores is busy", readings: machine([400, 100]), reason: undefined },
  { what: "more is busy", readings: machine([400, 110]), reason: "one pair keeps 26 % of the cores busy" },
  {
    what: "the job may use one core of two",
    readings: machine([200, 100], 1),
    reason: "one pair keeps 30 % of the cores busy",
  },
  { what: "the machine was not seen", readings: [], reason: "nobody could see how busy the machine is" },
])("an obstacle to a second pair, where $what: $reason", ({ readings, reason }) => {
  expect(obstacleToTwoPairs(roundOf(readings, [network({})]))).toBe(reason);
});

test.each([
  { what: "has no connection to others", readings: [network({ "127.0.0.1:5432": 0 })], reason: undefined },
  { what: "is seen some of the time", readings: [network(), network({})], reason: undefined },
  {
    what: "is connected to a database",
    readings: [network({}), network({ "127.0.0.1:5432": 1 })],
    reason: "the services use 127.0.0.1:5432 together",
  },
  { what: "cannot be seen", readings: [network()], reason: "nobody could see the connections of the head service" },
])("an obstacle to a second pair of a service that $what: $reason", ({ readings, reason }) => {
  expect(obstacleToTwoPairs(roundOf(machine([100, 100]), readings))).toBe(reason);
});

const answered = (ms: number, failed = 0) => ({
  index: 0,
  phases: [
    armPhase({
      record: phaseRecord([requestRecord("GET /", new Array(100 - failed).fill(ms), { "status 500": failed })]),
    }),
  ],
});
const fine = answered(1);
const failing = answered(1, 1);
const late = phaseRecord([requestRecord("GET /", [1])], { sendLag: encodedHistogram([40]) });

test.each([
  { what: "all requests succeed", opening: [fine, fine], rehearsal: fine, disturbed: false },
  { what: "one fails in the second pair only", opening: [fine, failing], rehearsal: fine, disturbed: true },
  { what: "no more fail than in the rehearsal", opening: [failing, failing], rehearsal: failing, disturbed: false },
  { what: "far more fail", opening: [answered(1, 8), answered(1, 8)], rehearsal: failing, disturbed: true },
  {
    what: "responses take less than half as long again",
    opening: [answered(8.5), answered(8.5)],
    rehearsal: answered(6),
    disturbed: false,
  },
  { what: "they take longer", opening: [answered(10), answered(10)], rehearsal: answered(6), disturbed: true },
  { what: "a fast service takes twice as long", opening: [answered(1.9)], rehearsal: fine, disturbed: false },
  {
    what: "the generator is late",
    opening: [{ index: 0, phases: [armPhase({ arm: "base", record: late }), armPhase({ arm: "head", record: late })] }],
    rehearsal: fine,
    disturbed: true,
  },
])("two pairs, where $what: disturbed $disturbed", ({ opening, rehearsal, disturbed }) => {
  expect(isDisturbed(opening, rehearsal)).toBe(disturbed);
});
