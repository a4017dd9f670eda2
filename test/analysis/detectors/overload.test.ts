import { describe, expect, test } from "vitest";
import { detectOverload } from "../../../src/analysis/detectors/overload.ts";
import type { Arm } from "../../../src/model/plan.ts";
import { millis } from "../../../src/model/unit.ts";
import { noticeText } from "../../../src/wording/noticeText.ts";
import { armPhase, phaseRecord, readings, requestRecord } from "../../support/builders.ts";

/** 30/s for 10 s. `perSec` requests end in each second, the others later. */
function phase(arm: Arm, perSec: number, { lateMs = 9000, outcome = "ok", warmup = false } = {}) {
  const slices = Array.from({ length: 10 + lateMs / 1000 }, () => ({
    requests: [{ outcomes: { [outcome]: perSec }, responseTimeUs: [] }],
  }));
  const request = { ...requestRecord("GET /", [1]), due: 300 };
  const times = { offeredMs: millis(10_000), durationMs: millis(10_000 + lateMs) };
  return armPhase({
    arm,
    warmup,
    record: phaseRecord([request], { ...times, slices }),
    readings: readings([0, 0, 100], [10_000, 9900, 100]),
  });
}

const detect = (...phases: readonly ReturnType<typeof phase>[]) =>
  detectOverload({ scenario: "shop", rounds: [{ index: 0, phases }] });

describe("an overload", () => {
  test("has the rate that the service handles, its cores, and a rate that would do", () => {
    const found = detect(phase("base", 30, { lateMs: 0 }), phase("head", 17));
    expect(found).toEqual([
      {
        kind: "overloaded",
        scenario: "shop",
        arm: "head",
        offered_per_sec: 30,
        handled_per_sec: 17,
        cores: 0.99,
        advised_per_sec: expect.closeTo(11.9, 9),
      },
    ]);
    expect(found.map(noticeText)).toEqual([
      "shop: the head handles 17/s of 30/s with 0.99 cores busy; about 11.9/s would do; latencies are waiting times then, and say little about the service",
    ]);
  });

  test("of both arms is one notice", () => {
    expect(detect(phase("base", 18), phase("head", 17))).toMatchObject([{ arm: "both", handled_per_sec: 17 }]);
  });

  test("counts refusals as answers, and timeouts not", () => {
    expect(detect(phase("head", 30, { outcome: "status 503" }))).toEqual([]);
    expect(detect(phase("head", 30, { outcome: "timeout" }))).toMatchObject([{ handled_per_sec: 0 }]);
  });

  test("needs a backlog that outlasts the load, in a measured phase", () => {
    expect(detect(phase("head", 17, { lateMs: 2000 }))).toEqual([]);
    expect(detect(phase("head", 17, { warmup: true }))).toEqual([]);
    expect(detect(phase("head", 28))).toEqual([]);
  });
});
