import type { Baseline, BaselineRun } from "../model/baseline.ts";
import { keptRuns, loadsOf } from "./codec.ts";

/** The baseline with the runs of another; the builds are those of the first. */
export function joined(baseline: Baseline, other: Baseline): Baseline {
  const runs = unionOf(baseline.runs, other.runs);
  return { ...baseline, ...loadsOf(runs, { ...other.loads, ...baseline.loads }), runs };
}

/**
 * The runs of several histories, each once, in the order of their time; of more than are kept, the newest. Of one run that was
 * recorded twice, the later record is kept: a re-run's.
 */
export function unionOf(...histories: readonly (readonly BaselineRun[])[]): BaselineRun[] {
  const latest = new Map<string, BaselineRun>();
  for (const run of histories.flat().toSorted(byTime)) latest.set(keyOf(run), run);
  return [...latest.values()].toSorted(byTime).slice(-keptRuns);
}

/** Runs without a number are told apart by what they measured, and when. */
function keyOf({ run_id, sha, at }: BaselineRun): string {
  return run_id === undefined ? `${sha} at ${at}` : run_id;
}

/** At the same time, by what they are: the order in which they came does not show. */
function byTime(a: BaselineRun, b: BaselineRun): number {
  return compare(a.at, b.at) || compare(keyOf(a), keyOf(b)) || compare(JSON.stringify(a), JSON.stringify(b));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
