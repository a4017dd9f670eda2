import type { BaselineNote, BaselineRun, Environment, MeasuredScenario } from "../model/results.ts";
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
    const rounds = scenarios[scenario.id]?.rounds;
    return rounds === undefined || rounds.length === 0 ? [] : [{ ...(sha === undefined ? {} : { sha }), at, rounds }];
  });
  return { ...scenario, recorded };
}

/** The runs that were measured like this one: same settings, same kind of machine. */
function comparableRuns(runs: readonly BaselineRun[], environment: Environment): readonly BaselineRun[] {
  const kind = ({ config_hash, cpu_model, cores, image }: Environment) =>
    JSON.stringify([config_hash, cpu_model, cores, image]);
  return runs.filter((run) => kind(run.environment) === kind(environment)).slice(-comparedRuns);
}
