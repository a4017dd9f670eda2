import { maxHeaderBytes } from "../pooledConnection.ts";
import { colon, cr, digitOf, isToken, isValue, lf, space, tab } from "./asciiTables.ts";
import { ResponseHeaders } from "./headers.ts";
import { broken } from "./rules.ts";

const atStart = 0;
const inStatusLine = 1;
const afterStatus = 2;
const inReason = 3;
const atLineFeed = 4;
const atField = 5;
const inName = 6;
const atValue = 7;
const inValue = 8;
const atLastLineFeed = 9;

/** `d` stands for a digit. */
const statusLine = Uint8Array.from("HTTP/d.d ddd", (letter) => letter.charCodeAt(0));
const digitMark = "d".charCodeAt(0);
const protocolBytes = "HTTP/".length;
/** Longer heads are not cached. */
const maxCachedBytes = 1024;

/**
 * Parses the head of a response, or the trailers after its chunks, in pieces of any size. As strict as llhttp, except where
 * RFC 9112 allows or demands more: a bare LF ends a line (2.2), and a header may continue on the next line (5.2).
 */
export class HeadParser {
  /** `undefined` while incomplete; "" when complete; else the failure's name. */
  outcome: string | undefined;
  status = 0;
  readonly headers = new ResponseHeaders();

  #state = atStart;
  #keep = false;
  #major = 1;
  #minor = 1;
  /** Bytes of names and values so far. */
  #headerBytes = 0;
  /** The line continues the header before it. */
  #isFolded = false;
  /** Start of the current token. */
  #tokenStart = 0;
  /** The first part of a token that the last piece cut off. */
  #partial: Buffer | undefined;
  /** The last head. The next one is often the same, byte for byte, and then needs no parsing. */
  #cache: Buffer | undefined;
  #cachedBytes = 0;
  #cachedKeep = false;

  startHead(keep: boolean): void {
    this.#keep = keep;
    this.#resetTo(atStart);
  }

  /** Trailers follow the last chunk. */
  startTrailers(keep: boolean): void {
    this.headers.startTrailers(keep);
    this.#cachedBytes = 0;
    this.#resetTo(atField);
  }

