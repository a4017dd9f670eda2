import { describe, expect, test } from "vitest";
import { limitsOf, measuredScenario, settingsOf } from "../../src/analysis/scenario.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import { armPhase } from "../support/builders.ts";

const { plan } = parseConfig(
  `version: 1
target: http://127.0.0.1:8080
gate: { budget: 2m, false_alarm: 2%, min_effect: { p99: 20% }, fail_on: [regression] }
sla: { p95: 100ms, error_rate: 1% }
scenarios:
  shop:
    sla: { p95: 50ms }
    phases: [{ id: steady, pattern: constant, rate: 10/s, duration: 30s }]
    requests:
      - GET /a
      - { path: /b, sla: { p99: 1s, throughput: 5/s } }
`,
  "loadgate.yml",
  {},
);
const [shop] = plan.scenarios;
const machine = { cores: 2, memoryBytes: bytes(1024) };
const mode = { kind: "duet", reason: "because" } as const;

test("limits are those of the scenario, then those of each request", () => {
  expect(limitsOf(shop)).toEqual([
    { request: "all", metric: "p95", limit: 50 },
    { request: "all", metric: "error_rate", limit: 0.01 },
    { request: "GET /b", metric: "p99", limit: 1000 },
    { request: "GET /b", metric: "throughput", limit: 5 },
  ]);
});

test("settings are those of the gate, with the keys of results.json", () => {
  expect(settingsOf(plan)).toEqual({
    baseline_max_age_ms: 1_209_600_000,
    false_alarm: 0.02,
    restart_noise: 0.03,
    min_effect: {
      ...{ p50: 0.04, p95: 0.1, p99: 0.2, tail: 0.1, cpu_per_request: 0.04, dependency_cpu: 0.1 },
      ...{ error_rate: 0.002, capacity: 0.05 },
    },
    fail_on: ["regression"],
    budget_ms: 120_000,
  });
});

describe("a scenario", () => {
  test("has its phases over all rounds, and each round", () => {
    const round = (index: number) => ({ index, phases: [armPhase({ arm: "base" }), armPhase()] });
    const records = { scenario: shop, mode, rounds: [round(0), round(1)], planned: 3, roundMs: millis(7000) };
    const result = measuredScenario(records, machine);
    const keys = ["id", "mode", "phases", "rounds", "rounds_planned", "round_ms", "limits", "load_test_results"];
    expect(Object.keys(result)).toEqual(keys);
    expect({ ...result, phases: result.phases.map(({ arm, due_requests }) => [arm, due_requests]) }).toMatchObject({
      id: "shop",
      mode,
      phases: [
        ["base", 2],
        ["head", 2],
      ],
      rounds: [{ index: 0 }, { index: 1 }],
      rounds_planned: 3,
      round_ms: 7000,
      limits: limitsOf(shop),
    });
  });

  test("of a generator has its result, and says if chance decides the number of requests", () => {
    const generator = {
      kind: "spike_train" as const,
      columns: 2,
      arrivals: "spikes" as const,
      durationMs: millis(1000),
    };
    const spikes = { kind: "regular" as const, eventsPerSec: 5 };
    const [phase] = shop.phases;
    const trains = { ...phase, pattern: { kind: "spikeTrains" as const, columns: 2, spikes } };
    const scenario = { ...shop, generator: { ...generator, spikes }, phases: [trains] as const };
    const result = measuredScenario(
      { scenario, mode, rounds: [{ index: 0, phases: [armPhase()] }], planned: 1 },
      machine,
    );
    expect(result.random_count).toBe(true);
    expect(result.generator_results).toMatchObject([{ generator_type: "spike_train", requests_generated: 1 }]);
  });

  test("has only the failure if nothing was measured", () => {
    const records = { scenario: shop, mode, rounds: [], planned: 0, failure: "the service did not start" };
    expect(measuredScenario(records, machine)).toEqual({
      id: "shop",
      mode,
      phases: [],
      rounds: [],
      limits: limitsOf(shop),
      failure: "the service did not start",
    });
  });

  test("has phases but no rounds if it failed in a warm-up", () => {
    const rounds = [{ index: 0, phases: [armPhase({ warmup: true })] }];
    const result = measuredScenario({ scenario: shop, mode, rounds, planned: 1, failure: "it died" }, machine);
    expect([result.phases.length, result.rounds]).toEqual([1, []]);
  });
});
