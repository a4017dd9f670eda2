import fc from "fast-check";
import { mean } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { changePoints, likeliestSplit } from "../../src/stats/changePoints.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { draw } from "../../src/stats/random.ts";

/**
 * Flow of the Nile at Aswan in 10⁸ m³, 1871 to 1970; construction of the dam began in 1898 (Cobb 1978; R:
 * datasets::Nile).
 */
const nile = `1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150
  1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821
  768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874
  848 890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740`
  .split(/\s+/)
  .map(Number);

const any = { seed: 1, minMagnitude: 0 };

function noise(seed: number, length: number): readonly number[] {
  return Array.from({ length }, (_, n) => normalQuantile(draw(seed, 7, n) + 2 ** -33));
}

const repeated = (value: number, times: number): readonly number[] => new Array<number>(times).fill(value);

describe("change points", () => {
  test("the Nile series has one, in 1899, from 1097.75 down to 849.97", () => {
    const changes = changePoints(nile, any);
    expect(changes.map(({ index, before, after }) => [index, before, Number(after.toFixed(2))])).toEqual([
      [28, 1097.75, 849.97],
    ]);
    expect(changes[0]?.p).toBe(1 / 5000);
  });

  test("a series that rises, falls and rises again has three, with the means of the segments around them", () => {
    const wave = [...repeated(0, 12), ...repeated(10, 12), ...repeated(3, 12), ...repeated(9, 12)];
    const changes = changePoints(
      wave.map((value, i) => value + (i % 3) - 1),
      any,
    );
    expect(changes.map(({ index, before, after }) => [index, before, after])).toEqual([
      [12, 0, 10],
      [24, 10, 3],
      [36, 3, 9],
    ]);
  });

  test("changes that are too small are removed, the smallest first, and their segments are joined", () => {
    const stairs = [...repeated(0, 20), ...repeated(2, 20), ...repeated(10, 20)].map((value, i) => value + (i % 2));
    const indices = (minMagnitude: number) => changePoints(stairs, { seed: 1, minMagnitude }).map(({ index }) => index);
    expect([1.9, 2.1, 8.5, 9.1].map(indices)).toEqual([[20, 40], [40], [40], []]);
    expect(changePoints(stairs, { seed: 1, minMagnitude: 8.5 })[0]).toMatchObject({ before: 1.5, after: 10.5 });
  });

  test.each([
    { of: "nothing", values: [] },
    { of: "one value", values: [1] },
    { of: "a constant", values: repeated(0.1, 50) },
    { of: "a single outlier", values: [...repeated(0, 20), 100, ...repeated(0, 20)] },
    { of: "three adjacent outliers", values: [...repeated(0, 60), 9, 9, 9, ...repeated(0, 60)] },
    { of: "a change before the last three values", values: [...repeated(0, 30), 9, 9, 9] },
    { of: "eight values, because seventy ways to halve them give too large a p", values: [0, 0, 0, 0, 9, 9, 9, 9] },
  ])("$of has none", ({ values }) => {
    expect(changePoints(values, any)).toEqual([]);
  });

  test("a change is found once four values follow it", () => {
    const changes = changePoints([...noise(5, 30), ...repeated(9, 4)], any);
    expect(changes.map(({ index }) => index)).toEqual([30]);
  });

  test("a rise and its fall are found together, and so is a later change", () => {
    const bump = [...repeated(0, 20), ...repeated(5, 10), ...repeated(0, 20), ...repeated(5, 8)];
    const indices = (values: readonly number[]) => changePoints(values, any).map(({ index }) => index);
    const wobbling = bump.map((value, i) => value + (noise(2, bump.length)[i] ?? 0) / 2);
    expect([indices(wobbling.slice(0, 50)), indices(wobbling)]).toEqual([
      [20, 30],
      [20, 30, 50],
    ]);
  });

  test("p is close to the share of all ways to halve eight values", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    // Only 1, 2, 3, 4 | 5, 6, 7, 8 and its mirror image, 2 of 70 ways, are as far apart.
    const seeds = Array.from({ length: 40 }, (_, seed) => likeliestSplit(values, seed)?.p ?? Number.NaN);
    // Each p is exact to one part in 7, their mean to one in 45, and it is biased by +1/50. So 1/8 is a wide limit.
    expect(Math.abs(mean(seeds) / (2 / 70) - 1)).toBeLessThan(1 / 8);
  });

  test("the same seed gives the same p, and another seed a similar one", () => {
    const [first, again, other] = [1, 1, 2].map((seed) => likeliestSplit(noise(11, 40), seed));
    expect(again).toEqual(first);
    expect(other?.indices).toEqual(first?.indices);
    expect(other?.p).not.toBe(first?.p);
    expect((other?.p ?? 0) / (first?.p ?? 0)).toBeGreaterThan(0.5);
    expect((other?.p ?? 0) / (first?.p ?? 0)).toBeLessThan(2);
  });

  test("in 250 series of noise, the rate of false changes matches the level", () => {
    const pValues = Array.from({ length: 250 }, (_, seed) => likeliestSplit(noise(seed, 30), seed)?.p ?? Number.NaN);
    const below = (level: number) => pValues.filter((p) => p < level).length;
    // Limits that a binomial count of 250 exceeds once in 10,000 times.
    const [rare, few, half] = [below(0.001), below(0.05), below(0.5)];
    expect({ rare: rare <= 4, few: few >= 2 && few <= 27, half: half >= 96 && half <= 154 }).toEqual({
      rare: true,
      few: true,
      half: true,
    });
  });

  test("forall positions: a step of five or more standard deviations is found at its position", () => {
    const sides = fc.tuple(fc.integer({ min: 8, max: 25 }), fc.integer({ min: 8, max: 25 }));
    // Uniform on -3 to 3: the standard deviation is 2.
    const flat = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(sides, flat, fc.constantFrom(-10, 10, 20), ([before, after], wobble, step) => {
        const values = wobble.slice(0, before + after).map((value, i) => value + (i < before ? 0 : step));
        expect(changePoints(values, { seed: 1, minMagnitude: 6 }).map(({ index }) => index)).toContain(before);
      }),
      { numRuns: 40 },
    );
  });

  test("forall series: a shift and a change of unit only change the means", () => {
    const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(series, fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(-1, 0.5, 8), (some, by, unit) => {
        const stepped = some.map((value, i) => value + (i < 10 ? 0 : 30));
        const moved = changePoints(
          stepped.map((value) => value * unit + by),
          any,
        );
        const want = changePoints(stepped, any);
        expect(moved.map(({ index, p }) => [index, p])).toEqual(want.map(({ index, p }) => [index, p]));
        expect(moved.map(({ before }) => before.toFixed(6))).toEqual(
          want.map(({ before }) => (before * unit + by).toFixed(6)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("forall series: at least four values lie between two changes, and at both ends", () => {
    const segment = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 10 }));
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
        const series = segments.flatMap(([value, times]) => repeated(value, times));
        const ends = [0, ...changePoints(series, any).map(({ index }) => index), series.length];
        expect(ends.slice(1).filter((end, i) => ends.length > 2 && end - (ends[i] ?? 0) < 4)).toEqual([]);
      }),
    );
  });
});
