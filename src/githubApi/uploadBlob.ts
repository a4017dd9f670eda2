import { createHash } from "node:crypto";
import { type Dispatcher, fetch, type RequestInit } from "undici";
import { ApiError } from "./apiError.ts";
import { NoResponse, type SendContext, sendWithRetries } from "./send.ts";

/** A stored blob. */
export interface StoredBlob {
  readonly bytes: number;
  /** Of the content, in hex. */
  readonly sha256: string;
}

/** Small enough for a slow connection to send it in time. Azure takes up to 50,000 blocks. */
const blockBytes = 4 * 1024 ** 2;

/**
 * Uploads the content to a signed URL of Azure's block blobs: each block, then the list of blocks.
 * Throws ApiError, NoResponse and the errors of the content. See https://learn.microsoft.com/rest/api/storageservices/put-block.
 */
export async function uploadBlob(
  url: string,
  content: AsyncIterable<Buffer>,
  dispatcher: Dispatcher,
  context: SendContext,
): Promise<StoredBlob> {
  const hash = createHash("sha256");
  const ids: string[] = [];
  let bytes = 0;
  const put = (query: Readonly<Record<string, string>>, body: Buffer, headers: Readonly<Record<string, string>>) => {
    const name = `PUT ${query["comp"]} of the artifact`;
    const send = (signal: AbortSignal) => putOnce(addQuery(url, query), { body, headers, dispatcher, signal });
    return sendWithRetries({ name, send }, context);
  };
  for await (const block of blocksOf(content)) {
    hash.update(block);
    bytes += block.length;
    // All ids of a blob must have the same length.
    const blockid = Buffer.from(`block-${String(ids.length).padStart(6, "0")}`).toString("base64");
    ids.push(blockid);
    await put({ comp: "block", blockid }, block, { "content-type": "application/octet-stream" });
  }
  const list = `<?xml version="1.0" encoding="utf-8"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
  const headers = { "content-type": "application/xml", "x-ms-blob-content-type": "application/zip" };
  await put({ comp: "blocklist" }, Buffer.from(list), headers);
  return { bytes, sha256: hash.digest("hex") };
}

/** The content in blocks of the same size, except the last one. */
async function* blocksOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes < blockBytes) continue;
    const all = Buffer.concat(pending);
    const end = bytes - (bytes % blockBytes);
    for (let at = 0; at < end; at += blockBytes) yield all.subarray(at, at + blockBytes);
    pending = [all.subarray(end)];
    bytes -= end;
  }
  if (bytes > 0) yield Buffer.concat(pending);
}

/** Keeps the signature as it is: encoding it again could change it. */
function addQuery(url: string, query: Readonly<Record<string, string>>): string {
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`;
}

type PutOptions = Pick<RequestInit, "body" | "headers" | "dispatcher" | "signal">;

/** The storage confirms each part with the status 201. A proxy's page may have the status 200. */
async function putOnce(url: string, options: PutOptions): Promise<void> {
  const response = await fetch(url, { method: "PUT", ...options });
  const { status } = response;
  await response.body?.cancel();
  if (status === 201) return;
  if (response.ok) throw new NoResponse(`the artifact storage responded with ${status} instead of 201`);
  const code = response.headers.get("x-ms-error-code") ?? "";
  const message = `the artifact storage refused the upload${/^\w{1,60}$/.test(code) ? ` (${code})` : ""}`;
  // The address is signed, so it stays out of the error.
  const failed = { status, headers: Object.fromEntries(response.headers), data: { message } };
  throw new ApiError(failed, undefined, "", undefined);
}
