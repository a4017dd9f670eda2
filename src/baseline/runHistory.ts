import type { Baseline, BaselineRun } from "../model/baseline.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { logRatiosOf } from "../model/scale.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** Most runs that a baseline keeps. The oldest ones are dropped. */
export const maxRuns = 50;

/** The builds that a baseline carries beside its numbers. */
export type BaselineBuilds = Pick<Baseline, "build" | "anchor">;

type LoadsByHash = NonNullable<Baseline["loads"]>;

/** Throws if the run could not measure. Such a run must not become part of a baseline. */
export function requireMeasured({ verdict }: Results): void {
  if (verdict.kind === "invalid") throw new Error("a run that could not measure does not become part of the baseline");
}

/** The baseline with this run as its newest. A re-run replaces the record of its first attempt. */
export function addRun(
  baseline: Baseline | undefined,
  results: Results,
  runId?: string,
  builds: BaselineBuilds = {},
): Baseline {
  const others = (baseline?.runs ?? []).filter(({ run_id }) => runId === undefined || run_id !== runId);
  const runs = newestRuns([...others, baselineRun(results, runId)]);
  return baselineWith(builds, runs, { ...baseline?.loads, ...loadsIn(results) });
}

/** The runs of both baselines, with the builds of the first. */
export function mergeBaselines(baseline: Baseline, other: Baseline): Baseline {
  return baselineWith(baseline, mergeRuns(baseline.runs, other.runs), { ...other.loads, ...baseline.loads });
}

/**
 * The newest runs of several histories, each once, sorted by time. If a run was recorded twice, the later record is
 * kept: it comes from a re-run. The result does not depend on the order of the arguments.
 */
export function mergeRuns(...histories: readonly (readonly BaselineRun[])[]): BaselineRun[] {
  const latest = new Map<string, BaselineRun>();
  for (const run of histories.flat().toSorted(byTime)) latest.set(identityOf(run), run);
  return newestRuns([...latest.values()].toSorted(byTime));
}

/** `runs` is sorted, the newest last. */
function newestRuns(runs: readonly BaselineRun[]): BaselineRun[] {
  return runs.slice(-maxRuns);
}

/** Drops the settings of loads that none of the runs has. */
function baselineWith({ build, anchor }: BaselineBuilds, runs: BaselineRun[], known: LoadsByHash): Baseline {
  const used = new Set(runs.flatMap(({ scenarios }) => Object.values(scenarios).flatMap(({ load }) => load ?? [])));
  const loads = Object.entries(known).filter(([hash]) => used.has(hash));
  return {
    schema: 1,
    ...omitUndefined({ build, anchor }),
    ...(loads.length === 0 ? {} : { loads: Object.fromEntries(loads) }),
    runs,
  };
}

/** Runs without an id are identified by commit and start time. */
function identityOf({ run_id, sha, at }: BaselineRun): string {
  return run_id === undefined ? `${sha} at ${at}` : run_id;
}

/** Runs of the same time are ordered by their content, so that the order is always the same. */
function byTime(a: BaselineRun, b: BaselineRun): number {
  return (
    compareText(a.at, b.at) ||
    compareText(identityOf(a), identityOf(b)) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function baselineRun(results: Results, runId: string | undefined): BaselineRun {
  const { head, base, started_at } = results.provenance;
  const isAnchored = results.scenarios.some(({ mode }) => mode.against === "anchor");
  return {
    ...omitUndefined({ sha: head.sha }),
    at: started_at,
    ...omitUndefined({ run_id: runId }),
    environment: results.environment,
    ...(isAnchored && base?.sha !== undefined ? { anchor: base.sha } : {}),
    scenarios: Object.fromEntries(results.scenarios.map((scenario) => [scenario.id, scenarioRecord(scenario)])),
  };
}

/** Rounds that do not count are not recorded. */
function scenarioRecord({ mode, load, rounds, comparisons }: ScenarioResult): BaselineRun["scenarios"][string] {
  return {
    mode: mode.kind,
    ...omitUndefined({ load: load?.hash }),
    rounds: rounds.filter(({ invalid }) => invalid === undefined).map(({ head }) => head),
    ...(mode.against === undefined ? {} : { log_ratios: logRatiosOf(comparisons) }),
  };
}

function loadsIn({ scenarios }: Results): LoadsByHash {
  return Object.fromEntries(
    scenarios.flatMap(({ load }) => {
      if (load === undefined) return [];
      const { hash, ...settings } = load;
      return [[hash, settings]];
    }),
  );
}
