import fc from "fast-check";
import { expect, test } from "vitest";
import { histogramOfPairs, Sketch } from "../../src/stats/sketch.ts";

test("values are exact up to 127 microseconds, then to two digits", () => {
  const sketch = new Sketch();
  for (const ms of [0, 0.001, 0.001, 0.127, 0.128, 0.129, 1, 2.5, 1000]) sketch.record(ms);
  expect(sketch.take()).toEqual([0, 1, 1, 2, 127, 1, 128.5, 2, 1003.5, 1, 2511.5, 1, 1_003_519.5, 1]);
});

test("is empty after take", () => {
  const sketch = new Sketch();
  sketch.record(5);
  sketch.take();
  sketch.record(0.003);
  expect([sketch.take(), sketch.take()]).toEqual([[3, 1], []]);
});

test("forall times up to an hour: no value is lost, and each is exact to one part in 128", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 3_600_000, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (times) => {
        const sketch = new Sketch();
        for (const ms of times) sketch.record(ms);
        const pairs = sketch.take();
        const recorded = pairs.flatMap((us, i) => (i % 2 === 0 ? new Array<number>(pairs[i + 1] ?? 0).fill(us) : []));
        const expected = times.map((ms) => Math.round(ms * 1000)).toSorted((a, b) => a - b);
        expect(recorded).toHaveLength(expected.length);
        expect(recorded.filter((us, i) => Math.abs(us - (expected[i] ?? 0)) > (expected[i] ?? 0) / 128)).toEqual([]);
      },
    ),
  );
});

test("its pairs convert to a histogram", () => {
  const values = histogramOfPairs([100, 3, 2000, 1]);
  expect([values.count, values.quantile(0.75), values.max()]).toEqual([4, 0.1, 2]);
});
