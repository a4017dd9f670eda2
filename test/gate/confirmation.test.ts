import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { settled } from "../../src/gate/stoppingRule.ts";
import type { Confirmation, MeasuredScenario, Results, Settings } from "../../src/model/results.ts";
import { rejudged } from "../../src/pipeline/rejudge.ts";
import { environment, measured, rounds, scenario, settings } from "../support/make.ts";

/** Rounds around a base of 100 ms, the logarithms of the head in turn so much below and above. */
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
const judged = (one: MeasuredScenario, by: Settings = onlyP95): Results => judge(measured([one], { settings: by }));
const p95 = ({ scenarios }: Results) => scenarios[0]?.comparisons.find(({ metric }) => metric === "p95");
const confirmed = (of: Partial<Confirmation>) => judged(first({ confirmation: confirmation(of) }));

const here = "p95 +15 % [14, 16]";

describe("a second machine should confirm", () => {
  test.each<readonly [string, Results, boolean]>([
    ["a regression under twice what matters", judged(first()), true],
    ["none beyond it", judged(first({ rounds: around(0.2) })), false],
    ["nothing that is unchanged", judged(first({ rounds: around(0.01) })), false],
    [
      "no recorded comparison: that is with other machines already",
      judged(first({ mode: { kind: "recorded", reason: "" } })),
      false,
    ],
    ["nothing that broke off", judged(first({ failure: "the service ended" })), false],
    ["what is played in turn too", judged(first({ mode: { kind: "alternate", reason: "" } })), true],
    [
      "not where a limit fails all the same",
      judged(first({ limits: [{ request: "all", metric: "p95", limit: 1 }] })),
      false,
    ],
    [
      "not where another regression is beyond doubt",
      judged(first(), settings({ min_effect: { p50: 0.05, p95: 0.1 } })),
      false,
    ],
    ["not where regressions do not fail the job", judged(first(), { ...onlyP95, fail_on: ["invalid"] }), false],
    ["not what is confirmed", confirmed({}), false],
    [
      "not what is accepted",
      rejudged(judged(first()), {
        accepted: [{ metric: "p95", scenario: "shop", reason: "x", by: "option" }],
      }),
      false,
    ],
  ])("%s", (_, { verdict }, wanted) => {
    expect(verdict.confirm).toBe(wanted ? true : undefined);
  });
});

describe("two machines together", () => {
  test("both slower: it fails, with both numbers", () => {
    const results = confirmed({});
    expect(p95(results)).toMatchObject({ outcome: "regressed", confirmed: { rounds: 12 } });
    expect(results.verdict).toEqual({
      kind: "fail",
      reasons: [`shop: ${here}, again +15 % [14, 16] on a second machine`],
      failing: true,
    });
  });

  test("the second shows it to be below what matters: unchanged, and both are told", () => {
    const results = confirmed({ rounds: around(0.01) });
    expect([p95(results)?.outcome, p95(results)?.reason, p95(results)?.confirmed]).toEqual([
      "unchanged",
      `${here} on the first machine, +1 % [0.34, 1.7] on a second one`,
      undefined,
    ]);
    expect(results.verdict).toEqual({ kind: "pass", reasons: [], failing: false });
  });

  test("the second is faster: unchanged", () => {
    expect(p95(confirmed({ rounds: around(-0.3) }))?.outcome).toBe("unchanged");
  });

  test("the second sees nothing either way: inconclusive, and both are told", () => {
    const results = confirmed({ rounds: around(0.08, 0.1) });
    expect(results.verdict).toEqual({
      kind: "inconclusive",
      reasons: ["shop: p95 +15 % [14, 16] on the first machine, +8.3 % [1.4, 16] on a second one"],
      failing: false,
    });
  });

  test.each<readonly [string, Partial<Confirmation>, string]>([
    ["broke off", { failure: "the service ended\nits log" }, "the service ended"],
    [
      "broke off although it looked good",
      { rounds: around(0), failure: "interrupted by SIGINT" },
      "interrupted by SIGINT",
    ],
    ["has too few rounds", { rounds: around(0, 0.01, 3) }, "a comparison takes at least 4 rounds, got 3"],
    ["has none", { rounds: [] }, "a comparison takes at least 4 rounds, got 0"],
    [
      "had a late generator",
      { rounds: around(0).map((round) => ({ ...round, invalid: "it was late" })) },
      "12 of 12 rounds do not count: it was late",
    ],
  ])("a second that %s clears nothing", (_, of, why) => {
    const { verdict } = confirmed(of);
    expect([verdict.kind, verdict.failing, verdict.confirm]).toEqual(["fail", true, undefined]);
    expect(verdict.reasons[0]).toContain(`shop: ${here} (p95 could not be confirmed on a second machine: ${why}`);
  });

  test("what is beyond doubt stands, whatever the second says; so does what was not slower", () => {
    const firm = judged(first({ rounds: around(0.3), confirmation: confirmation({ rounds: around(0) }) }));
    const fine = judged(first({ rounds: around(0.01), confirmation: confirmation({ rounds: around(0.5) }) }));
    expect([firm.verdict.kind, fine.verdict.kind]).toEqual(["fail", "pass"]);
  });

  test("only what was in doubt shares the false alarms of the second run", () => {
    // p = 0.0034 in the second run: beyond 1 %, not beyond a quarter of it.
    const second = confirmation({ rounds: around(0.1, 0.1) });
    const both = settings({ min_effect: { p90: 0.1, p95: 0.1, p99: 0.1, tail: 0.1 } });
    const kinds = [onlyP95, both].map(
      (by) => judged(first({ confirmation: { ...second, rounds_planned: 12 } }), by).verdict.kind,
    );
    expect(kinds).toEqual(["fail", "inconclusive"]);
  });

  test("judging again from the file gives the same", () => {
    for (const rest of [around(0.14), around(0), []]) {
      const results = confirmed({ rounds: rest });
      expect(JSON.stringify(rejudged(results, {}))).toBe(JSON.stringify(results));
    }
  });
});

describe("measuring again", () => {
  const subject = { scenario: "shop", request: "all", metric: "p95", gating: true } as const;
  const ends = (center: number, question: Parameters<typeof settled>[2], spread = 0.01) =>
    settled(scenario({ rounds: around(center, spread, 6), rounds_planned: 20 }), settings({ gating: 4 }), question);

  test("ends when what was in doubt is settled, whatever the others do", () => {
    // The error rate of 1800 requests without an error is not settled: the whole run goes on.
    expect([ends(0, {}), ends(0, { doubt: { subjects: [subject], alpha: 0.01 } })]).toEqual([false, true]);
  });

  test("of another scenario is not what this one waits for", () => {
    expect(ends(0, { doubt: { subjects: [{ ...subject, scenario: "cart" }], alpha: 0.01 } })).toBe(false);
  });

  test("an accepted regression ends nothing, the others do", () => {
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
