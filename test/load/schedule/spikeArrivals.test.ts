import { describe, expect, test } from "vitest";
import { arrivalsOf } from "../../../src/load/schedule/arrivals.ts";
import type { Cursor } from "../../../src/load/schedule/cursor.ts";
import type { SpikePattern } from "../../../src/model/generator.ts";
import { millis } from "../../../src/model/unit.ts";
import { eventTrain } from "../../../src/stats/eventTrain.ts";

const spikes: SpikePattern = { kind: "poisson", eventsPerSec: 40, deadTimeMs: millis(2) };
const columns = 7;

function schedule(targets: 1 | 2, of: { spikes?: SpikePattern; interleave?: "request" | "slice" } = {}) {
  const pattern = { kind: "spikeTrains" as const, columns, spikes: of.spikes ?? spikes };
  const { interleave = "request" } = of;
  return arrivalsOf({ pattern, arrival: "even", durationMs: millis(2000), seed: 5, targets, interleave });
}

type Arrival = readonly [dueMs: number, user: number, iteration: number];

function walk(cursor: Cursor): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
    arrivals.push([cursor.dueMs, cursor.user, cursor.iteration]);
  }
  return arrivals;
}

/** Spike n of a column, from the law itself. */
const trainOf = (column: number, endMs: number): readonly number[] => {
  const train = eventTrain(spikes, 5, column);
  const times: number[] = [];
  for (; train.nextMs < endMs; train.next()) times.push(train.nextMs);
  return times;
};

const byTime = (a: Arrival, b: Arrival) => a[0] - b[0];

describe("arrivals of spike trains", () => {
  test("are the spikes of all columns in order, with the column as their user", () => {
    const expected = Array.from({ length: columns }, (_, column) =>
      trainOf(column, 2000).map((ms, n): Arrival => [ms, column, column + n * columns]),
    ).flat();
    expect(walk(schedule(1).cursor(0))).toEqual(expected.toSorted(byTime));
  });

  test("are divided between workers by column", () => {
    const shares = [0, 1, 2].flatMap((worker) => walk(schedule(1).cursor(0, { worker, workers: 3 })));
    expect(shares.toSorted(byTime)).toEqual(walk(schedule(1).cursor(0)));
    expect(walk(schedule(1).cursor(0, { worker: 8, workers: 9 }))).toEqual([]);
  });

  test("are the same for both arms of a duet, and each column keeps its intervals", () => {
    const [base, head] = [walk(schedule(2).cursor(0)), walk(schedule(2).cursor(1))];
    const keyed = (arrivals: readonly Arrival[]) => new Map(arrivals.map(([ms, , iteration]) => [iteration, ms]));
    expect([...keyed(base).keys()].toSorted()).toEqual([...keyed(head).keys()].toSorted());
    const halfGapMs = 500 / (columns * 40);
    const shifts = Array.from({ length: columns }, (_, column) => {
      const of = base.filter(([, user]) => user === column).map(([ms, , n]) => (keyed(head).get(n) ?? Number.NaN) - ms);
      return new Set(of.map((ms) => ms.toFixed(6)));
    });
    expect(shifts.every(({ size }) => size === 1)).toBe(true);
    expect(new Set(shifts.flatMap((of) => [...of]))).toEqual(new Set([halfGapMs.toFixed(6), (-halfGapMs).toFixed(6)]));
  });

  test("come in the target's own time if the arms get slices", () => {
    const sliced = schedule(2, { interleave: "slice" });
    const { timeline } = sliced;
    const expected = walk(schedule(1).cursor(0)).map(([ms, user, n]) => [timeline(1).wallMs(millis(ms)), user, n]);
    expect(walk(sliced.cursor(1))).toEqual(expected);
    expect(sliced.wallDurationMs).toBe(4000);
  });

  test("have no known count", () => {
    expect(schedule(1).count).toBeUndefined();
  });
});
