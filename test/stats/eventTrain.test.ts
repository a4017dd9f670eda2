import { describe, expect, test } from "vitest";
import { eventTrain, type TrainSpec } from "../../src/stats/eventTrain.ts";
import { kolmogorov, kolmogorovLimit } from "../support/goodnessOfFit.ts";

const seed = 11;

function times(spec: TrainSpec, count: number, train = 0): readonly number[] {
  const events = eventTrain(spec, seed, train);
  return Array.from({ length: count }, () => {
    const { nextMs } = events;
    events.next();
    return nextMs;
  });
}

const intervals = (of: readonly number[]) => of.slice(1).map((time, i) => time - (of[i] ?? 0));
const mean = (of: readonly number[]) => of.reduce((sum, x) => sum + x, 0) / of.length;
/** The standard deviation, as a share of the mean. */
function variation(of: readonly number[]): number {
  const centre = mean(of);
  return Math.sqrt(mean(of.map((x) => (x - centre) ** 2))) / centre;
}
/** The first events of many trains: the start of a train is a random moment. */
const firsts = (spec: TrainSpec) => Array.from({ length: 4000 }, (_, train) => eventTrain(spec, seed, train).nextMs);

const poisson: TrainSpec = { kind: "poisson", eventsPerSec: 40, deadTimeMs: 5 };
const bursty: TrainSpec = { kind: "bursty", eventsPerSec: 40, size: 5, intervalMs: 4 };

describe("the intervals of a train follow their law", () => {
  test("regular: every 25 ms at 40 per second, from a random phase on", () => {
    const spec: TrainSpec = { kind: "regular", eventsPerSec: 40 };
    for (const interval of intervals(times(spec, 1000))) expect(interval).toBeCloseTo(25, 8);
    expect(kolmogorov(firsts(spec), (ms) => ms / 25)).toBeLessThan(kolmogorovLimit);
  });

  test("poisson: dead time and exponential rest", () => {
    const sample = intervals(times(poisson, 20_001));
    expect(Math.min(...sample)).toBeGreaterThanOrEqual(5 - 1e-6);
    expect(kolmogorov(sample, (ms) => 1 - Math.exp(-(ms - 5) / 20))).toBeLessThan(kolmogorovLimit);
    expect(mean(sample)).toBeCloseTo(25, 0);
    // The coefficient of variation is 1 - rate · dead time.
    expect(variation(sample)).toBeCloseTo(0.8, 1);
  });

  test("poisson: the wait from a random moment on has the density P(interval > t) / mean", () => {
    const residual = (ms: number) => (ms < 5 ? ms / 25 : 0.2 + 0.8 * (1 - Math.exp(-(ms - 5) / 20)));
    expect(kolmogorov(firsts(poisson), residual)).toBeLessThan(kolmogorovLimit);
  });

  test("bursty: four of five intervals are those of a burst, the others a pause", () => {
    const sample = intervals(times(bursty, 50_001));
    const pauses = sample.filter((ms) => ms > 4 + 1e-6);
    expect(pauses.length).toBeCloseTo(sample.length / 5, -1);
    // 5 spikes take 125 ms on average: 16 ms of burst, and a pause of 4 ms and 105 ms more.
    expect(kolmogorov(pauses, (ms) => 1 - Math.exp(-(ms - 4) / 105))).toBeLessThan(kolmogorovLimit);
    expect(mean(sample)).toBeCloseTo(25, 0);
  });

  test("bursty: the start is a random moment", () => {
    const firstMs = firsts(bursty);
    // In a burst 16 / 125 of the time. A pause of t ms is met in proportion to t.
    const pause = (ms: number) => (ms < 4 ? ms / 109 : (4 + 105 * (1 - Math.exp(-(ms - 4) / 105))) / 109);
    const distribution = (ms: number) => (16 / 125) * Math.min(1, ms / 4) + (109 / 125) * pause(ms);
    expect(kolmogorov(firstMs, distribution)).toBeLessThan(kolmogorovLimit);
  });

  test("synchronous: all trains have their events in one window, evenly spread in it", () => {
    const spec: TrainSpec = { kind: "synchronous", eventsPerSec: 10, jitterMs: 6 };
    const trains = Array.from({ length: 200 }, (_, train) => times(spec, 20, train));
    const centre = Array.from({ length: 20 }, (_, n) => mean(trains.map((train) => train[n] ?? 0)));
    const offsets = trains.flatMap((train) => train.map((ms, n) => ms - (centre[0] ?? 0) - 100 * n));
    expect(Math.max(...offsets) - Math.min(...offsets)).toBeLessThanOrEqual(6 + 1e-6);
    const low = Math.min(...offsets);
    expect(kolmogorov(offsets, (ms) => (ms - low) / 6)).toBeLessThan(kolmogorovLimit);
  });
});

test("every kind has the same mean rate from the first second on", () => {
  const kinds: readonly TrainSpec[] = [
    { kind: "regular", eventsPerSec: 40 },
    poisson,
    bursty,
    { kind: "synchronous", eventsPerSec: 40, jitterMs: 1 },
  ];
  const inFirstSecond = (spec: TrainSpec) =>
    mean(Array.from({ length: 1000 }, (_, train) => times(spec, 200, train).filter((ms) => ms < 1000).length));
  for (const spec of kinds) expect(Math.abs(inFirstSecond(spec) - 40)).toBeLessThan(1.1);
});

test("a seed and a number give the same train, and other numbers other trains", () => {
  expect(times(poisson, 50, 3)).toEqual(times(poisson, 50, 3));
  expect(times(poisson, 50, 3)).not.toEqual(times(poisson, 50, 4));
});
