import { describe, expect, test } from "vitest";
import { modeOf } from "../../src/experiment/comparisonMode.ts";
import type { LoadPattern, Scenario } from "../../src/model/plan.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { loadPlan } from "../support/make.ts";

const constant: LoadPattern = { kind: "constant", ratePerSec: perSec(10) };
const ramp: LoadPattern = { kind: "ramp", fromPerSec: perSec(1), toPerSec: perSec(10) };
const users: LoadPattern = { kind: "users", users: 3, thinkTimeMs: { fromMs: millis(0), toMs: millis(0) } };

const scenario = (pattern: LoadPattern, of: Partial<Scenario> = {}): Scenario => ({
  ...loadPlan(pattern).scenarios[0],
  ...of,
});
const warmup = (pattern: LoadPattern) => loadPlan(pattern).scenarios[0].phases.map((one) => ({ ...one, warmup: true }));

describe("with a base to start", () => {
  const kind = (of: Scenario) => modeOf(of, { base: "directory base", baseline: "found" }).kind;

  test.each([
    ["constant load is a duet", scenario(constant), "duet"],
    ["a ramp is played in turn", scenario(ramp), "alternate"],
    ["a closed loop is played in turn", scenario(users), "alternate"],
    ["what is asked for", scenario(constant, { compare: "alternate" }), "alternate"],
    ["recorded, where that is asked for", scenario(constant, { compare: "recorded" }), "recorded"],
    [
      "a warm-up may be of any pattern",
      scenario(constant, { phases: [...warmup(ramp), ...scenario(constant).phases] }),
      "duet",
    ],
  ])("%s", (_, of, wanted) => {
    expect(kind(of)).toBe(wanted);
  });

  test("the reason names the phase that cannot be cut", () => {
    expect(modeOf(scenario(ramp), { base: "directory base", baseline: "absent" }).reason).toBe(
      "base and head in turn on one machine, because phase can only be played whole, base from directory base",
    );
  });
});

test("without a base, all is recorded", () => {
  expect(modeOf(scenario(ramp), { baseline: "found" }).kind).toBe("recorded");
});
