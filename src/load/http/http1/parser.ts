import type { WireRequest } from "../../../model/http.ts";
import { BodyStore } from "../bodyBuffer.ts";
import { noBody, noHeaders } from "../pooledConnection.ts";
import { cr, lf } from "./asciiTables.ts";
import { ChunkLine } from "./chunkParser.ts";
import { Head } from "./headParser.ts";

const inHead = 0;
const inFixed = 1;
const inChunkLine = 2;
const inChunk = 3;
const afterChunk = 4;
const afterChunkCr = 5;
const inTrailers = 6;
const untilClose = 7;
/** Behind an interim response that said it would be the last one. */
const atClose = 8;

/** One response after another of one connection, read as they come. Holds back a torn token and what is kept. */
export class Http1Parser {
  /** `undefined` while more is to come; "" once the answer is whole; else the failure's name. */
  outcome: string | undefined;
  /** Whether any byte of the answer has come. */
  begun = false;
  readonly #head = new Head();
  readonly #chunkLine = new ChunkLine();
  readonly #body = new BodyStore();
  #state = inHead;
  #isHead = false;
  #keep: WireRequest["keep"] = "nothing";
  /** Bytes to come of the body or the chunk. */
  #left = 0;

  /** Another response is to come. */
  begin({ method, keep }: WireRequest): void {
    this.outcome = undefined;
    this.begun = false;
    this.#state = inHead;
    this.#isHead = method === "HEAD";
    this.#keep = keep;
    this.#head.begin(keep !== "nothing");
    this.#body.clear();
  }

  get status(): number {
    return this.#head.status;
  }

  /** Lower-case name, value, name, value, ... */
  get headers(): readonly string[] {
    return this.#keep === "nothing" ? noHeaders : this.#head.fields.kept;
  }

  /** Gives the body away. */
  takeBody(): Uint8Array {
    return this.#keep === "body" ? this.#body.take() : noBody;
  }

  get keepAlive(): string | undefined {
    return this.#head.fields.keepAlive;
  }

  /** Whether another request may follow on this connection, once the answer is whole. */
  get isReusable(): boolean {
    return this.#head.isPersistent && this.#state !== untilClose && !this.#mayBeFollowed();
  }

  /** How many bytes the parser holds on to, besides the headers that are kept. */
  get heldBytes(): number {
    return this.#head.tornBytes + this.#body.capacity;
  }

  /** Gives back where it stopped: behind the answer where that is whole, else at the end of the bytes or in failure. */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    if (at < end) this.begun = true;
    while (at < end && this.outcome === undefined) at = this.#readSome(bytes, at, end);
    return at;
  }

  /** The server has ended its side. */
  end(): void {
    if (this.outcome === undefined) this.outcome = this.#state === untilClose ? "" : "connection closed";
  }

  #readSome(bytes: Buffer, at: number, end: number): number {
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
    if (outcome === "") this.#beginBody();
    else this.outcome = outcome;
    return at;
  }

  #beginBody(): void {
    const { status, fields } = this.#head;
    if (status < 200) {
      this.#skipInterim(status);
    } else if (this.#isHead || status === 204 || status === 304) {
      this.outcome = "";
    } else if (fields.isChunked) {
      this.#beginChunk();
    } else if (fields.hasTransferEncoding || fields.contentLength < 0) {
      this.#state = untilClose;
    } else {
      this.#state = inFixed;
      this.#left = fields.contentLength;
      if (this.#left === 0) this.outcome = "";
    }
  }

  /** RFC 9110, 15.2: the answer is still to come. Nobody has asked for an upgrade, so a 101 makes no sense. */
  #skipInterim(status: number): void {
    if (status === 101) this.outcome = "invalid response";
    else if (this.#head.isPersistent) this.#head.begin(this.#keep !== "nothing");
    else this.#state = atClose;
  }

  #readFixed(bytes: Buffer, from: number, end: number): number {
    const to = Math.min(end, from + this.#left);
    this.#left -= to - from;
    this.#take(bytes, from, to);
    if (this.#left === 0 && this.outcome === undefined) this.outcome = "";
    return to;
  }

  #beginChunk(): void {
    this.#state = inChunkLine;
    this.#chunkLine.begin();
  }

  #readChunkLine(bytes: Buffer, from: number, end: number): number {
    const at = this.#chunkLine.read(bytes, from, end);
    if (this.#chunkLine.isInvalid) this.outcome = "invalid response";
    if (!this.#chunkLine.isDone) return at;
    this.#left = this.#chunkLine.size;
    this.#state = inChunk;
    if (this.#left === 0) {
      this.#state = inTrailers;
      this.#head.beginTrailers();
    }
    return at;
  }

  #readChunk(bytes: Buffer, from: number, end: number): number {
    const to = Math.min(end, from + this.#left);
    this.#left -= to - from;
    this.#take(bytes, from, to);
    if (this.#left === 0) this.#state = afterChunk;
    return to;
  }

  #readTrailers(bytes: Buffer, from: number, end: number): number {
    const at = this.#head.read(bytes, from, end);
    this.outcome = this.#head.outcome;
    return at;
  }

  #readByte(bytes: Buffer, at: number): number {
    if (this.#state === afterChunk && bytes[at] === cr) this.#state = afterChunkCr;
    else if (this.#state === afterChunkCr && bytes[at] === lf) this.#beginChunk();
    else this.outcome = "invalid response";
    return at + 1;
  }

  #take(bytes: Buffer, from: number, to: number): void {
    if (this.#keep === "body" && !this.#body.add(bytes, from, to)) this.outcome = "body too large";
  }

  /** A 204 or 304 that speaks of a body has perhaps sent it, against the rules. */
  #mayBeFollowed(): boolean {
    const { status, fields } = this.#head;
    if (status !== 204 && status !== 304) return false;
    return !this.#isHead && (fields.contentLength > 0 || fields.hasTransferEncoding);
  }
}
