import { describeApiError } from "../../githubApi/apiError.ts";
import type { Baseline } from "../../model/baseline.ts";
import { millis } from "../../model/unit.ts";
import { nowMs } from "../../shell/clock.ts";
import { withTimeout } from "../../shell/timeout.ts";
import { mergeBaselines } from "../runHistory.ts";
import { downloadNumbers } from "./downloadBaseline.ts";
import { type BaselineArtifact, type BaselineSource, checkTrust } from "./trustedArtifacts.ts";

/** Most artifacts that are searched for missing runs, the newest ones. */
const maxArtifacts = 10;
/** For the whole search. */
const timeoutMs = 60_000;

/**
 * Adds the runs that concurrent jobs of the default branch recorded. Two jobs that run at the same time upload an
 * artifact each, and each lacks the run of the other. An unusable artifact is skipped, with a note.
 */
export async function addConcurrentRuns(
  source: BaselineSource,
  baseline: Baseline,
  artifacts: readonly BaselineArtifact[],
  directory: string,
): Promise<{ readonly baseline: Baseline; readonly notes: readonly string[] }> {
  const endMs = nowMs() + timeoutMs;
  const notes: string[] = [];
  let merged = baseline;
  for (const artifact of artifacts.slice(0, maxArtifacts)) {
    if (merged.runs.some(({ run_id }) => run_id === String(artifact.runId))) continue;
    const remainingMs = millis(endMs - nowMs());
    if (remainingMs <= 0) break;
    try {
      const download = downloadIfTrusted(source, artifact, directory);
      const other = await withTimeout(remainingMs, "the search for concurrent runs", download);
      if (other !== undefined) merged = mergeBaselines(merged, other);
    } catch (error) {
      const reason = describeApiError(error).replaceAll(/\s+/g, " ");
      notes.push(`The baseline of run ${artifact.runId} could not be merged: ${reason}`);
    }
  }
  return { baseline: merged, notes };
}

async function downloadIfTrusted(
  source: BaselineSource,
  artifact: BaselineArtifact,
  directory: string,
): Promise<Baseline | undefined> {
  const { kind } = await checkTrust(source, artifact);
  return kind === "trusted" ? await downloadNumbers(source, artifact, directory) : undefined;
}
