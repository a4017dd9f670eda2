import { expect, test } from "vitest";
import { monitorSeries } from "../../src/analysis/monitorSeries.ts";
import type { PrometheusReading, Reading } from "../../src/model/reading.ts";
import type { RoundRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { armPhase, phaseRecord, readings, requestRecord } from "../support/builders.ts";

const record = phaseRecord([requestRecord("GET /", [1])]);
const roundOf = (index: number, ofHead: readonly Reading[], head = record): RoundRecord => ({
  index,
  phases: [armPhase({ arm: "base" }), armPhase({ arm: "head", readings: ofHead, record: head })],
});
const pointsOf = (rounds: readonly RoundRecord[], name: string, arm = "head") =>
  monitorSeries(rounds).find((series) => series.name === name && series.arm === arm)?.points;

test("counters become rates, and levels stay", () => {
  const rounds = [roundOf(2, readings([0, 100, 64], [500, 350, 64], [1000, 850, 128]))];
  expect(pointsOf(rounds, "CPU")).toEqual([
    [2, 0, 0.5],
    [2, 500, 1],
  ]);
  expect(pointsOf(rounds, "memory")).toEqual([
    [2, 0, 67_110_000],
    [2, 500, 67_110_000],
    [2, 1000, 134_200_000],
  ]);
  expect(pointsOf(rounds, "CPU", "base")).toBeUndefined();
});

test("a rate is of the arm's own time, if the load comes in slices", () => {
  const sliced = phaseRecord([requestRecord("GET /", [1])], { idle: [[millis(500), millis(1500)]] });
  const rounds = [roundOf(0, readings([0, 0, 1], [500, 250, 1], [2000, 500, 1]), sliced)];
  expect(pointsOf(rounds, "CPU")).toEqual([
    [0, 0, 0.5],
    [0, 500, 0.5],
  ]);
});

test("seconds of the load generator", () => {
  const requests = [{ outcomes: { ok: 9, "status 500": 1 }, responseTimeUs: [5000, 9] }];
  const slices = [{ activeConnections: 3, requests }];
  const rounds = [roundOf(0, [], phaseRecord([requestRecord("GET /", [1])], { slices, durationMs: millis(1000) }))];
  const values = ["responses", "p95", "errors", "active connections"].map((name) => pointsOf(rounds, name));
  expect(values).toEqual([[[0, 0, 9]], [[0, 0, expect.closeTo(5, 1)]], [[0, 0, 0.1]], [[0, 0, 3]]]);
});

test("series of a Prometheus page: a counter, a gauge, and a quantile of what was observed in between", () => {
  const page = (atMs: number, n: number): PrometheusReading => ({
    ...{ kind: "prometheus", atMs: millis(atMs), isOwn: true },
    series: [
      { name: "spike_processing_rate", type: "counter", value: 40 * n },
      { name: "allocation_efficiency", type: "gauge", value: 0.5 + n / 10 },
      {
        ...{ name: "graph_operation_latency", type: "histogram", quantile: 0.5 },
        buckets: [
          [1, 10],
          [2, 10 + 10 * n],
          [Number.POSITIVE_INFINITY, 10 + 10 * n],
        ],
      },
    ],
  });
  const rounds = [roundOf(0, [page(0, 0), page(1000, 1)])];
  expect(pointsOf(rounds, "spike_processing_rate")).toEqual([[0, 0, 40]]);
  expect(pointsOf(rounds, "allocation_efficiency")).toEqual([
    [0, 0, 0.5],
    [0, 1000, 0.6],
  ]);
  expect(pointsOf(rounds, "graph_operation_latency")).toEqual([[0, 0, 1.5]]);
});

test("an hour of a scenario with every monitor stays below 1 MB", () => {
  const long = readings(...Array.from({ length: 50 }, (_, i) => [100 * i, 12.345_67 * i, 50 + i / 7] as const));
  const pages: readonly Reading[] = long.map(({ atMs }) => ({
    ...{ kind: "prometheus", atMs, isOwn: true },
    series: Array.from({ length: 300 }, (_, n) => ({ name: `series_${n}`, type: "gauge", value: n / 7 + atMs })),
  }));
  const series = monitorSeries(Array.from({ length: 72 }, (_, index) => roundOf(index, [...long, ...pages])));
  expect(series).toHaveLength(50);
  expect(Math.max(...series.map(({ points }) => points.length))).toBe(72);
  expect(JSON.stringify(series, undefined, 2).length).toBeLessThan(1_000_000);
  expect(monitorSeries([roundOf(0, long)]).every(({ points }) => points.length <= 120)).toBe(true);
});
