import { type BucketCounts, bucketBits, decodeHdr, encodeHdr, maxUs } from "./hdrFormat.ts";
import { bucketOf, bucketRange } from "./logLinear.ts";

/** A High Dynamic Range histogram of milliseconds: microsecond resolution, three significant digits, up to one hour. */
export interface Histogram {
  readonly count: number;
  /** Records a value once, or `count` times. */
  record(ms: number, count?: number): void;
  add(other: Histogram): void;
  /** The smallest recorded value that at least `share` of all values do not exceed; `undefined` while empty. */
  quantile(share: number): number | undefined;
  /** How many values are larger than `ms`, to three significant digits. */
  countAbove(ms: number): number;
  mean(): number | undefined;
  max(): number | undefined;
  /** The interchange format of HdrHistogram: V2, compressed, base64. */
  encode(): string;
}

export function histogram(): Histogram {
  return new BucketHistogram();
}

/** Throws if the text is not an encoded histogram. */
export function decodeHistogram(text: string): Histogram {
  const decoded = new BucketHistogram();
  if (text !== emptyText) decoded.addEncoded(text);
  return decoded;
}

export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const sum = histogram();
  for (const one of histograms) sum.add(one);
  return sum;
}

/** Up to this many values are kept one by one. A scenario may list a thousand requests with few values each. */
const fewValues = 32;
/** The most that a counter of 32 bits holds. */
const maxCount = 0xffff_ffff;

interface FilledBuckets extends BucketCounts {
  /** The number of values in this bucket and those before it. */
  readonly upTo: readonly number[];
}

/** Recording takes a few nanoseconds. Its memory depends on its values, and not on the range. */
class BucketHistogram implements Histogram {
  /** The buckets of the first values, as they came. */
  readonly #few: number[] = [];
  /** Counters by bucket, once there are more values. */
  #counts: Uint32Array = noCounts;
  /** After decoding, the upper edge of the highest bucket. */
  #largestUs = 0;
  /** Absent after a new value. */
  #filled: FilledBuckets | undefined;

  record(ms: number, count = 1): void {
    const us = Math.max(0, Math.min(maxUs, Math.round(ms * 1000)));
    if (us > this.#largestUs) this.#largestUs = us;
    this.#addTo(bucketOf(us, bucketBits), count);
  }

  add(other: Histogram): void {
    const added = other as BucketHistogram;
    const { buckets, counts } = added.#fill();
    for (const [i, bucket] of buckets.entries()) this.#addTo(bucket, counts[i] ?? 0);
    this.#largestUs = Math.max(this.#largestUs, added.#largestUs);
  }

  addEncoded(text: string): void {
    const { buckets, counts } = decodeHdr(text);
    for (const [i, bucket] of buckets.entries()) this.#addTo(bucket, counts[i] ?? 0);
    this.#largestUs = Math.min(maxUs, upperEdgeUs(buckets.at(-1) ?? 0));
  }

  get count(): number {
    return this.#fill().upTo.at(-1) ?? 0;
  }

  quantile(share: number): number | undefined {
    const { buckets, upTo } = this.#fill();
    const wanted = share * this.count;
    // Rounding errors of the product must not skip a value.
    const rank = Math.max(1, Math.ceil(wanted - wanted * 2 * Number.EPSILON));
    const bucket = buckets[firstAtLeast(upTo, rank)];
    return bucket === undefined ? undefined : upperEdgeUs(bucket) / 1000;
  }

  countAbove(ms: number): number {
    const { buckets, upTo } = this.#fill();
    const within = buckets.findLastIndex((bucket) => upperEdgeUs(bucket) / 1000 <= ms);
    return this.count - (within < 0 ? 0 : (upTo[within] ?? 0));
  }

  mean(): number | undefined {
    const { buckets, counts } = this.#fill();
    if (buckets.length === 0) return undefined;
    const sumUs = buckets.reduce((sum, bucket, i) => sum + middleUs(bucket) * (counts[i] ?? 0), 0);
    return sumUs / this.count / 1000;
  }

  max(): number | undefined {
    return this.count === 0 ? undefined : this.#largestUs / 1000;
  }

  encode(): string {
    const { buckets, counts } = this.#fill();
    return buckets.length === 0 ? emptyText : encodeHdr({ buckets, counts });
  }

  #addTo(bucket: number, count: number): void {
    this.#filled = undefined;
    if (this.#counts.length === 0) {
      if (count === 1 && this.#few.length < fewValues) {
        this.#few.push(bucket);
        return;
      }
      this.#grow(bucket);
      for (const one of this.#few) this.#addTo(one, 1);
      this.#few.length = 0;
    }
    if (bucket >= this.#counts.length) this.#grow(bucket);
    this.#counts[bucket] = Math.min(maxCount, (this.#counts[bucket] ?? 0) + count);
  }

  /** Room for this bucket, for those up to twice its value, and for the first values. */
  #grow(bucket: number): void {
    const counts = new Uint32Array(Math.max(bucket, ...this.#few) + (1 << bucketBits));
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #fill(): FilledBuckets {
    this.#filled ??= this.#counts.length === 0 ? fillFew(this.#few) : fillCounts(this.#counts);
    return this.#filled;
  }
}

const noCounts = new Uint32Array(0);

function fillFew(few: readonly number[]): FilledBuckets {
  const buckets = [...new Set(few)].toSorted((a, b) => a - b);
  const counts = buckets.map((bucket) => few.filter((one) => one === bucket).length);
  return { buckets, counts, upTo: cumulate(counts) };
}

function fillCounts(all: Uint32Array): FilledBuckets {
  const buckets: number[] = [];
  const counts: number[] = [];
  for (const [bucket, count] of all.entries()) {
    if (count === 0) continue;
    buckets.push(bucket);
    counts.push(count);
  }
  return { buckets, counts, upTo: cumulate(counts) };
}

function cumulate(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}

/** Index of the first of the ascending numbers that is at least `least`; their number if none is. */
function firstAtLeast(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperEdgeUs(bucket: number): number {
  const { lowest, width } = bucketRange(bucket, bucketBits);
  return lowest + width - 1;
}

/** HdrHistogram's median-equivalent value. */
function middleUs(bucket: number): number {
  const { lowest, width } = bucketRange(bucket, bucketBits);
  return lowest + Math.floor(width / 2);
}

/** Every histogram without values has this text. */
const emptyText = encodeHdr({ buckets: [], counts: [] });
