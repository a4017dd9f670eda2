import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RepositoryApi } from "../githubApi/api.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { downloadArtifact, UnusableArtifact } from "../githubApi/artifacts.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { listAll } from "../githubApi/pages.ts";
import type { SendContext } from "../githubApi/send.ts";
import { ArtifactExists, type Upload, uploadArtifact } from "../githubApi/uploadArtifact.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import { millis } from "../model/unit.ts";
import { readText } from "../shell/files.ts";
import { withTimeout } from "../shell/timeout.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

const fileName = "results.json";
const timeoutMs = millis(120_000);
/** Pull requests are rarely looked at for longer. */
const maxRetentionDays = 30;

/** `confirmed` results come from a second job. They replace the `results` of the first job. */
type Kind = "results" | "confirmed";

/** Identifies the results of one job. */
export interface ResultsName {
  readonly kind: Kind;
  readonly key: string;
  readonly attempt: number;
}

/** The name contains the attempt, because a name stays taken for as long as GitHub keeps the run. */
const artifactName = ({ kind, key, attempt }: ResultsName): string => `loadgate-${kind}-${key}-${attempt}`;

/** An interrupted upload takes its name, so further uploads have further names. A key contains no plus sign. */
const uploadNames = (name: string): Upload["names"] => [name, `${name}+2`, `${name}+3`];

/** Uploads the files; the first must be results.json. Returns the artifact id. Throws if GitHub refuses the upload. */
export async function uploadResults(
  files: readonly [string, ...string[]],
  resultsName: ResultsName,
  retentionDays = maxRetentionDays,
  context: Partial<SendContext> = {},
): Promise<{ readonly id: number }> {
  const upload: Upload = {
    names: uploadNames(artifactName(resultsName)),
    files,
    root: dirname(files[0]),
    retentionDays: Math.min(retentionDays, maxRetentionDays),
    ifExists: "fail",
  };
  try {
    return await withTimeout(timeoutMs, "the upload of the results", uploadArtifact(upload, context));
  } catch (cause) {
    if (!(cause instanceof ArtifactExists)) throw cause;
    const reason = "another job of this run uploaded results with the same key; give each job its own baseline-key";
    throw new Error(`${reason} (${cause.message})`, { cause });
  }
}

/** The run whose results are read. */
export interface ResultsRun extends RepositoryApi {
  readonly runId: number;
  /** Results of later attempts are ignored. */
  readonly runAttempt: number;
  /** Directory for temporary files. */
  readonly scratchDirectory: string;
}

/** An artifact with the results of one job. */
export interface ResultsArtifact extends ResultsName {
  readonly id: number;
  readonly name: string;
  readonly digest?: string | null;
}

const request = expecting(expectedResponses.artifacts);
/** No run uploads a thousand artifacts by accident. */
const maxPages = 10;

/** The newest results of each key, sorted by key. */
export async function newestResults(run: ResultsRun): Promise<readonly ResultsArtifact[]> {
  return newestPerKey(await listResults(run));
}

/** The first artifact of each key, sorted by key. `artifacts` is sorted newest first. */
export function newestPerKey(artifacts: readonly ResultsArtifact[]): readonly ResultsArtifact[] {
  const keys = [...new Set(artifacts.map(({ key }) => key))].toSorted();
  return keys.flatMap((key) => artifacts.find((artifact) => artifact.key === key) ?? []);
}

/** All results of the run's jobs, the newest first. */
export async function listResults(run: Omit<ResultsRun, "scratchDirectory">): Promise<readonly ResultsArtifact[]> {
  return await withTimeout(timeoutMs, "the list of artifacts", fetchList(run));
}

async function fetchList({ api, owner, repo, runId, runAttempt }: Omit<ResultsRun, "scratchDirectory">) {
  const artifacts = await listAll(maxPages, async (page) => {
    const { data } = await api.rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: runId, ...page, request });
    return data.artifacts;
  });
  const results = artifacts.flatMap(({ id, name, digest, expired, workflow_run: run }): readonly ResultsArtifact[] => {
    const resultsName = parseArtifactName(name);
    const isOfOtherRun = run?.id !== undefined && run.id !== runId;
    if (resultsName === undefined || expired || isOfOtherRun || resultsName.attempt > runAttempt) return [];
    return [{ ...resultsName, id, name, ...omitUndefined({ digest }) }];
  });
  const rank = ({ kind }: ResultsArtifact) => (kind === "confirmed" ? 1 : 0);
  return results.toSorted((a, b) => b.attempt - a.attempt || rank(b) - rank(a) || b.id - a.id);
}

/** loadgate-results-api-2 is the result of the key api, from the second attempt. A number of the upload may follow. */
function parseArtifactName(name: string): ResultsName | undefined {
  const [, kind, key, attempt] =
    /^loadgate-(results|confirmed)-([\w.-]{1,80})-([1-9]\d{0,8})(?:\+\d)?$/.exec(name) ?? [];
  if (key === undefined || (kind !== "results" && kind !== "confirmed")) return undefined;
  return { key, attempt: Number(attempt), kind };
}

/** Ten times the size of results with ten thousand comparisons. */
const maxBytes = 16 * 1024 ** 2;
/** With the raw profiles of the extra rounds. */
const withProfiles = { maxZipBytes: 8 * maxBytes, maxEntries: 500 } as const;
const downloadOptions = { fileNames: [fileName], ...withProfiles, maxBytes };

/** Returns the text of results.json, unchecked. Throws UnusableArtifact, or the error of the failed download. */
export async function downloadResults(
  { api, owner, repo, scratchDirectory }: ResultsRun,
  artifact: ResultsArtifact,
): Promise<string> {
  await mkdir(scratchDirectory, { recursive: true });
  const directory = await mkdtemp(join(scratchDirectory, "results-"));
  try {
    const download = downloadArtifact({ api, owner, repo }, artifact, directory, downloadOptions);
    await withTimeout(timeoutMs, "the download", download);
    const text = await readText(join(directory, fileName));
    if (text !== undefined) return text;
    throw new UnusableArtifact(`the artifact ${artifact.name} holds no ${fileName}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Returns the text of the first job's results.json. Throws CouldNotMeasure that says what to do. */
export async function downloadFirstJobResults(run: ResultsRun, key: string): Promise<string> {
  const name = artifactName({ kind: "results", key, attempt: run.runAttempt });
  try {
    const artifacts = await listResults(run);
    const first = artifacts.find((artifact) => artifact.key === key && artifact.kind === "results");
    if (first !== undefined) return await downloadResults(run, first);
  } catch (cause) {
    throw new CouldNotMeasure(describeDownloadError(name, cause), { cause });
  }
  throw new CouldNotMeasure(
    `no job of this run uploaded results to confirm: expected the artifact ${name}; ` +
      "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results",
  );
}

function describeDownloadError(name: string, cause: unknown): string {
  if (cause instanceof UnusableArtifact) return `${cause.message}; run the first job again`;
  return `the results of the first job (the artifact ${name}) could not be fetched: ${describeApiError(cause)}`;
}
