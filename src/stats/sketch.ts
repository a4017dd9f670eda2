import { type Histogram, histogram } from "./histogram.ts";
import { bucketOf, bucketsFor, valuesOf } from "./logLinear.ts";

/** Pairs of a value in microseconds and how often it came, ascending: what a sketch hands over. */
export type SketchPairs = readonly number[];

/** Values are kept to one part in 128: two digits. */
const bits = 6;
const size = bucketsFor(bits);

/**
 * A coarse histogram of a short time in 7 KB of counters: recording allocates nothing, and emptying it costs a microsecond, so
 * that a slice of load can close while the next one is being sent.
 */
export class Sketch {
  readonly #counts = new Uint32Array(size);
  #highest = -1;

  record(ms: number): void {
    const index = bucketOf(Math.round(ms * 1000), bits);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    if (index > this.#highest) this.#highest = index;
  }

  /** What was recorded since the last time, and starts anew. */
  take(): SketchPairs {
    const pairs: number[] = [];
    for (let index = 0; index <= this.#highest; index++) {
      const count = this.#counts[index] ?? 0;
      if (count > 0) pairs.push(middleOf(index), count);
    }
    this.#counts.fill(0, 0, this.#highest + 1);
    this.#highest = -1;
    return pairs;
  }
}

/** The middle of what falls into the bucket. */
function middleOf(bucket: number): number {
  const { lowest, width } = valuesOf(bucket, bits);
  return lowest + (width - 1) / 2;
}

export function histogramOfPairs(pairs: SketchPairs): Histogram {
  const made = histogram();
  for (let i = 0; i < pairs.length; i += 2) made.record((pairs[i] ?? 0) / 1000, pairs[i + 1]);
  return made;
}
