import { expect, test } from "vitest";
import { armOverload, type OverloadFacts, overloadKind } from "../../../src/analysis/capacity/overload.ts";
import type { OverloadStep } from "../../../src/model/overload.ts";
import type { OverloadPlan } from "../../../src/model/overloadRecord.ts";
import type { PhaseRecord, SliceRecord } from "../../../src/model/record.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { histogram } from "../../../src/stats/histogram.ts";

const step = (goodput_ratio: number, p95_ms = 20): OverloadStep => ({
  ...{ factor: 2, offered_per_sec: 200, goodput_per_sec: 100 * goodput_ratio, goodput_ratio },
  ...{ refused_ratio: 0, timeout_ratio: 0, failed_ratio: 0, p95_ms },
});
const facts: OverloadFacts = {
  steps: [step(0.98)],
  slowMs: 100,
  recoveryMs: 0,
  isAsBefore: true,
  isStuck: false,
  isLevel: false,
};

test.each<[string, string, Partial<OverloadFacts>]>([
  ["graceful", "keeps its goodput, answers in time, recovers", {}],
  ["degrading", "loses a fifth of its goodput", { steps: [step(0.8)] }],
  ["degrading", "makes accepted requests wait", { steps: [step(1, 900)] }],
  ["collapse", "does less than half of what it can, at the highest factor", { steps: [step(0.98), step(0.4)] }],
  ["collapse", "ends", { died: "exit code 137" }],
  ["hysteresis", "stays worse when the overload is over", { isAsBefore: false }],
  ["hysteresis", "stays worse as long as there is load", { isStuck: true }],
  ["collapse", "does less than half, and recovers only without load", { steps: [step(0.3)], isStuck: true }],
  ["collapse", "does the same low amount, but recovers", { steps: [step(0.3)], isLevel: true }],
  ["hysteresis", "does the same low amount and is stuck", { steps: [step(0.3)], isStuck: true, isLevel: true }],
])("%s: it %s", (kind, _, changed) => {
  expect(overloadKind({ ...facts, ...changed })).toBe(kind);
});

test("degrading: it recovers only without load", () => {
  const { recoveryMs: _, ...slow } = facts;
  expect(overloadKind(slow)).toBe("degrading");
});

const plan: OverloadPlan = {
  ...{ capacityPerSec: 100, stepMs: millis(2000), factors: [1.5, 2] },
  ...{ usualPerSec: perSec(50), backSteps: 2 },
};

const second = (outcomes: Readonly<Record<string, number>>, ms: number): SliceRecord => ({
  requests: [{ outcomes, responseTimeUs: outcomes["ok"] === undefined ? [] : [1000 * ms, outcomes["ok"]] }],
});

const recordOf = (slices: readonly SliceRecord[]): PhaseRecord => ({
  requests: [],
  slices,
  unmeasuredRequests: 0,
  ...{ startMs: millis(0), offeredMs: millis(12_000), durationMs: millis(12_000), idle: [] },
  userLimit: { limit: 1000, source: "machine", arrivals: 1000, waited: 0, longestWaitMs: millis(0), needed: 100 },
  sendLag: histogram().encode(),
});

const usual = second({ ok: 50 }, 10);
const shed = (factor: number) => second({ ok: 97, "status 503": 100 * factor - 97 }, 15);
const shedding = [usual, usual, shed(1.5), shed(1.5), shed(2), shed(2), second({ ok: 50 }, 30), usual, usual, usual];

