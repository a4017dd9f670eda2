import { draw } from "../../src/stats/random.ts";

export interface Rng {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  oneIn(count: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
}

/** A random number generator. The same seed gives the same sequence. */
export function createRng(seed: number): Rng {
  let draws = 0;
  const below = (bound: number): number => Math.floor(draw(seed, 0, draws++) * bound);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}
