import { normalDensity, normalQuantile, normalUpperTail } from "./normal.ts";

/** Points of the integrals over the paths that have crossed no boundary yet. Odd, for Simpson's rule. */
const points = 301;
/** In standard deviations: paths that are lower do not come back to a boundary, and hardly one is higher. */
const range = { low: -5, high: 8 };

/**
 * The one-sided level of each look, so that an unchanged mean is significant at look k, and at none before, with
 * probability `spent[k]`. `shares`: the share of the planned observations at each look, ascending. A look that spends
 * nothing has level 0. Armitage, McPherson & Rowe (1969); R: pnorm(-gsDesign::gsDesign(...)$upper$bound).
 */
export function groupSequentialLevels(shares: readonly number[], spent: readonly number[]): readonly number[] {
  let paths: Paths = { share: 0, at: [0], mass: [1] };
  return shares.map((share, k) => {
    const bound = boundary(paths, share, spent[k] ?? 0);
    paths = pathsBelow(paths, share, bound);
    return bound === Number.POSITIVE_INFINITY ? 0 : normalUpperTail(bound / Math.sqrt(share));
  });
}

/** Where a Brownian motion may be at a look without having crossed a boundary, with the probability of each place. */
interface Paths {
  readonly share: number;
  readonly at: readonly number[];
  readonly mass: readonly number[];
}

/** The place that the motion exceeds at this look, and at none before, with that probability. */
function boundary(paths: Paths, share: number, probability: number): number {
  if (probability <= 0) return Number.POSITIVE_INFINITY;
  const sd = Math.sqrt(share - paths.share);
  // Without the earlier looks it would be here. The logarithm is concave, so Newton's method converges from above.
  let bound = -Math.sqrt(share) * normalQuantile(probability);
  for (let step = -1; Math.abs(step) > 1e-9; bound += step) {
    const chance = sumOver(paths, (place) => normalUpperTail((bound - place) / sd));
    const slope = sumOver(paths, (place) => normalDensity((bound - place) / sd)) / sd;
    step = (Math.log(chance / probability) * chance) / slope;
  }
  return bound;
}

/** The paths that are below the boundary at this look, too. */
function pathsBelow(paths: Paths, share: number, bound: number): Paths {
  const sd = Math.sqrt(share - paths.share);
  const [from, to] = [range.low * Math.sqrt(share), Math.min(bound, range.high * Math.sqrt(share))];
  const width = (to - from) / (points - 1);
  const at = Array.from({ length: points }, (_, i) => from + i * width);
  const mass = at.map((place, i) => {
    const density = sumOver(paths, (before) => normalDensity((place - before) / sd)) / sd;
    return (simpson(i) * width * density) / 3;
  });
  return { share, at, mass };
}

function sumOver({ at, mass }: Paths, value: (place: number) => number): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) sum += (mass[i] ?? 0) * value(at[i] ?? 0);
  return sum;
}

function simpson(i: number): number {
  if (i === 0 || i === points - 1) return 1;
  return i % 2 === 1 ? 4 : 2;
}
