import fc from "fast-check";
import { expect, test } from "vitest";
import { histogramOfPairs, Sketch } from "../../src/stats/sketch.ts";

test("counts by value: whole microseconds up to 127, then two digits", () => {
  const sketch = new Sketch();
  for (const ms of [0, 0.001, 0.001, 0.127, 0.128, 0.129, 1, 2.5, 1000]) sketch.record(ms);
  expect(sketch.take()).toEqual([0, 1, 1, 2, 127, 1, 128.5, 2, 1003.5, 1, 2511.5, 1, 1_003_519.5, 1]);
});

test("starts anew once it was taken", () => {
  const sketch = new Sketch();
  sketch.record(5);
  sketch.take();
  sketch.record(0.003);
  expect([sketch.take(), sketch.take()]).toEqual([[3, 1], []]);
});

test("forall times up to an hour: none is lost, and each is kept to one part in 128", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 3_600_000, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (times) => {
        const sketch = new Sketch();
        for (const ms of times) sketch.record(ms);
        const pairs = sketch.take();
        const kept = pairs.flatMap((us, i) => (i % 2 === 0 ? new Array<number>(pairs[i + 1] ?? 0).fill(us) : []));
        const asked = times.map((ms) => Math.round(ms * 1000)).toSorted((a, b) => a - b);
        expect(kept).toHaveLength(asked.length);
        expect(kept.filter((us, i) => Math.abs(us - (asked[i] ?? 0)) > (asked[i] ?? 0) / 128)).toEqual([]);
      },
    ),
  );
});

test("becomes a histogram", () => {
  const made = histogramOfPairs([100, 3, 2000, 1]);
  expect([made.count, made.quantile(0.75), made.max()]).toEqual([4, 0.1, 2]);
});
