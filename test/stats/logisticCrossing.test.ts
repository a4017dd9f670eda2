import { expect, test } from "vitest";
import { logisticCrossing } from "../../src/stats/logisticCrossing.ts";

const curve = (x: number, slope: number, centre: number) => 1 / (1 + Math.exp(-slope * (x - centre)));
const xs = [-0.1, -0.06, -0.03, 0, 0.02, 0.05, 0.08, 0.1];

test.each([20, 40, 80])("points on a curve with slope %i give its crossing", (slope) => {
  const points = xs.map((x) => ({ x: 5 + x, share: curve(5 + x, slope, 5.05) }));
  const crossing = 5.05 + Math.log(0.05 / 0.95) / slope;
  // The prior of the slope counts as one trial.
  expect(Math.abs(logisticCrossing(points, 0.05).at - crossing)).toBeLessThan(0.03);
});

test("one disturbed trial hardly moves the crossing", () => {
  const points = xs.map((x) => ({ x, share: curve(x, 40, 0.05) }));
  const disturbed = points.map((point, i) => (i === 1 ? { ...point, share: 0.9 } : point));
  expect(Math.abs(logisticCrossing(disturbed, 0.05).at - logisticCrossing(points, 0.05).at)).toBeLessThan(0.035);
});

test("trials that all pass, or all fail, still give a number on the right side", () => {
  const crossingOf = (share: number) =>
    logisticCrossing(
      xs.map((x) => ({ x, share })),
      0.05,
    ).at;
  expect(crossingOf(0)).toBeGreaterThan(0);
  expect(crossingOf(1)).toBeLessThan(0);
  expect(Number.isFinite(crossingOf(0) + crossingOf(1))).toBe(true);
});
