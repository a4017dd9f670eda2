import type { Scenario } from "../model/plan.ts";
import type { BaselineNote, ScenarioResult } from "../model/results.ts";

export type Mode = ScenarioResult["mode"];

export interface Means {
  /** Where the base build comes from, where there is one to start. */
  readonly base?: string;
  readonly baseline: BaselineNote["kind"];
}

/** The strongest comparison that can be made, or the one that is asked for. */
export function modeOf(scenario: Scenario, { base, baseline }: Means): Mode {
  const { compare } = scenario;
  if (compare === "off") return { kind: "off", reason: "compare: off" };
  if (compare === "recorded") return { kind: "recorded", reason: "compare: recorded" };
  if (base !== undefined) {
    const whole = wholeBecause(scenario);
    if (whole !== undefined) return { kind: "alternate", reason: `${whole}, base from ${base}` };
    return { kind: "duet", reason: `base and head on one machine, base from ${base}` };
  }
  if (baseline === "found")
    return { kind: "recorded", reason: "no base build to start: compared with the recorded runs of main" };
  return { kind: "recorded", reason: "no base build to start, and no recorded runs to compare with" };
}

/** Why a scenario cannot be cut into rounds of a duet; `undefined` where it can. */
function wholeBecause({ compare, phases }: Scenario): string | undefined {
  if (compare === "alternate") return "compare: alternate";
  const uncut = phases.find(({ warmup, pattern }) => !warmup && pattern.kind !== "constant");
  if (uncut === undefined) return undefined;
  return `base and head in turn on one machine, because ${uncut.id} can only be played whole`;
}
