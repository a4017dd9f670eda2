import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { comparedKeys, compareMetrics } from "../../src/gate/compare.ts";
import { countGatingMetrics } from "../../src/gate/gatedMetrics.ts";
import { judge } from "../../src/gate/judge.ts";
import type { ComparedMetric } from "../../src/model/metric.ts";
import type { ArmMetrics, MeasuredScenario, Results, RoundResult } from "../../src/model/results.ts";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { decisionRules } from "../../src/report/explanation.ts";
import { plainText } from "../../src/report/phrase.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { armMetrics, latency, measuredResults, scenario, settings } from "../support/builders.ts";

const mebibyte = 1024 ** 2;

/** Eight slightly different rounds. The head takes `moreRatio` more time or CPU than the base. */
function rounds(ms: number, moreRatio: number, of: (ms: number) => Partial<ArmMetrics> = () => ({})): RoundResult[] {
  return Array.from({ length: 8 }, (_, index) => {
    const slower = ms * (1 + moreRatio) * (index % 2 === 0 ? 1.001 : 0.999);
    return { index, base: armMetrics(latency(ms), of(ms)), head: armMetrics(latency(slower), of(slower)) };
  });
}

function outcomeOf(metric: ComparedMetric, all: RoundResult[], by = settings(), own: Partial<MeasuredScenario> = {}) {
  const key = { scenario: "shop", request: "all", metric, gating: true };
  const context = { settings: by, baseline: { kind: "not_asked" }, alpha: 0.01 } as const;
  const [comparison] = compareMetrics([key], scenario({ rounds: all, ...own }), context);
  return [comparison?.outcome, comparison?.min_effect_ratio];
}

const near = (value: number) => expect.closeTo(value, 5);

test.each<[ComparedMetric, RoundResult[], number, number]>([
  // 15 % of 0.25 ms are 0.0375 ms: below 0.05 ms, above 0.025 ms.
  ["p95", rounds(0.25, 0.15), 0.05, 0.025],
  ["p50", rounds(0.25, 0.15), 0.05, 0.025],
  ["tail", rounds(0.25, 0.15), 0.05, 0.025],
  ["cpu_per_request", rounds(0.05, 0.15, (ms) => ({ cpu_per_request: ms })), 0.01, 0.005],
  ["memory_peak", rounds(5, 0.15, (ms) => ({ memory_peak: ms * mebibyte })), mebibyte, 0.5 * mebibyte],
  ["memory_growth", rounds(400, 0.15, (ms) => ({ memory_growth: ms })), 64, 32],
])("%s has a floor, and a smaller change fails only with a lower floor", (metric, all, floor, lower) => {
  const by = (floors: Partial<Record<ComparedMetric, number>>) =>
    settings({ min_effect: { [metric]: metric === "memory_growth" ? 10 : 0.01 }, min_change: floors });
  const outcomes = [{}, { [metric]: floor }, { [metric]: lower }, { [metric]: 0 }].map(
    (floors) => outcomeOf(metric, all, by(floors))[0],
  );
  // The growth is a difference, so floor and minimum effect are one.
  const below = metric === "memory_growth" ? "unchanged" : "below_floor";
  expect(outcomes).toEqual([below, below, "regressed", "regressed"]);
});

test("a floor applies to its own metric only", () => {
  const by = settings({ min_change: { p95: 0, tail: 5 } });
  expect(outcomeOf("p50", rounds(0.25, 0.15), by)).toEqual(["below_floor", near(0.2)]);
  expect(outcomeOf("p95", rounds(0.25, 0.15), by)).toEqual(["regressed", near(0.1)]);
  expect(outcomeOf("tail", rounds(0.25, 0.15), by)).toEqual(["below_floor", near(20)]);
});

