import { type Finding, failsRun, findingsIn } from "../gate/verdict.ts";
import { doubtKinds } from "../model/notice.ts";
import type { Results } from "../model/results.ts";
import { missingBaseText } from "../wording/missingBaseText.ts";
import type { Annotations, Level, Location } from "./annotations.ts";

/** A finding that keeps the run from passing, with the line of its scenario in the configuration. */
export interface FindingAnnotation {
  readonly level: Extract<Level, "error" | "warning">;
  readonly text: string;
  readonly location?: Location;
}

/** The lines of the configuration at which the scenarios begin. */
export interface ScenarioLines {
  /** The path of the configuration, relative to the workspace. */
  readonly file: string;
  /** Line numbers from 1, by scenario id. */
  readonly lines: Readonly<Record<string, number>>;
}

/**
 * One annotation for each distinct finding, the most severe first. A finding that does not fail the run is a warning.
 */
export function findingAnnotations(results: Results, { file, lines }: ScenarioLines): readonly FindingAnnotation[] {
  const findings = findingsIn(results, results.settings);
  const fromFindings = findings.flatMap(({ failure, reason, scenario }): FindingAnnotation | readonly [] => {
    if (failure === "accepted") return [];
    const line = scenario === undefined ? undefined : lines[scenario];
    const level = failsRun(failure, results.settings) ? "error" : "warning";
    return { level, text: reason, ...(line === undefined ? {} : { location: { file, line } }) };
  });
  const all = [...fromFindings, ...doubts(results, findings)];
  return [...new Map(all.map((annotation) => [JSON.stringify(annotation), annotation])).values()];
}

/** What makes a verdict less certain: a base that is missing, or that lacks files of the head. */
function doubts({ missing_base, warnings }: Results, findings: readonly Finding[]): readonly FindingAnnotation[] {
  const texts: string[] = [];
  if (missing_base !== undefined && !findings.some(({ failure }) => failure === "no_base"))
    texts.push(missingBaseText(missing_base));
  if (findings.some(({ failure }) => failure === "regression"))
    texts.push(...warnings.filter(({ kind }) => doubtKinds.includes(kind)).map(({ message }) => message));
  return texts.map((text) => ({ level: "warning", text }));
}

/** The most findings of one level to show. The step needs the rest of GitHub's limit for other messages. */
const maxPerLevel = 6;

export function annotateFindings(annotations: Annotations, findings: readonly FindingAnnotation[]): void {
  for (const level of ["error", "warning"] as const) {
    const all = findings.filter((finding) => finding.level === level);
    const shown = all.length > maxPerLevel ? all.slice(0, maxPerLevel - 1) : all;
    for (const { text, location } of shown) annotations.add(level, text, location);
    const hiddenCount = all.length - shown.length;
    if (hiddenCount > 0) annotations.add(level, `${hiddenCount} more findings like these are in the report`);
  }
}
