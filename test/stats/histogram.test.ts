import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeHistogram, type Histogram, histogram, mergeHistograms } from "../../src/stats/histogram.ts";

function histogramOf(values: readonly number[]): Histogram {
  const recorded = histogram();
  for (const value of values) recorded.record(value);
  return recorded;
}

/** The value of rank ceil(k/1000 n) among n values, computed in whole numbers. */
function ranked(values: readonly number[], perMille: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.max(1, Math.ceil((perMille * values.length) / 1000)) - 1] ?? Number.NaN;
}

const perMilles = [1, 9, 10, 100, 250, 333, 500, 667, 900, 950, 990, 999, 1000];
const latency = fc.double({ min: 0, max: 60_000, noNaN: true });
const latencies = fc.array(latency, { minLength: 1, maxLength: 200 });

describe("known data", () => {
  test("values up to 2 ms are exact to the microsecond", () => {
    const values = histogramOf([0.25, 0.001, 2.047, 1, 0]);
    expect([0.2, 0.4, 0.6, 0.8, 1].map((share) => values.quantile(share))).toEqual([0, 0.001, 0.25, 1, 2.047]);
    expect({ count: values.count, mean: values.mean(), max: values.max() }).toEqual({
      count: 5,
      mean: 0.6596000000000001,
      max: 2.047,
    });
  });

  test("larger values are exact to a thousandth, and quantiles are the upper edge of the bucket", () => {
    const values = histogramOf([100, 300, 500]);
    expect([0.3, 0.5, 0.99].map((share) => values.quantile(share))).toEqual([100.031, 300.031, 500.223]);
  });

  test("a quantile is the smallest value that the given share does not exceed", () => {
    const hundred = histogramOf(Array.from({ length: 100 }, (_, i) => (i + 1) / 100));
    const shares = [0.001, 0.01, 0.011, 0.5, 0.501, 0.9, 0.95, 0.99, 0.991, 0.999, 1];
    expect(shares.map((share) => hundred.quantile(share))).toEqual([
      0.01, 0.01, 0.02, 0.5, 0.51, 0.9, 0.95, 0.99, 1, 1, 1,
    ]);
  });

  test("an empty histogram has no quantile, mean or max", () => {
    const empty = histogram();
    expect([empty.count, empty.quantile(0.5), empty.mean(), empty.max()]).toEqual([0, undefined, undefined, undefined]);
    const again = decodeHistogram(empty.encode());
    expect([again.count, again.quantile(0.5), again.mean(), again.max()]).toEqual([0, undefined, undefined, undefined]);
  });

  test("values below 0 count as 0, and values above an hour as an hour", () => {
    expect(histogramOf([-3]).quantile(1)).toBe(0);
    expect(histogramOf([7_200_000]).max()).toBe(3_600_000);
  });

  test("a text that is not a histogram does not decode", () => {
    expect(() => decodeHistogram("no histogram")).toThrow();
    expect(() => decodeHistogram("")).toThrow();
  });
});

describe("laws", () => {
  test("forall latencies and shares: a quantile is at most a thousandth above the value of its rank", () => {
    fc.assert(
      fc.property(latencies, (some) => {
        const values = histogramOf(some);
        const wrong = perMilles.filter((perMille) => {
          const [got, want] = [values.quantile(perMille / 1000) ?? Number.NaN, ranked(some, perMille)];
          return !(got >= want - 0.00051 && got <= want * 1.001 + 0.00051);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  test("forall latencies: decoding restores the histogram, and encoding it again gives the same text", () => {
    fc.assert(
      fc.property(fc.array(latency, { maxLength: 100 }), (some) => {
        const values = histogramOf(some);
        const text = values.encode();
        const again = decodeHistogram(text);
        expect(again.encode()).toBe(text);
        expect(again.count).toBe(some.length);
        expect(perMilles.map((k) => again.quantile(k / 1000))).toEqual(perMilles.map((k) => values.quantile(k / 1000)));
      }),
    );
  });

  test("forall latencies and partitions: merging the parts gives the whole", () => {
    fc.assert(
      fc.property(fc.array(latencies, { maxLength: 5 }), (parts) => {
        expect(mergeHistograms(parts.map(histogramOf)).encode()).toBe(histogramOf(parts.flat()).encode());
        expect(mergeHistograms(parts.map((part) => decodeHistogram(histogramOf(part).encode()))).encode()).toBe(
          histogramOf(parts.flat()).encode(),
        );
      }),
    );
  });

  test("forall latencies: merging does not change the parts", () => {
    fc.assert(
      fc.property(latencies, latencies, (one, other) => {
        const [first, second] = [histogramOf(one), histogramOf(other)];
        mergeHistograms([first, second]);
        expect([first.encode(), second.encode()]).toEqual([histogramOf(one).encode(), histogramOf(other).encode()]);
      }),
    );
  });
});

test("a thousand histograms with a few values each allocate no counters", () => {
  const before = process.memoryUsage().arrayBuffers;
  const histograms = Array.from({ length: 1000 }, () => histogramOf([5.3, 8, 1200]));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 ** 2);
  expect(histograms.map(({ count }) => count)).toEqual(new Array(1000).fill(3));
});
