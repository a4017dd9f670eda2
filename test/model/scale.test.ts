import { expect, test } from "vitest";
import { logRatiosOf, scaleOf } from "../../src/model/scale.ts";
import { comparison } from "../support/builders.ts";

const near = (value: number) => expect.closeTo(value, 12);

test("latencies have a scale of logarithms", () => {
  const { toScale, fromScale, shiftOf, changeOf, changeBetween, minShift, isRelative } = scaleOf("p95");
  expect(isRelative).toBe(true);
  expect([toScale(Math.E), fromScale(1), shiftOf(0.1), changeOf(Math.log(1.1)), changeBetween(100, 110)]).toEqual([
    near(1),
    near(Math.E),
    near(Math.log(1.1)),
    near(0.1),
    near(0.1),
  ]);
  // 10 % of 1 ms are below the floor of 0.2 ms, 10 % of 100 ms are above it.
  const minimum = { effect: 0.1, floor: 0.2 };
  expect([minShift(minimum, 1), minShift(minimum, 100)]).toEqual([near(Math.log(1.2)), near(Math.log(1.1))]);
});

test("error rates have a scale of differences", () => {
  const { toScale, fromScale, shiftOf, changeOf, changeBetween, minShift, isRelative } = scaleOf("error_rate");
  expect(isRelative).toBe(false);
  expect([toScale(0.2), fromScale(0.2), shiftOf(0.2), changeOf(0.2), changeBetween(0.25, 0.5)]).toEqual([
    0.2, 0.2, 0.2, 0.2, 0.25,
  ]);
  expect([minShift({ effect: 0.1, floor: 0 }, 5), minShift({ effect: 10, floor: 64 }, 5)]).toEqual([0.1, 64]);
});

test("log ratios hold the shift of each comparison that has a change", () => {
  const { change_ratio: _, ...unmeasured } = comparison({ metric: "tail" });
  expect(
    logRatiosOf([
      comparison({ metric: "p50", change_ratio: 1 }),
      comparison({ metric: "error_rate", change_ratio: 0.01 }),
      unmeasured,
      comparison({ metric: "p50", request: "GET /", change_ratio: 0 }),
    ]),
  ).toEqual({ all: { p50: near(Math.log(2)), error_rate: 0.01 }, "GET /": { p50: 0 } });
});
