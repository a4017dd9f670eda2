import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OpenLoopPattern, rateIntegralOf } from "../../../src/load/schedule/rateIntegral.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { requestsBetween, timedPatterns } from "../../support/loadPatterns.ts";

/** Rounding error of a number of requests: far below one, even for 1e9. */
const rounding = (requests: number) => 1e-9 + 1e-12 * requests;
/** Arrivals are counted, so no share of them is smaller than this. */
const smallestPart = 1e-12;
const part = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => (share < smallestPart ? 0 : share));
const wide = timedPatterns({ maxPerSec: 100_000, maxMs: 4 * 3_600_000 });

describe("laws of the integral of a rate", () => {
  test("forall patterns: the total is the numerical integral of the rate", () => {
    fc.assert(
      fc.property(wide, (played) => {
        const { total } = rateIntegralOf(played.pattern, millis(played.durationMs));
        expect(Math.abs(total - requestsBetween(played, 0, played.durationMs))).toBeLessThanOrEqual(rounding(total));
      }),
      { numRuns: 500 },
    );
  });

  test("forall patterns and numbers of arrivals: the rate integrates to that number until their time", () => {
    fc.assert(
      fc.property(wide, part, (played, share) => {
        const { total, timeMs } = rateIntegralOf(played.pattern, millis(played.durationMs));
        fc.pre(total > 0);
        const atMs = timeMs(share * total);
        // The last digits of a time, in requests, at the highest rate of a wave.
        const lastDigits = 8 * Number.EPSILON * played.durationMs * 200;
        const error = Math.abs(requestsBetween(played, 0, atMs) - share * total);
        expect(error).toBeLessThanOrEqual(rounding(total) + lastDigits);
      }),
      { numRuns: 1000 },
    );
  });

  test("forall patterns: every time is inside the phase, even at the end and just beyond", () => {
    fc.assert(
      fc.property(wide, part, (played, share) => {
        const { total, timeMs } = rateIntegralOf(played.pattern, millis(played.durationMs));
        fc.pre(total > 0);
        const moments = [0, share * total, total, total + 1e-9].map(timeMs);
        expect(moments.filter((ms) => !(ms >= 0 && ms < played.durationMs))).toEqual([]);
        expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });
});

describe("worked integrals", () => {
  const moments = (pattern: OpenLoopPattern, durationMs: number, arrivals: readonly number[]) => {
    const { total, timeMs } = rateIntegralOf(pattern, millis(durationMs));
    return [total, ...arrivals.map(timeMs)];
  };
  const ramp = (fromPerSec: number, toPerSec: number): OpenLoopPattern => ({
    kind: "ramp",
    fromPerSec: perSec(fromPerSec),
    toPerSec: perSec(toPerSec),
  });

  test("a ramp from 0 sends the n-th request at the square root of n, a ramp to 0 the same backwards", () => {
    expect(moments(ramp(0, 10), 10_000, [0, 0.5, 2, 12.5, 32])).toEqual([50, 0, 1000, 2000, 5000, 8000]);
    expect(moments(ramp(10, 0), 10_000, [0, 18, 37.5, 48, 49.5])).toEqual([50, 0, 2000, 5000, 8000, 9000]);
  });

  test("a flat ramp is constant, an almost flat one nearly so", () => {
    expect(moments(ramp(5, 5), 10_000, [0, 1, 49])).toEqual([50, 0, 200, 9800]);
    expect(moments(ramp(5, 5 + 1e-12), 10_000, [49])[1]).toBeCloseTo(9800, 6);
  });

  test("a ramp to 0 separates its last requests to the nanosecond, hours into a phase", () => {
    const { total, timeMs } = rateIntegralOf(ramp(100_000, 0), millis(7_200_000));
    const lasts = [2, 8, 32].map((n) => 7_200_000 - timeMs(total - n));
    // With a slope of 125/9 per s², the last n requests take the square root of 2n / slope.
    expect(
      lasts.map((ms, i) => ms - Math.sqrt((2e6 * 4 ** i * 2 * 7200) / 100_000)).filter((d) => Math.abs(d) > 1e-6),
    ).toEqual([]);
  });

  test("a spike without a base starts with its first request and includes its last one", () => {
    const spike: OpenLoopPattern = {
      kind: "spike",
      basePerSec: perSec(0),
      peakPerSec: perSec(100),
      spikeAtMs: millis(300),
      spikeDurationMs: millis(200),
    };
    const [total, first, middle, last] = moments(spike, 1000, [0, 10, 20]);
    expect([total, first, middle]).toEqual([20, 300, 400]);
    expect(last).toBe(500 - 2 ** -44);
  });

  test("the end of the phase cuts a spike off, or comes before it", () => {
    const spike = (spikeAtMs: number): OpenLoopPattern => ({
      kind: "spike",
      basePerSec: perSec(10),
      peakPerSec: perSec(100),
      spikeAtMs: millis(spikeAtMs),
      spikeDurationMs: millis(1000),
    });
    expect(moments(spike(500), 1000, [4, 5, 55 - 10])).toEqual([55, 400, 500, 900]);
    expect(moments(spike(2000), 1000, [4])).toEqual([10, 400]);
    expect(moments(spike(0), 2000, [50, 105])).toEqual([110, 500, 1500]);
  });

  test("three steps in a phase have whole counts", () => {
    const steps: OpenLoopPattern = { kind: "steps", ratesPerSec: [perSec(1000), perSec(2000), perSec(3000)] };
    expect(moments(steps, 10_000_000, [])).toEqual([20_000_000]);
    expect(moments(steps, 3000, [500, 1000, 2000, 4500])).toEqual([6000, 500, 1000, 1500, 2500]);
  });

  test("a wave has its mean over each period, and more in its upper half", () => {
    const wave: OpenLoopPattern = {
      kind: "sine",
      meanPerSec: perSec(100),
      amplitudePerSec: perSec(50),
      periodMs: millis(1000),
    };
    const upper = 50 + 50 / Math.PI;
    const [total, ...at] = moments(wave, 3000, [upper, 100, 200 + upper, 100 + upper]);
    expect(total).toBeCloseTo(300, 9);
    expect(at.map((ms) => Math.round(ms * 1e6) / 1e6)).toEqual([500, 1000, 2500, 1500]);
    expect(moments({ ...wave, meanPerSec: perSec(0), amplitudePerSec: perSec(0) }, 3000, [])).toEqual([0]);
  });

  test("bursts come at whole intervals, but not at the very end", () => {
    const burst: OpenLoopPattern = { kind: "burst", size: 3, intervalMs: millis(250) };
    expect(moments(burst, 1000, [0, 2.9, 3, 11.9, 12])).toEqual([12, 0, 0, 250, 750, 750]);
    expect(moments(burst, 1000.5, [12])).toEqual([15, 1000]);
    expect(moments(burst, 1, [0])).toEqual([3, 0]);
    // Rounding makes 3 * 0.1 greater than 0.1 + 0.1 + 0.1.
    expect(moments({ kind: "burst", size: 1, intervalMs: millis(0.1) }, 3 * 0.1, [])).toEqual([3]);
  });
});
