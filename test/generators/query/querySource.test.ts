import { describe, expect, test } from "vitest";
import { chiSquareChance } from "../../support/goodnessOfFit.ts";
import { generatedStream, generatedValues } from "../generatedStream.ts";

const load = { kind: "query", rate: "100/s", duration: "3s" };
const arrivals = 20_000;

/** How often each of the keys was used. */
function keyCounts(parameter: object): readonly number[] {
  const values = generatedValues<{ key: number }>(
    generatedStream({ ...load, parameters: { key: parameter } }),
    arrivals,
  );
  const counts = new Array<number>(10).fill(0);
  for (const { key } of values) counts[key - 1] = (counts[key - 1] ?? 0) + 1;
  expect(counts).toHaveLength(10);
  return counts;
}

describe("keys are distributed", () => {
  test("uniformly", () => {
    const shares = new Array<number>(10).fill(0.1);
    expect(chiSquareChance(keyCounts({ distribution: "uniform", keys: 10 }), shares)).toBeGreaterThan(0.001);
  });

  test.each([{ exponent: 1 }, { exponent: 0.7 }, { exponent: 2 }])("by Zipf's law with exponent $exponent", (of) => {
    const weights = Array.from({ length: 10 }, (_, i) => (i + 1) ** -of.exponent);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const counts = keyCounts({ distribution: "zipf", keys: 10, ...of });
    expect(
      chiSquareChance(
        counts,
        weights.map((weight) => weight / sum),
      ),
    ).toBeGreaterThan(0.001);
  });

  test("with a hot set", () => {
    const counts = keyCounts({ distribution: "hot_set", keys: 10, hot_keys: "20%", hot_share: "70%" });
    const shares = Array.from({ length: 10 }, (_, i) => (i < 2 ? 0.35 : 0.3 / 8));
    expect(chiSquareChance(counts, shares)).toBeGreaterThan(0.001);
  });
});

test("reads and writes have their shares, and within them their weights", () => {
  const stream = generatedStream({
    ...load,
    reads: [{ path: "/a/${key}", weight: 3 }, "GET /b/${key}"],
    writes: ["PUT /a/${key}"],
    write_share: "20%",
  });
  const names = generatedValues(stream, arrivals).map(({ name }) => name);
  const counts = stream.names.map((each) => names.filter((name) => name === each).length);
  expect(stream.names).toEqual(["GET /a/${key}", "GET /b/${key}", "PUT /a/${key}"]);
  expect(chiSquareChance(counts, [0.6, 0.2, 0.2])).toBeGreaterThan(0.001);
});

test("parameters are independent of each other", () => {
  const parameters = { a: { distribution: "uniform", keys: 3 }, b: { distribution: "uniform", keys: 3 } };
  const requests = { reads: ["GET /${a}/${b}"], write_share: "0%" };
  const stream = generatedStream({ ...load, parameters, ...requests });
  const pairs = generatedValues<{ a: number; b: number }>(stream, arrivals);
  const counts = Array.from({ length: 9 }, (_, i) => pairs.filter(({ a, b }) => 3 * (a - 1) + b - 1 === i).length);
  expect(chiSquareChance(counts, new Array<number>(9).fill(1 / 9))).toBeGreaterThan(0.001);
});
