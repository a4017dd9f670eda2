import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

/** Keys that the schema accepts but this version does not support. A run must not ignore them silently. */
export function unsupportedKeys({ gate }: FileConfig): readonly PathProblem[] {
  return [...refuseIf(gate.fail_on.includes("anomaly"), ["gate", "fail_on"], "detecting anomalies")];
}

function refuseIf(isUsed: boolean, path: KeyPath, feature: string): readonly PathProblem[] {
  return problemIf(
    isUsed,
    path,
    `${feature} is not supported yet by this version of Loadgate; remove it to run without`,
  );
}
