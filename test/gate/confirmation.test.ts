import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { canStopMeasuring } from "../../src/gate/stoppingRule.ts";
import type {
  ArmMetrics,
  Confirmation,
  MeasuredScenario,
  Results,
  RoundResult,
  Settings,
} from "../../src/model/results.ts";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { environment, measuredResults, rounds, scenario, settings } from "../support/builders.ts";

/** Rounds with a base of 100 ms. The logarithm of the head alternates around `center`, `spread` below and above. */
const around = (center: number, spread = 0.01, n = 12) =>
  rounds(
    ...Array.from({ length: n }, (_, i): [number, number] => [
      100,
      100 * Math.exp(center + (i % 2 === 0 ? -spread : spread)),
    ]),
  );

const onlyP95 = settings({ min_effect: { p95: 0.1 } });
const confirmation = (of: Partial<Confirmation> = {}): Confirmation => ({
  environment: environment({ cpu_model: "Intel Xeon" }),
  started_at: "2026-11-23T21:41:00.000Z",
  rounds: around(0.14),
  rounds_planned: 12,
  round_ms: 7000,
  ...of,
});

const first = (of: Partial<MeasuredScenario> = {}) => scenario({ rounds: around(0.14), ...of });
const judgeOne = (one: MeasuredScenario, by: Settings = onlyP95): Results =>
  judge(measuredResults([one], { settings: by }));
const p95 = ({ scenarios }: Results) => scenarios[0]?.comparisons.find(({ metric }) => metric === "p95");
const confirmed = (of: Partial<Confirmation>) => judgeOne(first({ confirmation: confirmation(of) }));

const here = "p95 +15 % [14, 16]";

describe("a second machine is asked to confirm", () => {
  test.each<readonly [string, Results, boolean]>([
    ["a regression below twice the minimum effect", judgeOne(first()), true],
    ["not a larger regression", judgeOne(first({ rounds: around(0.2) })), false],
    ["not an unchanged metric", judgeOne(first({ rounds: around(0.01) })), false],
    [
      "not a recorded comparison: it already spans several machines",
      judgeOne(first({ mode: { kind: "recorded", reason: "" } })),
      false,
    ],
    ["not an aborted scenario", judgeOne(first({ failure: "the service ended" })), false],
    ["a regression of an alternate comparison", judgeOne(first({ mode: { kind: "alternate", reason: "" } })), true],
    [
      "not if an SLA breach fails the job anyway",
      judgeOne(first({ limits: [{ request: "all", metric: "p95", limit: 1 }] })),
      false,
    ],
    [
      "not if another regression is not borderline",
      judgeOne(first(), settings({ min_effect: { p50: 0.05, p95: 0.1 } })),
      false,
    ],
    ["not if regressions do not fail the job", judgeOne(first(), { ...onlyP95, fail_on: ["invalid"] }), false],
    ["not a regression that is already confirmed", confirmed({}), false],
    [
      "not an accepted regression",
      rejudge(judgeOne(first()), {
        accepted: [{ metric: "p95", scenario: "shop", reason: "x", by: "option" }],
      }),
      false,
    ],
  ])("%s", (_, { verdict }, isAsked) => {
    expect(verdict.confirm).toBe(isAsked ? true : undefined);
  });
});

