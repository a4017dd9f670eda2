/** Gets the messages of a stream. */
export interface MessageConsumer {
  /** How much of the body of such a message is needed. `undefined`: the message is skipped. */
  readonly bytesOf: (type: string) => number | undefined;
  readonly onMessage: (type: string, body: Buffer) => void;
}

const headerBytes = 5;
/** Finds the messages in a stream. It copies nothing but the parts of bodies that are needed. */
export class MessageReader {
  readonly #consumer: MessageConsumer;
  readonly #header = Buffer.alloc(headerBytes);
  #headerLength = 0;
  /** Bytes of the current body that have not come. */
  #remaining: number;
  #type = "";
  #needed: number | undefined;
  #parts: Buffer[] = [];
  /** `skip`: bytes before the first message. */
  constructor(consumer: MessageConsumer, skip = 0) {
    this.#consumer = consumer;
    this.#remaining = skip;
  }
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      at += this.#remaining > 0 ? this.#readBody(chunk, at) : this.#readHeader(chunk, at);
    }
  }
  #readHeader(chunk: Buffer, at: number): number {
    const read = chunk.copy(this.#header, this.#headerLength, at, at + headerBytes - this.#headerLength);
    this.#headerLength += read;
    if (this.#headerLength < headerBytes) return read;
    this.#headerLength = 0;
    const length = this.#header.readUInt32BE(1);
    if (length < 4) throw new Error("expected a message of PostgreSQL");
    this.#type = String.fromCharCode(this.#header[0] ?? 0);
    this.#needed = this.#consumer.bytesOf(this.#type);
    this.#remaining = length - 4;
    if (this.#remaining === 0) this.#end();
    return read;
  }
  #readBody(chunk: Buffer, at: number): number {
    const read = Math.min(this.#remaining, chunk.length - at);
    if (this.#needed !== undefined && this.#needed > 0) {
      const part = chunk.subarray(at, at + Math.min(read, this.#needed));
      // A body usually comes in one chunk, and is used before the next one.
      this.#parts.push(read === this.#remaining ? part : Buffer.from(part));
      this.#needed -= part.length;
    }
    this.#remaining -= read;
    if (this.#remaining === 0) this.#end();
    return read;
  }
  #end(): void {
    const [part = Buffer.alloc(0)] = this.#parts;
    if (this.#needed !== undefined) {
      this.#consumer.onMessage(this.#type, this.#parts.length > 1 ? Buffer.concat(this.#parts) : part);
    }
    this.#needed = undefined;
    this.#parts = [];
  }
}
