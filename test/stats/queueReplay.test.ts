import { describe, expect, test } from "vitest";
import { replayedShares, sustainedPerSec, workFactors } from "../../src/stats/queueReplay.ts";
import { draw } from "../../src/stats/random.ts";

describe("the rate at which 5 % of the requests are slower than the limit", () => {
  const rule = { limitMs: 100, share: 0.05, isPoisson: true };

  test("M/M/1: the response time is exponential, so the rate is mu - ln 20 / limit", () => {
    expect(sustainedPerSec({ perSec: 200, variability: 1 }, rule)).toBeCloseTo(200 - Math.log(20) / 0.1, 6);
  });

  test("M/D/1: close to a simulation of 300,000 requests, 183.9 ± 1", () => {
    expect(Math.abs(sustainedPerSec({ perSec: 200, variability: 0 }, rule) - 184.4)).toBeLessThan(1);
  });

  test("even arrivals of equal work never wait: the rate is that of the service", () => {
    expect(sustainedPerSec({ perSec: 200, variability: 0 }, { ...rule, isPoisson: false })).toBeCloseTo(200, 6);
  });
});

describe("a replay", () => {
  const arrivals = { dueMs: Float32Array.of(0, 1, 2, 30, 31), leadInMs: 1, seed: 1 };

  test("follows Lindley's recursion: the response times after the lead-in are 19, 28, 10, 19", () => {
    expect(replayedShares(arrivals, 100, workFactors(0), [27, 18.5, 9])).toEqual([0.25, 0.75, 1]);
  });

  test("random work has the mean and the variability that were asked for", () => {
    const work = [...workFactors(1)];
    const mean = work.reduce((sum, value) => sum + value, 0) / work.length;
    const variance = work.reduce((sum, value) => sum + (value - mean) ** 2, 0) / work.length;
    expect(mean).toBeCloseTo(1, 2);
    expect(Math.abs(variance - 1)).toBeLessThan(0.1);
  });

  test("forall rates: a slower service has at least as many slow requests", () => {
    const dueMs = Float32Array.from({ length: 500 }, (_, i) => 2500 * draw(3, 1, i)).sort();
    const work = workFactors(0.5);
    const shares = [250, 220, 200, 190, 180, 150].map(
      (perSec) => replayedShares({ dueMs, leadInMs: 500, seed: 2 }, perSec, work, [100])[0] ?? 0,
    );
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBeGreaterThan(0.5);
  });
});
