import { expect, test } from "vitest";
import { detectUserLimits } from "../../../src/analysis/detectors/userLimit.ts";
import type { ArmPhase, UserLimitRecord } from "../../../src/model/record.ts";
import { armPhase, phaseRecord } from "../../support/builders.ts";

const limit: UserLimitRecord = {
  limit: 100,
  source: "config",
  arrivals: 1000,
  waited: 0,
  longestWaitMs: 0,
  needed: 20,
};
const waited: UserLimitRecord = { ...limit, waited: 300, longestWaitMs: 2000, needed: 190 };

const phase = (userLimit: UserLimitRecord, of: Partial<ArmPhase> = {}) =>
  armPhase({ record: phaseRecord([], { userLimit }), ...of });
const noticesOf = (...phases: readonly ArmPhase[]) =>
  detectUserLimits({ scenario: "shop", rounds: phases.map((one, index) => ({ index, phases: [one] })) });

const facts = { limit: 100, source: "config", waited_ratio: 0.3, longest_wait_ms: 2000, needed: 190 };
const notice = { kind: "user_limit_reached", scenario: "shop", phase: "steady", ...facts };

test("names the phase whose arrivals waited, over all rounds", () => {
  expect(noticesOf(phase(waited))).toEqual([notice]);
  expect(noticesOf(phase(waited), phase(limit))).toEqual([{ ...notice, waited_ratio: 0.15 }]);
});

test("names the arm if only one of two waited", () => {
  const head = phase(waited);
  expect(noticesOf(phase(limit, { arm: "base" }), head)).toEqual([{ ...notice, arm: "head", waited_ratio: 0.15 }]);
  expect(noticesOf(phase(waited, { arm: "base" }), head)).toEqual([notice]);
});

test("is silent about waits below a millisecond, warm-ups, and engines without a limit", () => {
  expect(noticesOf(phase(limit))).toEqual([]);
  expect(noticesOf(phase({ ...waited, longestWaitMs: 0.5 }))).toEqual([]);
  expect(noticesOf(phase(waited, { warmup: true }))).toEqual([]);
  expect(noticesOf(armPhase())).toEqual([]);
});
