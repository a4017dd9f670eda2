import { expect, test } from "vitest";
import { chooseInterleaving } from "../../src/analysis/interleaving.ts";
import type { ArmPhase } from "../../src/model/record.ts";
import { armPhase, encodedHistogram, phaseRecord, readings, requestRecord } from "../support/builders.ts";

/** One second of load, with the CPU time of each arm. */
const rehearsal = (baseMs: number, headMs: number, overrides: Partial<ArmPhase> = {}) => ({
  index: -1,
  phases: [
    armPhase({ arm: "base", phaseId: "warm-up", warmup: true, readings: readings([0, 0, 1], [1000, 4000, 1]) }),
    armPhase({ arm: "base", readings: readings([1000, 50, 1], [2000, 50 + baseMs, 1]), ...overrides }),
    armPhase({ arm: "head", readings: readings([1000, 70, 1], [2000, 70 + headMs, 1]), ...overrides }),
  ],
});

test.each([
  { why: "both fit on the machine", round: rehearsal(400, 600), cores: 4, kind: "request", share: "25 %" },
  { why: "both use exactly half of the CPU", round: rehearsal(400, 600), cores: 2, kind: "request", share: "50 %" },
  { why: "both use more than half of the CPU", round: rehearsal(500, 600), cores: 2, kind: "slice", share: "55 %" },
])("$why: $kind", ({ round, cores, kind, share }) => {
  const reason = `base and head together use ${share} of the CPU`;
  expect(chooseInterleaving(round, cores)).toEqual({ kind, reason });
});

test("CPU time counts in full if the services fall behind", () => {
  const behind = { readings: readings([1000, 50, 1], [5000, 50 + 600, 1]) };
  const reason = "base and head together use 60 % of the CPU";
  expect(chooseInterleaving(rehearsal(0, 0, behind), 2)).toEqual({ kind: "slice", reason });
});

test("without CPU time, requests are dealt in turn", () => {
  expect(chooseInterleaving(rehearsal(0, 0, { readings: [] }), 2)).toEqual({
    kind: "request",
    reason: "the CPU time of both services is not measured",
  });
});

test("a generator that is late with both arms deals in slices", () => {
  const late = phaseRecord([requestRecord("GET /", [1])], { sendLag: encodedHistogram([40]) });
  expect(chooseInterleaving(rehearsal(100, 100, { record: late }), 4)).toMatchObject({
    kind: "slice",
    reason: expect.stringContaining("the load generator was late"),
  });
});
