import type { Baseline, BaselineRun } from "../model/baseline.ts";
import type { BaselineNote, Environment, Incomparable, LoadSettings, MeasuredScenario } from "../model/results.ts";
import { plural } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";
import { ageMs } from "./age.ts";
import { differenceOf } from "./loadSettings.ts";
import type { BaselineLookup } from "./store/lookup.ts";

/** The newest runs of one kind that a comparison uses. */
const comparedRuns = 30;

/** What results.json says of the baseline to a run that began then. */
export function noteOf(lookup: BaselineLookup, startedAt: string): BaselineNote {
  if (lookup.kind !== "found") return lookup;
  const { baseline, from } = lookup;
  const newest = baseline.runs.at(-1);
  if (newest === undefined) return { kind: "absent", message: "no baseline yet: it holds no run" };
  const { run_id, sha, at } = newest;
  return {
    kind: "found",
    runs: baseline.runs.length,
    from,
    ...defined({ run_id, sha }),
    at,
    ...defined({ age_ms: ageMs(at, startedAt) }),
  };
}

/**
 * A recorded comparison takes its evidence along, so that it can be judged again from the file alone: the runs of main that
 * were measured like this one, same load, same kind of machine, or why there are none among those it has.
 */
export function withRecorded(
  scenario: MeasuredScenario,
  lookup: BaselineLookup,
  environment: Environment,
): MeasuredScenario {
  if (scenario.mode.kind !== "recorded") return scenario;
  const { recorded: _, incomparable: __, ...bare } = scenario;
  if (lookup.kind !== "found") return bare;
  const played = lookup.baseline.runs.flatMap((run) => playedIn(run, scenario.id));
  const sameLoad = played.filter((one) => isSameLoad(one, scenario.load, environment));
  const alike = sameLoad.filter(({ run }) => kindOf(run.environment) === kindOf(environment)).slice(-comparedRuns);
  const recorded = alike.map(({ run: { sha, at }, rounds }) => ({ ...defined({ sha }), at, rounds }));
  const newest = played.at(-1);
  if (alike.length > 0 || newest === undefined) return { ...bare, recorded };
  const incomparable =
    sameLoad.length === 0
      ? otherSettings(lookup.baseline, newest.load, scenario.load)
      : otherMachines(sameLoad, environment);
  return { ...bare, recorded, incomparable };
}

/** A comparison with the anchor takes along what the earlier ones found; `runs` are those with this very anchor. */
export function withAnchored(scenario: MeasuredScenario, runs: readonly BaselineRun[]): MeasuredScenario {
  if (scenario.mode.against === undefined) return scenario;
  const anchored = runs.flatMap(({ sha, at, scenarios }) => {
    const ratios = scenarios[scenario.id]?.log_ratios;
    return ratios === undefined ? [] : [{ ...defined({ sha }), at, log_ratios: ratios }];
  });
  return { ...scenario, anchored };
}

/** A run of main, and what it recorded of one scenario. */
interface Played {
  readonly run: BaselineRun;
  readonly rounds: BaselineRun["scenarios"][string]["rounds"];
  readonly load: string | undefined;
}

/** A duet has played cuts of the scenario, beside another build: only one that was played whole and alone counts. */
function playedIn(run: BaselineRun, id: string): readonly Played[] {
  const { mode, rounds = [], load } = run.scenarios[id] ?? {};
  return mode === "duet" || rounds.length === 0 ? [] : [{ run, rounds, load }];
}

/** Of an older Loadgate nothing is known but the settings of all scenarios together. */
function isSameLoad({ run, load }: Played, here: LoadSettings | undefined, { config_hash }: Environment): boolean {
  if (load === undefined || here === undefined) return run.environment.config_hash === config_hash;
  return load === here.hash;
}

const kindOf = ({ cpu_model, cores, image }: Environment): string => JSON.stringify([cpu_model, cores, image]);

function otherSettings(
  { loads = {} }: Baseline,
  was: string | undefined,
  here: LoadSettings | undefined,
): Incomparable {
  const { keys, ...more } = here === undefined ? { keys: [] } : differenceOf(loads[was ?? ""], here);
  return { kind: "settings", keys: [...keys], ...more };
}

/** The newest first. */
function otherMachines(played: readonly Played[], here: Environment): Incomparable {
  const machines = new Set(played.map(({ run }) => machineOf(run.environment)).reverse());
  return { kind: "machines", machines: [...machines].slice(0, 3), here: machineOf(here) };
}

function machineOf({ cpu_model, cores, image }: Environment): string {
  return [cpu_model, plural(cores, "core"), ...(image === undefined ? [] : [image])].join(", ");
}
