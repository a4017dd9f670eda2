import type { GitHubResponse } from "./response.ts";
import type { State } from "./state.ts";

/** The storage of artifacts, like Azure's block blobs: PUT each block, PUT the block list, GET the whole blob. */
export const blobRoute = "/actions-results/artifacts/{artifact_id}";

const blobPath = /^\/actions-results\/artifacts\/(\d+)$/;

/** A URL that grants access by itself. The artifact service gives it to its clients. */
export function signedUrl(state: State, artifactId: number): string {
  return `${state.url}/actions-results/artifacts/${artifactId}?sig=${signatureOf(artifactId)}`;
}

export function blobIdOf(path: string): number | undefined {
  const id = path.match(blobPath)?.[1];
  return id ? Number(id) : undefined;
}

export function handleBlob(
  state: State,
  id: number,
  method: string,
  query: URLSearchParams,
  content: Buffer,
): GitHubResponse {
  if (query.get("sig") !== signatureOf(id)) return storageError(403, "AuthenticationFailed");
  if (method === "GET") return download(state, id);
  const upload = state.uploads.find((known) => known.id === id);
  if (method !== "PUT" || !upload) return storageError(404, "BlobNotFound");
  if (query.get("comp") === "block") {
    upload.blocks.set(query.get("blockid") ?? "", content);
    return created();
  }
  if (query.get("comp") !== "blocklist") {
    upload.content = content;
    return created();
  }
  const blocks = Array.from(content.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g), ([, blockId]) =>
    upload.blocks.get(blockId ?? ""),
  );
  if (!blocks.every((block) => block !== undefined)) return storageError(400, "InvalidBlockList");
  upload.content = Buffer.concat(blocks);
  return created();
}

function download(state: State, id: number): GitHubResponse {
  const artifact = state.artifacts.find((known) => known.id === id);
  if (!artifact || artifact.expired) return storageError(404, "BlobNotFound");
  const headers = {
    "content-type": artifact.mimeType,
    "content-disposition": `attachment; filename="${artifact.name}.zip"`,
  };
  return { status: 200, headers, body: artifact.zip };
}

function created(): GitHubResponse {
  const headers = { etag: '"0x8D"', "last-modified": new Date().toUTCString(), "x-ms-version": "2025-05-05" };
  return { status: 201, headers };
}

function storageError(status: number, code: string): GitHubResponse {
  const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
  return { status, headers: { "content-type": "application/xml", "x-ms-error-code": code }, body };
}

function signatureOf(artifactId: number): string {
  return `signature-of-${artifactId}`;
}
