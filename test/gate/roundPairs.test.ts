import { describe, expect, test } from "vitest";
import { checkScenario } from "../../src/gate/checkedScenario.ts";
import { noisePriors } from "../../src/gate/noisePriors.ts";
import { roundPairs, withSteadierValues } from "../../src/gate/roundPairs.ts";
import type { ArmMetrics, RequestMetrics, RoundResult } from "../../src/model/results.ts";
import { digamma } from "../../src/stats/sharedVariance.ts";
import { latency, scenario } from "../support/builders.ts";

const p50 = { request: "all", metric: "p50" } as const;

/** Rounds of one request whose p50 and middle half differ by these logarithms. */
const roundsOf = (p50s: readonly number[], middles: readonly number[]): readonly RoundResult[] =>
  p50s.map((d, index) => {
    const head = latency(100 * Math.exp(d), { middle: 100 * Math.exp(middles[index] ?? 0) });
    return { index, base: { requests: { all: latency(100, { middle: 100 }) } }, head: { requests: { all: head } } };
  });
const headOf = (rounds: readonly RoundResult[]) =>
  withSteadierValues(p50, roundPairs(p50, rounds)).map(({ head }) => Math.log(head / 100));

describe("p50 is compared by the estimate that varies less", () => {
  const [wide, narrow] = [
    [0.1, -0.1, 0.1, -0.1],
    [0.05, 0, 0.05, 0],
  ];
  test("usually the middle half", () => {
    expect(headOf(roundsOf(wide, narrow))).toEqual(narrow.map((d) => expect.closeTo(d, 12)));
  });

  test("the percentile itself, if latencies have two groups", () => {
    expect(headOf(roundsOf(narrow, wide))).toEqual(narrow.map((d) => expect.closeTo(d, 12)));
  });

  test("the percentile, if a round of an older version has nothing else", () => {
    const [first, ...others] = roundsOf(wide, narrow);
    const old = { index: 0, base: { requests: { all: latency(100) } }, head: first?.head ?? { requests: {} } };
    expect(headOf([old, ...others])).toEqual(wide.map((d) => expect.closeTo(d, 12)));
  });
});

const of = (requests: Readonly<Record<string, RequestMetrics>>): ArmMetrics => ({ requests });

test("of all requests together, the middle half is the mean over the requests, with the same weights for both arms", () => {
  // The head answers one GET /a less. Its mixture would differ although both requests are as fast as on the base.
  const arm = (dueOfA: number) =>
    of({
      all: latency(1, { middle: 7 }),
      "GET /a": latency(1, { due: dueOfA, middle: 1 }),
      "GET /b": latency(1, { due: 100, middle: Math.E }),
    });
  const [pair] = roundPairs(p50, [{ index: 0, base: arm(301), head: arm(299) }]);
  const expected = Math.exp(200 / 800);
  expect(pair?.steady).toEqual({ base: expect.closeTo(expected, 12), head: expect.closeTo(expected, 12) });
});

test("requests share what they say about noise, without rounds that do not count", () => {
  const rounds = [1, -1, 1, -1, 9].map((a, index): RoundResult => {
    const b = [1, 1, -1, -1, 9][index] ?? 0;
    const head = of({
      all: latency(100),
      "GET /a": latency(100 * Math.exp(a / 100)),
      "GET /b": latency(100 * Math.exp(b / 100)),
    });
    const base = of({ all: latency(100), "GET /a": latency(100), "GET /b": latency(100) });
    return { index, base, head, ...(index === 4 ? { invalid: "late" } : {}) };
  });
  const priors = noisePriors(checkScenario(scenario({ rounds })));
  const variance = (4 / 3 / 10_000) * (1.5 / Math.exp(digamma(1.5)));
  const prior = { variance: expect.closeTo(variance, 12), df: expect.closeTo(1.5, 9) };
  expect([priors({ request: "GET /a", metric: "p95" }), priors({ request: "GET /b", metric: "p95" }, 4)]).toEqual([
    prior,
    prior,
  ]);
  expect(priors({ request: "all", metric: "p95" })).toBeUndefined();
  expect(priors({ request: "GET /a", metric: "cpu_per_request" })).toBeUndefined();
});
