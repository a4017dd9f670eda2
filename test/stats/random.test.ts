import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draw, shuffle } from "../../src/stats/random.ts";

const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const stream = fc.integer({ min: 0, max: 100 });
const index = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** Pearson's chi-square statistic for equally likely cells. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

function counted(cells: number, n: number, cellOf: (i: number) => number): readonly number[] {
  const counts = new Array<number>(cells).fill(0);
  for (let i = 0; i < n; i++) {
    const cell = cellOf(i);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/** The 99.99 % quantile with 99 degrees of freedom. */
const chiSquare99 = 161.3;
const seeds = [0, 1, 2, 3, 42, 2 ** 31, 2 ** 32 - 1];

describe("draw", () => {
  test("gives fixed numbers on every machine and in every version", () => {
    // Checked with an independent Python program.
    const first = [0, 1, 2 ** 32 - 1].map((one) => [0, 1, 2].map((n) => draw(one, 1, n) * 2 ** 32));
    expect(first).toEqual([
      [2432929417, 2574972476, 4173216077],
      [3327520825, 3138689128, 695265526],
      [1535843479, 1726909684, 3964381820],
    ]);
    const thousand = Array.from({ length: 1000 }, (_, n) => draw(7, 3, n) * 2 ** 32);
    expect(createHash("sha256").update(thousand.join()).digest("hex")).toBe(
      "05b3857dde4c36730e19ca9123a9f7577b47442bd2ef7d1d10c7f64fea344ec1",
    );
  });

  test("forall seeds, streams and indices: a number of 32 bits in [0, 1)", () => {
    fc.assert(
      fc.property(seed, stream, index, (one, of, n) => {
        const bits = draw(one, of, n) * 2 ** 32;
        expect({ whole: Number.isInteger(bits), within: bits >= 0 && bits < 2 ** 32 }).toEqual({
          whole: true,
          within: true,
        });
      }),
    );
  });

  test("forall seeds and streams: the n-th draw does not depend on the order of the draws", () => {
    fc.assert(
      fc.property(seed, stream, fc.uniqueArray(index, { maxLength: 30 }), (one, of, order) => {
        const back = order.toReversed().map((n) => draw(one, of, n));
        expect(back.toReversed()).toEqual(order.map((n) => draw(one, of, n)));
      }),
    );
  });

  test("indices that differ above 32 bits give different draws", () => {
    expect([5, 2 ** 32 + 5].map((n) => draw(1, 1, n) * 2 ** 32)).toEqual([3582597593, 3699161981]);
  });

  test.each(seeds)("seed %i fills a hundred cells evenly", (one) => {
    expect(chiSquare(counted(100, 50_000, (n) => Math.floor(draw(one, 1, n) * 100)))).toBeLessThan(chiSquare99);
  });

  test.each(seeds)("seed %i: neighbouring draws, streams and seeds fill the ten by ten squares evenly", (one) => {
    const cell = (a: number, b: number) => 10 * Math.floor(10 * a) + Math.floor(10 * b);
    const pairs = {
      draws: counted(100, 50_000, (n) => cell(draw(one, 1, n), draw(one, 1, n + 1))),
      streams: counted(100, 50_000, (n) => cell(draw(one, 1, n), draw(one, 2, n))),
      seeds: counted(100, 50_000, (n) => cell(draw(one, 1, n), draw(one + 1, 1, n))),
      // The first draws of many seeds, as in a run of many rounds.
      first: counted(100, 50_000, (n) => cell(draw(one + n, 1, 0), draw(one + n, 1, 1))),
    };
    const uneven = Object.entries(pairs).filter(([, counts]) => chiSquare(counts) >= chiSquare99);
    expect(uneven).toEqual([]);
  });

  test("all bits are even, from the highest to the lowest", () => {
    const bit = (position: number) => counted(2, 20_000, (n) => Math.floor(draw(9, 1, n) * 2 ** position) % 2);
    // 15.14 is the 99.99 % quantile with one degree of freedom.
    const uneven = Array.from({ length: 32 }, (_, i) => i + 1).filter((position) => chiSquare(bit(position)) >= 15.14);
    expect(uneven).toEqual([]);
  });
});

describe("shuffle", () => {
  test("gives fixed orders on every machine and in every version", () => {
    const orders = [0, 1, 2].map((stream) =>
      [...shuffle(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7), 42, stream)].join(""),
    );
    // Checked with an independent Python program.
    expect(orders).toEqual(["13750624", "20567314", "71456320"]);
  });

  test("forall values, seeds and streams: the result has the same values, and the argument is unchanged", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), seed, stream, (values, one, of) => {
        const given = Float64Array.from(values);
        const byValue = (a: number, b: number) => a - b;
        expect([...shuffle(given, one, of)].sort(byValue)).toEqual(values.toSorted(byValue));
        expect([...given]).toEqual(values);
      }),
    );
  });

  test.each(seeds)("seed %i: all orders of four values are equally frequent", (one) => {
    const orders = counted(256, 24_000, (n) =>
      shuffle(Float64Array.of(0, 1, 2, 3), one, n).reduce((code, value) => 4 * code + value, 0),
    ).filter((count) => count > 0);
    expect(orders).toHaveLength(24);
    // 57 is about the 99.99 % quantile with 23 degrees of freedom.
    expect(chiSquare(orders)).toBeLessThan(57);
  });
});
