import { expect, test } from "vitest";
import { detectDelayedAcks } from "../../../src/analysis/detectors/delayedAck.ts";
import { runDetectors } from "../../../src/analysis/runDetectors.ts";
import type { ArmPhase, RequestRecord, RoundRecord } from "../../../src/model/record.ts";
import { armPhase, phaseRecord, requestRecord } from "../../support/builders.ts";

const responses = (name: string, count: number, delayedAcks: number): RequestRecord => ({
  ...requestRecord(name, []),
  statuses: { 200: count - 1, 404: 1 },
  delayedAcks,
});

const phase = (arm: ArmPhase["arm"], requests: readonly RequestRecord[], more: Partial<ArmPhase> = {}) =>
  armPhase({ arm, record: phaseRecord(requests), ...more });

const detectIn = (...rounds: readonly (readonly ArmPhase[])[]) => {
  const records: RoundRecord[] = rounds.map((phases, index) => ({ index, phases }));
  return detectDelayedAcks({ scenario: "shop", rounds: records });
};

const notice = (arm: "both" | ArmPhase["arm"], ratio: number, ...requests: readonly string[]) => {
  return { kind: "delayed_ack", scenario: "shop", requests, arm, ratio };
};

test("half of a request's responses over all rounds must be delayed", () => {
  const headOnly = (first: number, second: number) =>
    detectIn([phase("head", [responses("a", 50, first)])], [phase("head", [responses("a", 50, second)])]);
  expect([headOnly(0, 0), headOnly(49, 0), headOnly(50, 0), headOnly(47, 50)]).toEqual([
    [],
    [],
    [notice("both", 0.5, "a")],
    [notice("both", 0.97, "a")],
  ]);
});

test("few responses and warm-ups do not count", () => {
  const found = (count: number, warmup: boolean) =>
    detectIn([phase("head", [responses("a", count, count)], { warmup })]).length;
  expect([found(9, false), found(10, false), found(1000, true)]).toEqual([0, 1, 0]);
});

test("the notice names the arm if the other arm's responses are not delayed", () => {
  const bothArms = (base: number, head: number) =>
    detectIn([phase("base", [responses("a", 100, base)]), phase("head", [responses("a", 100, head)])]);
  expect([bothArms(90, 100), bothArms(1, 100), bothArms(90, 49)]).toEqual([
    [notice("both", 0.95, "a")],
    [notice("head", 1, "a")],
    [notice("base", 0.9, "a")],
  ]);
});

test("one notice covers all requests with delays on the same arm", () => {
  const delayed = [..."abcde"].map((name) => responses(name, 100, 100));
  const head = [responses("fast", 1000, 4), ...delayed];
  expect(detectIn([phase("base", [responses("a", 100, 0)]), phase("head", head)])).toEqual([
    notice("head", 1, "a"),
    notice("both", 1, "b", "c", "d", "e"),
  ]);
});

test("every scenario is searched", () => {
  const rounds = [{ index: 0, phases: [phase("head", [responses("a", 10, 10)])] }];
  const scenarios = runDetectors(["shop", "cart"].map((scenario) => ({ scenario, rounds }))).map((one) => one.kind);
  expect(scenarios).toEqual(["delayed_ack", "delayed_ack"]);
});
