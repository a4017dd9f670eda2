import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram as Hdr } from "hdr-histogram-js";

/** A High Dynamic Range histogram of milliseconds: microsecond steps, three significant digits, up to an hour. */
export interface Histogram {
  readonly count: number;
  record(ms: number): void;
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
      highestTrackableValue: 3_600_000_000,
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

function wrap(hdr: Hdr): Wrapped {
  const filled = (value: () => number) => (hdr.totalCount > 0 ? value() / 1000 : undefined);
  return {
    hdr,
    get count() {
      return hdr.totalCount;
    },
    record: (ms) => hdr.recordValue(Math.min(3_600_000_000, Math.max(0, Math.round(ms * 1000)))),
    add: (other) => hdr.add((other as Wrapped).hdr),
    quantile: (share) => filled(() => hdr.getValueAtPercentile(share * 100)),
    mean: () => filled(() => hdr.mean),
    max: () => filled(() => hdr.maxValue),
    encode: () => encodeIntoCompressedBase64(hdr),
  };
}
