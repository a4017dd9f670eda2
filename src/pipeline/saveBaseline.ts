import { addRun, requireMeasured } from "../baseline/runHistory.ts";
import { archivePaths } from "../baseline/store/downloadBaseline.ts";
import { existingArchives, saveBaselineFile } from "../baseline/store/fileStore.ts";
import type { ArchivePaths } from "../baseline/store/lookup.ts";
import type { Baseline } from "../model/baseline.ts";
import { createRunDirectory, removeRunDirectory } from "../service/runDirectory.ts";
import { type RunToSave, saveBuilds } from "./baselineBuilds.ts";

/** The next baseline: `history`, the run, and the builds that it carries. The builds are put at `paths`. */
export async function extendBaseline(
  run: RunToSave,
  history: Baseline | undefined,
  paths: Required<ArchivePaths>,
  runId?: string,
): Promise<{ readonly baseline: Baseline; readonly warnings: readonly string[] }> {
  const { builds, warnings } = await saveBuilds(run, paths);
  return { baseline: addRun(history, run.results, runId, builds), warnings };
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
