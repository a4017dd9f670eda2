import type { BaselineRun } from "../model/baseline.ts";
import type { BaselineNote, Environment, MeasuredScenario } from "../model/results.ts";
import type { BaselineLookup } from "./lookup.ts";

/** The newest runs of one kind that a comparison uses. */
const comparedRuns = 30;

/** What results.json says of the baseline. */
export function noteOf(lookup: BaselineLookup): BaselineNote {
  if (lookup.kind !== "found") return lookup;
  const { runs } = lookup.baseline;
  const newest = runs.at(-1);
  if (newest === undefined) return { kind: "absent", message: "no baseline yet: it holds no run" };
  return { kind: "found", runs: runs.length, ...(newest.sha === undefined ? {} : { sha: newest.sha }), at: newest.at };
}

/** A recorded comparison takes its evidence along, so that it can be judged again from the file alone. */
export function withRecorded(
  scenario: MeasuredScenario,
  lookup: BaselineLookup,
  environment: Environment,
): MeasuredScenario {
  if (scenario.mode.kind !== "recorded" || lookup.kind !== "found") return scenario;
  const recorded = comparableRuns(lookup.baseline.runs, environment).flatMap(({ sha, at, scenarios }) => {
    const { mode, rounds = [] } = scenarios[scenario.id] ?? {};
    // A duet has played cuts of the scenario, beside another build: this one was played whole and alone.
    if (mode === "duet" || rounds.length === 0) return [];
    return [{ ...(sha === undefined ? {} : { sha }), at, rounds }];
  });
  return { ...scenario, recorded };
}

/** A comparison with the anchor takes along what the earlier ones found; `runs` are those with this very anchor. */
export function withAnchored(scenario: MeasuredScenario, runs: readonly BaselineRun[]): MeasuredScenario {
  if (scenario.mode.against === undefined) return scenario;
  const anchored = runs.flatMap(({ sha, at, scenarios }) => {
    const ratios = scenarios[scenario.id]?.log_ratios;
    return ratios === undefined ? [] : [{ ...(sha === undefined ? {} : { sha }), at, log_ratios: ratios }];
  });
  return { ...scenario, anchored };
}

/** The runs that were measured like this one: same settings, same kind of machine. */
function comparableRuns(runs: readonly BaselineRun[], environment: Environment): readonly BaselineRun[] {
  const kind = ({ config_hash, cpu_model, cores, image }: Environment) =>
    JSON.stringify([config_hash, cpu_model, cores, image]);
  return runs.filter((run) => kind(run.environment) === kind(environment)).slice(-comparedRuns);
}
