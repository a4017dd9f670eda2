import { expect, test } from "vitest";
import { judgingStrategies } from "../../src/gate/judgingStrategies.ts";
import { comparisonModeKinds, comparisonModes, isPaired, wantsPairing } from "../../src/model/comparisonMode.ts";

test("every kind of comparison has a judging strategy, and only paired ones can be confirmed", () => {
  expect(Object.keys(judgingStrategies)).toEqual(comparisonModeKinds);
  for (const kind of comparisonModeKinds) {
    expect(judgingStrategies[kind].isConfirmable).toBe(comparisonModes[kind].isPaired);
  }
});

test("duet and alternate are paired", () => {
  expect(comparisonModeKinds.filter((kind) => isPaired({ kind }))).toEqual(["duet", "alternate"]);
});

test("a plan wants pairing if any scenario may be paired", () => {
  const plans = [
    [{}],
    [{ compare: "off" }, { compare: "alternate" }],
    [{ compare: "recorded" }, { compare: "off" }],
    [],
  ];
  expect(plans.map((scenarios) => wantsPairing({ scenarios: scenarios as never }))).toEqual([true, true, false, false]);
});
