import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histogram } from "../../src/stats/histogram.ts";
import { tailIndex } from "../../src/stats/tail.ts";

function of(values: readonly number[]) {
  const made = histogram();
  for (const value of values) made.record(value);
  return made;
}

describe("the tail index", () => {
  test("of nothing is nothing", () => {
    expect(tailIndex(histogram())).toBeUndefined();
  });

  test("of 1 to 1000 microseconds is the geometric mean of 900 to 990", () => {
    // exp((ln 990! - ln 899!) / 91) / 1000, from mpmath.
    expect(tailIndex(of(Array.from({ length: 1000 }, (_, i) => (i + 1) / 1000)))).toBeCloseTo(0.944634737132244, 12);
  });

  test("of 95 values of 1 ms and 5 of 2 ms is 2 to the 40/91: 51 steps read 1, 40 read 2", () => {
    expect(tailIndex(of([...new Array(95).fill(1), ...new Array(5).fill(2)]))).toBeCloseTo(2 ** (40 / 91), 12);
  });

  test("takes a latency of 0 for one of a microsecond", () => {
    expect(tailIndex(of([0, 0, 0]))).toBeCloseTo(0.001, 15);
  });

  test("forall latencies: it lies between p90 and p99", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (some) => {
          const values = of(some);
          const tail = tailIndex(values) ?? Number.NaN;
          expect(tail).toBeGreaterThanOrEqual((values.quantile(0.9) ?? Number.NaN) * (1 - 1e-12));
          expect(tail).toBeLessThanOrEqual((values.quantile(0.99) ?? Number.NaN) * (1 + 1e-12));
        },
      ),
    );
  });
});
