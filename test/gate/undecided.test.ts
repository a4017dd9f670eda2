import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { RequestMetrics, Results, RoundResult } from "../../src/model/results.ts";
import { headline } from "../../src/report/headline.ts";
import { armMetrics, latency, measuredResults, scenario, settings } from "../support/builders.ts";

/** Ten rounds. The head's p95 alternates by that ratio around `center`, the others hardly. */
function run(spread: number, by = settings(), center = 1, p50Spread = 0.001): Results {
  const rounds = Array.from({ length: 10 }, (_, index): RoundResult => {
    const sign = index % 2 === 0 ? 1 : -1;
    const head: RequestMetrics = latency(100 * (1 + sign * p50Spread), { p95: 100 * center * (1 + sign * spread) });
    return { index, base: armMetrics(latency(100)), head: armMetrics(head) };
  });
  return judge(measuredResults([scenario({ rounds, rounds_planned: 10 })], { settings: by }));
}

const verdictOf = ({ verdict: { kind, failing } }: Results) => [kind, failing];

describe("a run passes with an undecided upper percentile", () => {
  test("beside a good median, and its headline says so", () => {
    const results = run(0.15);
    expect(results.scenarios[0]?.comparisons.find(({ metric }) => metric === "p95")?.outcome).toBe("unstable");
    expect([verdictOf(results), headline(results).text]).toEqual([
      ["pass", false],
      "Not slower; p95 of all requests is undecided",
    ]);
  });

  test("but not if fail_on names inconclusive", () => {
    const { min_effect } = settings();
    expect(verdictOf(run(0.15, settings({ min_effect, fail_on: ["regression", "inconclusive"] })))).toEqual([
      "inconclusive",
      true,
    ]);
  });

  test("but not if it lies above its smallest change that matters", () => {
    expect(verdictOf(run(0.4, settings(), 1.3))).toEqual(["inconclusive", false]);
  });

  test("but not if the median is undecided, too", () => {
    expect(verdictOf(run(0.15, settings(), 1, 0.15))).toEqual(["inconclusive", false]);
  });
});

test.each([
  [1, "pass"],
  [1.3, "inconclusive"],
])("dependencies that cannot be decided, at %d times the CPU time: %s", (center, kind) => {
  const rounds = Array.from({ length: 10 }, (_, index): RoundResult => {
    const head = { dependency_cpu: center * Math.exp(index % 2 === 0 ? 0.6 : -0.6) };
    return { index, base: armMetrics(latency(100), { dependency_cpu: 1 }), head: armMetrics(latency(100), head) };
  });
  const by = settings({ min_effect: { ...settings().min_effect, dependency_cpu: 0.1 } });
  const results = judge(measuredResults([scenario({ rounds, rounds_planned: 10 })], { settings: by }));
  expect(results.verdict.kind).toBe(kind);
});

/** Three requests. The p50 of the first one varies by that ratio around `center`. */
function several(spread: number, center = 1): Results {
  const rounds = Array.from({ length: 10 }, (_, index): RoundResult => {
    const steady = (ms: number) => latency(ms, { middle: ms });
    const varied = Math.exp(index % 2 === 0 ? spread : -spread);
    const ofA = steady(100 * center * varied);
    const arm = (a: RequestMetrics, all = 100) => ({
      requests: { all: steady(all), "GET /a": a, "GET /b": steady(100), "GET /c": steady(100 + (index % 3) / 1000) },
    });
    return { index, base: arm(steady(100)), head: arm(ofA, 100 * varied) };
  });
  const min_effect = { p50: 0.04, p95: 0.1, tail: 0.1 };
  return judge(measuredResults([scenario({ rounds, rounds_planned: 10 })], { settings: settings({ min_effect }) }));
}

describe("a run passes with the undecided median of one request among several", () => {
  test("beside a good median of all requests, and its headline says so", () => {
    const results = several(0.1);
    expect([verdictOf(results), headline(results).text]).toEqual([
      ["pass", false],
      "Not slower; p50 of GET /a is undecided",
    ]);
  });

  test("but not if it lies above its smallest change that matters", () => {
    expect(verdictOf(several(0.1, 1.05))).toEqual(["inconclusive", false]);
  });

  test("but not if the median of all requests is undecided, too", () => {
    expect(verdictOf(several(0.3))).toEqual(["inconclusive", false]);
  });

  // Two of three cancel each other. So all together vary by a third: 97.5 % reach to 4 % at 0.156, and 95 % at 0.193.
  test.each([
    [0.08, "pass"],
    [0.17, "pass"],
    [0.22, "inconclusive"],
  ])("even of each of them, if all together are shown at 95 %: each varies by %d", (spread, kind) => {
    const rounds = Array.from({ length: 10 }, (_, index): RoundResult => {
      const sign = index % 2 === 0 ? 1 : -1;
      const logs = { all: sign * spread, "GET /a": sign * spread, "GET /b": -sign * spread, "GET /c": sign * spread };
      const arm = (times: number) => {
        const requests = Object.entries(logs).map(([name, log]) => {
          const ms = 100 * Math.exp(times * log);
          return [name, latency(ms, { middle: ms })];
        });
        return { requests: Object.fromEntries(requests) };
      };
      return { index, base: arm(0), head: arm(1) };
    });
    const by = settings({ min_effect: { p50: 0.04 } });
    expect(judge(measuredResults([scenario({ rounds, rounds_planned: 10 })], { settings: by })).verdict.kind).toBe(
      kind,
    );
  });
});

/** The CPU time of the head varies by that ratio around `center` milliseconds. The base needs 10 ms. */
function cpu(spread: number, center: number, p50Spread = 0.001): Results {
  const rounds = Array.from({ length: 10 }, (_, index): RoundResult => {
    const sign = index % 2 === 0 ? 1 : -1;
    const arm = (ms: number, cpuMs: number) => armMetrics(latency(ms), { cpu_per_request: cpuMs });
    return { index, base: arm(100, 10), head: arm(100 * (1 + sign * p50Spread), center * (1 + sign * spread)) };
  });
  const min_effect = { p50: 0.04, cpu_per_request: 0.04 };
  return judge(measuredResults([scenario({ rounds, rounds_planned: 10 })], { settings: settings({ min_effect }) }));
}

describe("a run passes with an undecided CPU time", () => {
  test("beside a good median, and its headline says so", () => {
    const results = cpu(0.1, 10);
    expect([verdictOf(results), headline(results).text]).toEqual([
      ["pass", false],
      "Not slower; CPU per request is undecided",
    ]);
  });

  test("but not if it lies above its smallest change that matters", () => {
    expect(verdictOf(cpu(0.2, 10.8))).toEqual(["inconclusive", false]);
  });

  test("but not if the median is undecided, too", () => {
    expect(verdictOf(cpu(0.1, 10, 0.15))).toEqual(["inconclusive", false]);
  });
});
