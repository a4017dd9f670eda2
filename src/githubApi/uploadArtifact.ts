import { relative, sep } from "node:path";
import { messageOf, statusOf } from "../model/errors.ts";
import { deferSignals } from "../shell/signals.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { ApiError, describeApiError } from "./apiError.ts";
import { type ArtifactService, artifactServiceOf, callArtifactService, type OwnArtifact } from "./artifactService.ts";
import { environmentProxy } from "./download.ts";
import { NoResponse, type SendContext, sendContext } from "./send.ts";
import { uploadBlob } from "./uploadBlob.ts";
import { zipFiles } from "./zipWriter.ts";

export interface Upload {
  /**
   * Names for the artifact, the preferred one first. A run has each name once, and even an interrupted upload takes
   * its name for good. The next name is used then.
   */
  readonly names: readonly [string, ...string[]];
  readonly files: readonly string[];
  /** Directory that the names in the archive are relative to. */
  readonly root: string;
  /** Default: the retention of the repository. */
  readonly retentionDays?: number;
  /** What to do if this run has an artifact of one of the names. */
  readonly ifExists: "fail" | "replace";
}

export interface UploadedArtifact {
  readonly id: number;
  readonly name: string;
  /** The reason why an artifact that was replaced still exists. */
  readonly problem?: string;
}

/** This run has an artifact of that name, from another job or another step. */
export class ArtifactExists extends Error {
  override readonly name = "ArtifactExists";
}

/**
 * Uploads the files as an artifact of this run. To replace an artifact, it uploads the new one under another name, and
 * then deletes the old one. Throws ArtifactExists, ApiError, NoResponse, and the errors of the file system.
 */
export async function uploadArtifact(upload: Upload, context: Partial<SendContext> = {}): Promise<UploadedArtifact> {
  await using proxy = environmentProxy();
  const service = artifactServiceOf(process.env, proxy.agent, { ...sendContext, ...context });
  const uploaded = await uploadUnderFreeName(service, upload);
  if (upload.ifExists === "fail") return uploaded;
  const problem = await deleteOthers(service, upload.names, uploaded);
  return { ...uploaded, ...omitUndefined({ problem }) };
}

type Attempt =
  | { readonly kind: "uploaded"; readonly id: number; readonly name: string }
  /** `isListed`: the run has the artifact. Otherwise an interrupted upload has taken its name. */
  | { readonly kind: "taken"; readonly isListed: boolean }
  | { readonly kind: "failed"; readonly error: unknown };

/** After this time no further name is tried. */
const maxRetryMs = 45_000;

async function uploadUnderFreeName(service: ArtifactService, upload: Upload): Promise<UploadedArtifact> {
  const { clock } = service.context;
  const endMs = clock.nowMs() + maxRetryMs;
  const existing: string[] = [];
  let lastError: unknown;
  for (const name of upload.names) {
    const attempt = await uploadAs(service, name, upload);
    if (attempt.kind === "uploaded") return attempt;
    if (attempt.kind === "failed") lastError = attempt.error;
    else if (attempt.isListed) existing.push(name);
    if (existing.length > 0 && upload.ifExists === "fail")
      throw new ArtifactExists(`this run has the artifact ${name} already`);
    if (clock.nowMs() > endMs) break;
  }
  const [oldest] = existing;
  if (lastError === undefined && oldest !== undefined) return await replaceInPlace(service, oldest, upload);
  throw lastError ?? namesReserved(upload);
}

/** The last resort, without a free name: between the deletion and the upload there is no artifact. */
async function replaceInPlace(service: ArtifactService, name: string, upload: Upload): Promise<UploadedArtifact> {
  // Cancelling the job now would leave no artifact. The runner waits some seconds after the signal.
  using _ = deferSignals();
  const problem = await deleteOthers(service, [name], undefined);
  if (problem !== undefined) throw new Error(problem);
  const attempt = await uploadAs(service, name, upload);
  if (attempt.kind === "uploaded") return attempt;
  throw attempt.kind === "failed" ? attempt.error : namesReserved(upload);
}

const namesReserved = ({ names }: Upload): Error =>
  new Error(
    `GitHub reserves ${names.join(" and ")} for uploads of this run that were interrupted; run the job again, or start a new run`,
  );

async function uploadAs(service: ArtifactService, name: string, upload: Upload): Promise<Attempt> {
  const url = await createUpload(service, name, upload.retentionDays);
  if (url === undefined) return { kind: "taken", isListed: (await findOwnArtifact(service, name)) !== undefined };
  try {
    const { dispatcher, context } = service;
    const files = upload.files.map((path) => ({ path, name: relative(upload.root, path).replaceAll(sep, "/") }));
    const { bytes, sha256 } = await uploadBlob(url, zipFiles(files), dispatcher, context);
    const message = { name, size: String(bytes), hash: `sha256:${sha256}` };
    const { artifact_id: id } = await callArtifactService(service, "FinalizeArtifact", message, async () => {
      const own = await findOwnArtifact(service, name);
      return own === undefined ? undefined : { ok: true, artifact_id: own.database_id };
    });
    return { kind: "uploaded", id, name };
  } catch (error) {
    // Another attempt does not help against an error of the file system.
    if (error instanceof ApiError || error instanceof NoResponse) return { kind: "failed", error };
    throw error;
  }
}

/** The address for the content. `undefined` if the run has the name already. */
async function createUpload(
  service: ArtifactService,
  name: string,
  retentionDays: number | undefined,
): Promise<string | undefined> {
  const expires_at = retentionDays === undefined ? undefined : expiryOf(retentionDays);
  const message = { name, ...omitUndefined({ expires_at }), version: 7, mime_type: "application/zip" };
  try {
    return (await callArtifactService(service, "CreateArtifact", message)).signed_upload_url;
  } catch (error) {
    if (statusOf(error) === 409 || /already exists/i.test(messageOf(error))) return undefined;
    throw error;
  }
}

const dayMs = 24 * 3_600_000;

/** The service refuses a longer retention than the repository allows. */
function expiryOf(days: number): string {
  const maxDays = Number(process.env["GITHUB_RETENTION_DAYS"]) || days;
  return new Date(Date.now() + Math.min(days, maxDays) * dayMs).toISOString();
}

async function findOwnArtifact(service: ArtifactService, name: string): Promise<OwnArtifact | undefined> {
  const { artifacts } = await callArtifactService(service, "ListArtifacts", { name_filter: name });
  return artifacts.find((artifact) => artifact.name === name);
}

/** Deletes the run's artifacts of these names, except the new one. Returns why one could not be deleted. */
async function deleteOthers(
  service: ArtifactService,
  names: readonly string[],
  uploaded: UploadedArtifact | undefined,
): Promise<string | undefined> {
  try {
    const { artifacts } = await callArtifactService(service, "ListArtifacts", {});
    const others = artifacts.filter(({ name }) => names.includes(name) && name !== uploaded?.name);
    for (const artifact of others) await deleteArtifact(service, artifact);
    return undefined;
  } catch (error) {
    return `the artifact that was replaced could not be deleted: ${describeApiError(error)}`;
  }
}

async function deleteArtifact(service: ArtifactService, { database_id: _, ...artifact }: OwnArtifact): Promise<void> {
  try {
    await callArtifactService(service, "DeleteArtifact", artifact);
  } catch (error) {
    // The response of the first attempt may have been lost.
    if (statusOf(error) !== 404) throw error;
  }
}
