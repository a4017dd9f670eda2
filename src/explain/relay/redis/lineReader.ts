/** In bytes. A command or reply without a line break is no RESP. */
const longestLine = 64 * 1024;
/** Finds the lines and skips the bulk data of a RESP stream, without a copy. */
export class LineReader {
  #line = "";
  #skip = 0;
  #kept: Buffer[] = [];
  #keep = 0;
  readonly #onLine: (line: string) => void;
  readonly #onData: (start: string) => void;
  /** `onLine` gets each line. It calls `readData` if data follows, of which `onData` gets the start. */
  constructor(onLine: (line: string) => void, onData: (start: string) => void) {
    this.#onLine = onLine;
    this.#onData = onData;
  }
  /** Data of that many bytes and a line break follow. */
  readData(bytes: number, keep = 0): void {
    this.#skip = bytes + 2;
    this.#keep = Math.min(bytes, keep);
    this.#kept = [];
  }
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) at = this.#skip > 0 ? this.#readData(chunk, at) : this.#readLine(chunk, at);
  }
  #readData(chunk: Buffer, at: number): number {
    const read = Math.min(this.#skip, chunk.length - at);
    if (this.#keep > 0) {
      const part = chunk.subarray(at, at + Math.min(read, this.#keep));
      this.#kept.push(Buffer.from(part));
      this.#keep -= part.length;
    }
    this.#skip -= read;
    if (this.#skip === 0) this.#onData(Buffer.concat(this.#kept).toString("latin1"));
    return at + read;
  }
  #readLine(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(10, at);
    this.#line += chunk.toString("latin1", at, end < 0 ? chunk.length : end);
    if (this.#line.length > longestLine) throw new Error("expected RESP");
    if (end < 0) return chunk.length;
    const line = this.#line.replace(/\r$/, "");
    this.#line = "";
    this.#onLine(line);
    return end + 1;
  }
}
