import { describe, expect, test } from "vitest";
import type { ComparedMetric } from "../../src/model/metric.ts";
import { metricChange, metricLabel, metricThreshold, metricValue } from "../../src/wording/metricText.ts";

/** Label, value, change with interval, and threshold. */
const rows: readonly {
  readonly metric: ComparedMetric;
  readonly value: number;
  readonly change: number;
  readonly interval: readonly [number, number];
  readonly threshold: number;
  readonly texts: readonly string[];
}[] = [
  {
    metric: "p95",
    value: 54.0321,
    change: 0.31,
    interval: [0.24, 0.39],
    threshold: 0.1,
    texts: ["p95", "54 ms", "+31 % [24, 39]", "+10 %"],
  },
  {
    metric: "error_rate",
    value: 0.0123,
    change: 0.0123,
    interval: [-0.001, 0.03],
    threshold: 0.002,
    texts: ["error rate", "1.2 %", "+1.2 pp [−0.1, 3]", "+0.2 pp"],
  },
  {
    metric: "memory_peak",
    value: 97.2345 * 1024 ** 2,
    change: 0.35,
    interval: [0.33, 0.36],
    threshold: 0.1,
    texts: ["peak memory", "97.2 MiB", "+35 % [33, 36]", "+10 %"],
  },
  {
    metric: "memory_growth",
    value: 4978.1,
    change: 120.4,
    interval: [90.2, 150.4],
    threshold: 64,
    texts: ["memory growth per request", "4,978 B", "+120 B [90, 150]", "+64 B"],
  },
  {
    metric: "memory_growth",
    value: -12.4,
    change: -1234.5,
    interval: [-65_536, 0.3],
    threshold: 1024,
    texts: ["memory growth per request", "−12 B", "−1,234 B [−65,536, 0]", "+1,024 B"],
  },
  {
    metric: "memory_growth",
    value: 0,
    change: 0.4,
    interval: [-0.4, 1],
    threshold: 64,
    texts: ["memory growth per request", "0 B", "0 B [0, 1]", "+64 B"],
  },
];

describe("the texts", () => {
  test.each(rows)("of $metric are $texts", ({ metric, value, change, interval, threshold, texts }) => {
    expect([
      metricLabel(metric),
      metricValue(metric, value),
      metricChange(metric, change, interval),
      metricThreshold(metric, threshold),
    ]).toEqual(texts);
  });
});
