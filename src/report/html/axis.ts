/** What the charts share. Across they are laid out in percent of their width, so that text and dots never stretch. */

export type Scale = (value: number) => number;

/** [low, high] onto [from, to]. */
export function linear([low, high]: Range, [from, to]: Range): Scale {
  return (value) => round(from + ((to - from) * (value - low)) / (high - low));
}

export type Range = readonly [number, number];

/** The range of the values with a share of it to spare on both sides; never of no length. */
export function padded(values: readonly number[], share: number): Range {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const spare = Math.max(share * (high - low), Number.EPSILON, 1e-6 * Math.abs(high));
  return [low - spare, high + spare];
}

/** The range of changes: zero is inside of it, and never at its edge. */
export function changeRange(changes: readonly number[]): Range {
  const largest = Math.max(...changes.map(Math.abs), 0) || 0.01;
  return padded([-largest / 6, largest / 6, ...changes], 0.06);
}

/** Round numbers inside of the range: steps of 1, 2, 2.5 or 5, about as many as that. */
export function ticks([low, high]: Range, about: number): readonly number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** 1, 2, 5, 10 and so on inside of the range; only the powers of ten where those are enough. */
export function logTicks([low, high]: Range): readonly number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => 10 ** (i + Math.floor(Math.log10(low))),
  );
  const inside = (value: number) => value >= low && value <= high;
  const fine = decades.flatMap((power) => [power, 2 * power, 5 * power]).filter(inside);
  return fine.length > 7 ? decades.filter(inside) : fine;
}

const round = (value: number): number => Math.round(100 * value) / 100;
