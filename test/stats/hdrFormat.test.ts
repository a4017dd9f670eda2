import fc from "fast-check";
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64 } from "hdr-histogram-js";
import { expect, test } from "vitest";
import { decodeHdr, encodeHdr } from "../../src/stats/hdrFormat.ts";
import { decodeHistogram, histogram } from "../../src/stats/histogram.ts";

const latencies = fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { maxLength: 300 });
const shares = [0.001, 0.5, 0.9, 0.99, 1];

function libraryHistogram(valuesUs: readonly number[]) {
  const hdr = build({
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
  });
  for (const us of valuesUs) hdr.recordValue(us);
  return hdr;
}

function ownHistogram(valuesUs: readonly number[]) {
  const own = histogram();
  for (const us of valuesUs) own.record(us / 1000);
  return own;
}

test("forall latencies: HdrHistogram reads our text, and we read its text", () => {
  fc.assert(
    fc.property(latencies, (valuesUs) => {
      const [library, own] = [libraryHistogram(valuesUs), ownHistogram(valuesUs)];
      const readByLibrary = decodeFromCompressedBase64(own.encode());
      expect(readByLibrary.totalCount).toBe(valuesUs.length);
      expect(shares.map((share) => readByLibrary.getValueAtPercentile(100 * share))).toEqual(
        shares.map((share) => library.getValueAtPercentile(100 * share)),
      );
      expect(readByLibrary.mean).toBe(library.mean);
      expect(decodeHdr(encodeIntoCompressedBase64(library))).toEqual(decodeHdr(own.encode()));
    }),
  );
});

test("forall latencies: count, mean, maximum and quantiles are those of HdrHistogram", () => {
  fc.assert(
    fc.property(latencies, (valuesUs) => {
      fc.pre(valuesUs.length > 0);
      const [library, own] = [libraryHistogram(valuesUs), ownHistogram(valuesUs)];
      expect([own.count, own.max(), ...shares.map((share) => own.quantile(share))]).toEqual([
        library.totalCount,
        library.maxValue / 1000,
        ...shares.map((share) => library.getValueAtPercentile(100 * share) / 1000),
      ]);
      expect(own.mean()).toBeCloseTo(library.mean / 1000, 6);
    }),
  );
});

test("large counts and long runs of empty buckets are kept", () => {
  const values = { buckets: [0, 2, 20_000], counts: [4_294_967_295, 1, 300] };
  expect(decodeHdr(encodeHdr(values))).toEqual(values);
});

const few = encodeHdr({ buckets: [3, 5], counts: [1, 2] });

test.each([
  ["cut off", Buffer.from(few, "base64").subarray(0, 30).toString("base64")],
  ["with another byte", few.replace("A", "B")],
  ["with a byte more", Buffer.concat([Buffer.from(few, "base64"), Buffer.of(0)]).toString("base64")],
])("a short text %s does not decode", (_, text) => {
  expect(() => decodeHistogram(text)).toThrow();
});
