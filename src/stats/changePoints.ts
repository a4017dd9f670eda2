import { mean } from "simple-statistics";
import { shuffled } from "./random.ts";

export interface ChangePoint {
  /** Of the first value after the change. */
  readonly index: number;
  /** The means of the stretches that meet there. */
  readonly before: number;
  readonly after: number;
  /** Of "no change within the stretch that was split here". */
  readonly p: number;
}

export interface ChangePointOptions {
  readonly seed: number;
  /** Smallest difference of the means that counts, in the unit of the values. */
  readonly minMagnitude: number;
}

/** Fewest values between two changes, and at either end. */
export const fewestPerSide = 4;

/** A change counts below this p. */
const significance = 0.001;

/**
 * The changes in the mean of a series of finite values, in order: it is split where a permutation test finds it significant
 * (p < 0.001), and so are its parts; then the weakest change is taken back until all are large enough. Values between two
 * changes are taken to be exchangeable. After Daly et al., "The use of change point detection to identify software
 * performance regressions" (ICPE 2020), and Fleming et al., "Hunter" (ICPE 2023).
 */
export function changePoints(
  values: readonly number[],
  { seed, minMagnitude }: ChangePointOptions,
): readonly ChangePoint[] {
  return largeEnough(values, splits(values, 0, seed), minMagnitude);
}

export interface Split {
  /** Where the mean changes; or where it changes and where it changes back. */
  readonly indices: readonly number[];
  /** Of "no change": the share of seeded permutations, itself included, that differ as much somewhere. */
  readonly p: number;
}

const permutations = 4999;

/** Enough permutations have differed as much: what is known of a large p is of no use (Besag & Clifford 1991). */
const enough = 50;

/**
 * The split whose sides differ most by their standard error: of the series in two, or of a stretch from what lies around it
 * (Olshen et al. 2004), without which a rise and a fall hide each other. `undefined` below eight values.
 */
export function likeliestSplit(values: readonly number[], seed: number): Split | undefined {
  if (values.length < 2 * fewestPerSide) return undefined;
  const centre = mean([...values]);
  const centred = Float64Array.from(values, (value) => value - centre);
  const { indices, contrast } = widest(centred);
  const asMuch = contrast * (1 - 1e-9);
  let reached = 0;
  for (let permutation = 1; permutation <= permutations; permutation++) {
    if (widest(shuffled(centred, seed, permutation)).contrast >= asMuch) reached++;
    if (reached === enough) return { indices, p: reached / permutation };
  }
  return { indices, p: (reached + 1) / (permutations + 1) };
}

interface Found {
  readonly index: number;
  readonly p: number;
}

/** The stretch starts at `from` of the whole series. */
function splits(stretch: readonly number[], from: number, seed: number): readonly Found[] {
  const split = likeliestSplit(stretch, seed);
  if (split === undefined || split.p >= significance) return [];
  const starts = [0, ...split.indices];
  return starts.flatMap((start, i) => [
    ...(i === 0 ? [] : [{ index: from + start, p: split.p }]),
    ...splits(stretch.slice(start, starts[i + 1]), from + start, seed),
  ]);
}

function largeEnough(values: readonly number[], found: readonly Found[], minMagnitude: number): readonly ChangePoint[] {
  const points = found.map(({ index, p }, i) => ({
    index,
    before: mean(values.slice(found[i - 1]?.index ?? 0, index)),
    after: mean(values.slice(index, found[i + 1]?.index)),
    p,
  }));
  const magnitudes = points.map(({ before, after }) => Math.abs(after - before));
  const least = Math.min(...magnitudes);
  if (points.length === 0 || least >= minMagnitude) return points;
  return largeEnough(values, found.toSpliced(magnitudes.indexOf(least), 1), minMagnitude);
}

/**
 * Of a stretch against what lies around it: there are many more of these than of splits in two, and the usual single change
 * is not to pay for that. Permutations are weighed alike, so that any weight gives a valid p. Of 100 series with a rise of five
 * standard deviations for 10 of 50 values, splits in two find none and this all; with 1, four values after such a rise at the
 * end are found 70 times instead of 100.
 */
const aroundWeight = 0.8;

/**
 * The split of centred values with the largest sum of squares between its sides, which is that of the largest t: the sum of
 * squares within is what it leaves of the total, and no permutation changes the total.
 */
function widest(centred: Float64Array): { readonly indices: readonly number[]; readonly contrast: number } {
  const n = centred.length;
  const last = n - fewestPerSide;
  const sums = runningSums(centred);
  const weights = Float64Array.from(sums, (_, length) => n / (length * (n - length)));
  let [from, to, contrast] = [0, 0, -1];
  for (let end = fewestPerSide; end <= last; end++) {
    const sum = sums[end] ?? 0;
    const between = sum * sum * (weights[end] ?? 0);
    if (between > contrast) [from, to, contrast] = [0, end, between];
    for (let start = fewestPerSide; start <= end - fewestPerSide; start++) {
      const inside = sum - (sums[start] ?? 0);
      const around = inside * inside * (weights[end - start] ?? 0) * aroundWeight;
      if (around > contrast) [from, to, contrast] = [start, end, around];
    }
  }
  return { indices: from === 0 ? [to] : [from, to], contrast };
}

/** The sum of none, of the first, of the first two, … */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}
