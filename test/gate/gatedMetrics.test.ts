import { describe, expect, test } from "vitest";
import { subjectsOf } from "../../src/gate/gatedMetrics.ts";
import { metricOf } from "../../src/model/metric.ts";
import type { ComparedMetric } from "../../src/model/plan.ts";
import type { Settings } from "../../src/model/results.ts";
import { arm, latency, rounds, scenario, settings } from "../support/make.ts";

const names = (all: ReturnType<typeof subjectsOf>) =>
  all.map(({ request, metric, gating }) => `${request} ${metric}${gating ? " gates" : ""}`);

/** Rounds of these requests. */
const of = (requests: readonly string[], cpu?: number) => {
  const metrics = Object.fromEntries(["all", ...requests].map((name) => [name, latency(100)]));
  const one = { requests: metrics, ...(cpu === undefined ? {} : { cpu_per_request: cpu }) };
  return scenario({ rounds: [{ index: 0, base: one, head: one }] });
};

describe("what is compared", () => {
  test("of one request is all of them together: what has a least effect gates, the rest is shown", () => {
    expect(names(subjectsOf(of(["GET /a"], 1), settings().min_effect))).toEqual([
      "all p50 gates",
      "all p95 gates",
      "all p99",
      "all tail gates",
      "all cpu_per_request gates",
      "all error_rate gates",
    ]);
  });

  test("of several requests is each one's latency, and of all what they share", () => {
    expect(names(subjectsOf(of(["GET /a", "GET /b"], 1), settings().min_effect))).toEqual([
      "all p50",
      "all p95",
      "all p99",
      "all tail",
      "all cpu_per_request gates",
      "all error_rate gates",
      "GET /a p50 gates",
      "GET /a p95 gates",
      "GET /a p99",
      "GET /a tail gates",
      "GET /b p50 gates",
      "GET /b p95 gates",
      "GET /b p99",
      "GET /b tail gates",
    ]);
  });

  test("what is named in the settings gates, p90 too, and p99 from 3,000 requests a round on", () => {
    const named = settings({ min_effect: { p90: 0.1, p99: 0.2 } });
    const [few, many] = [2999, 3000].map((due) => {
      const all = arm(latency(100, { due }));
      return names(subjectsOf(scenario({ rounds: [{ index: 0, base: all, head: all }] }), named.min_effect));
    });
    expect(few).toContain("all p99");
    expect(many).toEqual(["all p50", "all p90 gates", "all p95", "all p99 gates", "all tail", "all error_rate"]);
  });

  test("is no processor time where no arm was seen, and one where any was: then it has vanished", () => {
    const [round] = of(["GET /a"], 1).rounds;
    if (round?.base === undefined) throw new Error("there is a round");
    const baseOnly = scenario({ rounds: [{ ...round, head: { requests: round.head.requests } }] });
    const cpu = [of(["GET /a"]), of(["GET /a"], 1), baseOnly].map((one) =>
      names(subjectsOf(one, settings().min_effect)).filter((name) => name.includes("cpu")),
    );
    expect(cpu).toEqual([[], ["all cpu_per_request gates"], ["all cpu_per_request gates"]]);
  });

  test("is the service's memory where it was seen, shown unless it is named", () => {
    const [round] = of(["GET /a", "GET /b"]).rounds;
    if (round === undefined) throw new Error("there is a round");
    const seen = scenario({ rounds: [{ ...round, head: { ...round.head, memory_peak: 1024, memory_growth: -3 } }] });
    const memory = (min_effect: Settings["min_effect"]) =>
      names(subjectsOf(seen, min_effect)).filter((name) => name.includes("memory"));
    expect(memory({})).toEqual(["all memory_peak", "all memory_growth"]);
    expect(memory({ memory_peak: 0.1, memory_growth: 64 })).toEqual([
      "all memory_peak gates",
      "all memory_growth gates",
    ]);
  });

  test("a request that came up in one round only is compared all the same", () => {
    const some = scenario({ rounds: [...of(["GET /a"]).rounds, ...of(["GET /b"]).rounds] });
    expect(names(subjectsOf(some, settings().min_effect)).filter((name) => name.endsWith("p95 gates"))).toEqual([
      "GET /a p95 gates",
      "GET /b p95 gates",
    ]);
  });

  test("of nothing is nothing", () => {
    expect(names(subjectsOf(scenario(), settings().min_effect))).toEqual([]);
    expect(rounds([1, 1])[0]?.head.requests["all"]?.p95).toBe(1);
  });
});

describe("a value", () => {
  const subject = (metric: ComparedMetric, request = "all") => {
    return { scenario: "shop", request, metric, gating: true };
  };

  test("is the round's own, and none where it has none", () => {
    const some = arm(latency(100, { due: 200, failed: 5 }), { cpu_per_request: 1.5 });
    expect([
      metricOf(subject("p95"), some),
      metricOf(subject("error_rate"), some),
      metricOf(subject("cpu_per_request"), some),
      metricOf(subject("p95", "GET /gone"), some),
      metricOf(subject("p95"), undefined),
      metricOf(subject("p95"), arm({ due: 3, failed: 3 })),
      metricOf(subject("error_rate"), arm({ due: 0, failed: 0 })),
      metricOf(subject("cpu_per_request"), arm(latency(1))),
    ]).toEqual([100, 0.025, 1.5, undefined, undefined, undefined, undefined, undefined]);
  });

  test("of 0 has no logarithm: a latency counts as one step of the histogram, a processor time as not measured", () => {
    const some = arm(latency(0), { cpu_per_request: 0 });
    expect([metricOf(subject("p95"), some), metricOf(subject("cpu_per_request"), some)]).toEqual([0.001, undefined]);
  });

  test("of memory is the arm's, and a growth may be 0 or less", () => {
    const some = arm(latency(1), { memory_peak: 2048, memory_growth: 0 });
    const other = arm(latency(1), { memory_peak: 0, memory_growth: -5 });
    expect([some, other].map((one) => metricOf(subject("memory_peak"), one))).toEqual([2048, undefined]);
    expect([some, other].map((one) => metricOf(subject("memory_growth"), one))).toEqual([0, -5]);
  });
});
