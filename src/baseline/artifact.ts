import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { getOctokit } from "@actions/github";
import type { Baseline } from "../model/baseline.ts";
import { millis } from "../model/unit.ts";
import { artifactClient } from "../shell/artifactClient.ts";
import { within } from "../shell/deadline.ts";
import { readText } from "../shell/files.ts";
import { decodeBaseline, encodeBaseline, UnusableBaseline } from "./codec.ts";
import { archivesThere } from "./file.ts";
import type { Archives, BaselineLookup } from "./lookup.ts";

/** Where the baseline of a repository is kept on GitHub. */
export interface ArtifactStore {
  readonly api: ReturnType<typeof getOctokit>;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Events whose runs are trusted to make a baseline. */
  readonly events: readonly string[];
  readonly key: string;
  /** Where the artifact is put; it stays there. */
  readonly directory: string;
}

/** Builds of half a gigabyte come and go in this time, and what comes to nothing does so sooner. */
const searchLimitMs = millis(300_000);
const uploadLimitMs = millis(300_000);
/** The newest artifacts that are looked at: each costs a request. */
const candidates = 10;

export const artifactName = (key: string): string => `loadgate-baseline-${key}`;

/**
 * The newest baseline that a run of this repository's own default branch has left. Never throws: what GitHub could not
 * give is `unreachable`, what it gave and cannot be trusted or read is `unusable`.
 */
export async function findBaseline(store: ArtifactStore): Promise<BaselineLookup> {
  try {
    return await within(searchLimitMs, "the search for the baseline artifact", search(store));
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    return { kind: "unreachable", message: `the baseline could not be fetched: ${inWords(error)}` };
  }
}

async function search(store: ArtifactStore): Promise<BaselineLookup> {
  const { api, owner, repo, key } = store;
  const name = artifactName(key);
  const { data } = await api.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: 100 });
  if (!Array.isArray(data?.artifacts)) throw new Error("not a list of artifacts");
  const own = data.artifacts.filter((artifact) => isOwn(artifact, store));
  const alive = own.filter(({ expired }) => !expired);
  for (const artifact of newestFirst(alive).slice(0, candidates)) {
    const runId = artifact.workflow_run?.id;
    if (runId === undefined || !(await isTrusted(store, runId))) continue;
    return { kind: "found", ...(await download(store, { ...artifact, runId })) };
  }
  return {
    kind: "absent",
    message: absence(name, store, { seen: data.artifacts.length, own: own.length, alive: alive.length }),
  };
}

type Artifact = Awaited<
  ReturnType<ArtifactStore["api"]["rest"]["actions"]["listArtifactsForRepo"]>
>["data"]["artifacts"][number];

/** A fork's run leaves its artifacts here too, and its branch may be called like ours. */
function isOwn({ workflow_run: run }: Artifact, { repositoryId, defaultBranch }: ArtifactStore): boolean {
  return (
    run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch
  );
}

function newestFirst(artifacts: readonly Artifact[]): readonly Artifact[] {
  return artifacts.toSorted((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? "") || b.id - a.id);
}

async function isTrusted({ api, owner, repo, events }: ArtifactStore, runId: number): Promise<boolean> {
  const { data } = await api.rest.actions.getWorkflowRun({ owner, repo, run_id: runId });
  return events.includes(data.event);
}

/** Why there is none: never made, expired, or made by somebody else. */
function absence(
  name: string,
  { defaultBranch }: ArtifactStore,
  n: { seen: number; own: number; alive: number },
): string {
  const next = `the next run on ${defaultBranch} makes one`;
  if (n.own > n.alive)
    return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
  if (n.seen > 0)
    return `no baseline of our own: the artifacts ${name} come from other branches, events or forks; ${next}`;
  return `no baseline yet: there is no artifact ${name}; ${next}`;
}

async function download(store: ArtifactStore, artifact: Artifact & { readonly runId: number }) {
  const source = `the artifact ${artifact.name} of run ${artifact.runId}`;
  const { directory } = store;
  await mkdir(directory, { recursive: true });
  const client = await artifactClient();
  const { digestMismatch } = await client.downloadArtifact(artifact.id, {
    path: directory,
    ...(artifact.digest ? { expectedHash: artifact.digest } : {}),
    findBy: {
      token: store.token,
      workflowRunId: artifact.runId,
      repositoryOwner: store.owner,
      repositoryName: store.repo,
    },
  });
  if (digestMismatch) throw new UnusableBaseline(`${source} is not what was uploaded (its digest differs); delete it`);
  const text = await readText(join(directory, names.baseline));
  if (text === undefined) throw new UnusableBaseline(`${source} holds no baseline.json; delete it`);
  const baseline = decodeBaseline(text, source);
  return { baseline, archives: await archivesThere(baseline, archivesIn(directory)) };
}

const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" } as const;

/** What the artifact calls the builds that it carries. */
export function archivesIn(directory: string): Required<Archives> {
  return { build: join(directory, names.build), anchor: join(directory, names.anchor) };
}

/**
 * Uploads the baseline and the builds that lie in `directory` as archivesIn has it; an artifact of the same run, left by an
 * earlier attempt, is replaced. Throws where GitHub refuses.
 */
export async function uploadBaseline(
  key: string,
  baseline: Baseline,
  directory: string,
  retentionDays?: number,
): Promise<void> {
  const file = join(directory, names.baseline);
  const archives = Object.values(await archivesThere(baseline, archivesIn(directory)));
  const upload = async () => {
    const client = await artifactClient();
    const options = retentionDays === undefined ? {} : { retentionDays };
    const send = () => client.uploadArtifact(artifactName(key), [file, ...archives], directory, options);
    await send().catch(async (error: Error) => {
      if (!/409|already exists/i.test(error.message)) throw error;
      await client.deleteArtifact(artifactName(key));
      await send();
    });
  };
  await mkdir(directory, { recursive: true });
  await writeFile(file, encodeBaseline(baseline));
  await within(uploadLimitMs, "the upload of the baseline artifact", upload());
}

function inWords(error: unknown): string {
  const answered = error instanceof Error && "response" in error && error.response !== undefined;
  const status = answered && "status" in error ? error.status : undefined;
  if (status === 401) return "GitHub answered 401: the github-token is not valid";
  if (status === 403) return "GitHub answered 403: give the job the permission actions: read";
  if (status === 404) return "GitHub answered 404: the github-token cannot see this repository's artifacts";
  if (typeof status === "number" && status >= 500)
    return `GitHub answered ${status}: it is out of order, run the job again later`;
  return error instanceof Error ? `GitHub gave no usable answer (${error.message})` : String(error);
}
