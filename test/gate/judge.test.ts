import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { type ArmMetrics, type MeasuredRun, type RequestMetrics, resultsSchema } from "../../src/model/results.ts";
import { armMetrics, latency, measuredResults, rounds, scenario, settings } from "../support/builders.ts";

/**
 * Twelve rounds with a base of 100 ms. The logarithm of the head alternates around `center`, `spread` below and above.
 */
const around = (center: number, spread: number) =>
  rounds(
    ...Array.from({ length: 12 }, (_, i): [number, number] => [
      100,
      100 * Math.exp(center + (i % 2 === 0 ? -spread : spread)),
    ]),
  );

const outcomes = (of: MeasuredRun) =>
  judge(of).scenarios.flatMap(({ id, comparisons }) =>
    comparisons.map(
      ({ request, metric, outcome, gating }) => `${id} ${request} ${metric}: ${outcome}${gating ? "" : " (shown)"}`,
    ),
  );

describe("a run", () => {
  test("gets an outcome for each metric, and the verdict of the worst gating one", () => {
    const { verdict, scenarios } = judge(measuredResults([scenario({ rounds: around(0.2, 0.02) })]));
    expect(scenarios[0]?.comparisons.map(({ metric, outcome, gating }) => [metric, outcome, gating])).toEqual([
      ["p50", "regressed", true],
      ["p95", "regressed", true],
      ["p99", "regressed", false],
      ["tail", "regressed", true],
      ["error_rate", "unchanged", false],
    ]);
    expect(verdict).toEqual({
      kind: "fail",
      reasons: ["shop: p50 +22 % [21, 24]", "shop: p95 +22 % [21, 24]", "shop: tail (p90–p99) +22 % [21, 24]"],
      failing: true,
    });
  });

  test("keeps its measurement", () => {
    const measured = measuredResults([scenario({ rounds: around(0, 0.01), round_ms: 7000 })], {
      warnings: [{ kind: "other", message: "something" }],
    });
    const results = judge(measured);
    const { verdict: _, ...measurement } = {
      ...results,
      scenarios: results.scenarios.map(({ comparisons: __, sla: ___, ...one }) => one),
    };
    expect(measurement).toEqual(measured);
    expect(resultsSchema.parse(results)).toEqual(results);
  });

  test("without comparison is only checked against its SLAs", () => {
    const off = scenario({ mode: { kind: "off", reason: "compare: off" }, rounds: around(0.5, 0.01) });
    expect(judge(measuredResults([off]))).toMatchObject({
      verdict: { kind: "pass", failing: false },
      scenarios: [{ comparisons: [], sla: [] }],
    });
  });

  test("with a recorded comparison but no recorded runs is new, and passes", () => {
    const recorded = scenario({
      mode: { kind: "recorded", reason: "no base build" },
      rounds: around(0, 0.01).slice(0, 1),
    });
    expect(outcomes(measuredResults([recorded]))).toEqual([
      "shop all p50: new",
      "shop all p95: new",
      "shop all p99: new (shown)",
      "shop all tail: new",
      "shop all error_rate: new",
    ]);
    expect(judge(measuredResults([recorded])).verdict).toEqual({ kind: "pass", reasons: [], failing: false });
  });

  test("is invalid with a corrupt baseline, and inconclusive with an unreachable one", () => {
    const recorded = scenario({
      mode: { kind: "recorded", reason: "no base build" },
      rounds: around(0, 0.01).slice(0, 1),
    });
    const kinds = (["unusable", "unreachable", "absent"] as const).map((kind) => {
      const { verdict } = judge(measuredResults([recorded], { baseline: { kind, message: `it is ${kind}` } }));
      return [verdict.kind, verdict.reasons];
    });
    expect(kinds).toEqual([
      ["invalid", ["shop: it is unusable"]],
      ["inconclusive", ["shop: it is unreachable"]],
      ["pass", []],
    ]);
  });

  test("compares p99 with a minimum effect of 10 % if the settings have none", () => {
    const shown = judge(measuredResults([scenario({ rounds: around(0.07, 0.01) })]));
    expect(
      shown.scenarios[0]?.comparisons.map(({ metric, min_effect_ratio, outcome }) => [
        metric,
        min_effect_ratio?.toFixed(3),
        outcome,
      ]),
    ).toEqual([
      ["p50", "0.050", "regressed"],
      ["p95", "0.100", "unchanged"],
      ["p99", "0.100", "unchanged"],
      ["tail", "0.100", "unchanged"],
      ["error_rate", "0.002", "unchanged"],
    ]);
  });
});

