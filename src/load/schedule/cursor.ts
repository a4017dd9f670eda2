import type { Millis } from "../../model/unit.ts";

/** Walks through the arrivals of one target in the order in which they are due, in constant memory. */
export interface Cursor {
  /** When the next arrival is due, since the phase began; Infinity where none is known (yet). */
  readonly dueMs: Millis;
  /** When the one after it is due, where that is known by now; else Infinity. */
  readonly thenMs: Millis;
  /** Its number among the phase's arrivals: the same number is the same request for base and head. */
  readonly turn: number;
  /** Whose turn it is in a closed loop; 0 in an open one. */
  readonly user: number;
  /** Whether it counts: what comes while the load settles on the target is sent, and left out of the record. */
  readonly isMeasured: boolean;
  /** On to the next one. */
  next(): void;
  /** Closed loop: that user has its answer, at that time since the phase began. An open loop takes no notice. */
  answered(user: number, atMs: Millis): void;
}
