/** Scales of the charts. Horizontal positions are in percent of the width, so that text and dots never stretch. */

export type Scale = (value: number) => number;

/** Maps [low, high] to [from, to]. */
export function linear([low, high]: Range, [from, to]: Range): Scale {
  return (value) => round(from + ((to - from) * (value - low)) / (high - low));
}

export type Range = readonly [number, number];

/** The range of the values, extended on both sides by `share` of its length. It is never empty. */
export function padded(values: readonly number[], share: number): Range {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = Math.max(share * (high - low), Number.EPSILON, 1e-6 * Math.abs(high));
  return [low - margin, high + margin];
}

/** A range of changes. Zero is inside of it, never at its edge. */
export function changeRange(changes: readonly number[]): Range {
  const largest = Math.max(...changes.map(Math.abs), 0) || 0.01;
  return padded([-largest / 6, largest / 6, ...changes], 0.06);
}

/** An extent this many times as large as three quarters of them is an outlier. */
const outlierFactor = 4;

/** The largest extent that is no outlier. */
export function usualExtent(extents: readonly number[]): number {
  const ascending = extents.toSorted((a, b) => a - b);
  const usual = ascending[Math.ceil(0.75 * ascending.length) - 1] ?? 0;
  return ascending.findLast((extent) => extent <= outlierFactor * usual) ?? usual;
}

/** About `count` round numbers inside the range, in steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticks([low, high]: Range, count: number): readonly number[] {
  const roughStep = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(roughStep));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= roughStep) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

const maxLogTicks = 7;

/** 1, 2, 5, 10 and so on inside the range. Only powers of ten if there would be too many. */
export function logTicks([low, high]: Range): readonly number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => 10 ** (i + Math.floor(Math.log10(low))),
  );
  const isInside = (value: number) => value >= low && value <= high;
  const fine = decades.flatMap((power) => [power, 2 * power, 5 * power]).filter(isInside);
  return fine.length > maxLogTicks ? decades.filter(isInside) : fine;
}

const round = (value: number): number => Math.round(100 * value) / 100;
