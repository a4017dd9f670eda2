import { type Millis, millis } from "../../model/unit.ts";

/** How often and how long arrivals waited for a free user, on one target. */
export interface UserWaits {
  readonly arrivals: number;
  readonly waited: number;
  readonly longestWaitMs: Millis;
  /** Users that were busy, and how long all of them together. */
  readonly users: number;
  readonly busyMs: Millis;
}

/** Counts them. Its hot path allocates nothing. */
export class UserWaitCounter implements UserWaits {
  arrivals = 0;
  waited = 0;
  longestWaitMs = millis(0);
  users = 0;
  busyMs = millis(0);

  /** An arrival that had to wait that long, or not at all. */
  addArrival(waitMs: number): void {
    this.arrivals++;
    if (waitMs <= 0) return;
    this.waited++;
    if (waitMs > this.longestWaitMs) this.longestWaitMs = millis(waitMs);
  }

  addUser(busyMs: number): void {
    this.users++;
    this.busyMs = millis(this.busyMs + busyMs);
  }

  /** A copy that can cross to another thread. */
  take(): UserWaits {
    return { ...this };
  }
}
