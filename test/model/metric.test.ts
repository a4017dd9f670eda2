import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { jsonSchema } from "../../src/config/schema/jsonSchema.ts";
import { judge } from "../../src/gate/judge.ts";
import { comparedMetrics, slaMetrics } from "../../src/model/metric.ts";
import type { Limit, PhaseResult, RoundResult, Settings } from "../../src/model/results.ts";
import { html } from "../../src/report/html/html.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { metricLabel } from "../../src/wording/metricText.ts";
import { armMetrics, encodedHistogram, latency, measuredResults, scenario, settings } from "../support/builders.ts";

interface ObjectSchema {
  readonly properties: Readonly<Record<string, ObjectSchema>>;
}

/** The keys below a path such as gate.min_effect in the JSON Schema of loadgate.yml. */
function schemaKeys(...path: readonly string[]): readonly string[] {
  const root = jsonSchema() as ObjectSchema;
  const node = path.reduce<ObjectSchema | undefined>((parent, key) => parent?.properties[key], root);
  return Object.keys(node?.properties ?? {});
}

const arm = (times: number) =>
  armMetrics(
    latency(100 * times, { due: 3000, failed: 300 * times, first_byte: 20 * times, largest_gap: 50 * times }),
    {
      cpu_per_request: 10 * times,
      dependency_cpu: 5 * times,
      memory_peak: 2 ** 30 * times,
      memory_growth: 1000 * times,
    },
  );
const rounds: RoundResult[] = Array.from({ length: 8 }, (_, index) => ({
  index,
  base: arm(1),
  head: arm(2 + 0.001 * index),
}));

const times = encodedHistogram([100, 100, 100, 100, 100]);
const summary = { mean: 100, p50: 100, p90: 100, p95: 100, p99: 100, p999: 100, max: 100 };
const all = {
  due_requests: 10,
  total_requests: 10,
  successful_requests: 5,
  failed_requests: 5,
  dropped_requests: 0,
  failures: {},
  histogram: times,
  first_byte_ms: summary,
  first_byte_histogram: times,
  largest_gap_ms: summary,
  largest_gap_histogram: times,
};
const phase: PhaseResult = {
  id: "steady",
  arm: "head",
  warmup: false,
  ...all,
  duration_ms: 1000,
  resource_utilization: { cpu_ratio: 0.9, memory_bytes: 2 ** 30, memory_ratio: 0.9 },
  requests: [{ name: "GET /", ...all }],
};

/** Every metric has regressed, and every limit is breached. */
const limits = slaMetrics.map(
  (metric): Limit => ({ request: "all", metric, limit: metric === "throughput" ? 1e9 : 1e-9 }),
);
const minEffects = Object.fromEntries(comparedMetrics.map((metric) => [metric, 0.05])) as Settings["min_effect"];
/** A capacity comes from a search of its own. */
const searched = scenario({
  id: "limit",
  rounds: rounds.map(({ index }) => {
    const requests = { all: { due: 1, failed: 0 } };
    return { index, base: { capacity: 1000 + index, requests }, head: { capacity: 500 + index, requests } };
  }),
  phases: [],
  scalability: { sla: { p95: 100 }, arms: [], limits: {}, recommendations: [], trials: [] },
});
const results = judge(
  measuredResults([scenario({ rounds, phases: [phase], limits, streams: ["GET /"] }), searched], {
    settings: settings({ min_effect: minEffects }),
  }),
);
/** Markdown without its escapes. */
const reports = [markdown(results).replaceAll("\\", ""), html(results)];
const comparisons = results.scenarios.flatMap((one) => one.comparisons);
const sla = results.scenarios.flatMap((one) => one.sla);

const configReference = await readFile(new URL("../../docs/config.md", import.meta.url), "utf8");

describe.each(comparedMetrics)("the compared metric %s", (metric) => {
  test("has a minimum effect in the configuration", () => {
    expect(schemaKeys("gate", "min_effect")).toContain(metric);
    expect(configReference).toContain(`\`gate.min_effect.${metric}\``);
  });

  test("is compared, and its regression shows in both reports", () => {
    expect(comparisons.find((comparison) => comparison.metric === metric)?.outcome).toBe("regressed");
    for (const report of reports) expect(report).toContain(metricLabel(metric));
  });
});

describe.each(slaMetrics)("the SLA metric %s", (metric) => {
  test("has a limit in the configuration", () => {
    expect(schemaKeys("sla")).toContain(metric);
    expect(configReference).toContain(`\`sla.${metric}\``);
  });

  test("is checked, and its breach shows in both reports", () => {
    expect(sla.find((check) => check.metric === metric)?.outcome).toBe("breached");
    for (const report of reports) expect(report).toContain(metricLabel(metric));
  });
});
