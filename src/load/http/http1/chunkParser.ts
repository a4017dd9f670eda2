import { backslash, cr, equals, hexOf, isToken, isValue, lf, quote, semicolon } from "./asciiTables.ts";

const atSize = 0;
const inSize = 1;
const atExtension = 2;
const inName = 3;
const inValue = 4;
const inQuotes = 5;
const afterBackslash = 6;
const afterQuotes = 7;
const atLineFeed = 8;
const invalid = 9;
const done = 10;

/** Parses the line before a chunk: its size and its extensions. Extensions are ignored but must be well-formed. */
export class ChunkLineParser {
  #state = atSize;
  /** Size of the chunk in bytes, once the line is done. */
  size = 0;

  get isDone(): boolean {
    return this.#state === done;
  }

  get isInvalid(): boolean {
    return this.#state === invalid;
  }

  reset(): void {
    this.#state = atSize;
    this.size = 0;
  }

  /** Returns where it stopped: after the line, or at the end of the bytes. */
  read(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    while (at < end && this.#state < invalid) this.#state = this.#next(bytes[at++] ?? 0);
    return at;
  }

  #next(byte: number): number {
    switch (this.#state) {
      case atSize:
      case inSize:
        return this.#digit(byte);
      case atExtension:
        return byte === cr ? invalid : this.#name(byte);
      case inName:
        return this.#name(byte);
      case inValue:
        return byte === quote ? inQuotes : this.#value(byte);
      case inQuotes:
        return this.#quoted(byte);
      case afterBackslash:
        return isValue[byte] === 1 ? inQuotes : invalid;
      case afterQuotes:
        return this.#end(byte);
      default:
        return byte === lf ? done : invalid;
    }
  }

  #digit(byte: number): number {
    const digit = hexOf[byte] ?? -1;
    if (digit < 0) return this.#state === inSize ? this.#end(byte) : invalid;
    this.size = this.size * 16 + digit;
    return this.size < 2 ** 64 ? inSize : invalid;
  }

  #name(byte: number): number {
    if (byte === equals) return inValue;
    return isToken[byte] === 1 ? inName : this.#end(byte);
  }

  #value(byte: number): number {
    return isToken[byte] === 1 ? inValue : this.#end(byte);
  }

  #quoted(byte: number): number {
    if (byte === quote) return afterQuotes;
    if (byte === backslash) return afterBackslash;
    return isValue[byte] === 1 ? inQuotes : invalid;
  }

  #end(byte: number): number {
    if (byte === cr) return atLineFeed;
    return byte === semicolon ? atExtension : invalid;
  }
}
