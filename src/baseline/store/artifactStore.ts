import { mkdir } from "node:fs/promises";
import { refusal } from "../../githubApi/apiError.ts";
import { hasArtifacts, isTaken, replaceArtifact, uploadArtifact } from "../../githubApi/artifacts.ts";
import type { Baseline } from "../../model/baseline.ts";
import { messageOf, statusOf } from "../../model/errors.ts";
import { millis } from "../../model/unit.ts";
import { writeText } from "../../shell/files.ts";
import { within } from "../../shell/timeout.ts";
import { defined } from "../../util/omitUndefined.ts";
import { encodeBaseline, UnusableBaseline } from "../codec.ts";
import { unionOf } from "../mergeRuns.ts";
import { withRaced } from "./concurrentRuns.ts";
import { archivesIn, baselineIn, downloadBaseline } from "./downloadBaseline.ts";
import { archivesThere } from "./fileStore.ts";
import type { BaselineLookup } from "./lookup.ts";
import { absence, artifactName, candidatesOf, type Origin, standingOf } from "./trustedArtifacts.ts";

/** Where the baseline of a repository is kept on GitHub. */
export interface ArtifactStore extends Origin {
  /** Such as https://github.com. */
  readonly serverUrl: string;
  /** Where the artifact is put; it stays there. */
  readonly directory: string;
}

/** Builds of half a gigabyte come and go in this time, and what comes to nothing does so sooner. */
const searchLimitMs = millis(300_000);
const uploadLimitMs = millis(300_000);

/**
 * The newest baseline that a run of this repository's own default branch has left and that can be read, and what runs beside it
 * have added. Never throws: what GitHub could not give is `unreachable`; where nothing that it gave can be trusted or read,
 * that is `unusable`.
 */
export async function findBaseline(store: ArtifactStore): Promise<BaselineLookup> {
  if (!hasArtifacts(store.serverUrl)) {
    const message = "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file";
    return { kind: "absent", message };
  }
  try {
    const sought = await within(searchLimitMs, "the search for the baseline artifact", search(store));
    if (sought.kind === "absent") return sought;
    const { kind, from, baseline, archives, older, warnings } = sought;
    return { kind, from, archives, warnings, ...(await withRaced(store, baseline, older, store.directory)) };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    return { kind: "unreachable", message: `the baseline could not be fetched: ${inWords(error)}` };
  }
}

async function search(store: ArtifactStore) {
  const { alive, seen, expired } = await candidatesOf(store);
  const otherWorkflows: string[] = [];
  const gone: number[] = [];
  const unusable: UnusableBaseline[] = [];
  for (const [index, candidate] of alive.entries()) {
    const standing = await standingOf(store, candidate);
    if (standing.kind === "other_workflow") otherWorkflows.push(standing.path);
    if (standing.kind !== "trusted") continue;
    const from = `the artifact ${candidate.name} of run ${candidate.runId}`;
    const found = await unlessRefused(downloadBaseline(store, candidate, store.directory));
    if (found instanceof UnusableBaseline) unusable.push(found);
    else if (typeof found === "number") gone.push(found);
    else {
      const warnings = unusable.map(({ message }) => `A newer baseline is left out, and an older one used: ${message}`);
      return { kind: "found" as const, from, ...found, older: alive.slice(index + 1), warnings };
    }
  }
  // Its own run replaces it this very moment: there is one, and it cannot be had.
  if (gone.includes(404)) throw new Error("the artifact was deleted while it was fetched; run the job again");
  const [newest] = unusable;
  if (newest !== undefined) throw newest;
  const message = absence(store, { seen, expired: expired + gone.length }, otherWorkflows);
  return { kind: "absent" as const, message };
}

/** Or what is wrong with it, or the status by which GitHub says that it is deleted, 404, or has expired, 410, since it was listed. */
async function unlessRefused<T extends object>(download: Promise<T>): Promise<T | UnusableBaseline | 404 | 410> {
  try {
    return await download;
  } catch (error) {
    if (error instanceof UnusableBaseline) return error;
    const status = statusOf(error);
    if (status === 404 || status === 410) return status;
    throw error;
  }
}

/** How often what others have left meanwhile is taken up. */
const mostRounds = 3;

/**
 * Uploads the baseline and the builds that lie in `directory` as archivesIn has it; an artifact of the same run, left by an
 * earlier attempt, is replaced. What other runs have left meanwhile becomes a part of it, and where one has done so during the
 * upload, the union replaces it: whoever is the last has seen all others. Throws where GitHub refuses; gives back what is worth
 * a note.
 */
export async function uploadBaseline(
  store: ArtifactStore,
  baseline: Baseline,
  directory: string,
  retentionDays?: number,
): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const united = uploadUnited(store, baseline, directory, retentionDays);
  return await within(uploadLimitMs, "the upload of the baseline artifact", united);
}

async function uploadUnited(
  store: ArtifactStore,
  baseline: Baseline,
  directory: string,
  retentionDays: number | undefined,
): Promise<readonly string[]> {
  const put = async (one: Baseline, send: typeof uploadArtifact) => {
    await writeText(baselineIn(directory), encodeBaseline(one));
    const archives = Object.values(await archivesThere(one, archivesIn(directory)));
    const files = [baselineIn(directory), ...archives];
    await send({ name: artifactName(store.key), files, root: directory, ...defined({ retentionDays }) });
  };
  // Looking before, too, spares most races the replacing, during which there is none.
  let { baseline: kept } = await meanwhile(store, baseline);
  await put(kept, async (artifact) => {
    try {
      return await uploadArtifact(artifact);
    } catch (error) {
      if (!isTaken(error)) throw error;
      return await replaceArtifact(artifact);
    }
  });
  let told: readonly string[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const { baseline: grown, notes } = await meanwhile(store, kept);
    told = notes;
    if (JSON.stringify(unionOf(grown.runs)) === JSON.stringify(unionOf(kept.runs))) break;
    kept = grown;
    await put(kept, replaceArtifact);
  }
  return told;
}

async function meanwhile(store: ArtifactStore, baseline: Baseline) {
  try {
    const { alive } = await candidatesOf(store);
    return await withRaced(store, baseline, alive, store.directory);
  } catch (error) {
    const note = `Whether another run has left a baseline meanwhile could not be seen: ${inWords(error)}`;
    return { baseline, notes: [note] };
  }
}

function inWords(error: unknown): string {
  const isAnswered = statusOf(error) !== undefined;
  return isAnswered ? refusal(error) : `GitHub gave no usable answer (${messageOf(error)})`;
}
