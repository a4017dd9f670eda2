import { comma, digitOf, space, spells, tab } from "./asciiTables.ts";
import { broken } from "./rules.ts";

const other = 0;
const contentLength = 1;
const transferEncoding = 2;
const connection = 3;
const keepAlive = 4;
const contentType = 5;

/**
 * Reads from a response's headers how its body ends and whether the connection stays open. Keeps all headers on
 * request.
 */
export class ResponseHeaders {
  /** -1 if there is none. */
  contentLength = -1;
  hasTransferEncoding = false;
  /** True if the last encoding is chunked. Else an encoded body ends with the connection. */
  isChunked = false;
  saysClose = false;
  saysKeepAlive = false;
  /** Value of the `Keep-Alive` header. */
  keepAlive: string | undefined;
  /** Value of the `Content-Type` header. */
  contentType: string | undefined;
  /** Name, value, name, value, ... Empty unless kept. */
  list: string[] = [];
  /** The same of the trailers. */
  trailers: string[] = [];

  #keep = false;
  #isTrailer = false;
  #field = other;
  /** True once a header has been read, so that the next line may continue it. */
  #hasField = false;
  /** The content length that is being read. -1 before its first digit. */
  #length = -1;
  #isLengthEnded = false;

  startHead(keep: boolean): void {
    this.contentLength = -1;
    this.hasTransferEncoding = false;
    this.isChunked = false;
    this.saysClose = false;
    this.saysKeepAlive = false;
    this.keepAlive = undefined;
    this.contentType = undefined;
    if (this.list.length > 0) this.list = [];
    if (this.trailers.length > 0) this.trailers = [];
    this.#keep = keep;
    this.#isTrailer = false;
    this.#hasField = false;
  }

  startTrailers(keep: boolean): void {
    if (this.trailers.length > 0) this.trailers = [];
    this.#keep = keep;
    this.#isTrailer = true;
    this.#hasField = false;
  }

  get isLength(): boolean {
    return this.#field === contentLength;
  }

  /** True if the next line may continue the header. Not one that decides where the response ends. */
  get canFold(): boolean {
    return this.#hasField && (this.#field === other || this.#field === contentType);
  }

  /** Trailers say nothing about the message (RFC 9110, 6.5.1). */
  name(bytes: Buffer, from: number, to: number): void {
    this.#field = this.#isTrailer ? other : fieldOf(bytes, from, to);
    this.#hasField = true;
    if (this.#keep) this.#kept.push(bytes.toString("latin1", from, to).toLowerCase());
    if (this.#field === other) return;
    if (this.#field === transferEncoding) this.hasTransferEncoding = true;
    this.#length = -1;
    this.#isLengthEnded = false;
  }

  /** Adds one byte of the content length. Returns the failure's name if the byte is invalid. */
  lengthByte(byte: number): string | undefined {
    if (byte === space || byte === tab) {
      this.#isLengthEnded = this.#length >= 0;
      return undefined;
    }
    if (byte === comma) return this.endLength();
    const digit = digitOf(byte);
    if (digit < 0 || digit > 9 || this.#isLengthEnded) return broken.length;
    this.#length = Math.max(0, this.#length) * 10 + digit;
    return this.#length < 2 ** 64 ? undefined : broken.length;
  }

  /** The end of one length. Several must be equal (RFC 9110, 8.6). Returns the failure's name if they are not. */
  endLength(): string | undefined {
    if (this.#length < 0) return broken.length;
    if (this.contentLength >= 0 && this.contentLength !== this.#length) return broken.twoLengths;
    this.contentLength = this.#length;
    this.#length = -1;
    this.#isLengthEnded = false;
    return undefined;
  }

  value(bytes: Buffer, from: number, to: number): void {
    if (this.#keep) this.#kept.push(bytes.toString("latin1", from, endOf(bytes, from, to)));
    if (this.#field === other || this.#field === contentLength) return;
    if (this.#field === connection) this.#takeConnection(bytes, from, to);
    else if (this.#field === keepAlive) this.keepAlive = bytes.toString("latin1", from, to);
    else if (this.#field === contentType) this.contentType = bytes.toString("latin1", from, to);
    else this.#takeTransferEncoding(bytes.toString("latin1", from, to));
  }

  /** identity is no encoding. Older servers send it, and curl takes it so. */
  #takeTransferEncoding(value: string): void {
    if (/^[ \t]*identity *$/i.test(value)) this.hasTransferEncoding = this.isChunked;
    else this.isChunked = /(?:^|,)[ \t]*chunked *$/i.test(value);
  }

  /** Adds a line that continues the last header (RFC 9112, 5.2). */
  fold(bytes: Buffer, from: number, to: number): void {
    const end = endOf(bytes, from, to);
    const last = this.#kept.length - 1;
    if (this.#keep && end > from) this.#kept[last] = `${this.#kept[last]} ${bytes.toString("latin1", from, end)}`;
  }

  get #kept(): string[] {
    return this.#isTrailer ? this.trailers : this.list;
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
    case 12:
      return spells(bytes, from, "content-type") ? contentType : other;
    case 14:
      return spells(bytes, from, "content-length") ? contentLength : other;
    case 17:
      return spells(bytes, from, "transfer-encoding") ? transferEncoding : other;
    default:
      return other;
  }
}

/** End of the value without trailing spaces and tabs. */
function endOf(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
  return end;
}
