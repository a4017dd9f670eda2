import { findingsIn } from "../gate/verdict.ts";
import type { Results } from "../model/results.ts";
import type { Annotations, Level, Spot } from "./annotations.ts";

/** What keeps a run from passing, at the line of the scenario that it is about. */
export interface Remark {
  readonly level: Extract<Level, "error" | "warning">;
  readonly text: string;
  readonly spot?: Spot;
}

/** Where each scenario stands in the configuration. */
export interface Written {
  /** Relative to the workspace. */
  readonly file: string;
  readonly lines: Readonly<Record<string, number>>;
}

/** The gravest first, each once; what does not fail the run is a warning. */
export function remarksOf({ scenarios, settings }: Results, { file, lines }: Written): readonly Remark[] {
  const all = findingsIn(scenarios).flatMap(({ failure, reason, scenario }): Remark | readonly [] => {
    if (failure === "accepted") return [];
    const line = scenario === undefined ? undefined : lines[scenario];
    const level = settings.fail_on.includes(failure) ? "error" : "warning";
    return { level, text: reason, ...(line === undefined ? {} : { spot: { file, line } }) };
  });
  return [...new Map(all.map((remark) => [JSON.stringify(remark), remark])).values()];
}

/** Remarks of one level that are shown, a step's other words having to find their place as well. */
const mostRemarks = 6;

export function annotate(annotations: Annotations, remarks: readonly Remark[]): void {
  for (const level of ["error", "warning"] as const) {
    const all = remarks.filter((remark) => remark.level === level);
    const shown = all.length > mostRemarks ? all.slice(0, mostRemarks - 1) : all;
    for (const { text, spot } of shown) annotations.say(level, text, spot);
    const others = all.length - shown.length;
    if (others > 0) annotations.say(level, `${others} more of these are in the report`);
  }
}
