import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EnvHttpProxyAgent, fetch } from "undici";
import { messageOf } from "../model/errors.ts";
import type { Millis } from "../model/unit.ts";

export interface BlobLimits {
  readonly maxBytes: number;
  /** Longest time without any data. */
  readonly idleTimeoutMs: Millis;
}

/** A failed download from the storage in which GitHub keeps artifacts. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  /** A retry may succeed. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isTransient = isTransient;
  }
}

/** The download exceeds its limit. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/**
 * Downloads a signed URL into the file. Returns the digest of the content, such as sha256:9f86d0….
 * Throws StorageError, TooLarge, and the errors of the file system.
 */
export async function downloadBlob(url: string, file: string, limits: BlobLimits): Promise<string> {
  const { maxBytes, idleTimeoutMs } = limits;
  await using proxy = environmentProxy();
  using idle = idleTimeout(idleTimeoutMs);
  const response = await fetch(url, { dispatcher: proxy.agent, signal: idle.signal }).catch((cause: unknown) => {
    throw connectionError(cause);
  });
  const { status, body, headers } = response;
  if (status !== 200 || body === null) {
    const isTransient = status >= 500 || status === 408 || status === 429;
    throw new StorageError(`the artifact storage responded with ${status}`, isTransient);
  }
  const type = headers.get("content-type") ?? "";
  if (/^text\/|json|xml|html/i.test(type)) throw new StorageError(`the artifact storage responded with ${type}`, true);
  if (Number(headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  return await saveBlob(body, file, maxBytes, idle.restart);
}

/** Uses the proxy that the environment names, as GitHub's own clients do. */
export function environmentProxy() {
  const agent = new EnvHttpProxyAgent();
  return { agent, [Symbol.asyncDispose]: () => agent.destroy() };
}

/** Its signal aborts when `restart` was not called for that long. */
function idleTimeout(idleTimeoutMs: Millis) {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error(`no data for ${idleTimeoutMs / 1000} s`));
  const timer = setTimeout(abort, idleTimeoutMs);
  return {
    signal: controller.signal,
    restart: () => void timer.refresh(),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** Writes a response body into the file. Returns and throws as downloadBlob does. */
export async function saveBlob(
  body: AsyncIterable<Uint8Array>,
  file: string,
  maxBytes: number,
  onData: () => void = () => {},
): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  const limiter = new Transform({
    transform(chunk: Buffer, _, done) {
      onData();
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(body, limiter, createWriteStream(file));
  } catch (error) {
    if (error instanceof TooLarge || (error instanceof Error && "path" in error)) throw error;
    throw connectionError(error);
  }
  return `sha256:${hash.digest("hex")}`;
}

function tooLarge(maxBytes: number): TooLarge {
  return new TooLarge(`it has more than ${maxBytes} bytes`);
}

function connectionError(cause: unknown): StorageError {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return new StorageError(`the connection to the artifact storage failed (${messageOf(inner)})`, true, { cause });
}
