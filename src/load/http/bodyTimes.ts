import { type Millis, millis } from "../../model/unit.ts";

/** When the pieces of one response's body came, and their bytes. */
export class BodyTimes {
  pieces = 0;
  bytes = 0;
  firstMs = millis(0);
  /** The longest time between two pieces. */
  largestGapMs = millis(0);
  #lastMs = 0;

  start(): void {
    this.pieces = 0;
    this.bytes = 0;
    this.largestGapMs = millis(0);
  }

  add(atMs: Millis): void {
    if (this.pieces++ === 0) this.firstMs = atMs;
    else if (atMs - this.#lastMs > this.largestGapMs) this.largestGapMs = millis(atMs - this.#lastMs);
    this.#lastMs = atMs;
  }
}
