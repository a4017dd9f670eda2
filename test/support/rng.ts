import { draw } from "../../src/stats/random.ts";

export interface Rng {
  /** A whole number from 0 on, below the bound. */
  below(bound: number): number;
  oneIn(count: number): boolean;
  pick<T>(of: readonly [T, ...T[]]): T;
}

/** The same seed, the same numbers in turn. */
export function rngOf(seed: number): Rng {
  let drawn = 0;
  const below = (bound: number): number => Math.floor(draw(seed, 0, drawn++) * bound);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (of) => of[below(of.length)] ?? of[0],
  };
}