test("refusals, timeouts and errors are told apart, and the recovery is timed", () => {
  const mixed = second({ ok: 97, "status 429": 50, "status 503": 23, timeout: 20, "status 500": 10 }, 15);
  const slices = shedding.with(4, mixed).with(5, mixed);
  const overload = armOverload({ arm: "head", plan, record: recordOf(slices), after: recordOf([usual]) }, { p95: 50 });
  expect(overload).toMatchObject({
    kind: "graceful",
    goodput_ratio: 0.97,
    recovery_ms: 1000,
    steps: [
      { factor: 1.5, offered_per_sec: 150, goodput_per_sec: 97, timeout_ratio: 0, failed_ratio: 0 },
      { factor: 2, offered_per_sec: 200, refused_ratio: 0.365, timeout_ratio: 0.1, failed_ratio: 0.05 },
    ],
    evidence:
      "at 2 times its capacity it did 97 % of it, refused 37 %, let time out 10 %, failed 5 %, answered the others within 15 ms (p95); it recovered after 1 s",
  });
  expect(
    overload.kind === "not_measured" ? [] : overload.seconds.map(({ offered_per_sec }) => offered_per_sec),
  ).toEqual([50, 50, 150, 150, 200, 200, 50, 50, 50, 50]);
});

test("what stays worse under the usual load is told from what is worked off", () => {
  const kindOf = (back: readonly SliceRecord[]) => {
    const slices = [...shedding.slice(0, 6), ...back];
    const longer = { ...plan, backSteps: 4 };
    const { kind } = armOverload({ arm: "head", plan: longer, record: recordOf(slices), after: recordOf([usual]) }, {});
    return kind;
  };
  const late = (timeout: number, ms: number) => second({ ok: 50 - timeout, timeout }, ms);
  expect(kindOf(Array(8).fill(late(20, 900)))).toBe("hysteresis");
  expect(kindOf([900, 900, 850, 850, 800, 750, 700, 700].map((ms) => late(0, ms)))).toBe("degrading");
  expect(kindOf([30, 30, 25, 25, 20, 20, 10, 10].map((timeout) => late(timeout, 900)))).toBe("degrading");
});

test("a service in another state is told from one that does the less the more it has to do", () => {
  const stuck = second({ ok: 30, timeout: 20 }, 900);
  const kindOf = (done: readonly number[]) => {
    const overloaded = done.map((ok) => second({ ok }, 900));
    const slices = [usual, usual, ...overloaded, ...Array(8).fill(stuck)];
    const longer = { ...plan, backSteps: 4 };
    return armOverload({ arm: "head", plan: longer, record: recordOf(slices), after: recordOf([usual]) }, {}).kind;
  };
  expect(kindOf([35, 33, 34, 33])).toBe("hysteresis");
  expect(kindOf([40, 25, 12, 6])).toBe("collapse");
  expect(kindOf([3, 4, 3, 4])).toBe("collapse");
  // Too few seconds to tell.
  expect(kindOf([90, 90, 33, 33])).toBe("collapse");
});

test("few requests before the overload are no exact measure of the recovery", () => {
  const slow = second({ ok: 50 }, 12.5);
  const kindOf = (before: SliceRecord) => {
    const slices = [before, before, ...shedding.slice(2, 6), slow, slow, slow, slow];
    return armOverload({ arm: "head", plan, record: recordOf(slices), after: recordOf([slow]) }, { p95: 50 }).kind;
  };
  expect([50, 5].map((ok) => kindOf(second({ ok }, 10)))).toEqual(["degrading", "graceful"]);
});

test("a load generator that could not send is no verdict on the service", () => {
  const record = recordOf(shedding);
  const limited = { limit: 1000, source: "machine" as const, arrivals: 1000, waited: 400 };
  const userLimit = { ...limited, longestWaitMs: millis(900), needed: 5000 };
  const overload = armOverload({ arm: "head", plan, record: { ...record, userLimit }, after: record }, {});
  expect(overload).toEqual({
    kind: "not_measured",
    evidence:
      "the load generator holds at most 1000 requests at once here, and 40 % of the arrivals had to wait for it",
  });
});

test("a service that ends is a collapse, and no second of it is made up", () => {
  expect(armOverload({ arm: "head", plan, died: "exit code 137" }, {})).toEqual({
    kind: "collapse",
    goodput_ratio: 0,
    evidence: "it ended under overload: exit code 137",
    ...{ capacity_per_sec: 100, steps: [], seconds: [] },
  });
});
