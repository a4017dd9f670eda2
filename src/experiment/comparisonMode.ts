import type { Scenario } from "../model/plan.ts";
import type { BaselineNote, ScenarioResult } from "../model/results.ts";

export type Mode = ScenarioResult["mode"];

export interface Means {
  /** Where the base build comes from, where there is one to start. */
  readonly base?: string;
  /** Whether that is a build of main's own past, which main is compared with to find drift. */
  readonly isAnchor?: boolean;
  readonly baseline: BaselineNote["kind"];
}

/** The strongest comparison that can be made, or the one that is asked for. */
export function modeOf(scenario: Scenario, { base, isAnchor = false, baseline }: Means): Mode {
  const { compare } = scenario;
  if (compare === "off") return { kind: "off", reason: "compare: off" };
  if (compare === "recorded") return { kind: "recorded", reason: "compare: recorded" };
  if (base !== undefined) {
    const whole = wholeBecause(scenario);
    const against = isAnchor ? ({ against: "anchor" } as const) : {};
    if (whole !== undefined) return { kind: "alternate", reason: `${whole}, base from ${base}`, ...against };
    return { kind: "duet", reason: `base and head on one machine, base from ${base}`, ...against };
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
