import { describe, expect, test } from "vitest";
import { allocationClasses } from "../../../src/generators/allocationPressure/allocationPressure.ts";
import { allocationPatterns } from "../../../src/model/generator.ts";
import { chiSquareChance, kolmogorov, kolmogorovLimit } from "../../support/goodnessOfFit.ts";
import { generatedStream, generatedValues } from "../generatedStream.ts";

interface Allocation {
  readonly bytes: number;
  readonly count: number;
  readonly hold_ms: number;
}

const mib = 1024 ** 2;

function allocations(generator: object, count: number): readonly Allocation[] {
  const stream = generatedStream({ kind: "allocation_pressure", rate: "200/s", duration: "3s", ...generator });
  return generatedValues<Allocation>(stream, count);
}

/** The classes of a pattern have sizes of their own, so a size tells the class. */
describe.each(allocationPatterns)("%s", (pattern) => {
  const sample = allocations({ pattern, pressure: "64MiB" }, 20_000);
  const classes = allocationClasses[pattern];
  const members = classes.map(({ fromBytes, toBytes, count }) =>
    sample.filter((each) => each.count === count && each.bytes >= fromBytes && each.bytes <= toBytes),
  );

  test("holds the pressure on average, by Little's law", () => {
    const held = sample.reduce((sum, { bytes, count, hold_ms }) => sum + bytes * count * hold_ms, 0) / sample.length;
    expect(Math.abs((200 * held) / 1000 / (64 * mib) - 1)).toBeLessThan(0.05);
  });

  test("has its classes in their shares", () => {
    const counts = members.map(({ length }) => length);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(sample.length);
    if (counts.length === 1) return;
    expect(
      chiSquareChance(
        counts,
        classes.map(({ share }) => share),
      ),
    ).toBeGreaterThan(0.001);
  });

  test("has log-uniform sizes and uniform hold times", () => {
    for (const [i, { fromBytes, toBytes }] of classes.entries()) {
      const ofClass = members[i] ?? [];
      // Whole bytes are coarser than the law.
      const jittered = ofClass.map(({ bytes }, n) => Math.log(bytes + ((n * 0.618) % 1) - 0.5));
      const uniform = (x: number) =>
        Math.min(1, Math.max(0, (x - Math.log(fromBytes)) / Math.log(toBytes / fromBytes)));
      expect(kolmogorov(jittered, uniform)).toBeLessThan(kolmogorovLimit);
      const holds = ofClass.map(({ hold_ms }) => hold_ms);
      const mean = holds.reduce((sum, ms) => sum + ms, 0) / holds.length;
      expect(Math.min(...holds) / mean).toBeGreaterThan(0.45);
      expect(Math.max(...holds) / mean).toBeLessThan(1.6);
    }
  });
});

test("the pressure holds at the highest rate of all phases", () => {
  const phases = [
    { id: "low", pattern: "constant", rate: "10/s", duration: "3s" },
    { id: "high", pattern: "ramp", from: "0/s", to: "400/s", duration: "3s" },
  ];
  const generator = { kind: "allocation_pressure", pattern: "small_frequent", pressure: "1MiB" };
  const holds = (of: object, keys: object) =>
    generatedValues<Allocation>(generatedStream({ ...generator, ...of }, keys), 100).map(({ hold_ms }) => hold_ms);
  expect(holds({}, { phases })).toEqual(holds({ rate: "400/s", duration: "3s" }, {}));
});
