import { type Millis, millis } from "../../../model/unit.ts";
import { statementText, statementTexts } from "../../../util/statementText.ts";
import type { StatementLog } from "../statementLog.ts";

interface Query {
  readonly kind: "query";
  /** Its statements, of which so many are done. */
  readonly texts: readonly string[];
  done: number;
  readonly atMs: Millis;
}

interface Execution {
  readonly kind: "execute";
  readonly text: string;
  readonly isFirst: boolean;
  readonly atMs: Millis;
}

/** What the server has not answered. */
type Pending = Query | Execution | { readonly kind: "sync" };

/** In bytes. A longer statement is cut, and so is the list of a long INSERT. */
const longestStatement = 64 * 1024;
const longestNames = 512;
/** How many bytes of each message the session needs. See "Message Formats" in PostgreSQL's manual. */
export const clientBytes: Readonly<Record<string, number>> = {
  ...{ Q: longestStatement, P: longestStatement },
  ...{ B: longestNames, E: longestNames, C: longestNames, S: 0, F: 0, c: 0, f: 0 },
};
export const serverBytes: Readonly<Record<string, number>> = { C: 0, I: 0, s: 0, E: 0, Z: 0, G: 0, W: 0 };
/**
 * Follows one connection, and times each statement from its message to its completion. A statement that waits behind
 * others of a pipeline begins when they are done.
 */
export class PostgresSession {
  readonly #log: StatementLog;
  readonly #statements = new Map<string, string>();
  readonly #portals = new Map<string, { readonly text: string; isStarted: boolean }>();
  #pending: Pending[] = [];
  #lastEndMs = millis(0);
  /** The server reads copied data, and ignores Sync. */
  #isCopying = false;
  constructor(log: StatementLog) {
    this.#log = log;
  }
  fromClient(type: string, body: Buffer, atMs: Millis): void {
    switch (type) {
      case "Q":
        this.#pending.push({ kind: "query", texts: statementTexts(textAt(body)), done: 0, atMs });
        break;
      case "P":
        this.#statements.set(textAt(body), statementText(textAt(body, 1)));
        break;
      case "B":
        this.#portals.set(textAt(body), { text: this.#statements.get(textAt(body, 1)) ?? "", isStarted: false });
        break;
      case "E":
        this.#execute(textAt(body), atMs);
        break;
      case "C":
        (body.toString("latin1", 0, 1) === "S" ? this.#statements : this.#portals).delete(textAt(body.subarray(1)));
        break;
      case "c":
      case "f":
        this.#isCopying = false;
        break;
      default:
        // Sync, or a call of a function.
        if (!this.#isCopying) this.#pending.push({ kind: "sync" });
    }
  }
  #execute(name: string, atMs: Millis): void {
    const portal = this.#portals.get(name);
    this.#pending.push({ kind: "execute", text: portal?.text ?? "", isFirst: portal?.isStarted !== true, atMs });
    if (portal !== undefined) portal.isStarted = true;
  }
  fromServer(type: string, atMs: Millis): void {
    const [next] = this.#pending;
    if (next === undefined) return;
    switch (type) {
      case "C":
      case "I":
      case "s":
        if (next.kind !== "sync") this.#complete(next, atMs);
        break;
      case "E":
        this.#fail(next, atMs);
        break;
      case "G":
        this.#startCopy(next);
        break;
      case "W":
        throw new Error("the connection became a replication");
      default:
        this.#ready();
    }
  }
  #complete(next: Query | Execution, atMs: Millis): void {
    const startMs = millis(Math.max(next.atMs, this.#lastEndMs));
    this.#lastEndMs = atMs;
    if (next.kind === "execute") {
      this.#pending.shift();
      if (next.text !== "") this.#log.add(next.text, startMs, atMs, next.isFirst);
      return;
    }
    const text = next.texts[next.done] ?? next.texts.at(-1);
    next.done += 1;
    if (text !== undefined) this.#log.add(text, startMs, atMs);
  }
  /** The server skips everything up to the next Sync. A statement that failed counts. */
  #fail(next: Pending, atMs: Millis): void {
    if (next.kind !== "sync") this.#complete(next, atMs);
    const sync = this.#pending.findIndex(({ kind }) => kind !== "execute");
    if (next.kind === "execute") this.#pending.splice(0, sync < 0 ? this.#pending.length : sync);
  }
  /** ReadyForQuery. */
  #ready(): void {
    const end = this.#pending.findIndex(({ kind }) => kind !== "execute");
    this.#pending.splice(0, end + 1);
  }
  /** A Sync behind the Execute is sent before the client knows of the copy, and ignored. */
  #startCopy(next: Pending): void {
    if (next.kind !== "execute") return;
    this.#isCopying = true;
    this.#pending = this.#pending.filter((one, i) => i === 0 || one.kind !== "sync");
  }
}

/** The text with that index. Each one ends with a zero. */
function textAt(body: Buffer, index = 0): string {
  let start = 0;
  for (let i = 0; i < index; i++) start = endOf(body, start) + 1;
  return body.toString("utf8", start, endOf(body, start));
}

function endOf(body: Buffer, start: number): number {
  const end = body.indexOf(0, start);
  return end < 0 ? body.length : end;
}
