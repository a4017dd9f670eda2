import { addRun, requireMeasured } from "../baseline/runHistory.ts";
import { archivePaths } from "../baseline/store/downloadBaseline.ts";
import { existingArchives, saveBaselineFile } from "../baseline/store/fileStore.ts";
import type { ArchivePaths, BaselineLookup } from "../baseline/store/lookup.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { createRunDirectory, removeRunDirectory } from "../service/runDirectory.ts";
import { saveBuilds } from "./baselineBuilds.ts";

/** A run of main that becomes part of the baseline. */
export interface RunToSave {
  readonly plan: Plan;
  readonly results: Results;
  /** The baseline before the run, with the builds that it carries. */
  readonly before: BaselineLookup;
}

/** The next baseline: `history`, the run, and the builds that it carries. The builds are put at `paths`. */
export async function extendBaseline(
  { plan, results, before }: RunToSave,
  history: Baseline | undefined,
  paths: Required<ArchivePaths>,
  runId?: string,
): Promise<{ readonly baseline: Baseline; readonly warnings: readonly string[] }> {
  const { builds, warnings } = await saveBuilds(plan, results, before, paths);
  return { baseline: addRun(history, results, runId, builds), warnings };
}

export interface RunToAppend extends RunToSave {
  /** Names the directory for the packed builds. If the run is killed, its watchdog removes that directory. */
  readonly runId: string;
}

/**
 * Adds a run to the baseline in a file, and returns warnings. Throws if the run could not measure, or the write fails.
 */
export async function appendRun(path: string, run: RunToAppend): Promise<readonly string[]> {
  requireMeasured(run.results);
  await using cleanup = new AsyncDisposableStack();
  const directory = await createRunDirectory(run.runId);
  cleanup.defer(() => removeRunDirectory(directory));
  const { before } = run;
  const paths = archivePaths(directory);
  const history = before.kind === "found" ? before.baseline : undefined;
  const { baseline, warnings } = await extendBaseline(run, history, paths);
  await saveBaselineFile(path, baseline, await existingArchives(baseline, paths));
  return before.kind === "unusable" ? [`${before.message}: this run replaces it`, ...warnings] : warnings;
}
