import type { Baseline, BaselineRun } from "../model/baseline.ts";
import { comparisonModes } from "../model/comparisonMode.ts";
import type { BaselineNote, Environment, Incomparable, LoadSettings, MeasuredScenario } from "../model/results.ts";
import { formatNumber, plural } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { ageMs } from "./age.ts";
import { diffSettings } from "./loadSettings.ts";
import type { BaselineLookup } from "./store/lookup.ts";

/** Most recorded runs that a comparison uses, the newest ones. */
const maxComparedRuns = 30;

/** The baseline's entry in the results.json of a run that started at `startedAt`. */
export function baselineNote(lookup: BaselineLookup, startedAt: string): BaselineNote {
  if (lookup.kind !== "found") return lookup;
  const { baseline, from } = lookup;
  const newest = baseline.runs.at(-1);
  if (newest === undefined) return { kind: "absent", message: "no baseline yet: it holds no run" };
  const { run_id, sha, at } = newest;
  return {
    kind: "found",
    runs: baseline.runs.length,
    from,
    ...omitUndefined({ run_id, sha }),
    at,
    ...omitUndefined({ age_ms: ageMs(at, startedAt) }),
  };
}

/**
 * Adds the runs of main to a recorded comparison: those with the same load on the same kind of machine.
 * If there are none, it adds the reason. With them, results.json can be judged again without the baseline.
 */
export function attachRecordedRuns(
  scenario: MeasuredScenario,
  lookup: BaselineLookup,
  environment: Environment,
): MeasuredScenario {
  if (scenario.mode.kind !== "recorded") return scenario;
  const { recorded: _, incomparable: __, ...bare } = scenario;
  if (lookup.kind !== "found") return bare;
  const records = lookup.baseline.runs.flatMap((run) => recordsOf(run, scenario.id));
  const sameLoad = records.filter((record) => isSameLoad(record, scenario.load, environment));
  const machine = machineKey(environment);
  const comparable = sameLoad.filter(({ run }) => machineKey(run.environment) === machine).slice(-maxComparedRuns);
  const recorded = comparable.map(({ run: { sha, at }, rounds }) => ({ ...omitUndefined({ sha }), at, rounds }));
  const newest = records.at(-1);
  if (comparable.length > 0 || newest === undefined) return { ...bare, recorded };
  const incomparable =
    sameLoad.length === 0
      ? otherSettings(lookup.baseline, newest.load, scenario.load)
      : otherMachines(sameLoad, environment);
  return { ...bare, recorded, incomparable };
}

/** Adds the results of earlier comparisons with the anchor. All `runs` were compared with the same anchor. */
export function attachAnchoredRuns(scenario: MeasuredScenario, runs: readonly BaselineRun[]): MeasuredScenario {
  if (scenario.mode.against === undefined) return scenario;
  const anchored = runs.flatMap(({ sha, at, scenarios }) => {
    const ratios = scenarios[scenario.id]?.log_ratios;
    return ratios === undefined ? [] : [{ ...omitUndefined({ sha }), at, log_ratios: ratios }];
  });
  return { ...scenario, anchored };
}

/** One scenario's numbers from a run of main. */
interface ScenarioRecord {
  readonly run: BaselineRun;
  readonly rounds: BaselineRun["scenarios"][string]["rounds"];
  readonly load: string | undefined;
}

/** Empty for a duet: it runs short pieces of the scenario beside another build, so its numbers are not comparable. */
function recordsOf(run: BaselineRun, id: string): readonly ScenarioRecord[] {
  const { mode, rounds = [], load } = run.scenarios[id] ?? {};
  const playsPieces = mode !== undefined && comparisonModes[mode].playsPieces;
  return playsPieces || rounds.length === 0 ? [] : [{ run, rounds, load }];
}

/** Older versions of Loadgate recorded only the hash of all scenarios together. */
function isSameLoad(
  { run, load }: ScenarioRecord,
  current: LoadSettings | undefined,
  { config_hash }: Environment,
): boolean {
  if (load === undefined || current === undefined) return run.environment.config_hash === config_hash;
  return load === current.hash;
}

const machineKey = ({ cpu_model, cores, cpu_limit, image }: Environment): string =>
  JSON.stringify([cpu_model, cores, cpu_limit, image]);

function otherSettings(
  { loads = {} }: Baseline,
  recordedHash: string | undefined,
  current: LoadSettings | undefined,
): Incomparable {
  const { keys, ...more } = current === undefined ? { keys: [] } : diffSettings(loads[recordedHash ?? ""], current);
  return { kind: "settings", keys: [...keys], ...more };
}

/** Most machines that are named. */
const maxMachines = 3;

/** The newest machines first. */
function otherMachines(records: readonly ScenarioRecord[], current: Environment): Incomparable {
  const machines = new Set(records.map(({ run }) => machineName(run.environment)).reverse());
  return { kind: "machines", machines: [...machines].slice(0, maxMachines), here: machineName(current) };
}

function machineName({ cpu_model, cores, cpu_limit, image }: Environment): string {
  const limit = cpu_limit === undefined ? [] : [`limited to ${formatNumber(cpu_limit)}`];
  return [cpu_model, plural(cores, "core"), ...limit, ...(image === undefined ? [] : [image])].join(", ");
}
