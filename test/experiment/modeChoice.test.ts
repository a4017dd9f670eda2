import { describe, expect, test } from "vitest";
import { chooseMode } from "../../src/experiment/modeChoice.ts";
import type { LoadPattern, Phase, Scenario } from "../../src/model/plan.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { loadPlan } from "../support/builders.ts";

const constant: LoadPattern = { kind: "constant", ratePerSec: perSec(10) };
const ramp: LoadPattern = { kind: "ramp", fromPerSec: perSec(1), toPerSec: perSec(10) };
const users: LoadPattern = { kind: "users", users: 3, thinkTimeMs: { fromMs: millis(0), toMs: millis(0) } };

const scenario = (pattern: LoadPattern, of: Partial<Scenario> = {}): Scenario => ({
  ...loadPlan(pattern).scenarios[0],
  ...of,
});
const warmup = (pattern: LoadPattern): Phase => ({ ...loadPlan(pattern).scenarios[0].phases[0], warmup: true });

describe("with a base to start", () => {
  const kind = (of: Scenario) => chooseMode(of, { base: "directory base", baseline: "found" }).kind;

  test.each([
    ["constant load is a duet", scenario(constant), "duet"],
    ["a ramp alternates", scenario(ramp), "alternate"],
    ["a closed loop alternates", scenario(users), "alternate"],
    ["compare: alternate", scenario(constant, { compare: "alternate" }), "alternate"],
    ["compare: recorded", scenario(constant, { compare: "recorded" }), "recorded"],
    [
      "a warm-up of any pattern allows a duet",
      scenario(constant, { phases: [warmup(ramp), ...scenario(constant).phases] }),
      "duet",
    ],
  ])("%s", (_, of, expected) => {
    expect(kind(of)).toBe(expected);
  });

  test("the reason names the phase that cannot run in pieces", () => {
    expect(chooseMode(scenario(ramp), { base: "directory base", baseline: "absent" }).reason).toBe(
      "base and head in turn on one machine, because phase can only be played whole, base from directory base",
    );
  });
});

test("without a base, every scenario is recorded", () => {
  expect(chooseMode(scenario(ramp), { baseline: "found" }).kind).toBe("recorded");
});
