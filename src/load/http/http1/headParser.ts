import { maxHeaderBytes } from "../pooledConnection.ts";
import { colon, cr, digitOf, isToken, isValue, lf, space, tab } from "./asciiTables.ts";
import { Fields } from "./headers.ts";

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
const digit = "d".charCodeAt(0);
const maxKnownBytes = 1024;

/** The head of a response, or the trailers behind its chunks, read as they come, however torn. As strict as llhttp. */
export class Head {
  /** `undefined` while more is to come; "" once it is whole; else the failure's name. */
  outcome: string | undefined;
  status = 0;
  readonly fields = new Fields();

  #state = atStart;
  #keep = false;
  #major = 1;
  #minor = 1;
  /** Sum of names and values so far. */
  #fieldBytes = 0;
  /** Where the token begins that is being read. */
  #token = 0;
  /** The begin of a token of which the rest is still to come. */
  #torn: Buffer | undefined;
  /** The last head, which the next one most often is again, to the byte: then all of it is known already. */
  #known: Buffer | undefined;
  #knownBytes = 0;
  #knownKeep = false;

  begin(keep: boolean): void {
    this.#keep = keep;
    this.#beginAt(atStart);
  }

  /** What comes behind the last chunk. Nothing of it is kept. */
  beginTrailers(): void {
    this.fields.beginTrailers();
    this.#knownBytes = 0;
    this.#beginAt(atField);
  }

