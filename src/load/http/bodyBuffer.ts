import { maxBodyBytes, noBody } from "./pooledConnection.ts";

/** The bytes of a body that is kept, in one piece: however small the chunks, it takes no more than twice their sum. */
export class BodyStore {
  #bytes = noBody;
  #length = 0;

  get capacity(): number {
    return this.#bytes.length;
  }

  /** False where the body would become too large. */
  add(bytes: Uint8Array, from: number, to: number): boolean {
    const length = this.#length + to - from;
    if (length > maxBodyBytes) return false;
    if (length > this.#bytes.length) this.#grow(this.#length === 0 ? length : 2 * length);
    this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length = length;
    return true;
  }

  /** Gives the bytes away and is empty again. */
  take(): Uint8Array {
    const whole = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
    this.clear();
    return whole;
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
