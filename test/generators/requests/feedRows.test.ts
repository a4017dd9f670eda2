import fc from "fast-check";
import { expect, test } from "vitest";
import { permutedIndex, rowSelector } from "../../../src/generators/requests/feedRows.ts";

test("forall sizes, passes and seeds: a shuffled pass uses each row once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat({ max: 2 ** 30 }), fc.nat(), (size, pass, seed) => {
      const rows = Array.from({ length: size }, (_, i) => permutedIndex(i, size, pass, seed, 3));
      expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
    }),
  );
});

test("all 24 orders of four rows are about equally frequent", () => {
  const counts = new Map<string, number>();
  for (let pass = 0; pass < 24_000; pass++) {
    const order = [0, 1, 2, 3].map((i) => permutedIndex(i, 4, pass, 5, 9)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  // The 0.9999 quantile of chi-square with 23 degrees of freedom.
  expect([counts.size, chiSquare < 58.6]).toEqual([24, true]);
});

test("forall iterations: rows in order repeat, also for negative iterations", () => {
  const rows = [{ a: "0" }, { a: "1" }, { a: "2" }];
  const rowOf = rowSelector("f", { file: "f.csv", order: "in_order", rows }, 1, 1);
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 2 ** 40 }), (iteration) => {
      expect(rowOf(iteration)).toBe(rows[((iteration % 3) + 3) % 3]);
    }),
  );
});