describe("the outcome over two machines", () => {
  test("fails if both are slower, and gives both changes", () => {
    const results = confirmed({});
    expect(p95(results)).toMatchObject({ outcome: "regressed", confirmed: { rounds: 12 } });
    expect(results.verdict).toEqual({
      kind: "fail",
      reasons: [`shop: ${here}, again +15 % [14, 16] on a second machine`],
      failing: true,
    });
  });

  test("is unchanged if the second is below the minimum effect, and the reason gives both changes", () => {
    const results = confirmed({ rounds: around(0.01) });
    expect([p95(results)?.outcome, p95(results)?.reason, p95(results)?.confirmed]).toEqual([
      "unchanged",
      `${here} on the first machine, +1 % [0.34, 1.7] on a second one`,
      undefined,
    ]);
    expect(results.verdict).toEqual({ kind: "pass", reasons: [], failing: false });
  });

  test("is unchanged if the second is faster", () => {
    expect(p95(confirmed({ rounds: around(-0.3) }))?.outcome).toBe("unchanged");
  });

  test("is inconclusive if the second is, and the reason gives both changes", () => {
    const results = confirmed({ rounds: around(0.08, 0.1) });
    expect(results.verdict).toEqual({
      kind: "inconclusive",
      reasons: ["shop: p95 +15 % [14, 16] on the first machine, +8.3 % [1.4, 16] on a second one: run both jobs again"],
      failing: false,
    });
  });

  test.each<readonly [string, Partial<Confirmation>, string]>([
    ["was aborted", { failure: "the service ended\nits log" }, "the service ended"],
    [
      "was aborted although its rounds look good",
      { rounds: around(0), failure: "interrupted by SIGINT" },
      "interrupted by SIGINT",
    ],
    ["has too few rounds", { rounds: around(0, 0.01, 3) }, "a comparison needs at least 4 rounds, got 3"],
    ["has none", { rounds: [] }, "a comparison needs at least 4 rounds, got 0"],
    [
      "had a late generator",
      { rounds: around(0).map((round) => ({ ...round, invalid: "it was late" })) },
      "12 of 12 rounds do not count: it was late",
    ],
  ])("stays a regression if the second %s", (_, of, why) => {
    const { verdict } = confirmed(of);
    expect([verdict.kind, verdict.failing, verdict.confirm]).toEqual(["fail", true, undefined]);
    expect(verdict.reasons[0]).toContain(`shop: ${here} (p95 could not be confirmed on a second machine: ${why}`);
  });

  test("changes only for borderline regressions", () => {
    const firm = judgeOne(first({ rounds: around(0.3), confirmation: confirmation({ rounds: around(0) }) }));
    const fine = judgeOne(first({ rounds: around(0.01), confirmation: confirmation({ rounds: around(0.5) }) }));
    expect([firm.verdict.kind, fine.verdict.kind]).toEqual(["fail", "pass"]);
  });

  test("shares the false alarms of the second run among the borderline regressions only", () => {
    // p = 0.0034 in the second run: significant at 1 %, not at a quarter of it.
    const second = confirmation({ rounds: around(0.1, 0.1) });
    const both = settings({ min_effect: { p90: 0.1, p95: 0.1, p99: 0.1, tail: 0.1 } });
    const kinds = [onlyP95, both].map(
      (by) => judgeOne(first({ confirmation: { ...second, rounds_planned: 12 } }), by).verdict.kind,
    );
    expect(kinds).toEqual(["fail", "inconclusive"]);
  });

  test("is the same when results.json is judged again", () => {
    for (const rest of [around(0.14), around(0), []]) {
      const results = confirmed({ rounds: rest });
      expect(JSON.stringify(rejudge(results, {}))).toBe(JSON.stringify(results));
    }
  });
});

describe("the second measurement", () => {
  const subject = { scenario: "shop", request: "all", metric: "p95", gating: true } as const;
  const ends = (center: number, question: Parameters<typeof canStopMeasuring>[2], spread = 0.01) =>
    canStopMeasuring(
      scenario({ rounds: around(center, spread, 6).map(withFailures), rounds_planned: 20 }),
      settings({ gating: 4 }),
      question,
    );

  /** One failed request on each arm. */
  function withFailures({ base, head, ...round }: RoundResult): RoundResult {
    const failing = (arm: ArmMetrics): ArmMetrics => {
      return { ...arm, requests: { ...arm.requests, all: { due: 300, ...arm.requests["all"], failed: 1 } } };
    };
    return { ...round, ...(base && { base: failing(base) }), head: failing(head) };
  }

  test("stops once the borderline regressions are decided", () => {
    // 6 failures among 1800 requests leave the error rate inconclusive, so the full measurement continues.
    expect([ends(0, {}), ends(0, { recheck: { keys: [subject], alpha: 0.01 } })]).toEqual([false, true]);
  });

  test("ignores borderline regressions of other scenarios", () => {
    expect(ends(0, { recheck: { keys: [{ ...subject, scenario: "cart" }], alpha: 0.01 } })).toBe(false);
  });

  test("stops for a regression, but not for an accepted one", () => {
    const accepted = (["p50", "p95", "tail"] as const).map((metric) => {
      return { metric, scenario: "shop", reason: "x", by: "body" } as const;
    });
    expect([ends(0.5, {}), ends(0.5, { accepted }), ends(0.5, { accepted: accepted.slice(1) })]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
