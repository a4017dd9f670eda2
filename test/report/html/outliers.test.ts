import { expect, test } from "vitest";
import type { Comparison } from "../../../src/model/verdict.ts";
import { usualExtent } from "../../../src/report/html/axis.ts";
import { intervalPlot, plotRange } from "../../../src/report/html/intervalPlot.ts";
import { textOf } from "../../../src/report/html/markup.ts";
import { roundsChart } from "../../../src/report/html/roundsChart.ts";
import { rounds } from "../../support/builders.ts";

const row = (change: number): Comparison => ({
  metric: "p50",
  request: "GET /",
  gating: true,
  outcome: "regressed",
  rounds: 4,
  change_ratio: change,
  interval: [change - 0.01, change + 0.01],
  min_effect_ratio: 0.04,
});

test("the largest extent that counts is at most four times as large as three quarters of them", () => {
  expect([[], [3], [1, 2, 3, 12], [1, 2, 3, 12.1], [5, 5, 5, 100]].map(usualExtent)).toEqual([0, 3, 12, 3, 5]);
});

test("one row far beyond the others does not set their scale, and is cut off at its edge", () => {
  const changes = [0.05, -0.06, 0.1, 0.08, 9];
  const [low, high] = plotRange(changes.map(row));
  expect([low < -0.06, low > -0.2, high > 0.11, high < 0.2]).toEqual([true, true, true, true]);
  const plots = changes.map((change) => textOf(intervalPlot(row(change), [low, high], "")));
  expect(plots.map((plot) => [plot.includes('class="dot"'), plot.includes('class="cut" x="100%"')])).toEqual([
    ...[1, 2, 3, 4].map(() => [true, false]),
    [false, true],
  ]);
});

test("one round far beyond the others is drawn as an arrow, with its value as a title", () => {
  const pairs = [1, 1.02, 0.99, 1.01, 1.03, 40].map((factor): [number, number] => [100, 100 * factor]);
  const figure = roundsChart(rounds(...pairs), row(0.01), "p50");
  const chart = figure === undefined ? "" : textOf(figure);
  expect(chart.match(/class="dot"/g)).toHaveLength(5);
  expect(chart).toMatch(
    /class="cut"[^>]*><path d="[^"]*"><title>round 6: \+3900 %|class="cut"[^>]*><path d="[^"]*"><title>round 6: \+3,900 %/,
  );
});
