import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

const planOf = (scenario: object) => {
  const file = { version: 1, target: "http://127.0.0.1:8080", scenarios: { shop: scenario } };
  // JSON is YAML.
  return parseConfig(JSON.stringify(file), "loadgate.yml", {}).plan.scenarios[0];
};

function problemsOf(scenario: object): readonly string[] {
  try {
    planOf(scenario);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, message }) => `${key}: ${message}`);
    throw error;
  }
}

const phases = [{ pattern: "constant", rate: "10/s", duration: "30s" }];
const load = { rate: "10/s", duration: "30s" };
const operations = { add_node: "POST /n/${node}", add_edge: { path: "/e/${from}/${to}", method: "PUT", weight: 0 } };

describe("a generator", () => {
  test("brings its own phase if the scenario has none", () => {
    expect(planOf({ generator: { kind: "query", ...load }, time_scale: 0.5 }).phases).toEqual([
      {
        id: "query",
        warmup: false,
        pattern: { kind: "constant", ratePerSec: 10 },
        arrival: "even",
        durationMs: 15_000,
        cooldownMs: 0,
      },
    ]);
  });

  test("of spikes makes each spike an arrival, or lets the phases send whole trains", () => {
    const generator = { kind: "spike_train", columns: 8, frequency: "20/s", pattern: "bursty", duration: "5s" };
    const spikes = { kind: "bursty", eventsPerSec: 20, size: 5, intervalMs: 4 };
    expect([planOf({ generator }), planOf({ generator, phases })]).toMatchObject([
      {
        phases: [{ id: "spike_train", pattern: { kind: "spikeTrains", columns: 8, spikes }, durationMs: 5000 }],
        generator: { arrivals: "spikes", spikes },
      },
      { phases: [{ pattern: { kind: "constant" } }], generator: { arrivals: "phases", spikes, durationMs: 5000 } },
    ]);
  });

  test("of graph operations has a flow for each operation with a weight, and its own requests", () => {
    const generator = { kind: "graph_operations", ...load, operations: { ...operations, k_hop: 4 } };
    expect(planOf({ generator, timeout: "3s" })).toMatchObject({
      flows: [
        { weight: 1, steps: [{ name: "add_node", method: "POST", path: "/n/${node}" }] },
        { weight: 4, steps: [{ name: "k_hop", method: "GET", path: "/graph/nodes/${node}/neighbours?hops=${hops}" }] },
      ],
      generator: {
        weights: { add_node: 1, add_edge: 0, k_hop: 4, neighbours: 0 },
        build: { node: { path: "/n/${node}" }, edge: { method: "PUT", path: "/e/${from}/${to}" } },
        minNodes: 100,
        maxNodes: 1000,
        settleMs: 3000,
      },
    });
  });

  test("may use values of feeds and setup in its requests, and masks secrets in them", () => {
    const scenario = {
      setup: [{ path: "/login", extract: { token: "$.token" } }],
      generator: { kind: "allocation_pressure", ...load, headers: { authorization: "Bearer ${token}" } },
    };
    expect(planOf(scenario).flows[0].steps[0].headers).toMatchObject({ authorization: "Bearer ${token}" });
  });

  const graph = { kind: "graph_operations", ...load };
  const query = { kind: "query", ...load };
  test.each([
    {
      of: { generator: query, requests: ["GET /"] },
      problem: "requests: a generator makes the requests; remove one of the two",
    },
    {
      of: { generator: { kind: "query", rate: "10/s" } },
      problem: "generator.duration: missing; expected it because the scenario has neither phases nor a preset",
    },
    {
      of: { generator: { kind: "spike_train" } },
      problem: "generator.duration: missing; expected it because the scenario has neither phases nor a preset",
    },
    {
      of: { generator: { kind: "query", rate: "10/s" }, phases },
      problem: "generator.rate: the phases have the rates and durations; remove rate",
    },
    {
      of: {
        generator: { kind: "graph_operations" },
        phases: [{ pattern: "users", users: 3, duration: "5s" }],
      },
      problem:
        "generator: graph_operations needs requests in a known order, which users in a closed loop do not have; use another pattern",
    },
    {
      of: { generator: { kind: "spike_train", refractory: "30ms" }, phases },
      problem:
        "generator.refractory: expected less than 25 ms, the mean time between two spikes at this frequency, got 30 ms",
    },
    {
      of: { generator: { kind: "spike_train", pattern: "regular", jitter: "3ms" }, phases },
      problem: "generator.jitter: only pattern: synchronous has jitter; the pattern is regular; remove jitter",
    },
    {
      of: { generator: { kind: "spike_train", duration: "1h" }, phases },
      problem: "generator.duration: expected a train of at most 10000 spikes; lower duration or frequency",
    },
    {
      of: { generator: { ...graph, operations: { neighbours: 1, add_node: 1 } } },
      problem:
        "generator.operations.add_edge: missing; it builds the first graph; expected its request, or add_edge: 0 to send it only then",
    },
    {
      of: { generator: { ...graph, operations } },
      problem:
        "generator.operations: expected a weight above 0 for one of neighbours, k_hop, shortest_path, which are possible in every state of the graph",
    },
    {
      of: { generator: { ...graph, size_range: "100..50" } },
      problem:
        "generator.size_range: expected a range from 4 to 2000 nodes up to at most 10000, such as 100..1000, got 100..50",
    },
    {
      of: { generator: { ...graph, operations: { ...operations, neighbours: "GET /n/${from}" } } },
      problem: "generator.operations.neighbours.path: ${from}: unknown value from; the values are node, hops",
    },
    {
      of: { generator: { ...query, parameters: { seq: {} }, reads: ["GET /"], writes: ["POST /"] } },
      problem: "generator.parameters.seq: seq is the name of a template; choose another name",
    },
    {
      of: { generator: { ...query, parameters: { key: { distribution: "uniform", exponent: 2 } } } },
      problem:
        "generator.parameters.key.exponent: only distribution: zipf has an exponent; the distribution is uniform",
    },
    {
      of: { generator: { kind: "spike_trian" } },
      problem: "generator.kind: expected one of spike_train, graph_operations, allocation_pressure, query",
    },
    {
      of: { generator: { ...query, column: 3 } },
      problem:
        "generator.column: unknown key; known keys: kind, rate, duration, parameters, reads, writes, write_share",
    },
  ])("is refused: $problem", ({ of, problem }) => {
    expect(problemsOf(of)).toEqual([`scenarios.shop.${problem}`]);
  });
});
