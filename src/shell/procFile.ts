import { closeSync, openSync, readSync } from "node:fs";

/** Shared by all readings of a thread: each is turned into text before the next one. */
let buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** A file of /proc or /sys that is read again and again. It stays open, which makes a reading several times cheaper. */
export class ProcFile {
  readonly #path: string;
  #descriptor: number | undefined;
  /** The error's code if the last reading failed, such as EACCES or ESRCH. */
  failure: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** The whole file; `undefined` if it cannot be read. */
  read(): string | undefined {
    try {
      this.#descriptor ??= openSync(this.#path, "r");
      const text = readAll(this.#descriptor);
      this.failure = undefined;
      return text;
    } catch (error) {
      this.failure = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      this.close();
      return undefined;
    }
  }

  /** True if the file belongs to another user's process. */
  get isForbidden(): boolean {
    return this.failure === "EACCES" || this.failure === "EPERM";
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function readAll(descriptor: number): string {
  let length = 0;
  for (;;) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    const read = readSync(descriptor, buffer, length, buffer.length - length, length);
    if (read === 0) return buffer.toString("latin1", 0, length);
    length += read;
  }
}