  #beginAt(state: number): void {
    this.outcome = undefined;
    this.#state = state;
    this.#fieldBytes = 0;
    this.#torn = undefined;
  }

  /** Whether the connection may live on, as far as version and headers say. */
  get isPersistent(): boolean {
    if (this.fields.saysClose) return false;
    return (this.#major === 1 && this.#minor === 1) || this.fields.saysKeepAlive;
  }

  /** How many bytes are held back of a token that is not whole yet. */
  get tornBytes(): number {
    return this.#torn?.length ?? 0;
  }

  /** Gives back where it stopped: behind the head, or at the end of the bytes. */
  read(bytes: Buffer, from: number, end: number): number {
    if (this.#state === atStart) return this.#readWhole(bytes, from, end);
    const torn = this.#torn;
    if (torn === undefined) return this.#readOn(bytes, from, end);
    this.#torn = undefined;
    this.#token = 0;
    const joined = Buffer.concat([torn, bytes.subarray(from, end)]);
    return from + this.#readOn(joined, torn.length, joined.length) - torn.length;
  }

  #readWhole(bytes: Buffer, from: number, end: number): number {
    if (this.#isKnown(bytes, from, end)) {
      this.outcome = "";
      return from + this.#knownBytes;
    }
    this.#knownBytes = 0;
    this.fields.begin(this.#keep);
    const at = this.#readOn(bytes, from, end);
    if (this.outcome === "" && at - from <= maxKnownBytes) {
      this.#known ??= Buffer.allocUnsafe(maxKnownBytes);
      this.#knownBytes = bytes.copy(this.#known, 0, from, at);
      this.#knownKeep = this.#keep;
    }
    return at;
  }

  #isKnown(bytes: Buffer, from: number, end: number): boolean {
    const length = this.#knownBytes;
    if (this.#known === undefined || length === 0 || length > end - from || this.#knownKeep !== this.#keep)
      return false;
    return bytes.compare(this.#known, 0, length, from, from + length) === 0;
  }

  #readOn(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && this.outcome === undefined) at = this.#readSome(bytes, at, end);
    if (this.outcome === undefined) this.#holdBack(bytes, end);
    return at;
  }

  /** The bytes belong to who gave them: the begin of a token is copied until its rest comes. */
  #holdBack(bytes: Buffer, end: number): void {
    if (this.#state !== inName && this.#state !== inValue && this.#state !== inStatusLine) return;
    if (this.#state !== inStatusLine && !this.#fits(end)) return;
    this.#torn = Buffer.from(bytes.subarray(this.#token, end));
  }

  #readSome(bytes: Buffer, at: number, end: number): number {
    switch (this.#state) {
      case inName:
        return this.#readName(bytes, at, end);
      case atValue:
        return this.#skipSpace(bytes, at, end);
      case inValue:
        return this.fields.isLength ? this.#readLength(bytes, at, end) : this.#readValue(bytes, at, end);
      case atField:
        return this.#beginField(bytes, at);
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
        this.#token = at;
        this.#state = inStatusLine;
        return at;
      case afterStatus:
        if (byte === cr) this.#state = atLineFeed;
        else if (byte === space) this.#state = inReason;
        else this.#fail();
        return at + 1;
      case atLineFeed:
        if (byte === lf) this.#state = atField;
        else this.#fail();
        return at + 1;
      default:
        this.outcome = byte === lf ? "" : invalid;
        return at + 1;
    }
  }

  #fail(): void {
    this.outcome = invalid;
  }

  #fits(end: number): boolean {
    if (this.#fieldBytes + end - this.#token < maxHeaderBytes) return true;
    this.outcome = "headers too large";
    return false;
  }

  #readStatusLine(bytes: Buffer, from: number, end: number): number {
    const start = this.#token;
    const stop = Math.min(end, start + statusLine.length);
    for (let at = from; at < stop; at++) {
      const wanted = statusLine[at - start];
      if (wanted === digit ? isDigit(bytes[at]) : bytes[at] === wanted) continue;
      this.#fail();
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
    if (!isVersion(this.#major, this.#minor) || this.status < 100) this.#fail();
  }

  #readReason(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && bytes[at] !== cr && bytes[at] !== lf) at++;
    if (at === end) return at;
    if (bytes[at] === cr) this.#state = atLineFeed;
    else this.#fail();
    return at + 1;
  }

  #beginField(bytes: Buffer, at: number): number {
    if (bytes[at] === cr) {
      this.#state = atLastLineFeed;
      return at + 1;
    }
    this.#token = at;
    this.#state = inName;
    if (isToken[bytes[at] ?? 0] === 0) this.#fail();
    return at;
  }

  #readName(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isToken[bytes[at] ?? 0] === 1) at++;
    if (at === end) return at;
    this.#state = atValue;
    if (bytes[at] !== colon || !this.fields.name(bytes, this.#token, at)) this.#fail();
    else if (this.#fits(at)) this.#fieldBytes += at - this.#token;
    return at + 1;
  }

  #skipSpace(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && (bytes[at] === space || bytes[at] === tab)) at++;
    if (at < end) {
      this.#token = at;
      this.#state = inValue;
    }
    return at;
  }

  #readValue(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isValue[bytes[at] ?? 0] === 1) at++;
    if (at === end) return at;
    if (bytes[at] === cr) this.#takeValue(bytes, at);
    else this.#fail();
    return at + 1;
  }

  #readLength(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && bytes[at] !== cr && this.outcome === undefined) {
      if (!this.fields.lengthByte(bytes[at++] ?? 0)) this.#fail();
    }
    if (at === end || this.outcome !== undefined) return at;
    if (this.fields.contentLength < 0) this.#fail();
    else this.#takeValue(bytes, at);
    return at + 1;
  }

  #takeValue(bytes: Buffer, end: number): void {
    this.#state = atLineFeed;
    if (!this.#fits(end)) return;
    this.#fieldBytes += end - this.#token;
    this.fields.value(bytes, this.#token, end);
  }
}

const invalid = "invalid response";

function isDigit(byte: number | undefined): boolean {
  const value = digitOf(byte ?? 0);
  return value >= 0 && value <= 9;
}

/** Those that llhttp takes. */
function isVersion(major: number, minor: number): boolean {
  if (major === 1) return minor === 0 || minor === 1;
  return (major === 0 && minor === 9) || (major === 2 && minor === 0);
}
