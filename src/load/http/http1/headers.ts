import { digitOf, space, spells, tab } from "./asciiTables.ts";

const other = 0;
const contentLength = 1;
const transferEncoding = 2;
const connection = 3;
const keepAlive = 4;

/** What the headers of a response say of its body and of the connection, and they themselves where they are kept. */
export class Fields {
  /** -1: there is none. */
  contentLength = -1;
  hasTransferEncoding = false;
  /** The last encoding is chunked: without it, the body ends with the connection. */
  isChunked = false;
  saysClose = false;
  saysKeepAlive = false;
  /** Value of the `Keep-Alive` header. */
  keepAlive: string | undefined;
  /** Name, value, name, value, ... where they are kept. */
  kept: string[] = [];

  #keep = false;
  #field = other;
  #lengthEnded = false;

  begin(keep: boolean): void {
    this.contentLength = -1;
    this.hasTransferEncoding = false;
    this.isChunked = false;
    this.saysClose = false;
    this.saysKeepAlive = false;
    this.keepAlive = undefined;
    if (this.kept.length > 0) this.kept = [];
    this.#keep = keep;
    this.#lengthEnded = false;
  }

  beginTrailers(): void {
    this.#keep = false;
  }

  get isLength(): boolean {
    return this.#field === contentLength;
  }

  /** False where the header contradicts one that has come before. */
  name(bytes: Buffer, from: number, to: number): boolean {
    this.#field = fieldOf(bytes, from, to);
    if (this.#keep) this.kept.push(bytes.toString("latin1", from, to).toLowerCase());
    if (this.#field === other) return true;
    if (this.#field === contentLength) return this.contentLength < 0 && !this.hasTransferEncoding;
    if (this.#field !== transferEncoding) return true;
    this.hasTransferEncoding = true;
    return this.contentLength < 0;
  }

  /** One byte of the content length. False where it is none. */
  lengthByte(byte: number): boolean {
    if (byte === space) {
      this.#lengthEnded = true;
      return true;
    }
    const digit = digitOf(byte);
    if (digit < 0 || digit > 9 || this.#lengthEnded) return false;
    this.contentLength = Math.max(0, this.contentLength) * 10 + digit;
    return this.contentLength < 2 ** 64;
  }

  value(bytes: Buffer, from: number, to: number): void {
    if (this.#keep) this.kept.push(bytes.toString("latin1", from, endOf(bytes, from, to)));
    if (this.#field === other || this.#field === contentLength) return;
    if (this.#field === connection) this.#takeConnection(bytes, from, to);
    else if (this.#field === keepAlive) this.keepAlive = bytes.toString("latin1", from, to);
    else this.isChunked = /(?:^|,)[ \t]*chunked *$/i.test(bytes.toString("latin1", from, to));
  }

  #takeConnection(bytes: Buffer, from: number, to: number): void {
    if (to - from === 10 && spells(bytes, from, "keep-alive")) {
      this.saysKeepAlive = true;
      return;
    }
    for (const option of bytes.toString("latin1", from, to).toLowerCase().split(",")) {
      const token = option.trim();
      if (token === "close") this.saysClose = true;
      else if (token === "keep-alive") this.saysKeepAlive = true;
    }
  }
}

function fieldOf(bytes: Uint8Array, from: number, to: number): number {
  switch (to - from) {
    case 10:
      if (spells(bytes, from, "connection")) return connection;
      return spells(bytes, from, "keep-alive") ? keepAlive : other;
    case 14:
      return spells(bytes, from, "content-length") ? contentLength : other;
    case 17:
      return spells(bytes, from, "transfer-encoding") ? transferEncoding : other;
    default:
      return other;
  }
}

/** Without the spaces and tabs at its end. */
function endOf(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
  return end;
}
