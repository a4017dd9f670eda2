import type { WireRequest } from "../../../model/http.ts";
import { BodyBuffer } from "../bodyBuffer.ts";
import { noBody, noHeaders } from "../pooledConnection.ts";
import { StreamEnd } from "../streamEnd.ts";
import { cr, lf } from "./asciiTables.ts";
import { ChunkLineParser } from "./chunkParser.ts";
import { HeadParser } from "./headParser.ts";
import { broken } from "./rules.ts";

const inHead = 0;
const inFixed = 1;
const inChunkLine = 2;
const inChunk = 3;
const afterChunk = 4;
const afterChunkCr = 5;
const inTrailers = 6;
const untilClose = 7;
/** After an interim response that announced the end of the connection. */
const atClose = 8;

/** Parses the responses of one connection in pieces of any size. Stores only a cut-off token and the kept parts. */
export class Http1Parser {
  /** `undefined` while incomplete; "" when the response is complete; else the failure's name. */
  outcome: string | undefined;
  /** True once any byte of the response has come. */
  hasStarted = false;
  /** Bytes of the body so far, without chunk lines. */
  bodyBytes = 0;
  readonly #head = new HeadParser();
  readonly #chunkLine = new ChunkLineParser();
  readonly #body = new BodyBuffer();
  #state = inHead;
  #isHead = false;
  #keep: WireRequest["keep"] = "nothing";
  #keepsTrailers = false;
  #streamEnd: StreamEnd | undefined;
  /** Bytes still to come of the body or the chunk. */
  #remaining = 0;

  /** Starts the next response. */
  startResponse({ method, keep, keepsTrailers, stream }: WireRequest): void {
    this.outcome = undefined;
    this.hasStarted = false;
    this.bodyBytes = 0;
    this.#keepsTrailers = keepsTrailers === true;
    this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
    this.#state = inHead;
    this.#isHead = method === "HEAD";
    this.#keep = keep;
    this.#head.startHead(keep !== "nothing");
    this.#body.clear();
  }

  /** True once any byte of the body has come. */
  get hasBody(): boolean {
    return this.bodyBytes > 0;
  }

  get status(): number {
    return this.#head.status;
  }

  /** Lower-case name, value, name, value, ... */
  get headers(): readonly string[] {
    return this.#keep === "nothing" ? noHeaders : this.#head.headers.list;
  }

  /** The same of the trailers. Empty unless kept. */
  get trailers(): readonly string[] {
    return this.#head.headers.trailers;
  }

  /** Value of the `Content-Type` header. */
  get contentType(): string | undefined {
    return this.#head.headers.contentType;
  }

  /** True if the body came without its length, and may go on without end. */
  get isEndless(): boolean {
    return this.hasBody && this.#state !== inFixed;
  }

  /** True if the text that ends the stream has come. */
  get foundUntil(): boolean {
    return this.#streamEnd?.isFound === true;
  }

  /** Returns the body and forgets it. */
  takeBody(): Uint8Array {
    return this.#keep === "body" ? this.#body.take() : noBody;
  }

  get keepAlive(): string | undefined {
    return this.#head.headers.keepAlive;
  }

  /** True if another request may follow on this connection, once the response is complete. */
  get isReusable(): boolean {
    if (this.#state === untilClose || this.foundUntil || this.#hasTwoLengths()) return false;
    return this.#head.isPersistent && !this.#mayHaveForbiddenBody();
  }

  /** Bytes that the parser stores, apart from kept headers. */
  get storedBytes(): number {
    return this.#head.partialBytes + this.#body.capacity;
  }

  /** Returns where it stopped: after the response, at the end of the bytes, or at the failure. */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    if (at < end) this.hasStarted = true;
    while (at < end && this.outcome === undefined) at = this.#readNext(bytes, at, end);
    return at;
  }

  /** The server has closed its side. */
  end(): void {
    if (this.outcome === undefined) this.outcome = this.#state === untilClose ? "" : "connection closed";
  }

