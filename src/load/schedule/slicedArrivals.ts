import type { Millis } from "../../model/unit.ts";
import type { SimpleCursor } from "./cursor.ts";
import type { SliceTimeline } from "./sliceTimeline.ts";

/** Arrivals scheduled in target time, converted to wall time. */
export class SlicedArrivals implements SimpleCursor {
  readonly #cursor: SimpleCursor;
  readonly #timeline: SliceTimeline;

  constructor(cursor: SimpleCursor, timeline: SliceTimeline) {
    this.#cursor = cursor;
    this.#timeline = timeline;
  }

  get dueMs(): Millis {
    return this.#timeline.wallMs(this.#cursor.dueMs);
  }

  get iteration(): number {
    return this.#cursor.iteration;
  }

  get user(): number {
    return this.#cursor.user;
  }

  get isMeasured(): boolean {
    return this.#timeline.isMeasured(this.#cursor.dueMs);
  }

  next(): void {
    this.#cursor.next();
  }

  onResponse(): void {
    // An open loop does not wait for responses.
  }
}
