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
    for (const outcome of ["status 503", "unexpected json $.ok", "invalid response: bare CR"])
      expect(detect(phase("head", 30, { outcome }))).toEqual([]);
    const timeouts = phase("head", 13, { outcome: "timeout" });
    const answers = phase("head", 17);
    const slices = answers.record.slices.map(({ requests }, i) => ({
      requests: [...requests, ...(timeouts.record.slices[i]?.requests ?? [])],
    }));
    expect(detect({ ...answers, record: { ...answers.record, slices } })).toMatchObject([{ handled_per_sec: 17 }]);
  });

  test("is not a request that hangs while the others are answered", () => {
    const answers = phase("head", 20);
    const requests = [{ ...requestRecord("GET /", [1]), due: 200 }, requestRecord("GET /stream", [], { timeout: 100 })];
    expect(detect({ ...answers, record: { ...answers.record, requests } })).toEqual([]);
  });

  test("is not a service that is only slow", () => {
    // Each request takes 4 s: nothing is answered in the first 4 s, everything later at the rate of the load.
    const slow = phase("head", 30, { lateMs: 4000 });
    const slices = slow.record.slices.map((slice, second) => (second < 4 ? { requests: [] } : slice));
    expect(detect({ ...slow, record: { ...slow.record, slices } })).toEqual([]);
    // It takes longer than the phase: no answer shows how many it could give.
    expect(detect({ ...slow, record: { ...slow.record, slices: slices.slice(0, 4) } })).toEqual([]);
  });

  test("needs a backlog that outlasts the load, in a measured phase", () => {
    expect(detect(phase("head", 17, { lateMs: 2000 }))).toEqual([]);
    expect(detect(phase("head", 17, { warmup: true }))).toEqual([]);
    expect(detect(phase("head", 28))).toEqual([]);
  });
});