test("recorded runs have the same floors", () => {
  const recorded = Array.from({ length: 12 }, (_, i) => {
    return { at: "2026-11-20T10:00:00.000Z", rounds: [armMetrics(latency(i % 2 === 0 ? 0.25025 : 0.24975))] };
  });
  const own = { mode: { kind: "recorded" as const, reason: "" }, recorded };
  expect(outcomeOf("p95", rounds(0.25, 0.15), settings(), own)).toEqual(["below_floor", near(0.2)]);
  expect(outcomeOf("p95", rounds(0.25, 0.15), settings({ min_change: { p95: 0 } }), own)).toEqual([
    "regressed",
    near(0.1),
  ]);
});

/** A floor of 40 % does not mean a noise of 40 %. */
test("a high floor of a fast service does not make it unstable", () => {
  const spread = [1.01, 0.99, 1.01, 0.99, 1.01, 0.99, 1.01, 0.99, 1.01, 0.99];
  const recorded = spread.map((times) => ({
    at: "2026-11-20T10:00:00.000Z",
    rounds: [armMetrics(latency(0.125 * times))],
  }));
  const own = { mode: { kind: "recorded" as const, reason: "" }, recorded };
  expect(outcomeOf("p50", rounds(0.125, 0), settings(), own)).toEqual(["unchanged", expect.closeTo(0.4, 3)]);
  expect(outcomeOf("p50", rounds(0.125, 3), settings(), own)).toEqual(["regressed", expect.closeTo(0.4, 3)]);
  const paired = spread.map((times, index) => {
    return { index, base: armMetrics(latency(0.125)), head: armMetrics(latency(0.125 * 1.38 * times ** 5)) };
  });
  expect(outcomeOf("p50", paired)).toEqual(["inconclusive", near(0.4)]);
});

test("the nearest threshold wins for each metric: the scenario's, the run's, the default", () => {
  const by = settings({ min_effect: { p95: 0.1, p50: 0.05 }, min_change: { p95: 1 } });
  const own = { min_effect: { p95: 0.5 }, min_change: { p95: 0 } };
  expect(outcomeOf("p95", rounds(100, 0.2), by)).toEqual(["regressed", near(0.1)]);
  expect(outcomeOf("p95", rounds(100, 0.2), by, own)).toEqual(["unchanged", near(0.5)]);
  expect(outcomeOf("p50", rounds(100, 0.2), by, own)).toEqual(["regressed", near(0.05)]);
  expect(outcomeOf("p95", rounds(1, 0.6), by)).toEqual(["below_floor", near(1)]);
  expect(outcomeOf("p95", rounds(1, 0.6), by, own)).toEqual(["regressed", near(0.5)]);
});

test("a metric gates in a scenario that names it", () => {
  const gating = (own: Partial<MeasuredScenario>) =>
    comparedKeys(scenario({ rounds: rounds(1, 0), ...own }), settings()).filter(
      ({ metric, gating }) => gating && metric === "p90",
    ).length;
  expect([gating({}), gating({ min_effect: { p90: 0.1 } })]).toEqual([0, 1]);
});

const file = (gate: string, ...own: string[]) => `version: 1
service: { command: node server.js }
gate: { ${gate} }
scenarios:
  shop:
    phases: [{ pattern: constant, rate: 10/s, duration: 5s }]
    requests: [GET /]
${own.map((line) => `    ${line}\n`).join("")}`;

const plan = (gate: string, ...own: string[]) => parseConfig(file(gate, ...own), "loadgate.yml", {}).plan;

test("thresholds are not part of the load hash", () => {
  const keys = (...own: string[]) => Object.keys(plan("budget: 1m", ...own).scenarios[0].loadKeys);
  expect(keys("min_effect: { p95: 20% }", "min_change: { p95: 0ms }")).toEqual(keys());
});

test("the number of gating comparisons includes metrics that scenarios name", () => {
  const [bare, named] = [plan("budget: 1m"), plan("budget: 1m", "min_effect: { p90: 10%, memory_growth: 1KiB }")];
  expect(countGatingMetrics(named) - countGatingMetrics(bare)).toBe(2);
});

