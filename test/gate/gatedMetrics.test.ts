import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { countGatingMetrics, metricKeysOf } from "../../src/gate/gatedMetrics.ts";
import type { ComparedMetric } from "../../src/model/metric.ts";
import { metricOf } from "../../src/model/metric.ts";
import type { Settings } from "../../src/model/results.ts";
import { armMetrics, latency, rounds, scenario, settings } from "../support/builders.ts";

const names = (all: ReturnType<typeof metricKeysOf>) =>
  all.map(({ request, metric, gating }) => `${request} ${metric}${gating ? " gates" : ""}`);

/** Rounds with these requests. */
const of = (requests: readonly string[], cpu?: number) => {
  const metrics = Object.fromEntries(["all", ...requests].map((name) => [name, latency(100)]));
  const one = { requests: metrics, ...(cpu === undefined ? {} : { cpu_per_request: cpu }) };
  return scenario({ rounds: [{ index: 0, base: one, head: one }] });
};

describe("the compared metrics", () => {
  test("of one request are those of all requests: they gate with a minimum effect, else they are only shown", () => {
    expect(names(metricKeysOf(of(["GET /a"], 1), settings().min_effect))).toEqual([
      "all p50 gates",
      "all p95 gates",
      "all p99",
      "all tail gates",
      "all cpu_per_request gates",
      "all error_rate gates",
    ]);
  });

  test("of several requests are the latency of each, and CPU, memory and errors of all", () => {
    expect(names(metricKeysOf(of(["GET /a", "GET /b"], 1), settings().min_effect))).toEqual([
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

  test("gate if the settings name them: p90 too, and p99 from 3,000 requests per round on", () => {
    const named = settings({ min_effect: { p90: 0.1, p99: 0.2 } });
    const [few, many] = [2999, 3000].map((due) => {
      const all = armMetrics(latency(100, { due }));
      return names(metricKeysOf(scenario({ rounds: [{ index: 0, base: all, head: all }] }), named.min_effect));
    });
    expect(few).toContain("all p99");
    expect(many).toEqual(["all p50", "all p90 gates", "all p95", "all p99 gates", "all tail", "all error_rate"]);
  });

  describe("the first byte", () => {
    const keysOf = (first_byte: number, streams: readonly string[] = [], min_effect: Settings["min_effect"] = {}) => {
      const all = armMetrics(latency(100, { first_byte, largest_gap: 9 }));
      const round = { index: 0, base: armMetrics(latency(100)), head: all };
      const measured = scenario({ rounds: [round], streams: [...streams] });
      return names(metricKeysOf(measured, min_effect)).filter((name) => /first_byte|largest_gap/.test(name));
    };

    test("is shown if it comes clearly before the last byte, and gates only if it is named", () => {
      expect([keysOf(79), keysOf(81)]).toEqual([["all first_byte"], []]);
      expect(keysOf(100, [], { first_byte: 0.1, largest_gap: 0.1 })).toEqual(["all first_byte gates"]);
    });

    test("of a stream always gates, and its largest gap is shown", () => {
      expect(keysOf(100, ["GET /"])).toEqual(["all first_byte gates", "all largest_gap"]);
      expect(keysOf(100, ["GET /"], { largest_gap: 0.1 })).toEqual(["all first_byte gates", "all largest_gap gates"]);
      expect(keysOf(100, ["GET /other"])).toEqual([]);
    });

    test("of a stream counts among the gating comparisons of the plan", () => {
      const counted = (requests: string) =>
        countGatingMetrics(
          parseConfig(
            `{ version: 1, target: "http://127.0.0.1:1", scenarios: { s: { phases: [{ pattern: constant, rate: 1/s, duration: 9s }], requests: [${requests}] } } }`,
            "loadgate.yml",
            {},
          ).plan,
        );
      expect(counted("{ path: /, stream: { until: done } }") - counted("{ path: / }")).toBe(1);
    });
  });

  test("count the CPU time of dependencies only for a compose file", () => {
    const count = (service: string) =>
      countGatingMetrics(
        parseConfig(
          `{ version: 1, service: ${service}, scenarios: { s: { phases: [{ pattern: constant, rate: 1/s, duration: 9s }], requests: [GET /] } } }`,
          "loadgate.yml",
          {},
        ).plan,
      );
    expect([count("{ command: x }"), count("{ container: {} }"), count("{ compose: { service: api } }")]).toEqual([
      5, 5, 6,
    ]);
    const round = { requests: { all: latency(100) }, dependency_cpu: 1 };
    const measured = scenario({ rounds: [{ index: 0, base: round, head: round }] });
    expect(names(metricKeysOf(measured, settings({ min_effect: { dependency_cpu: 0.1 } }).min_effect))).toContain(
      "all dependency_cpu gates",
    );
  });

  test("include CPU time if any arm has it, so that a missing value shows", () => {
    const [round] = of(["GET /a"], 1).rounds;
    if (round?.base === undefined) throw new Error("there is a round");
    const baseOnly = scenario({ rounds: [{ ...round, head: { requests: round.head.requests } }] });
    const cpu = [of(["GET /a"]), of(["GET /a"], 1), baseOnly].map((one) =>
      names(metricKeysOf(one, settings().min_effect)).filter((name) => name.includes("cpu")),
    );
    expect(cpu).toEqual([[], ["all cpu_per_request gates"], ["all cpu_per_request gates"]]);
  });

  test("include measured memory, which only gates if the settings name it", () => {
    const [round] = of(["GET /a", "GET /b"]).rounds;
    if (round === undefined) throw new Error("there is a round");
    const withMemory = scenario({
      rounds: [{ ...round, head: { ...round.head, memory_peak: 1024, memory_growth: -3 } }],
    });
    const memory = (min_effect: Settings["min_effect"]) =>
      names(metricKeysOf(withMemory, min_effect)).filter((name) => name.includes("memory"));
    expect(memory({})).toEqual(["all memory_peak", "all memory_growth"]);
    expect(memory({ memory_peak: 0.1, memory_growth: 64 })).toEqual([
      "all memory_peak gates",
      "all memory_growth gates",
    ]);
  });

  test("include a request that occurs in a single round", () => {
    const twoRounds = scenario({ rounds: [...of(["GET /a"]).rounds, ...of(["GET /b"]).rounds] });
    expect(names(metricKeysOf(twoRounds, settings().min_effect)).filter((name) => name.endsWith("p95 gates"))).toEqual([
      "GET /a p95 gates",
      "GET /b p95 gates",
    ]);
  });

  test("are empty without rounds", () => {
    expect(names(metricKeysOf(scenario(), settings().min_effect))).toEqual([]);
    expect(rounds([1, 1])[0]?.head.requests["all"]?.p95).toBe(1);
  });
});

describe("the value of a metric", () => {
  const keyOf = (metric: ComparedMetric, request = "all") => {
    return { scenario: "shop", request, metric, gating: true };
  };

  test("is that of the round, or undefined", () => {
    const arm = armMetrics(latency(100, { due: 200, failed: 5 }), { cpu_per_request: 1.5 });
    expect([
      metricOf(keyOf("p95"), arm),
      metricOf(keyOf("error_rate"), arm),
      metricOf(keyOf("cpu_per_request"), arm),
      metricOf(keyOf("p95", "GET /gone"), arm),
      metricOf(keyOf("p95"), undefined),
      metricOf(keyOf("p95"), armMetrics({ due: 3, failed: 3 })),
      metricOf(keyOf("error_rate"), armMetrics({ due: 0, failed: 0 })),
      metricOf(keyOf("cpu_per_request"), armMetrics(latency(1))),
    ]).toEqual([100, 0.025, 1.5, undefined, undefined, undefined, undefined, undefined]);
  });

  test("of 0 has no logarithm: a latency becomes 1 us, a CPU time counts as not measured", () => {
    const arm = armMetrics(latency(0), { cpu_per_request: 0 });
    expect([metricOf(keyOf("p95"), arm), metricOf(keyOf("cpu_per_request"), arm)]).toEqual([0.001, undefined]);
  });

  test("is that of the arm for memory, whose growth may be 0 or negative", () => {
    const arm = armMetrics(latency(1), { memory_peak: 2048, memory_growth: 0 });
    const other = armMetrics(latency(1), { memory_peak: 0, memory_growth: -5 });
    expect([arm, other].map((one) => metricOf(keyOf("memory_peak"), one))).toEqual([2048, undefined]);
    expect([arm, other].map((one) => metricOf(keyOf("memory_growth"), one))).toEqual([0, -5]);
  });
});
