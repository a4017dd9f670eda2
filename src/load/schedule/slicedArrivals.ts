import type { Millis } from "../../model/unit.ts";
import type { Cursor } from "./cursor.ts";
import type { OwnTime } from "./sliceTimeline.ts";

/** Arrivals in a target's own time, told by the wall. */
export class SlicedCursor implements Omit<Cursor, "thenMs"> {
  readonly #cursor: Omit<Cursor, "thenMs">;
  readonly #time: OwnTime;

  constructor(cursor: Omit<Cursor, "thenMs">, time: OwnTime) {
    this.#cursor = cursor;
    this.#time = time;
  }

  get dueMs(): Millis {
    return this.#time.wallMs(this.#cursor.dueMs);
  }

  get turn(): number {
    return this.#cursor.turn;
  }

  get user(): number {
    return this.#cursor.user;
  }

  get isMeasured(): boolean {
    return this.#time.isMeasured(this.#cursor.dueMs);
  }

  next(): void {
    this.#cursor.next();
  }

  answered(): void {
    // An open loop waits for nobody.
  }
}