test("judging again with the same configuration gives the same verdict", () => {
  const more = `${file("budget: 1m")}  other: { phases: [{ pattern: constant, rate: 10/s, duration: 5s }], requests: [GET /] }\n`;
  const results = judge(measuredResults([scenario({ rounds: rounds(1, 0) })]));
  const again = rejudge(results, { plan: parseConfig(more, "loadgate.yml", {}).plan });
  expect(again.settings.gating).toBe(countGatingMetrics(plan("budget: 1m")));
});

test("judging again takes floors and thresholds from the given configuration only", () => {
  const results = judge(measuredResults([scenario({ rounds: rounds(0.25, 0.15), min_effect: { p95: 0.5 } })]));
  const outcomeBy = (...config: Parameters<typeof plan>) => {
    const again = rejudge(results, { plan: plan(...config) });
    const [shop] = again.scenarios;
    const p95 = shop?.comparisons.find(({ metric }) => metric === "p95");
    return [p95?.outcome, p95?.min_effect_ratio, again.settings.min_change, shop?.min_effect, shop?.min_change];
  };
  expect(outcomeBy("budget: 1m")).toEqual(["below_floor", near(0.2), undefined, undefined, undefined]);
  expect(outcomeBy("min_change: { p95: 0.02ms }")).toEqual([
    "regressed",
    near(0.1),
    { p95: 0.02 },
    undefined,
    undefined,
  ]);
  expect(outcomeBy("min_change: { p95: 1s }", "min_effect: { p95: 12% }", "min_change: { p95: 0ms }")).toEqual([
    "regressed",
    near(0.12),
    { p95: 1000 },
    { p95: 0.12 },
    { p95: 0 },
  ]);
});

test("results.json and the report contain them", () => {
  const thresholdLines = (of: Results) =>
    decisionRules(of)
      .map(plainText)
      .filter((line) => line.startsWith("Smallest changes"));
  const plain = judge(measuredResults([scenario({ rounds: rounds(1, 0) })]));
  const floored = judge(
    measuredResults([scenario({ rounds: rounds(1, 0), min_effect: { p95: 0.2 }, min_change: { p95: 0 } })], {
      settings: settings({ min_change: { p95: 1, memory_growth: 0 } }),
    }),
  );
  expect(decodeResults(encodeResults(floored), "results.json")).toEqual(floored);
  expect(thresholdLines(plain)).toEqual([
    "Smallest changes that fail: p50 +5 %, p95 +10 %, tail (p90–p99) +10 %, CPU per request +5 %, error rate +0.2 pp. They are never less than 0.05 ms of latency or 0.01 ms of CPU time per request, so “fails from” is larger for a fast service.",
  ]);
  expect(thresholdLines(floored)).toEqual([
    "Smallest changes that fail: p50 +5 %, p95 +10 %, tail (p90–p99) +10 %, CPU per request +5 %, error rate +0.2 pp. They are never less than 0.05 ms of latency or 0.01 ms of CPU time per request (by gate.min_change: p95 1 ms, memory growth per request 0 B), so “fails from” is larger for a fast service.",
    "Smallest changes that fail in shop: p95 +20 %; never less than p95 0 ms.",
  ]);
});

test.each([
  [
    "min_change: { p95: 1 }",
    "loadgate.yml:3: gate.min_change.p95: expected a duration with its unit, such as 250ms, 30s or 5m, got 1",
  ],
  [
    "min_change: { memory_peak: 1ms }",
    'loadgate.yml:3: gate.min_change.memory_peak: expected a size with its unit, such as 64MiB, got "1ms"',
  ],
  [
    "min_change: { error_rate: 1% }",
    "loadgate.yml:3: gate.min_change.error_rate: unknown key; known keys: p50, p90, p95, p99, tail, first_byte, largest_gap, cpu_per_request, dependency_cpu, memory_peak, memory_growth",
  ],
])("%s is rejected", (gate, message) => {
  expect(() => plan(gate)).toThrow(message);
});
