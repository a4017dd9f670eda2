import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histogram } from "../../src/stats/histogram.ts";
import { tailIndex } from "../../src/stats/tail.ts";

function histogramOf(values: readonly number[]) {
  const recorded = histogram();
  for (const value of values) recorded.record(value);
  return recorded;
}

describe("the tail index", () => {
  test("is undefined for an empty histogram", () => {
    expect(tailIndex(histogram())).toBeUndefined();
  });

  test("is the geometric mean of 900 to 990 for 1 to 1000 microseconds", () => {
    // exp((ln 990! - ln 899!) / 91) / 1000, from mpmath.
    expect(tailIndex(histogramOf(Array.from({ length: 1000 }, (_, i) => (i + 1) / 1000)))).toBeCloseTo(
      0.944634737132244,
      12,
    );
  });

  test("is 2^(40/91) for 95 values of 1 ms and 5 of 2 ms: 51 steps read 1, 40 steps read 2", () => {
    expect(tailIndex(histogramOf([...new Array(95).fill(1), ...new Array(5).fill(2)]))).toBeCloseTo(2 ** (40 / 91), 12);
  });

  test("counts a latency of 0 as one microsecond", () => {
    expect(tailIndex(histogramOf([0, 0, 0]))).toBeCloseTo(0.001, 15);
  });

  test("forall latencies: it lies between p90 and p99", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (some) => {
          const values = histogramOf(some);
          const tail = tailIndex(values) ?? Number.NaN;
          expect(tail).toBeGreaterThanOrEqual((values.quantile(0.9) ?? Number.NaN) * (1 - 1e-12));
          expect(tail).toBeLessThanOrEqual((values.quantile(0.99) ?? Number.NaN) * (1 + 1e-12));
        },
      ),
    );
  });
});