  #readNext(bytes: Buffer, at: number, end: number): number {
    switch (this.#state) {
      case inHead:
        return this.#readHead(bytes, at, end);
      case inFixed:
        return this.#readFixed(bytes, at, end);
      case inChunkLine:
        return this.#readChunkLine(bytes, at, end);
      case inChunk:
        return this.#readChunk(bytes, at, end);
      case inTrailers:
        return this.#readTrailers(bytes, at, end);
      case untilClose:
        this.#take(bytes, at, end);
        return end;
      default:
        return this.#readByte(bytes, at);
    }
  }

  #readHead(bytes: Buffer, from: number, end: number): number {
    const at = this.#head.read(bytes, from, end);
    const { outcome } = this.#head;
    if (outcome === "") this.#startBody();
    else this.outcome = outcome;
    return at;
  }

  #startBody(): void {
    const { status, headers: fields } = this.#head;
    if (status < 200) {
      this.#skipInterim(status);
    } else if (this.#isHead || status === 204 || status === 304) {
      this.outcome = "";
    } else if (fields.isChunked) {
      this.#startChunk();
    } else if (fields.hasTransferEncoding || fields.contentLength < 0) {
      this.#state = untilClose;
    } else {
      this.#state = inFixed;
      this.#remaining = fields.contentLength;
      if (this.#remaining === 0) this.outcome = "";
    }
  }

  /** RFC 9110, 15.2: the final response is still to come. A 101 is invalid, because no request asks for an upgrade. */
  #skipInterim(status: number): void {
    if (status === 101) this.outcome = broken.upgrade;
    else if (this.#head.isPersistent) this.#head.startHead(this.#keep !== "nothing");
    else this.#state = atClose;
  }

  #readFixed(bytes: Buffer, from: number, end: number): number {
    const to = Math.min(end, from + this.#remaining);
    this.#remaining -= to - from;
    this.#take(bytes, from, to);
    if (this.#remaining === 0) this.outcome ??= "";
    return to;
  }

  #startChunk(): void {
    this.#state = inChunkLine;
    this.#chunkLine.reset();
  }

  #readChunkLine(bytes: Buffer, from: number, end: number): number {
    const at = this.#chunkLine.read(bytes, from, end);
    if (this.#chunkLine.isInvalid) this.outcome = broken.chunkSize;
    if (!this.#chunkLine.isDone) return at;
    this.#remaining = this.#chunkLine.size;
    this.#state = inChunk;
    if (this.#remaining === 0) {
      this.#state = inTrailers;
      this.#head.startTrailers(this.#keepsTrailers);
    }
    return at;
  }

  #readChunk(bytes: Buffer, from: number, end: number): number {
    const to = Math.min(end, from + this.#remaining);
    this.#remaining -= to - from;
    this.#take(bytes, from, to);
    if (this.#remaining === 0) this.#state = afterChunk;
    return to;
  }

  #readTrailers(bytes: Buffer, from: number, end: number): number {
    const at = this.#head.read(bytes, from, end);
    this.outcome = this.#head.outcome;
    return at;
  }

  #readByte(bytes: Buffer, at: number): number {
    if (this.#state === afterChunk && bytes[at] === cr) this.#state = afterChunkCr;
    else if (this.#state === afterChunkCr && bytes[at] === lf) this.#startChunk();
    else this.outcome = broken.chunkEnd;
    return at + 1;
  }

  #take(bytes: Buffer, from: number, to: number): void {
    this.bodyBytes += to - from;
    if (this.#keep === "body" && !this.#body.add(bytes, from, to)) this.outcome = "body too large";
    if (this.#streamEnd?.add(bytes.subarray(from, to)) === true) this.outcome ??= "";
  }

  /** A length beside an encoding does not count (RFC 9112, 6.3). No other response may follow on this connection. */
  #hasTwoLengths(): boolean {
    const { hasTransferEncoding, contentLength } = this.#head.headers;
    return hasTransferEncoding && contentLength >= 0;
  }

  /** A 204 or 304 whose headers announce a body may have sent one, which the standard forbids. */
  #mayHaveForbiddenBody(): boolean {
    const { status, headers: fields } = this.#head;
    if (status !== 204 && status !== 304) return false;
    return !this.#isHead && (fields.contentLength > 0 || fields.hasTransferEncoding);
  }
}
