/** Characters of earlier pieces that are searched again. A text that ends a stream must not be longer. */
const overlap = 4096;

/** Looks for the text that ends a stream, piece by piece. */
export class StreamEnd {
  isFound = false;
  readonly #isEnd: (text: string) => boolean;
  readonly #decoder = new TextDecoder();
  #tail = "";

  constructor(isEnd: (text: string) => boolean) {
    this.#isEnd = isEnd;
  }

  /** Returns true once the text has come. */
  add(bytes: Uint8Array): boolean {
    if (this.isFound) return true;
    const text = this.#tail + this.#decoder.decode(bytes, { stream: true });
    this.isFound = this.#isEnd(text);
    this.#tail = text.slice(-overlap);
    return this.isFound;
  }
}
