import type { Millis } from "../../model/unit.ts";
import type { Cursor, SimpleCursor } from "./cursor.ts";

/** A cursor of an open loop that also knows the arrival after the next one. */
export class LookaheadCursor implements Cursor {
  /** One arrival ahead. */
  readonly #following: SimpleCursor;
  dueMs: Millis;
  iteration: number;
  user: number;
  isMeasured: boolean;

  constructor(cursor: SimpleCursor) {
    this.#following = cursor;
    this.dueMs = cursor.dueMs;
    this.iteration = cursor.iteration;
    this.user = cursor.user;
    this.isMeasured = cursor.isMeasured;
    cursor.next();
  }

  get followingMs(): Millis {
    return this.#following.dueMs;
  }

  next(): void {
    this.dueMs = this.#following.dueMs;
    this.iteration = this.#following.iteration;
    this.user = this.#following.user;
    this.isMeasured = this.#following.isMeasured;
    this.#following.next();
  }

  onResponse(): void {
    // An open loop does not wait for responses.
  }
}
