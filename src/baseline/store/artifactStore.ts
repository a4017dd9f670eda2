import { mkdir } from "node:fs/promises";
import { describeApiError } from "../../githubApi/apiError.ts";
import { supportsArtifacts } from "../../githubApi/artifacts.ts";
import { NoResponse, type SendContext } from "../../githubApi/send.ts";
import { uploadArtifact } from "../../githubApi/uploadArtifact.ts";
import type { Baseline } from "../../model/baseline.ts";
import { messageOf, statusOf } from "../../model/errors.ts";
import { describeFileError, isFileError } from "../../model/fileError.ts";
import type { Notice } from "../../model/notice.ts";
import { millis } from "../../model/unit.ts";
import { writeText } from "../../shell/files.ts";
import { withTimeout } from "../../shell/timeout.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { encodeBaseline, UnusableBaseline } from "../codec.ts";
import { mergeRuns } from "../runHistory.ts";
import { addConcurrentRuns } from "./concurrentRuns.ts";
import { archivePaths, baselinePath, downloadBaseline } from "./downloadBaseline.ts";
import { existingArchives } from "./fileStore.ts";
import type { BaselineLookup } from "./lookup.ts";
import {
  type BaselineSource,
  baselineArtifactNames,
  checkTrust,
  explainAbsence,
  listBaselineArtifacts,
} from "./trustedArtifacts.ts";

/** The artifacts in which a repository keeps its baseline. */
export interface ArtifactStore extends BaselineSource {
  /** For example https://github.com. */
  readonly serverUrl: string;
  /** Directory for the downloaded files. They are not deleted. */
  readonly directory: string;
}

/** A download or upload of half a gigabyte fits into this time. Failures are reported sooner. */
const searchTimeoutMs = millis(300_000);
const uploadTimeoutMs = millis(300_000);

/**
 * Finds the newest readable baseline of this repository's default branch, and adds the runs of concurrent jobs to it.
 * Never throws. A failed request gives `unreachable`. If no artifact can be trusted and read, the result is `unusable`.
 */
export async function findBaseline(store: ArtifactStore): Promise<BaselineLookup> {
  if (!supportsArtifacts(store.serverUrl)) {
    const message = "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file";
    return { kind: "absent", message };
  }
  try {
    const result = await withTimeout(searchTimeoutMs, "the search for the baseline artifact", search(store));
    if (result.kind === "absent") return result;
    const { kind, from, baseline, archives, older, notices } = result;
    return { kind, from, archives, notices, ...(await addConcurrentRuns(store, baseline, older, store.directory)) };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    return { kind: "unreachable", message: `the baseline could not be fetched: ${describe(error)}` };
  }
}

async function search(store: ArtifactStore) {
  const { usable: artifacts, listedCount, expiredCount } = await listBaselineArtifacts(store);
  const otherWorkflows: string[] = [];
  const goneStatuses: number[] = [];
  const unusable: UnusableBaseline[] = [];
  for (const [index, artifact] of artifacts.entries()) {
    const trust = await checkTrust(store, artifact);
    if (trust.kind === "otherWorkflow") otherWorkflows.push(trust.path);
    if (trust.kind !== "trusted") continue;
    const from = `the artifact ${artifact.name} of run ${artifact.runId}`;
    const download = await catchUnavailable(downloadBaseline(store, artifact, store.directory));
    if (download instanceof UnusableBaseline) unusable.push(download);
    else if (typeof download === "number") goneStatuses.push(download);
    else {
      const notices = unusable.map(({ message }): Notice => ({ kind: "baseline_skipped", reason: message }));
      return { kind: "found" as const, from, ...download, older: artifacts.slice(index + 1), notices };
    }
  }
  // The artifact's own run is replacing it right now. A baseline exists, but cannot be fetched.
  if (goneStatuses.includes(404)) throw new Error("the artifact was deleted while it was fetched; run the job again");
  const [newest] = unusable;
  if (newest !== undefined) throw newest;
  const counts = { listedCount, expiredCount: expiredCount + goneStatuses.length };
  return { kind: "absent" as const, message: explainAbsence(store, counts, otherWorkflows) };
}

/** Since the listing, the artifact may have been deleted (status 404) or have expired (status 410). */
async function catchUnavailable<T extends object>(download: Promise<T>): Promise<T | UnusableBaseline | 404 | 410> {
  try {
    return await download;
  } catch (error) {
    if (error instanceof UnusableBaseline) return error;
    const status = statusOf(error);
    if (status === 404 || status === 410) return status;
    throw error;
  }
}

/** Most times the upload is repeated to include the runs of concurrent jobs. */
const maxReplacements = 3;

/**
 * Uploads the baseline, and the builds that lie at the archivePaths of `directory`. It replaces the artifact of an earlier
 * attempt of this run. The upload includes the runs of concurrent jobs, and is repeated if one finishes meanwhile, so
 * that the last job to upload includes all others. Returns notes for the log. Throws if GitHub refuses the upload.
 */
export async function uploadBaseline(
  store: ArtifactStore,
  baseline: Baseline,
  directory: string,
  retentionDays?: number,
  context: Partial<SendContext> = {},
): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const upload = async (next: Baseline): Promise<readonly string[]> => {
    await writeText(baselinePath(directory), encodeBaseline(next));
    const archives = Object.values(await existingArchives(next, archivePaths(directory)));
    const files = [baselinePath(directory), ...archives];
    const names = baselineArtifactNames(store.key);
    const options = { names, files, root: directory, ...omitUndefined({ retentionDays }) };
    const { problem } = await uploadArtifact({ ...options, ifExists: "replace" }, context);
    return problem === undefined ? [] : [problem];
  };
  const uploads = uploadWithConcurrentRuns(store, baseline, upload);
  return await withTimeout(uploadTimeoutMs, "the upload of the baseline artifact", uploads);
}

async function uploadWithConcurrentRuns(
  store: ArtifactStore,
  baseline: Baseline,
  upload: (next: Baseline) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  // A check before the upload makes replacements rare.
  let { baseline: uploaded } = await includeConcurrentRuns(store, baseline);
  const problems = [...(await upload(uploaded))];
  for (let replacements = 0; ; replacements++) {
    const { baseline: merged, notes } = await includeConcurrentRuns(store, uploaded);
    if (replacements === maxReplacements || hasSameRuns(merged, uploaded)) return [...problems, ...notes];
    uploaded = merged;
    problems.push(...(await upload(uploaded)));
  }
}

/** The order of the runs does not matter. */
function hasSameRuns(a: Baseline, b: Baseline): boolean {
  return JSON.stringify(mergeRuns(a.runs)) === JSON.stringify(mergeRuns(b.runs));
}

async function includeConcurrentRuns(store: ArtifactStore, baseline: Baseline) {
  try {
    const { usable } = await listBaselineArtifacts(store);
    return await addConcurrentRuns(store, baseline, usable, store.directory);
  } catch (error) {
    const note = `Loadgate could not check if another run saved a baseline meanwhile: ${describe(error)}`;
    return { baseline, notes: [note] };
  }
}

function describe(error: unknown): string {
  if (isFileError(error)) return describeFileError(error);
  const isOfApi = statusOf(error) !== undefined || error instanceof NoResponse;
  return isOfApi ? describeApiError(error) : `GitHub sent no usable response (${messageOf(error)})`;
}
