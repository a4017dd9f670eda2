import type { Millis } from "../../model/unit.ts";

/** Walks through the arrivals of one target in the order they are due, in constant memory. */
export interface Cursor {
  /** When the next arrival is due, since the phase started. Infinity if none is known (yet). */
  readonly dueMs: Millis;
  /** When the arrival after it is due. Infinity if not known yet. */
  readonly followingMs: Millis;
  /** Number of the arrival within the phase. The same number is the same request for base and head. */
  readonly iteration: number;
  /** The user, in a closed loop; 0 in an open loop. */
  readonly user: number;
  /** False at the start of a slice: the request is sent, but the record leaves it out. */
  readonly isMeasured: boolean;
  /** Moves on to the next arrival. */
  next(): void;
  /** Closed loop: the user got its last response at that time since the phase started. An open loop ignores it. */
  onResponse(user: number, atMs: Millis): void;
}

/** Arrivals of an open loop, one at a time. */
export type SimpleCursor = Omit<Cursor, "followingMs">;
