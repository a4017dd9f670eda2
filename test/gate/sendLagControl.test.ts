import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { movedControl } from "../../src/gate/sendLagControl.ts";
import type { RoundResult } from "../../src/model/results.ts";
import { arm, latency, measured, scenario } from "../support/make.ts";

/** Rounds of a head that answers so much later than a base of 10 ms, and whose requests left so much later, in turn. */
const rounds = (laterMs: number, ...lagsMs: readonly number[]): RoundResult[] =>
  Array.from({ length: 12 }, (_, index) => ({
    index,
    base: arm(latency(10), { send_lag: 0.1 }),
    head: arm(latency(10 + laterMs), { send_lag: 0.1 + (lagsMs[index % lagsMs.length] ?? 0) }),
  }));

test.each([
  { why: "at the very same time", lags: [0], moved: undefined },
  { why: "later in every round", lags: [0.49, 0.51], moved: 0.5 },
  { why: "the base's later, in every round", lags: [-0.9, -1.1], moved: -1 },
  { why: "much later, but only now and then (p = 0.08)", lags: [0, 0, 0, 8], moved: undefined },
])("$why", ({ lags, moved }) => {
  expect(movedControl(rounds(0, ...lags))).toEqual(moved === undefined ? undefined : expect.closeTo(moved, 10));
});

test("rounds that know nothing of it", () => {
  const bare = rounds(0, 1).map(({ index }) => ({ index, base: arm(latency(1)), head: arm(latency(2)) }));
  expect(movedControl(bare)).toBeUndefined();
});

const gating = (laterMs: number, lagMs: number) => {
  const { scenarios } = judge(measured([scenario({ rounds: rounds(laterMs, lagMs), round_ms: 1000 })]));
  return (scenarios[0]?.comparisons ?? []).filter((comparison) => comparison.gating);
};

test.each([
  { why: "nobody was late", laterMs: 2, lagMs: 0, latency: "regressed" },
  { why: "the load generator made the change", laterMs: 2, lagMs: 2, latency: "unstable" },
  { why: "it made some of the change, and the rest is large enough", laterMs: 4, lagMs: 2, latency: "regressed" },
  { why: "a base that was served late hides nothing of it", laterMs: 2, lagMs: -1, latency: "regressed" },
  { why: "a base that was served late would have hidden it", laterMs: 0, lagMs: -2, latency: "unstable" },
  { why: "a head that was served late would be better still", laterMs: 0, lagMs: 2, latency: "unchanged" },
])("$why: $latency", ({ laterMs, lagMs, latency: outcome }) => {
  const outcomes = gating(laterMs, lagMs).map((comparison) => `${comparison.metric} ${comparison.outcome}`);
  expect(outcomes).toEqual([`p50 ${outcome}`, `p95 ${outcome}`, `tail ${outcome}`, "error_rate unchanged"]);
});

test("the reason is told, and more time is no remedy", () => {
  expect(gating(2, 2)[0]).toMatchObject({
    outcome: "unstable",
    reason: "requests to the head left 2 ms later than those to the base, which is the load generator's doing",
  });
  expect(gating(2, 2)[0]).not.toHaveProperty("settle_ms");
});
