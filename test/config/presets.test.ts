import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";
import type { Phase } from "../../src/model/plan.ts";

const planOf = (scenario: object, fileKeys: object = {}) => {
  const file = { version: 1, target: "http://127.0.0.1:8080", ...fileKeys, scenarios: { shop: scenario } };
  // JSON is YAML.
  return parseConfig(JSON.stringify(file), "loadgate.yml", {}).plan.scenarios[0];
};

const requests = ["GET /hello"];

function problemsOf(scenario: object): readonly string[] {
  try {
    planOf({ requests, ...scenario });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, message }) => `${key}: ${message}`);
    throw error;
  }
}

const phase = (of: Pick<Phase, "id" | "pattern" | "durationMs" | "maxConcurrentUsers"> & Partial<Phase>): Phase => ({
  warmup: false,
  arrival: "even",
  cooldownMs: 0,
  ...of,
});

const seconds = (n: number) => 1000 * n;
/** The numbers of the seed. */
const warmup = phase({
  id: "warmup",
  warmup: true,
  pattern: { kind: "ramp", fromPerSec: 1, toPerSec: 10 },
  durationMs: seconds(60),
  maxConcurrentUsers: 50,
  cooldownMs: seconds(30),
});
const steadyState = phase({
  id: "steady_state",
  pattern: { kind: "constant", ratePerSec: 10 },
  durationMs: seconds(300),
  maxConcurrentUsers: 100,
});
const rampUp = phase({
  id: "ramp_up",
  pattern: { kind: "ramp", fromPerSec: 10, toPerSec: 1000 },
  durationMs: seconds(600),
  maxConcurrentUsers: 5000,
  cooldownMs: seconds(60),
});
const spikePhase = phase({
  id: "spike_phase",
  pattern: {
    kind: "spike",
    basePerSec: 50,
    peakPerSec: 500,
    spikeAtMs: seconds(135),
    spikeDurationMs: seconds(30),
  },
  durationMs: seconds(300),
  maxConcurrentUsers: 2000,
  cooldownMs: seconds(120),
});
const spikeProcessing = phase({
  id: "spike_processing_load",
  pattern: { kind: "constant", ratePerSec: 100 },
  durationMs: seconds(300),
  maxConcurrentUsers: 1000,
  cooldownMs: seconds(60),
});

describe("a preset", () => {
  test.each([
    { preset: "baseline_performance", phases: [warmup, steadyState] },
    { preset: "scalability_test", phases: [rampUp] },
    { preset: "spike_test", phases: [spikePhase] },
    { preset: "neuromorphic_load_test", phases: [spikeProcessing] },
  ])("$preset has these phases and limits", ({ preset, phases }) => {
    const plan = planOf({ preset, requests });
    expect(plan.phases).toEqual(phases);
    expect(plan.sla).toEqual({ p95: 100, p99: 500, cpu: 0.8, memory: 0.85, error_rate: 0.001 });
  });

  test("can be replaced key by key", () => {
    const plan = planOf(
      {
        preset: "baseline_performance",
        phases: { steady_state: { rate: "20/s", arrival: "poisson" }, warmup: { duration: "5s", cooldown: "0s" } },
        sla: { p95: "50ms" },
        requests,
      },
      { sla: { p95: "70ms", p99: "200ms" } },
    );
    expect(plan.phases).toEqual([
      { ...warmup, durationMs: seconds(5), cooldownMs: 0 },
      { ...steadyState, pattern: { kind: "constant", ratePerSec: 20 }, arrival: "poisson" },
    ]);
    expect(plan.sla).toEqual({ p95: 50, p99: 200, cpu: 0.8, memory: 0.85, error_rate: 0.001 });
  });

  test("is shortened by time_scale: durations, pauses and spikes, but no rates", () => {
    expect(planOf({ preset: "spike_test", time_scale: 0.1, requests }).phases).toEqual([
      {
        ...spikePhase,
        pattern: { ...spikePhase.pattern, spikeAtMs: seconds(13.5), spikeDurationMs: seconds(3) },
        durationMs: seconds(30),
        cooldownMs: seconds(12),
      },
    ]);
  });

  test("limits the throughput where its phases offer 1,000 requests per second", () => {
    const limitOf = (phases: object) => planOf({ preset: "scalability_test", phases, requests }).sla.throughput;
    expect([limitOf({ ramp_up: { from: "999/s" } }), limitOf({ ramp_up: { from: "1000/s" } })]).toEqual([
      undefined,
      990,
    ]);
  });

  test.each([
    {
      of: { preset: "spike_test", phases: { spike: { peak: "9/s" } } },
      problem: "phases.spike: the preset has no phase spike; its phases are spike_phase",
    },
    {
      of: { preset: "spike_test", phases: { spike_phase: { rate: "9/s" } } },
      problem:
        "phases.spike_phase.rate: spike_phase is a spike, which has base, peak, spike_duration, spike_at; remove rate",
    },
    {
      of: { preset: "spike_test", phases: { spike_phase: { spike_duration: "10m" } } },
      problem: "phases.spike_phase.spike_duration: expected a spike that ends within its phase",
    },
    {
      of: { preset: "baseline_performance", time_scale: 0.0001 },
      problem: "phases.steady_state.duration: expected a duration long enough for one arrival at this rate",
    },
    {
      of: { preset: "baseline_performance", phases: { steady_state: { warmup: true } } },
      problem: "phases: expected at least one phase without warmup: true",
    },
    {
      of: { preset: "spike_test", phases: [{ pattern: "constant", rate: "1/s", duration: "5s" }] },
      problem: "phases: a preset has its own phases; expected a map of the phases to change, or remove preset",
    },
    {
      of: { phases: { steady_state: { rate: "1/s" } } },
      problem: "phases: expected a list of phases; a map of phases needs a preset",
    },
    {
      of: { preset: "spike_test", phases: { spike_phase: { peek: "9/s" } } },
      problem: "phases.spike_phase.peek: unknown key; did you mean peak?",
    },
  ])("is refused: $problem", ({ of, problem }) => {
    expect(problemsOf(of)).toEqual([`scenarios.shop.${problem}`]);
  });
});

test("time_scale also scales listed phases", () => {
  const phases = [
    { pattern: "sine", mean: "10/s", amplitude: "5/s", period: "4s", duration: "40s" },
    {
      pattern: "spike",
      base: "1/s",
      peak: "9/s",
      spike_duration: "4s",
      spike_at: "2s",
      duration: "20s",
      cooldown: "2s",
    },
    { pattern: "burst", size: 5, interval: "2s", duration: "20s" },
  ];
  expect(planOf({ phases, time_scale: 0.5, requests }).phases).toMatchObject([
    { pattern: { kind: "sine", periodMs: 2000 }, durationMs: 20_000 },
    { pattern: { kind: "spike", spikeAtMs: 1000, spikeDurationMs: 2000 }, durationMs: 10_000, cooldownMs: 1000 },
    { pattern: { kind: "burst", intervalMs: 2000 }, durationMs: 10_000 },
  ]);
});