describe("false alarms", () => {
  /** A change of 10.5 % with p = 0.003436: significant at 0.005, not at 0.0025. */
  const doubtful = around(0.1, 0.1);
  const p95 = (falseAlarm: number, scenarios: number) => {
    const all = Array.from({ length: scenarios }, (_, i) => scenario({ id: `${i}`, rounds: doubtful }));
    const { scenarios: results } = judge(measuredResults(all, { settings: settings({ false_alarm: falseAlarm }) }));
    return results[0]?.comparisons.find(({ metric }) => metric === "p95")?.outcome;
  };

  test("are shared equally: p50, p95, tail and error rate get a quarter each", () => {
    expect([p95(0.01, 1), p95(0.0137, 1), p95(0.0138, 1), p95(0.02, 1)]).toEqual([
      "inconclusive",
      "inconclusive",
      "regressed",
      "regressed",
    ]);
  });

  test("are shared by all scenarios: with two of them each metric gets an eighth", () => {
    expect([p95(0.02, 2), p95(0.0274, 2), p95(0.0275, 2)]).toEqual(["inconclusive", "inconclusive", "regressed"]);
  });

  test("are not spent on metrics that are only shown", () => {
    const one = settings({ false_alarm: 0.0035, min_effect: { p95: 0.1 } });
    expect(outcomes(measuredResults([scenario({ rounds: doubtful })], { settings: one }))).toEqual([
      "shop all p50: regressed (shown)",
      "shop all p95: regressed",
      "shop all p99: regressed (shown)",
      "shop all tail: regressed (shown)",
      "shop all error_rate: unchanged (shown)",
    ]);
  });
});

describe("laws", () => {
  const ms = fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 60_000, noNaN: true }));
  const metrics: fc.Arbitrary<RequestMetrics> = fc.integer({ min: 0, max: 5000 }).chain((due) =>
    fc.integer({ min: 0, max: due }).chain((failed) =>
      fc.oneof(
        fc.constant({ due, failed }),
        fc.tuple(ms, ms, ms, ms, ms).map(([p50, p90, p95, p99, tail]) => ({ due, failed, p50, p90, p95, p99, tail })),
      ),
    ),
  );
  const anyArmMetrics: fc.Arbitrary<ArmMetrics> = fc
    .tuple(metrics, metrics, fc.option(ms, { nil: undefined }))
    .map(([all, one, cpu]) => ({
      ...(cpu === undefined ? {} : { cpu_per_request: cpu }),
      requests: { all, "GET /a": one, "GET /b": all },
    }));
  const round = fc
    .tuple(anyArmMetrics, fc.option(anyArmMetrics, { nil: undefined }), fc.boolean(), fc.nat())
    .map(([head, base, late, index]) => ({
      index,
      ...(late && index % 5 === 0 ? { invalid: "it was late" } : {}),
      ...(base === undefined ? {} : { base }),
      head,
    }));
  const scenarios = fc.array(
    fc
      .tuple(
        fc.constantFrom("duet", "recorded", "off"),
        fc.array(round, { maxLength: 12 }),
        fc.array(fc.array(anyArmMetrics), { maxLength: 14 }),
      )
      .map(([kind, all, recorded]) =>
        scenario({
          mode: { kind: kind as "duet", reason: "" },
          rounds: all,
          recorded: recorded.map((arms) => ({ at: "", rounds: arms })),
          limits: [{ request: "all", metric: "p95", limit: 100 }],
        }),
      ),
    { maxLength: 3 },
  );

  test("forall measurements: the results fit the schema, and judging them again gives the same bytes", () => {
    fc.assert(
      fc.property(scenarios, (all) => {
        const results = judge(measuredResults(all));
        const text = JSON.stringify(results);
        const read = resultsSchema.parse(JSON.parse(text));
        expect(read).toEqual(results);
        expect(JSON.stringify(judge(results))).toBe(text);
        expect(judge(judge(read))).toEqual(results);
      }),
    );
  });

  test("forall measurements: judging does not change its input", () => {
    fc.assert(
      fc.property(scenarios, (all) => {
        const measured = measuredResults(all);
        const before = JSON.stringify(measured);
        judge(measured);
        expect(JSON.stringify(measured)).toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  test("forall measurements: the verdict is pass if and only if it has no reasons", () => {
    fc.assert(
      fc.property(scenarios, (all) => {
        const { verdict } = judge(measuredResults(all));
        expect(verdict.kind === "pass").toBe(verdict.reasons.length === 0);
      }),
    );
  });

  test("forall latencies: arms of zeros are judged like any others", () => {
    const zero = Array.from({ length: 6 }, (_, index) => ({
      index,
      base: armMetrics(latency(0)),
      head: armMetrics(latency(0)),
    }));
    expect(outcomes(measuredResults([scenario({ rounds: zero })]))).toEqual([
      "shop all p50: unchanged",
      "shop all p95: unchanged",
      "shop all p99: unchanged (shown)",
      "shop all tail: unchanged",
      "shop all error_rate: inconclusive (shown)",
    ]);
  });
});
