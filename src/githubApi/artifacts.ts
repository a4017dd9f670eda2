import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { millis } from "../model/unit.ts";
import type { RepositoryApi } from "./api.ts";
import { type BlobLimits, downloadBlob, StorageError, saveBlob, TooLarge } from "./download.ts";
import { UnusableZip, unzip } from "./unzip.ts";

/** The files to take out of an artifact, and the most it may hold. */
export interface DownloadOptions {
  /** Files at the top of the archive. Missing ones are skipped. */
  readonly fileNames: readonly string[];
  readonly maxZipBytes: number;
  /** Of the archive. */
  readonly maxEntries: number;
  /** Total of the extracted files. */
  readonly maxBytes: number;
}

export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  /** sha256:<hex>. Old artifacts have none. */
  readonly digest?: string | null;
}

/** A downloaded artifact that cannot be trusted or read. */
export class UnusableArtifact extends Error {
  override readonly name = "UnusableArtifact";
}

/** GitHub Enterprise Server does not support this kind of artifact. */
export function supportsArtifacts(serverUrl: string): boolean {
  const host = URL.parse(serverUrl)?.hostname ?? "";
  return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}

/**
 * Extracts files of an artifact into the directory. After an error it has extracted none.
 * Throws UnusableArtifact that says what is wrong, or the error of the failed download.
 */
export async function downloadArtifact(
  repository: RepositoryApi,
  artifact: ListedArtifact,
  directory: string,
  options: DownloadOptions,
): Promise<void> {
  try {
    await downloadOnce(repository, artifact, directory, options);
  } catch (error) {
    // The transfer may have corrupted the archive. A second download can succeed.
    if (!(error instanceof UnusableArtifact && error.cause instanceof UnusableZip)) throw error;
    await downloadOnce(repository, artifact, directory, options);
  }
}

async function downloadOnce(
  repository: RepositoryApi,
  artifact: ListedArtifact,
  directory: string,
  options: DownloadOptions,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const scratch = await mkdtemp(join(directory, ".artifact-"));
  try {
    const zip = join(scratch, "zip");
    const digest = await fetchZip(repository, artifact, zip, options.maxZipBytes);
    if (artifact.digest && artifact.digest !== digest)
      throw new UnusableZip("its digest differs from that of the upload");
    const extracted = join(scratch, "files");
    await mkdir(extracted);
    await unzip(zip, extracted, options.fileNames, options);
    for (const name of await readdir(extracted)) await rename(join(extracted, name), join(directory, name));
  } catch (error) {
    if (!(error instanceof UnusableZip || error instanceof TooLarge)) throw error;
    throw new UnusableArtifact(`the artifact ${artifact.name}: ${error.message}`, { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Pauses before the retries of a download whose connection failed. */
const downloadPausesMs = [1000, 2000, 4000];
const idleTimeoutMs = millis(30_000);

/** Returns the digest of the archive. */
async function fetchZip(
  repository: RepositoryApi,
  artifact: ListedArtifact,
  file: string,
  maxBytes: number,
): Promise<string> {
  for (const pauseMs of downloadPausesMs) {
    try {
      return await fetchZipOnce(repository, artifact, file, { maxBytes, idleTimeoutMs });
    } catch (error) {
      if (!(error instanceof StorageError && error.isTransient)) throw error;
      await sleep(pauseMs);
    }
  }
  return await fetchZipOnce(repository, artifact, file, { maxBytes, idleTimeoutMs });
}

/**
 * GitHub redirects to a signed URL, which is valid for a minute. The token is not sent there.
 * Servers that imitate GitHub may send the archive itself.
 */
async function fetchZipOnce(
  { api, owner, repo }: RepositoryApi,
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
    return await saveBlob(body, file, limits.maxBytes);
  await body?.cancel();
  const target = location === undefined ? undefined : URL.parse(location, url);
  if (target) return await downloadBlob(target.href, file, limits);
  const what = location === undefined ? "without a location" : "with an invalid location";
  throw new Error(`expected a redirect to the artifact ${name}, got status ${status} ${what}`);
}
