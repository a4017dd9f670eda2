import { comparisonModes } from "../model/comparisonMode.ts";
import type { LoadPattern, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import type { Mode } from "./measurement.ts";

/** Facts that the choice depends on, in addition to the scenario. */
export interface ModeInputs {
  /** The base to start, in words. Absent if there is none. */
  readonly base?: string;
  /** The base is the anchor; see CarriedBuild. */
  readonly isAnchor?: boolean;
  /** There should be a base, and there is none. */
  readonly lacksBase?: boolean;
  readonly baseline: BaselineNote["kind"];
}

/** The strongest possible comparison, or the one that the scenario sets. */
export function chooseMode(
  scenario: Scenario,
  { base, isAnchor = false, lacksBase = false, baseline }: ModeInputs,
): Mode {
  const { compare } = scenario;
  if (compare !== undefined && !comparisonModes[compare].isPaired)
    return { kind: compare, reason: `compare: ${compare}` };
  if (base !== undefined) {
    const whyWhole = whyNotPieces(scenario);
    const against = isAnchor ? ({ against: "anchor" } as const) : {};
    if (whyWhole !== undefined) return { kind: "alternate", reason: `${whyWhole}, base from ${base}`, ...against };
    return { kind: "duet", reason: `base and head on one machine, base from ${base}`, ...against };
  }
  const missing = lacksBase ? ({ lacks_base: true } as const) : {};
  if (baseline === "found")
    return { kind: "recorded", reason: "no base build to start: compared with the recorded runs of main", ...missing };
  return { kind: "recorded", reason: "no base build to start, and no recorded runs to compare with", ...missing };
}

/** The reason why the scenario cannot run in pieces; `undefined` if it can. */
function whyNotPieces({ compare, phases, capacity }: Scenario): string | undefined {
  if (capacity !== undefined) return "base and head in turn on one machine, each until its limit";
  if (compare !== undefined && !comparisonModes[compare].playsPieces) return `compare: ${compare}`;
  const isSteady = ({ kind }: LoadPattern) => kind === "constant" || kind === "spikeTrains";
  const variable = phases.find(({ warmup, pattern }) => !warmup && !isSteady(pattern));
  if (variable === undefined) return undefined;
  return `base and head in turn on one machine, because ${variable.id} can only be played whole`;
}
