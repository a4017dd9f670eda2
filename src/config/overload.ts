import type { OverloadKind } from "../model/overload.ts";
import type { OverloadSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import type { FileConfig, FileScenario } from "./schema/fileSchema.ts";

/** The overload of a scenario; nothing without one. */
export function overloadOf(
  { overload, sla }: FileScenario,
  fileSla: FileConfig["sla"],
): { readonly overload?: OverloadSpec } {
  if (overload === undefined) return {};
  const { factors, duration, rate } = overload;
  const worstAllowed: OverloadKind | undefined = sla.overload ?? fileSla.overload;
  return { overload: { factors, stepMs: duration, ...omitUndefined({ capacityPerSec: rate, worstAllowed }) } };
}

/** Limits of an overload need one. */
export function overloadProblems({ scenarios, sla }: FileConfig): readonly PathProblem[] {
  const message = "applies to scenarios with overload, and there is none; remove it, or add overload to a scenario";
  const ofScenarios = Object.entries(scenarios).flatMap(([id, scenario]) => {
    const at: KeyPath = ["scenarios", id, "sla", "overload"];
    return problemIf(scenario.sla.overload !== undefined && scenario.overload === undefined, at, message);
  });
  const hasOverload = Object.values(scenarios).some(({ overload }) => overload !== undefined);
  return [...problemIf(sla.overload !== undefined && !hasOverload, ["sla", "overload"], message), ...ofScenarios];
}
