import type { Feed } from "../../model/plan.ts";
import { draw } from "../../stats/random.ts";
import { unreachable } from "../../util/assertNever.ts";
import { Fault } from "./templateText.ts";

export type Row = Readonly<Record<string, string>>;

/** Which row of a feed an arrival takes. Uses the draws of `rounds` streams from `stream` on. */
export function rowTaker(
  name: string,
  { order, rows }: Feed,
  seed: number,
  stream: number,
): (turn: number) => Row | Fault {
  const spent = new Fault(`no row left in ${name}`);
  const size = rows.length;
  switch (order) {
    case "in_order":
      return (turn) => rows[modulo(turn, size)] ?? spent;
    case "shuffled":
      return (turn) => {
        const pass = Math.floor(turn / size);
        return rows[shuffled(modulo(turn, size), size, pass, seed, stream)] ?? spent;
      };
    case "once":
      return (turn) => rows[turn] ?? spent;
    default:
      return unreachable(order);
  }
}

/** A random row for each arrival, by a stream of its own. */
export function rowPicker({ rows }: Feed, seed: number, stream: number): (turn: number) => Row | undefined {
  return (turn) => rows[Math.floor(draw(seed, stream, turn) * rows.length)];
}

/** Streams that a feed needs. */
export const rounds = 8;

/**
 * Where the index goes in a permutation of 0 .. size - 1 that pass and stream choose, without the permutation in memory: a
 * balanced Feistel network over the next power of four, walked until it is inside again (Black & Rogaway 2002).
 */
export function shuffled(index: number, size: number, pass: number, seed: number, stream: number): number {
  const half = 2 ** Math.max(1, Math.ceil(Math.log2(size) / 2));
  let at = index;
  do {
    let left = Math.floor(at / half);
    let right = at % half;
    for (let round = 0; round < rounds; round++) {
      const mixed = (left + Math.floor(draw(seed, stream + round, pass * half + right) * half)) % half;
      left = right;
      right = mixed;
    }
    at = left * half + right;
  } while (at >= size);
  return at;
}

const modulo = (n: number, size: number): number => ((n % size) + size) % size;
