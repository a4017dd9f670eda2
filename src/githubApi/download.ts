import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EnvHttpProxyAgent, fetch } from "undici";
import { messageOf } from "../model/errors.ts";
import type { Millis } from "../model/unit.ts";

export interface BlobLimits {
  readonly mostBytes: number;
  /** How long nothing may come. */
  readonly idleMs: Millis;
}

/** The storage that GitHub keeps artifacts in did not give what it was asked for. */
export class StorageFailure extends Error {
  override readonly name = "StorageFailure";
  /** Whether the same may go well a little later. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

/** More than was to come. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/**
 * Brings what is at `url`, which grants access by itself, into the file. Gives back the content's digest, such as
 * sha256:9f86d0…. Throws StorageFailure, TooLarge, and what the file system throws.
 */
export async function fetchBlob(url: string, file: string, { mostBytes, idleMs }: BlobLimits): Promise<string> {
  await using way = wayThere();
  using silence = silenceOf(idleMs);
  const response = await fetch(url, { dispatcher: way.agent, signal: silence.signal }).catch((cause: unknown) => {
    throw broken(cause);
  });
  const { status, body, headers } = response;
  if (status !== 200 || body === null) {
    const isPassing = status >= 500 || status === 408 || status === 429;
    throw new StorageFailure(`the storage of artifacts answered ${status}`, isPassing);
  }
  const type = headers.get("content-type") ?? "";
  if (type.startsWith("text/")) throw new StorageFailure(`the storage of artifacts answered with ${type}`, true);
  if (Number(headers.get("content-length")) > mostBytes) throw tooLarge(mostBytes);
  return await saveBlob(body, file, mostBytes, silence.end);
}

/** By way of the proxy that the environment names, as GitHub's own clients go. */
function wayThere() {
  const agent = new EnvHttpProxyAgent();
  return { agent, [Symbol.asyncDispose]: () => agent.destroy() };
}

/** Aborts once nothing has been heard for so long. */
function silenceOf(idleMs: Millis) {
  const controller = new AbortController();
  const tooLong = () => controller.abort(new Error(`nothing came for ${idleMs / 1000} s`));
  const timer = setTimeout(tooLong, idleMs);
  return {
    signal: controller.signal,
    end: () => void timer.refresh(),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** The same of what is coming already. */
export async function saveBlob(
  body: AsyncIterable<Uint8Array>,
  file: string,
  mostBytes: number,
  heard: () => void = () => {},
): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      heard();
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > mostBytes) done(tooLarge(mostBytes));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(body, counted, createWriteStream(file));
  } catch (error) {
    if (error instanceof TooLarge || (error instanceof Error && "path" in error)) throw error;
    throw broken(error);
  }
  return `sha256:${hash.digest("hex")}`;
}

function tooLarge(mostBytes: number): TooLarge {
  return new TooLarge(`it has more than ${mostBytes} bytes`);
}

function broken(cause: unknown): StorageFailure {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return new StorageFailure(`the storage of artifacts broke off (${messageOf(inner)})`, true, { cause });
}
