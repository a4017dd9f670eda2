import { describe, expect, test } from "vitest";
import { pairedRates } from "../../../src/analysis/capacity/pairedRates.ts";
import type { Restart } from "../../../src/analysis/capacity/restarts.ts";
import { hodgesLehmann } from "../../../src/stats/paired.ts";

const restartOf = (arm: Restart["arm"], places: readonly number[]): Restart => ({
  arm,
  restart: 0,
  trials: [],
  places,
});

function shiftOf(base: readonly number[], head: readonly number[], headPlaces: readonly number[]): number {
  const ofTrials = [base, head];
  const restarts = [restartOf("base", [0, 1, 2, 3, 4]), restartOf("head", headPlaces)];
  const [ofBase = 0, ofHead = 0] = pairedRates(restarts, { ofTrials, logRates: ofTrials.map(hodgesLehmann) });
  expect((ofBase + ofHead) / 2).toBeCloseTo((hodgesLehmann(base) + hodgesLehmann(head)) / 2);
  return ofBase - ofHead;
}

/** The machine drifts. */
const base = [5, 5.1, 5.2, 5.3, 5.4];

describe("the difference of base and head in a restart is that of the trials in turn", () => {
  test("also if the machine drifts", () => {
    expect(shiftOf(base, [4.9, 5, 5.1, 5.2, 5.3], [0, 1, 2, 3, 4])).toBeCloseTo(0.1);
  });

  test("also if a neighbour disturbed a trial of the head", () => {
    expect(shiftOf(base, [4.9, 5, 4.6, 5.2, 5.3], [0, 1, 2, 3, 4])).toBeCloseTo(0.1);
  });

  test("also if two trials of the head were left out", () => {
    expect(shiftOf(base, [4.9, 5, 5.3], [0, 1, 4])).toBeCloseTo(0.1);
  });

  test("with fewer than three pairs left, the estimates of both arms remain", () => {
    expect(shiftOf(base, [4.9, 5], [0, 1])).toBeCloseTo(5.2 - 4.95);
  });
});
