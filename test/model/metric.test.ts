import { describe, expect, test } from "vitest";
import { metricChange, metricLabel, metricThreshold, metricValue } from "../../src/model/metric.ts";
import type { ComparedMetric } from "../../src/model/plan.ts";

/** A change, its interval, the value that it led to and what fails, as people read them. */
const rows: readonly {
  readonly metric: ComparedMetric;
  readonly value: number;
  readonly change: number;
  readonly interval: readonly [number, number];
  readonly from: number;
  readonly says: readonly string[];
}[] = [
  {
    metric: "p95",
    value: 54.0321,
    change: 0.31,
    interval: [0.24, 0.39],
    from: 0.1,
    says: ["p95", "54 ms", "+31 % [24, 39]", "+10 %"],
  },
  {
    metric: "error_rate",
    value: 0.0123,
    change: 0.0123,
    interval: [-0.001, 0.03],
    from: 0.002,
    says: ["error rate", "1.2 %", "+1.2 pp [−0.1, 3]", "+0.2 pp"],
  },
  {
    metric: "memory_peak",
    value: 97.2345 * 1024 ** 2,
    change: 0.35,
    interval: [0.33, 0.36],
    from: 0.1,
    says: ["peak memory", "97.2 MiB", "+35 % [33, 36]", "+10 %"],
  },
  {
    metric: "memory_growth",
    value: 4978.1,
    change: 120.4,
    interval: [90.2, 150.4],
    from: 64,
    says: ["memory growth per request", "4,978 B", "+120 B [90, 150]", "+64 B"],
  },
  {
    metric: "memory_growth",
    value: -12.4,
    change: -1234.5,
    interval: [-65_536, 0.3],
    from: 1024,
    says: ["memory growth per request", "−12 B", "−1,234 B [−65,536, 0]", "+1,024 B"],
  },
  {
    metric: "memory_growth",
    value: 0,
    change: 0.4,
    interval: [-0.4, 1],
    from: 64,
    says: ["memory growth per request", "0 B", "0 B [0, 1]", "+64 B"],
  },
];

describe("what people read", () => {
  test.each(rows)("of $metric: $says", ({ metric, value, change, interval, from, says }) => {
    expect([
      metricLabel(metric),
      metricValue(metric, value),
      metricChange(metric, change, interval),
      metricThreshold(metric, from),
    ]).toEqual(says);
  });
});
