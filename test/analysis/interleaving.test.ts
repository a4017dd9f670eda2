import { expect, test } from "vitest";
import { dealingFor } from "../../src/analysis/interleaving.ts";
import type { ArmPhase } from "../../src/model/record.ts";
import { armPhase, histogramOf, phaseRecord, readings, requestRecord } from "../support/make.ts";

/** One second of load, in which each arm has used so many ms of processor time. */
const rehearsal = (baseMs: number, headMs: number, of: Partial<ArmPhase> = {}) => ({
  index: -1,
  phases: [
    armPhase({ arm: "base", phaseId: "warm-up", warmup: true, readings: readings([0, 0, 1], [1000, 4000, 1]) }),
    armPhase({ arm: "base", readings: readings([1000, 50, 1], [2000, 50 + baseMs, 1]), ...of }),
    armPhase({ arm: "head", readings: readings([1000, 70, 1], [2000, 70 + headMs, 1]), ...of }),
  ],
});

test.each([
  { why: "both have room", of: rehearsal(400, 600), cores: 4, kind: "request", share: "25 %" },
  { why: "at the very half", of: rehearsal(400, 600), cores: 2, kind: "request", share: "50 %" },
  { why: "together more than half", of: rehearsal(500, 600), cores: 2, kind: "slice", share: "55 %" },
])("$why: $kind", ({ of, cores, kind, share }) => {
  const reason = `base and head together use ${share} of the processor`;
  expect(dealingFor(of, cores)).toEqual({ kind, reason });
});

test("services that fall behind use as much, only later", () => {
  const behind = { readings: readings([1000, 50, 1], [5000, 50 + 600, 1]) };
  const reason = "base and head together use 60 % of the processor";
  expect(dealingFor(rehearsal(0, 0, behind), 2)).toEqual({ kind: "slice", reason });
});

test("services that are not ours to see are dealt requests in turn", () => {
  expect(dealingFor(rehearsal(0, 0, { readings: [] }), 2)).toEqual({
    kind: "request",
    reason: "the processor time of both services cannot be seen",
  });
});

test("a generator that was late with both is spared", () => {
  const late = phaseRecord([requestRecord("GET /", [1])], { sendLag: histogramOf([40]) });
  expect(dealingFor(rehearsal(100, 100, { record: late }), 4)).toMatchObject({
    kind: "slice",
    reason: expect.stringContaining("the load generator was late"),
  });
});
