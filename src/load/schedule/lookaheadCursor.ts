import type { Millis } from "../../model/unit.ts";
import type { Cursor } from "./cursor.ts";

/** A cursor of an open loop that also knows the arrival after the next one. */
export class Ahead implements Cursor {
  readonly #then: Omit<Cursor, "thenMs">;
  dueMs: Millis;
  turn: number;
  user: number;
  isMeasured: boolean;

  constructor(cursor: Omit<Cursor, "thenMs">) {
    this.#then = cursor;
    this.dueMs = cursor.dueMs;
    this.turn = cursor.turn;
    this.user = cursor.user;
    this.isMeasured = cursor.isMeasured;
    cursor.next();
  }

  get thenMs(): Millis {
    return this.#then.dueMs;
  }

  next(): void {
    this.dueMs = this.#then.dueMs;
    this.turn = this.#then.turn;
    this.user = this.#then.user;
    this.isMeasured = this.#then.isMeasured;
    this.#then.next();
  }

  answered(): void {
    // An open loop waits for nobody.
  }
}
