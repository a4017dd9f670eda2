import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { getOctokit } from "@actions/github";
import { messageOf } from "../model/errors.ts";
import { millis } from "../model/unit.ts";
import { abortOnSignals } from "../shell/signals.ts";
import { defined } from "../util/omitUndefined.ts";
import { type BlobLimits, fetchBlob, StorageFailure, saveBlob, TooLarge } from "./download.ts";
import { UnusableZip, unzip } from "./unzip.ts";

export interface ArtifactPlace {
  readonly api: ReturnType<typeof getOctokit>;
  readonly owner: string;
  readonly repo: string;
}

/** What is taken out of an artifact, where there is no more than that. */
export interface Wanted {
  readonly names: readonly string[];
  readonly zipBytes: number;
  /** Entries of the archive. */
  readonly files: number;
  /** Of all files that are taken, unpacked. */
  readonly bytes: number;
}

export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  /** sha256:<hex>; artifacts of old have none. */
  readonly digest?: string | null;
}

/** What came cannot be trusted or read. */
export class UnusableArtifact extends Error {
  override readonly name = "UnusableArtifact";
}

/** A GitHub Enterprise Server keeps no artifacts of this kind. */
export function hasArtifacts(serverUrl: string): boolean {
  const host = URL.parse(serverUrl)?.hostname ?? "";
  return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}

type Download = [place: ArtifactPlace, artifact: ListedArtifact, directory: string, wanted: Wanted];

/**
 * Puts the wanted files of an artifact into the directory, all of those that it holds or, where it throws, none: an
 * UnusableArtifact that says what is wrong, or what kept GitHub from answering.
 */
export async function downloadArtifact(...download: Download): Promise<void> {
  try {
    await downloadOnce(...download);
  } catch (error) {
    // It may have been spoilt on its way.
    if (!(error instanceof UnusableArtifact && error.cause instanceof UnusableZip)) throw error;
    await downloadOnce(...download);
  }
}

async function downloadOnce(...[place, artifact, directory, wanted]: Download): Promise<void> {
  await mkdir(directory, { recursive: true });
  const room = await mkdtemp(join(directory, ".artifact-"));
  try {
    const zip = join(room, "zip");
    const digest = await fetched(place, artifact, zip, wanted.zipBytes);
    if (artifact.digest && artifact.digest !== digest)
      throw new UnusableZip("it is not what was uploaded (its digest differs)");
    const unpacked = join(room, "files");
    await mkdir(unpacked);
    await unzip(zip, unpacked, wanted.names, wanted);
    for (const name of await readdir(unpacked)) await rename(join(unpacked, name), join(directory, name));
  } catch (error) {
    if (!(error instanceof UnusableZip || error instanceof TooLarge)) throw error;
    throw new UnusableArtifact(`the artifact ${artifact.name}: ${error.message}`, { cause: error });
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** A connection that breaks off is tried again after these pauses. */
const pausesMs = [1000, 2000, 4000];
const idleMs = millis(30_000);

async function fetched(place: ArtifactPlace, artifact: ListedArtifact, file: string, mostBytes: number) {
  for (const pauseMs of pausesMs) {
    try {
      return await fetchedOnce(place, artifact, file, { mostBytes, idleMs });
    } catch (error) {
      if (!(error instanceof StorageFailure && error.isPassing)) throw error;
      await sleep(pauseMs);
    }
  }
  return await fetchedOnce(place, artifact, file, { mostBytes, idleMs });
}

/**
 * By the address that GitHub gives, which holds for a minute and for whoever knows it: the token stays with GitHub. Its like
 * may send the archive itself.
 */
async function fetchedOnce(
  { api, owner, repo }: ArtifactPlace,
  { id, name }: ListedArtifact,
  file: string,
  limits: BlobLimits,
): Promise<string> {
  const { headers, status, url, data } = await api.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: id,
    archive_format: "zip",
    request: { redirect: "manual", parseSuccessResponseBody: false },
  });
  const body = data instanceof ReadableStream ? data : undefined;
  const { location, "content-type": type = "" } = headers;
  if (location === undefined && body !== undefined && /zip|octet-stream/.test(type))
    return await saveBlob(body, file, limits.mostBytes);
  await body?.cancel();
  if (location !== undefined) return await fetchBlob(new URL(location, url).href, file, limits);
  throw new Error(`expected the address of the artifact ${name}, got status ${status} without one`);
}

export interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  /** The directory that the files are called from. */
  readonly root: string;
  /** Without it the artifact stays as long as the repository has it. */
  readonly retentionDays?: number;
}

/** Throws where GitHub refuses; see isTaken. */
export async function uploadArtifact({ name, files, root, ...options }: Upload): Promise<{ readonly id?: number }> {
  const client = await artifactClient();
  const upload = () => client.uploadArtifact(name, [...files], root, options);
  const { id } = await upload().catch(async (error: unknown) => {
    if (!isBroken(error)) throw error;
    await sleep(uploadPauseMs);
    return await upload().catch((again: unknown) => {
      throw new Error(messageOf(again), { cause: error });
    });
  });
  return defined({ id });
}

const uploadPauseMs = 2000;

/** The client tries again what GitHub answers with 5xx, but not what it has no answer to. */
function isBroken(error: unknown): boolean {
  return messageOf(error).includes("Unable to make request");
}

/** Whether an upload was refused because this run has an artifact of that name: one run has each name once. */
export function isTaken(error: unknown): boolean {
  return /\(409\)|already exists/i.test(messageOf(error));
}

/** Whether no answer came to the upload before: GitHub may have done what it was asked. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && isBroken(error.cause);
}

/** The id of the artifact of that name that this run has; one whose upload has broken off takes its name, but is not there. */
export async function artifactOfRun(name: string): Promise<number | undefined> {
  const client = await artifactClient();
  const { artifacts } = await client.listArtifacts({ latest: true });
  return artifacts.find((artifact) => artifact.name === name)?.id;
}

/** Uploads in the place of what this run has left under the name. */
export async function replaceArtifact(upload: Upload): Promise<{ readonly id?: number }> {
  const { name } = upload;
  const client = await artifactClient();
  // A job that is cancelled between the two would leave none: the runner waits for some seconds.
  using _ = abortOnSignals();
  await client.deleteArtifact(name).catch((cause: unknown) => {
    throw new Error(
      `this run cannot replace its artifact ${name} (${messageOf(cause)}); if an upload of it has broken off, GitHub keeps the name for this run: start a new one`,
      { cause },
    );
  });
  return await insisting(() => uploadArtifact(upload));
}

/** What was there is deleted: a refusal is not taken at its word. */
const refusalPausesMs = [1000, 2000, 4000, 8000, 16_000];

async function insisting<T>(upload: () => Promise<T>): Promise<T> {
  let refusal: unknown;
  for (const pauseMs of refusalPausesMs) {
    try {
      return await upload();
    } catch (error) {
      // The name is taken by the upload that broke off.
      if (refusal !== undefined && !isTaken(refusal) && isTaken(error)) throw refusal;
      refusal = error;
      await sleep(pauseMs);
    }
  }
  return await upload();
}

/** GitHub's own client. Loaded when it is needed: it is most of the bundle's start-up time. */
async function artifactClient() {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  return new DefaultArtifactClient();
}
