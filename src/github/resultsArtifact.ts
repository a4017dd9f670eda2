import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CouldNotMeasure, messageOf } from "../model/failure.ts";
import { millis } from "../model/unit.ts";
import { artifactClient } from "../shell/artifactClient.ts";
import { within } from "../shell/deadline.ts";
import { readText } from "../shell/files.ts";
import type { Api } from "./comment.ts";
import type { Context } from "./context.ts";

/** The results of one job, for another job of the same run. */
const fileName = "results.json";
const limitMs = millis(120_000);
/** Whoever takes them up takes them up in the same run. */
const keptDays = 7;

/** Each attempt of a run has its own: a name is taken for as long as the run is kept. */
const artifactName = (key: string, attempt: number): string => `loadgate-results-${key}-${attempt}`;

/** Uploads `file`, which is called results.json. Throws where GitHub refuses. */
export async function uploadResults(
  file: string,
  key: string,
  { runAttempt }: Context,
  retentionDays = keptDays,
): Promise<void> {
  const client = await artifactClient();
  const options = { retentionDays: Math.min(retentionDays, keptDays) };
  const upload = client.uploadArtifact(artifactName(key, runAttempt), [file], dirname(file), options);
  await within(limitMs, "the upload of the results", upload).catch((cause: Error) => {
    if (!/409|already exists/i.test(cause.message)) throw cause;
    throw new Error(`another job of this run has left its own; give each a baseline-key (${cause.message})`, { cause });
  });
}

/** The text of the newest results of this run. Throws a CouldNotMeasure that says what to do. */
export async function downloadResults(api: Api, token: string, key: string, context: Context): Promise<string> {
  const wanted = `the results of the first job (the artifact ${artifactName(key, context.runAttempt)})`;
  try {
    return await within(limitMs, "the download", download(api, token, key, context));
  } catch (cause) {
    if (cause instanceof CouldNotMeasure) throw cause;
    const status = cause instanceof Error && "status" in cause ? cause.status : undefined;
    const advice = status === 403 ? "; give the job the permission actions: read" : "";
    const answered = status === undefined ? "" : `GitHub answered ${status}: `;
    throw new CouldNotMeasure(`${wanted} could not be fetched: ${answered}${messageOf(cause)}${advice}`, { cause });
  }
}

async function download(api: Api, token: string, key: string, context: Context): Promise<string> {
  const { owner, repo, runId } = context;
  const listed = { owner, repo, run_id: runId, per_page: 100 };
  const artifacts = await api.paginate(api.rest.actions.listWorkflowRunArtifacts, listed);
  const [newest] = artifacts
    .map((artifact) => ({ ...artifact, attempt: attemptOf(artifact.name, key) ?? 0 }))
    .filter(({ attempt, expired }) => attempt >= 1 && attempt <= context.runAttempt && !expired)
    .toSorted((a, b) => b.attempt - a.attempt || b.id - a.id);
  if (newest === undefined) {
    throw new CouldNotMeasure(
      `no job of this run has left results to confirm: expected the artifact ${artifactName(key, context.runAttempt)}; ` +
        "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results",
    );
  }
  const directory = await mkdtemp(join(tmpdir(), "loadgate-results-"));
  try {
    const { digestMismatch } = await (await artifactClient()).downloadArtifact(newest.id, {
      path: directory,
      ...(newest.digest ? { expectedHash: newest.digest } : {}),
      findBy: { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo },
    });
    const text = digestMismatch ? undefined : await readText(join(directory, fileName));
    if (text !== undefined) return text;
    const what = digestMismatch ? "is not what was uploaded (its digest differs)" : `holds no ${fileName}`;
    throw new CouldNotMeasure(`the artifact ${newest.name} ${what}; run the first job again`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The attempt that left the artifact; `undefined` where it is none of this key's results. */
function attemptOf(name: string, key: string): number | undefined {
  const start = `loadgate-results-${key}-`;
  const attempt = name.slice(start.length);
  return name.startsWith(start) && /^\d{1,9}$/.test(attempt) ? Number(attempt) : undefined;
}
