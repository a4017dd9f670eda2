import type { ComparisonModeKind } from "../model/comparisonMode.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { formatDuration, plural } from "../util/format.ts";

/** How base and head were compared: base and head side by side, 14 rounds in 3 min 40 s. */
export function comparisonMethod({ scenarios, provenance }: Results): string {
  const isMeasured = scenarios.some(({ rounds, phases }) => rounds.length > 0 || phases.length > 0);
  const byKind = [...Map.groupBy(scenarios, ({ mode }) => mode.kind)];
  const methods = byKind.map(([kind, group]) => (isMeasured ? describe[kind](group) : "nothing measured"));
  return `${[...new Set(methods)].join(", ")} in ${formatDuration(measuringTime(provenance))}`;
}

/** The run's duration without its builds. */
export const measuringTime = ({ duration_ms, build_ms = 0 }: Results["provenance"]): number =>
  Math.max(0, duration_ms - build_ms);

/** How a scenario was measured, in words. */
export const modeText: Readonly<Record<ComparisonModeKind, string>> = {
  duet: "base and head side by side",
  alternate: "base and head in turn",
  recorded: "head alone",
  off: "head alone, not compared",
};

const describe: Readonly<Record<ComparisonModeKind, (scenarios: readonly ScenarioResult[]) => string>> = {
  duet: (scenarios) => `${modeText.duet}, ${countRounds(scenarios)}`,
  alternate: (scenarios) => `${modeText.alternate}, ${countRounds(scenarios)}`,
  recorded: (scenarios) =>
    scenarios.some(({ recorded = [] }) => recorded.length > 0)
      ? "compared with recorded runs"
      : "measured without a base",
  off: () => "not compared",
};

const countRounds = (scenarios: readonly ScenarioResult[]): string =>
  plural(
    scenarios.reduce((sum, { rounds }) => sum + rounds.length, 0),
    "round",
  );
