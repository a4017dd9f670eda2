import type { Phase, Scenario, Sla } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import { capacitySchema } from "./schema/capacitySchema.ts";
import type { FileConfig, FileScenario } from "./schema/fileSchema.ts";
import { capacitySlaMetrics } from "./schema/metricSchema.ts";

type SearchKeys = NonNullable<FileScenario["capacity"]>;

/** The keys of the search, if the scenario has one. An overload needs a capacity, so it implies a search. */
export function searchKeys({ capacity, overload }: FileScenario): SearchKeys | undefined {
  return capacity ?? (overload === undefined ? undefined : capacitySchema.parse({}));
}

/** The search of a scenario; nothing without one. */
export function capacityOf(scenario: FileScenario, fileSla: FileConfig["sla"]): Pick<Scenario, "capacity"> {
  const search = searchKeys(scenario);
  if (search === undefined) return {};
  const { arrival, plan, max_rate } = search;
  const sla = searchedSla(scenario, fileSla);
  const isSearched = needsSearch(scenario);
  return { capacity: { isSearched, sla, arrival, maxPerSec: max_rate, ...omitUndefined({ planPerSec: plan }) } };
}

const needsSearch = ({ capacity, overload }: FileScenario): boolean =>
  capacity !== undefined || overload?.rate === undefined;

/** The nearest limit wins. Limits that no share of the requests may break, such as CPU, do not end a search. */
function searchedSla({ sla, capacity, overload }: FileScenario, fileSla: FileConfig["sla"]): Sla {
  const named = [fileSla, sla, overload?.sla ?? {}, capacity?.sla ?? {}];
  const all: FileConfig["sla"] = Object.assign({}, ...named.map((limits) => omitUndefined(limits)));
  return Object.fromEntries(capacitySlaMetrics.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** A search makes its own load. */
export function capacityProblems(
  scenario: FileScenario,
  fileSla: FileConfig["sla"],
  at: KeyPath,
): readonly PathProblem[] {
  const { phases, preset, compare, generator, capacity } = scenario;
  const key = capacity === undefined ? "overload" : "capacity";
  const advice = `a scenario with ${key} searches its own load; remove it, or move it to a scenario of its own`;
  const hasLimit = Object.keys(searchedSla(scenario, fileSla)).length > 0;
  const missing = "missing; expected at least one limit, such as { p95: 100ms, error_rate: 1% }";
  const ownLoad = "a spike train has a load of its own; expected requests, or another generator";
  const duet = "a search loads base and head in turn; expected alternate, recorded or off";
  return [
    ...problemIf(phases !== undefined, [...at, "phases"], advice),
    ...problemIf(preset !== undefined, [...at, "preset"], advice),
    ...problemIf(generator?.kind === "spike_train", [...at, "generator"], ownLoad),
    ...problemIf(compare === "duet", [...at, "compare"], duet),
    ...problemIf(!hasLimit && needsSearch(scenario), [...at, key, "sla"], missing),
  ];
}

/** Stands for the load of a search where a scenario must have a phase. It is never played. */
export const searchPhase = ({ max_rate, arrival }: SearchKeys): Phase => ({
  id: "capacity",
  warmup: false,
  pattern: { kind: "constant", ratePerSec: max_rate },
  arrival,
  durationMs: millis(2000),
  cooldownMs: millis(0),
});
