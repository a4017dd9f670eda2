import type { Feed } from "../../model/plan.ts";
import { draw } from "../../stats/random.ts";
import { assertNever } from "../../util/assertNever.ts";
import { RenderFailure } from "./templateText.ts";

export type FeedRow = Feed["rows"][number];

/** Gives the row of a feed for an iteration. Uses the `feistelRounds` random streams from `stream` on. */
export function rowSelector(
  name: string,
  { order, rows }: Feed,
  seed: number,
  stream: number,
): (iteration: number) => FeedRow | RenderFailure {
  const noRowLeft = new RenderFailure(`no row left in ${name}`);
  const size = rows.length;
  switch (order) {
    case "in_order":
      return (iteration) => rows[modulo(iteration, size)] ?? noRowLeft;
    case "shuffled":
      return (iteration) => {
        const pass = Math.floor(iteration / size);
        return rows[permutedIndex(modulo(iteration, size), size, pass, seed, stream)] ?? noRowLeft;
      };
    case "once":
      return (iteration) => rows[iteration] ?? noRowLeft;
    default:
      return assertNever(order);
  }
}

/** Gives a random row for each iteration. Uses one random stream. */
export function randomRowSelector(
  { rows }: Feed,
  seed: number,
  stream: number,
): (iteration: number) => FeedRow | undefined {
  return (iteration) => rows[Math.floor(draw(seed, stream, iteration) * rows.length)];
}

/** Rounds of the Feistel network, and the number of random streams that a shuffled feed needs. */
export const feistelRounds = 8;

/**
 * The position of an index in a random permutation of 0 .. size - 1. The pass and the stream select the permutation.
 * The permutation is not held in memory. A balanced Feistel network permutes the next power of four. It repeats until
 * the position is below the size (cycle walking, Black & Rogaway 2002).
 */
export function permutedIndex(index: number, size: number, pass: number, seed: number, stream: number): number {
  const half = 2 ** Math.max(1, Math.ceil(Math.log2(size) / 2));
  let position = index;
  do {
    let leftHalf = Math.floor(position / half);
    let rightHalf = position % half;
    for (let round = 0; round < feistelRounds; round++) {
      const mixed = (leftHalf + Math.floor(draw(seed, stream + round, pass * half + rightHalf) * half)) % half;
      leftHalf = rightHalf;
      rightHalf = mixed;
    }
    position = leftHalf * half + rightHalf;
  } while (position >= size);
  return position;
}

/** Like %, but never negative, also for a negative iteration. */
const modulo = (n: number, size: number): number => ((n % size) + size) % size;
