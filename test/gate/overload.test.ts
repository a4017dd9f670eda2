import { expect, test } from "vitest";
import { overloadFindings } from "../../src/gate/overloadFindings.ts";
import { failsRun } from "../../src/gate/verdict.ts";
import type { ArmOverload, OverloadKind, OverloadResult } from "../../src/model/overload.ts";
import type { ScenarioResult } from "../../src/model/results.ts";

const measured = (kind: OverloadKind): ArmOverload => ({
  ...{ kind, goodput_ratio: 0.9, evidence: "seen" },
  ...{ capacity_per_sec: 100, steps: [], seconds: [] },
});
const failuresOf = (overload: OverloadResult) => {
  const scenario: ScenarioResult = {
    ...{ id: "beyond", mode: { kind: "alternate", reason: "" }, phases: [], rounds: [], limits: [] },
    ...{ comparisons: [], sla: [] },
    scalability: { sla: {}, arms: [], limits: {}, recommendations: [], trials: [], overload },
  };
  return overloadFindings(scenario).map(({ failure }) => failure);
};

test.each<[OverloadKind, OverloadKind, readonly string[]]>([
  ["graceful", "graceful", []],
  ["graceful", "collapse", []],
  ["degrading", "graceful", ["overload"]],
  ["collapse", "degrading", ["overload"]],
  ["hysteresis", "collapse", ["overload"]],
])("a head that is %s beside a base that is %s", (head, base, failures) => {
  expect(failuresOf({ ...measured(head), base: measured(base) })).toEqual(failures);
});

test("sla.overload names the worst kind that is allowed, and an overload that was not measured does not keep it", () => {
  expect(failuresOf({ ...measured("degrading"), worst_allowed: "degrading" })).toEqual([]);
  expect(failuresOf({ ...measured("collapse"), worst_allowed: "degrading" })).toEqual(["sla"]);
  const unknown = { kind: "not_measured", evidence: "no capacity was found" } as const;
  expect(failuresOf({ ...unknown, worst_allowed: "degrading" })).toEqual(["invalid"]);
  expect(failuresOf(unknown)).toEqual([]);
});

test("a head that takes an overload worse than the base fails the run only if fail_on names it", () => {
  expect(failsRun("overload", { fail_on: ["regression", "sla", "invalid"] })).toBe(false);
  expect(failsRun("overload", { fail_on: ["overload"] })).toBe(true);
});
