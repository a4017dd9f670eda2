import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Schedule } from "../../../src/load/schedule/arrivals.ts";
import { arrivalKinds } from "../../../src/model/plan.ts";
import { millis } from "../../../src/model/unit.ts";
import { dueTimes } from "../../support/arrivalSchedule.ts";
import { burstPattern, ratedPatterns, requestsBetween } from "../../support/loadPatterns.ts";

/** The Kolmogorov-Smirnov distance of numbers in [0, 1] from an even spread, times the root of their count. */
const distance = (values: readonly number[]) => {
  const n = values.length;
  const gaps = values.toSorted((a, b) => a - b).map((value, i) => Math.max(value - i / n, (i + 1) / n - value));
  return Math.max(...gaps) * Math.sqrt(n);
};

describe("worked distributions", () => {
  test("Poisson arrivals follow the rate, and their gaps are exponential", () => {
    for (const pattern of ratedPatterns) {
      const durationMs = millis(30_000);
      const due = dueTimes({ pattern, durationMs, arrival: "poisson", seed: 5 });
      const total = requestsBetween({ pattern, durationMs }, 0, durationMs);
      expect(due.length).toBe(Math.floor(total + 1e-9));
      const positions = due.map((ms) => requestsBetween({ pattern, durationMs }, 0, ms));
      const gaps = positions.map((position, n) => position - (positions[n - 1] ?? 0));
      // Below 1.95 in 999 of 1,000 cases.
      expect(distance(positions.map((position) => position / total))).toBeLessThan(1.95);
      expect(distance(gaps.map((gap) => 1 - Math.exp(-gap)))).toBeLessThan(1.95);
    }
  });

  test("in windows of ten, Poisson arrivals vary as much as their mean, even ones not at all", () => {
    const dispersion = (of: Partial<Schedule>) => {
      const counts = new Array<number>(2000).fill(0);
      for (const ms of dueTimes({ ratePerSec: 1000, durationMs: millis(20_000), ...of })) {
        counts[Math.floor(ms / 10)] = (counts[Math.floor(ms / 10)] ?? 0) + 1;
      }
      return counts.reduce((sum, n) => sum + (n - 10) ** 2, 0) / 1999 / 10;
    };
    // Four standard deviations, each the root of 2 / 1999.
    expect(Math.abs(dispersion({ arrival: "poisson", seed: 2 }) - 1)).toBeLessThan(0.127);
    expect(dispersion({ arrival: "even", seed: 2 })).toBe(0);
  });

  test("Poisson bursts come at burst times, with varying sizes, the same for both targets", () => {
    const of = { pattern: burstPattern, durationMs: millis(150_000), arrival: "poisson", seed: 4, targets: 2 } as const;
    const due = dueTimes(of);
    expect(due.length).toBe(2500);
    expect(due.filter((ms) => ms % 1500 !== 0)).toEqual([]);
    expect(dueTimes(of, 1)).toEqual(due);
    const sizes = [...Map.groupBy(due, (ms) => ms).values()].map(({ length }) => length);
    const dispersion = sizes.reduce((sum, n) => sum + (n - 25) ** 2, 0) / 99 / 25;
    expect(Math.abs(dispersion - 1)).toBeLessThan(0.57);
  });

  test("the jitter fills its interval evenly, and each target comes first equally often", () => {
    const of = { targets: 2, ratePerSec: 1000, durationMs: millis(20_000), seed: 3 } as const;
    const head = dueTimes(of, 1);
    const pairs = dueTimes(of).map((ms, n) => [ms, head[n] ?? 0] as const);
    const cells = new Array<number>(10).fill(0);
    for (const [n, pair] of pairs.entries()) {
      const cell = Math.min(9, Math.floor(20 * (Math.min(...pair) - n)));
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    // Nine degrees of freedom: below 27.88 in 999 of 1,000 cases.
    expect(cells.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.88);
    // Four standard deviations of 20,000 draws.
    expect(Math.abs(pairs.filter(([a, b]) => a < b).length - 10_000)).toBeLessThan(283);
  });

  test("a seed always gives these schedules, to the nanosecond, on every machine", () => {
    const fingerprint = (of: Partial<Schedule>) => {
      const due = [0, 1].flatMap((target) => dueTimes({ seed: 7, targets: 2, ...of }, target));
      const bytes = Buffer.from(Float64Array.from(due, (ms) => Math.round(ms * 1e6)).buffer);
      return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    };
    const fingerprints = [...ratedPatterns, burstPattern].map((pattern) =>
      arrivalKinds.map((arrival) => fingerprint({ pattern, arrival })).join(" "),
    );
    // Computed a second time by a Python program, from the integrals alone, with 30 digits.
    expect(fingerprints).toEqual([
      "dbb52b5b5e26 4fa83e4fd88f",
      "2b6c18bc974f ae29fcbb92d1",
      "f61464f530cb d3f61a847c7b",
      "783499bfcc04 29adc96fb646",
      "eed5faaa2afe c7bd7d9ad751",
      "217931d4110e 86caf874e951",
      "5a884f6e7e55 b5fec747b54f",
    ]);
  });
});