  #resetTo(state: number): void {
    this.outcome = undefined;
    this.#state = state;
    this.#headerBytes = 0;
    this.#isFolded = false;
    this.#partial = undefined;
  }

  /** True if version and headers allow the connection to stay open. */
  get isPersistent(): boolean {
    if (this.headers.saysClose) return false;
    return (this.#major === 1 && this.#minor === 1) || this.headers.saysKeepAlive;
  }

  /** Bytes stored of an incomplete token. */
  get partialBytes(): number {
    return this.#partial?.length ?? 0;
  }

  /** Returns where it stopped: after the head, or at the end of the bytes. */
  read(bytes: Buffer, from: number, end: number): number {
    if (this.#state === atStart) return this.#readFromStart(bytes, from, end);
    const partial = this.#partial;
    if (partial === undefined) return this.#readTokens(bytes, from, end);
    this.#partial = undefined;
    this.#tokenStart = 0;
    const joined = Buffer.concat([partial, bytes.subarray(from, end)]);
    return from + this.#readTokens(joined, partial.length, joined.length) - partial.length;
  }

  #readFromStart(bytes: Buffer, from: number, end: number): number {
    if (this.#isCached(bytes, from, end)) {
      this.outcome = "";
      return from + this.#cachedBytes;
    }
    this.#cachedBytes = 0;
    this.headers.startHead(this.#keep);
    const at = this.#readTokens(bytes, from, end);
    if (this.outcome === "" && at - from <= maxCachedBytes) {
      this.#cache ??= Buffer.allocUnsafe(maxCachedBytes);
      this.#cachedBytes = bytes.copy(this.#cache, 0, from, at);
      this.#cachedKeep = this.#keep;
    }
    return at;
  }

  #isCached(bytes: Buffer, from: number, end: number): boolean {
    const length = this.#cachedBytes;
    if (this.#cache === undefined || length === 0 || length > end - from || this.#cachedKeep !== this.#keep)
      return false;
    return bytes.compare(this.#cache, 0, length, from, from + length) === 0;
  }

  #readTokens(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && this.outcome === undefined) at = this.#readNext(bytes, at, end);
    if (this.outcome === undefined) this.#storePartial(bytes, end);
    return at;
  }

  /** Copies the first part of a cut-off token, because the buffer belongs to the caller. */
  #storePartial(bytes: Buffer, end: number): void {
    if (this.#state !== inName && this.#state !== inValue && this.#state !== inStatusLine) return;
    if (this.#state !== inStatusLine && !this.#fits(end)) return;
    this.#partial = Buffer.from(bytes.subarray(this.#tokenStart, end));
  }

  #readNext(bytes: Buffer, at: number, end: number): number {
    switch (this.#state) {
      case inName:
        return this.#readName(bytes, at, end);
      case atValue:
        return this.#skipSpace(bytes, at, end);
      case inValue:
        return this.headers.isLength ? this.#readLength(bytes, at, end) : this.#readValue(bytes, at, end);
      case atField:
        return this.#startField(bytes, at);
      case inStatusLine:
        return this.#readStatusLine(bytes, at, end);
      case inReason:
        return this.#readReason(bytes, at, end);
      default:
        return this.#readByte(bytes, at);
    }
  }

  #readByte(bytes: Buffer, at: number): number {
    const byte = bytes[at];
    switch (this.#state) {
      case atStart:
        if (byte === cr || byte === lf) return at + 1;
        this.#tokenStart = at;
        this.#state = inStatusLine;
        return at;
      case afterStatus:
        if (byte === space) this.#state = inReason;
        else if (byte === cr || byte === lf) this.#endLine(byte);
        else this.#fail(broken.statusLine);
        return at + 1;
      case atLineFeed:
        if (byte === lf) this.#state = atField;
        else this.#fail(broken.lineEnd);
        return at + 1;
      default:
        this.outcome = byte === lf ? "" : broken.lineEnd;
        return at + 1;
    }
  }

  #endLine(byte: number | undefined): void {
    this.#state = byte === cr ? atLineFeed : atField;
  }

  #fail(rule: string): void {
    this.outcome = rule;
  }

  #fits(end: number): boolean {
    if (this.#headerBytes + end - this.#tokenStart < maxHeaderBytes) return true;
    this.outcome = "headers too large";
    return false;
  }

  #readStatusLine(bytes: Buffer, from: number, end: number): number {
    const start = this.#tokenStart;
    const stop = Math.min(end, start + statusLine.length);
    for (let at = from; at < stop; at++) {
      const expected = statusLine[at - start];
      if (expected === digitMark ? isDigit(bytes[at]) : bytes[at] === expected) continue;
      this.#fail(at - start < protocolBytes ? broken.notHttp : broken.statusLine);
      return at;
    }
    if (stop === start + statusLine.length) this.#takeStatusLine(bytes, start);
    return stop;
  }

  #takeStatusLine(bytes: Buffer, start: number): void {
    const digitAt = (at: number): number => digitOf(bytes[start + at] ?? 0);
    this.#major = digitAt(5);
    this.#minor = digitAt(7);
    this.status = 100 * digitAt(9) + 10 * digitAt(10) + digitAt(11);
    this.#state = afterStatus;
    if (!isVersion(this.#major, this.#minor)) this.#fail(broken.version);
    else if (this.status < 100) this.#fail(broken.status);
  }

  #readReason(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && bytes[at] !== cr && bytes[at] !== lf) at++;
    if (at === end) return at;
    this.#endLine(bytes[at]);
    return at + 1;
  }

  #startField(bytes: Buffer, at: number): number {
    const byte = bytes[at] ?? 0;
    if (byte === cr) {
      this.#state = atLastLineFeed;
      return at + 1;
    }
    if (byte === lf) {
      this.outcome = "";
      return at + 1;
    }
    this.#tokenStart = at;
    this.#isFolded = byte === space || byte === tab;
    this.#state = this.#isFolded ? atValue : inName;
    if (this.#isFolded ? !this.headers.canFold : isToken[byte] === 0) this.#fail(fieldRule(byte));
    return at;
  }

  #readName(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isToken[bytes[at] ?? 0] === 1) at++;
    if (at === end) return at;
    this.#state = atValue;
    if (bytes[at] !== colon) this.#fail(nameRule(bytes[at]));
    else if (this.#fits(at)) {
      this.#headerBytes += at - this.#tokenStart;
      this.headers.name(bytes, this.#tokenStart, at);
    }
    return at + 1;
  }

  #skipSpace(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && (bytes[at] === space || bytes[at] === tab)) at++;
    if (at < end) {
      this.#tokenStart = at;
      this.#state = inValue;
    }
    return at;
  }

  #readValue(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isValue[bytes[at] ?? 0] === 1) at++;
    if (at === end) return at;
    if (bytes[at] === cr || bytes[at] === lf) this.#takeValue(bytes, at);
    else this.#fail(broken.headerValue);
    return at + 1;
  }

  #readLength(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && bytes[at] !== cr && bytes[at] !== lf && this.outcome === undefined) {
      this.outcome = this.headers.lengthByte(bytes[at++] ?? 0);
    }
    if (at === end || this.outcome !== undefined) return at;
    this.outcome = this.headers.endLength();
    if (this.outcome === undefined) this.#takeValue(bytes, at);
    return at + 1;
  }

  #takeValue(bytes: Buffer, end: number): void {
    this.#endLine(bytes[end]);
    if (!this.#fits(end)) return;
    this.#headerBytes += end - this.#tokenStart;
    if (this.#isFolded) this.headers.fold(bytes, this.#tokenStart, end);
    else this.headers.value(bytes, this.#tokenStart, end);
  }
}

/** The rule that a line breaks with its first byte. Only a space continues a header, and not every header. */
function fieldRule(byte: number): string {
  return byte === space || byte === tab ? broken.foldedHeader : broken.headerName;
}

/** The rule that a header's name breaks with the byte after it. */
function nameRule(byte: number | undefined): string {
  if (byte === cr || byte === lf) return broken.noColon;
  return byte === space || byte === tab ? broken.spaceInName : broken.headerName;
}

function isDigit(byte: number | undefined): boolean {
  const value = digitOf(byte ?? 0);
  return value >= 0 && value <= 9;
}

/** The versions that llhttp accepts. */
function isVersion(major: number, minor: number): boolean {
  if (major === 1) return minor === 0 || minor === 1;
  return (major === 0 && minor === 9) || (major === 2 && minor === 0);
}
