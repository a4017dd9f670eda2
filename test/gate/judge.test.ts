import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { type ArmMetrics, type Measured, type RequestMetrics, resultsSchema } from "../../src/model/results.ts";
import { arm, latency, measured, rounds, scenario, settings } from "../support/make.ts";

/** Twelve rounds around a base of 100 ms, the logarithms of the head in turn so much below and above. */
const around = (center: number, spread: number) =>
  rounds(
    ...Array.from({ length: 12 }, (_, i): [number, number] => [
      100,
      100 * Math.exp(center + (i % 2 === 0 ? -spread : spread)),
    ]),
  );

const outcomes = (of: Measured) =>
  judge(of).scenarios.flatMap(({ id, comparisons }) =>
    comparisons.map(
      ({ request, metric, outcome, gating }) => `${id} ${request} ${metric}: ${outcome}${gating ? "" : " (shown)"}`,
    ),
  );

describe("a run", () => {
  test("is judged metric by metric, and the whole by the gravest that gates", () => {
    const { verdict, scenarios } = judge(measured([scenario({ rounds: around(0.2, 0.02) })]));
    expect(scenarios[0]?.comparisons.map(({ metric, outcome, gating }) => [metric, outcome, gating])).toEqual([
      ["p50", "regressed", true],
      ["p95", "regressed", true],
      ["p99", "regressed", false],
      ["tail", "regressed", true],
      ["error_rate", "unchanged", true],
    ]);
    expect(verdict).toEqual({
      kind: "fail",
      reasons: ["shop: p50 +22 % [21, 24]", "shop: p95 +22 % [21, 24]", "shop: tail +22 % [21, 24]"],
      failing: true,
    });
  });

  test("keeps what was measured", () => {
    const given = measured([scenario({ rounds: around(0, 0.01), round_ms: 7000 })], { warnings: ["something"] });
    const results = judge(given);
    const { verdict: _, ...kept } = {
      ...results,
      scenarios: results.scenarios.map(({ comparisons: __, sla: ___, ...one }) => one),
    };
    expect(kept).toEqual(given);
    expect(resultsSchema.parse(results)).toEqual(results);
  });

  test("that is not compared is held to its limits alone", () => {
    const off = scenario({ mode: { kind: "off", reason: "compare: off" }, rounds: around(0.5, 0.01) });
    expect(judge(measured([off]))).toMatchObject({
      verdict: { kind: "pass", failing: false },
      scenarios: [{ comparisons: [], sla: [] }],
    });
  });

  test("that is compared with recorded runs and has none is new: it passes, and says so", () => {
    const recorded = scenario({
      mode: { kind: "recorded", reason: "no base build" },
      rounds: around(0, 0.01).slice(0, 1),
    });
    expect(outcomes(measured([recorded]))).toEqual([
      "shop all p50: new",
      "shop all p95: new",
      "shop all p99: new (shown)",
      "shop all tail: new",
      "shop all error_rate: new",
    ]);
    expect(judge(measured([recorded])).verdict).toEqual({ kind: "pass", reasons: [], failing: false });
  });

  test("whose baseline is corrupt is invalid, whose baseline is out of reach inconclusive", () => {
    const recorded = scenario({
      mode: { kind: "recorded", reason: "no base build" },
      rounds: around(0, 0.01).slice(0, 1),
    });
    const kinds = (["unusable", "unreachable", "absent"] as const).map((kind) => {
      const { verdict } = judge(measured([recorded], { baseline: { kind, message: `it is ${kind}` } }));
      return [verdict.kind, verdict.reasons];
    });
    expect(kinds).toEqual([
      ["invalid", ["shop: it is unusable"]],
      ["inconclusive", ["shop: it is unreachable"]],
      ["pass", []],
    ]);
  });

  test("shows p99 by the effect of 10 %, where the settings name none", () => {
    const shown = judge(measured([scenario({ rounds: around(0.07, 0.01) })]));
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
  /** A change of 10.5 % with p = 0.003436: beyond 0.005, not beyond 0.0025. */
  const doubtful = around(0.1, 0.1);
  const p95 = (falseAlarm: number, scenarios: number) => {
    const all = Array.from({ length: scenarios }, (_, i) => scenario({ id: `${i}`, rounds: doubtful }));
    const { scenarios: judged } = judge(measured(all, { settings: settings({ false_alarm: falseAlarm }) }));
    return judged[0]?.comparisons.find(({ metric }) => metric === "p95")?.outcome;
  };

  test("are shared equally by all that gates: p50, p95, tail and error rate spend a quarter each", () => {
    expect([p95(0.01, 1), p95(0.0137, 1), p95(0.0138, 1), p95(0.02, 1)]).toEqual([
      "inconclusive",
      "inconclusive",
      "regressed",
      "regressed",
    ]);
  });

  test("are shared by all scenarios: with two of them each spends an eighth", () => {
    expect([p95(0.02, 2), p95(0.0274, 2), p95(0.0275, 2)]).toEqual(["inconclusive", "inconclusive", "regressed"]);
  });

  test("are not spent by what is only shown", () => {
    const one = settings({ false_alarm: 0.0035, min_effect: { p95: 0.1 } });
    expect(outcomes(measured([scenario({ rounds: doubtful })], { settings: one }))).toEqual([
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
  const armMetrics: fc.Arbitrary<ArmMetrics> = fc
    .tuple(metrics, metrics, fc.option(ms, { nil: undefined }))
    .map(([all, one, cpu]) => ({
      ...(cpu === undefined ? {} : { cpu_per_request: cpu }),
      requests: { all, "GET /a": one, "GET /b": all },
    }));
  const round = fc
    .tuple(armMetrics, fc.option(armMetrics, { nil: undefined }), fc.boolean(), fc.nat())
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
        fc.array(fc.array(armMetrics), { maxLength: 14 }),
      )
      .map(([kind, all, recorded]) =>
        scenario({
          mode: { kind: kind as "duet", reason: "" },
          rounds: all,
          recorded: recorded.map((some) => ({ at: "", rounds: some })),
          limits: [{ request: "all", metric: "p95", limit: 100 }],
        }),
      ),
    { maxLength: 3 },
  );

  test("forall measurements: judging gives results of the schema, and judging those again gives the same bytes", () => {
    fc.assert(
      fc.property(scenarios, (some) => {
        const results = judge(measured(some));
        const text = JSON.stringify(results);
        const read = resultsSchema.parse(JSON.parse(text));
        expect(read).toEqual(results);
        expect(JSON.stringify(judge(results))).toBe(text);
        expect(judge(judge(read))).toEqual(results);
      }),
    );
  });

  test("forall measurements: judging changes nothing of what it is given", () => {
    fc.assert(
      fc.property(scenarios, (some) => {
        const given = measured(some);
        const before = JSON.stringify(given);
        judge(given);
        expect(JSON.stringify(given)).toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  test("forall measurements: a verdict is a pass exactly where it has no reason against it", () => {
    fc.assert(
      fc.property(scenarios, (some) => {
        const { verdict } = judge(measured(some));
        expect(verdict.kind === "pass").toBe(verdict.reasons.length === 0);
      }),
    );
  });

  test("forall latencies: an arm of zeros is judged like any other", () => {
    const zero = Array.from({ length: 6 }, (_, index) => ({ index, base: arm(latency(0)), head: arm(latency(0)) }));
    expect(outcomes(measured([scenario({ rounds: zero })]))).toEqual([
      "shop all p50: unchanged",
      "shop all p95: unchanged",
      "shop all p99: unchanged (shown)",
      "shop all tail: unchanged",
      "shop all error_rate: inconclusive",
    ]);
  });
});
