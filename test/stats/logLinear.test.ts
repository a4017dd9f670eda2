import fc from "fast-check";
import { build } from "hdr-histogram-js";
import { expect, test } from "vitest";
import { histogram } from "../../src/stats/histogram.ts";
import { bucketCount, bucketOf, bucketRange } from "../../src/stats/logLinear.ts";

test("two bits give eight buckets of one value, then four buckets for each power of two", () => {
  expect([0, 1, 7, 8, 9, 10, 15, 16, 19, 20, 31, 32].map((value) => bucketOf(value, 2))).toEqual([
    0, 1, 7, 8, 8, 9, 11, 12, 12, 13, 15, 16,
  ]);
  expect([7, 8, 11, 12, 16].map((bucket) => bucketRange(bucket, 2))).toEqual([
    { lowest: 7, width: 1 },
    { lowest: 8, width: 2 },
    { lowest: 14, width: 2 },
    { lowest: 16, width: 4 },
    { lowest: 32, width: 8 },
  ]);
});

test("forall values and precisions: a value lies in its bucket, and there is no gap between buckets", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 12 }), (value, bits) => {
      const bucket = bucketOf(value, bits);
      const { lowest, width } = bucketRange(bucket, bits);
      expect([lowest <= value, value < lowest + width, bucket < bucketCount(bits)]).toEqual([true, true, true]);
      expect(bucketRange(bucket + 1, bits).lowest).toBe(lowest + width);
    }),
  );
});

test("forall times: our counters give the same histogram as HdrHistogram's own recording", () => {
  const times = fc.array(fc.double({ min: 0, max: 3_600_000, noNaN: true }), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(times, (ms) => {
      const ours = histogram();
      const theirs = build({
        bitBucketSize: 32,
        lowestDiscernibleValue: 1,
        highestTrackableValue: 3_600_000_000,
        numberOfSignificantValueDigits: 3,
      });
      for (const one of ms) {
        ours.record(one);
        theirs.recordValue(Math.round(one * 1000));
      }
      const shares = [0.01, 0.25, 0.5, 0.9, 0.99, 1];
      expect([ours.count, ours.max(), ours.mean(), ...shares.map((share) => ours.quantile(share))]).toEqual([
        ms.length,
        theirs.maxValue / 1000,
        theirs.mean / 1000,
        ...shares.map((share) => theirs.getValueAtPercentile(share * 100) / 1000),
      ]);
    }),
  );
});
