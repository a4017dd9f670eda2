import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { sendLagShift } from "../../src/gate/sendLagControl.ts";
import type { RoundResult } from "../../src/model/results.ts";
import { armMetrics, latency, measuredResults, scenario } from "../support/builders.ts";

/** Rounds with a base of 10 ms and a head `laterMs` slower. Requests to the head are sent later by each lag in turn. */
const rounds = (laterMs: number, ...lagsMs: readonly number[]): RoundResult[] =>
  Array.from({ length: 12 }, (_, index) => ({
    index,
    base: armMetrics(latency(10), { send_lag: 0.1 }),
    head: armMetrics(latency(10 + laterMs), { send_lag: 0.1 + (lagsMs[index % lagsMs.length] ?? 0) }),
  }));

test.each([
  { why: "sent at the same time", lags: [0], moved: undefined },
  { why: "head sent later in every round", lags: [0.49, 0.51], moved: 0.5 },
  { why: "base sent later in every round", lags: [-0.9, -1.1], moved: -1 },
  { why: "head sent much later, but only sometimes (p = 0.08)", lags: [0, 0, 0, 8], moved: undefined },
])("$why", ({ lags, moved }) => {
  expect(sendLagShift(rounds(0, ...lags))).toEqual(moved === undefined ? undefined : expect.closeTo(moved, 10));
});

test("rounds without a send lag have no shift", () => {
  const bare = rounds(0, 1).map(({ index }) => ({ index, base: armMetrics(latency(1)), head: armMetrics(latency(2)) }));
  expect(sendLagShift(bare)).toBeUndefined();
});

const gating = (laterMs: number, lagMs: number) => {
  const { scenarios } = judge(measuredResults([scenario({ rounds: rounds(laterMs, lagMs), round_ms: 1000 })]));
  return (scenarios[0]?.comparisons ?? []).filter((comparison) => comparison.gating);
};

test.each([
  { why: "no lag", laterMs: 2, lagMs: 0, latency: "regressed" },
  { why: "the lag explains the whole change", laterMs: 2, lagMs: 2, latency: "unstable" },
  {
    why: "the lag explains a part of the change, and the rest is large enough",
    laterMs: 4,
    lagMs: 2,
    latency: "regressed",
  },
  { why: "a lag of the base does not hide the change", laterMs: 2, lagMs: -1, latency: "regressed" },
  { why: "a lag of the base may hide a change", laterMs: 0, lagMs: -2, latency: "unstable" },
  { why: "without its lag the head would be even faster", laterMs: 0, lagMs: 2, latency: "unchanged" },
])("$why: $latency", ({ laterMs, lagMs, latency: outcome }) => {
  const outcomes = gating(laterMs, lagMs).map((comparison) => `${comparison.metric} ${comparison.outcome}`);
  expect(outcomes).toEqual([`p50 ${outcome}`, `p95 ${outcome}`, `tail ${outcome}`]);
});

test("the reason names the lag, and settle_ms is absent", () => {
  expect(gating(2, 2)[0]).toMatchObject({
    outcome: "unstable",
    reason:
      "the load generator sent requests to the head 2 ms later than those to the base: run again, or on a quieter machine",
  });
  expect(gating(2, 2)[0]).not.toHaveProperty("settle_ms");
});
