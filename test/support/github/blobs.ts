import type { Answer } from "./answer.ts";
import type { State } from "./state.ts";

/** Where the bytes of artifacts are, as Azure's block blobs behave: PUT blocks, PUT the list of them, GET the whole. */
export const blobRoute = "/actions-results/artifacts/{artifact_id}";

const blobPath = /^\/actions-results\/artifacts\/(\d+)$/;

/** A URL that grants access by itself, as the clients of the artifact service get it. */
export function signedUrl(state: State, artifactId: number): string {
  return `${state.url}/actions-results/artifacts/${artifactId}?sig=${signatureOf(artifactId)}`;
}

export function blobIdOf(path: string): number | undefined {
  const id = path.match(blobPath)?.[1];
  return id ? Number(id) : undefined;
}

export function answerBlob(state: State, id: number, method: string, query: URLSearchParams, content: Buffer): Answer {
  if (query.get("sig") !== signatureOf(id)) return refused(403, "AuthenticationFailed");
  if (method === "GET") return download(state, id);
  const upload = state.uploads.find((known) => known.id === id);
  if (method !== "PUT" || !upload) return refused(404, "BlobNotFound");
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
  if (!blocks.every((block) => block !== undefined)) return refused(400, "InvalidBlockList");
  upload.content = Buffer.concat(blocks);
  return created();
}

function download(state: State, id: number): Answer {
  const artifact = state.artifacts.find((known) => known.id === id);
  if (!artifact || artifact.expired) return refused(404, "BlobNotFound");
  const headers = {
    "content-type": artifact.mimeType,
    "content-disposition": `attachment; filename="${artifact.name}.zip"`,
  };
  return { status: 200, headers, body: artifact.zip };
}

function created(): Answer {
  const headers = { etag: '"0x8D"', "last-modified": new Date().toUTCString(), "x-ms-version": "2025-05-05" };
  return { status: 201, headers };
}

function refused(status: number, code: string): Answer {
  const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
  return { status, headers: { "content-type": "application/xml", "x-ms-error-code": code }, body };
}

function signatureOf(artifactId: number): string {
  return `signature-of-${artifactId}`;
}
