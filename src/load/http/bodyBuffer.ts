import { maxBodyBytes, noBody } from "./pooledConnection.ts";

/** Collects a body in one piece. However small the chunks, it takes at most twice their sum. */
export class BodyBuffer {
  #bytes = noBody;
  #length = 0;

  get capacity(): number {
    return this.#bytes.length;
  }

  /** Returns false if the body would become too large. */
  add(bytes: Uint8Array, from: number, to: number): boolean {
    const length = this.#length + to - from;
    if (length > maxBodyBytes) return false;
    if (length > this.#bytes.length) this.#grow(this.#length === 0 ? length : 2 * length);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length = length;
    return true;
  }

  /** Returns the bytes and empties the buffer. */
  take(): Uint8Array {
    const body = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
    this.clear();
    return body;
  }

  clear(): void {
    this.#bytes = noBody;
    this.#length = 0;
  }

  #grow(capacity: number): void {
    const grown = new Uint8Array(Math.min(capacity, maxBodyBytes));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
