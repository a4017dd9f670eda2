import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram as Hdr } from "hdr-histogram-js";
import { bucketOf, bucketsFor, valuesOf } from "./logLinear.ts";

/** A High Dynamic Range histogram of milliseconds: microsecond steps, three significant digits, up to an hour. */
export interface Histogram {
  readonly count: number;
  /** That value, once or `count` times. */
  record(ms: number, count?: number): void;
  add(other: Histogram): void;
  /** The smallest recorded value that at least `share` of all values do not exceed; `undefined` while empty. */
  quantile(share: number): number | undefined;
  mean(): number | undefined;
  max(): number | undefined;
  /** The interchange format of HdrHistogram: V2, compressed, base64. */
  encode(): string;
}

export function histogram(): Histogram {
  return wrap(
    build({
      bitBucketSize: 32,
      lowestDiscernibleValue: 1,
      highestTrackableValue: mostUs,
      numberOfSignificantValueDigits: 3,
    }),
  );
}

/** Throws where the text is not an encoded histogram. */
export function decodeHistogram(text: string): Histogram {
  return wrap(decodeFromCompressedBase64(text, 32));
}

export function merged(histograms: readonly Histogram[]): Histogram {
  const sum = histogram();
  for (const each of histograms) sum.add(each);
  return sum;
}

interface Wrapped extends Histogram {
  readonly hdr: Hdr;
}

/** Of each power of two: three significant digits, as the histogram itself keeps. */
const bits = 10;
const mostUs = 3_600_000_000;

/** Counts into plain counters, at a few nanoseconds each, which the histogram takes over when it is looked at. */
function wrap(hdr: Hdr): Wrapped {
  let counts: Uint32Array | undefined;
  let end = 0;
  let greatestUs = 0;
  const filled = (value: () => number) => (settled().totalCount > 0 ? value() / 1000 : undefined);

  function settled(): Hdr {
    if (counts === undefined || end === 0) return hdr;
    // The greatest value of all is told exactly.
    hdr.recordValue(greatestUs);
    counts[end - 1] = (counts[end - 1] ?? 1) - 1;
    for (let bucket = 0; bucket < end; bucket++) {
      const count = counts[bucket] ?? 0;
      if (count > 0) hdr.recordValueWithCount(valuesOf(bucket, bits).lowest, count);
    }
    counts.fill(0, 0, end);
    end = 0;
    greatestUs = 0;
    return hdr;
  }

  return {
    get hdr() {
      return settled();
    },
    get count() {
      return settled().totalCount;
    },
    record(ms, count = 1) {
      counts ??= new Uint32Array(bucketsFor(bits));
      const us = Math.max(0, Math.min(mostUs, Math.round(ms * 1000)));
      const bucket = bucketOf(us, bits);
      counts[bucket] = (counts[bucket] ?? 0) + count;
      if (bucket >= end) end = bucket + 1;
      if (us > greatestUs) greatestUs = us;
    },
    add: (other) => settled().add((other as Wrapped).hdr),
    quantile: (share) => filled(() => hdr.getValueAtPercentile(share * 100)),
    mean: () => filled(() => hdr.mean),
    max: () => filled(() => hdr.maxValue),
    encode: () => encodeIntoCompressedBase64(settled()),
  };
}
