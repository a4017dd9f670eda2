import type { DurationRange } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import type { Cursor } from "./cursor.ts";

/** One worker's share of a closed loop: the users with `user % workers === worker`. */
export interface ClosedLoopOptions {
  readonly users: number;
  readonly thinkTimeMs: DurationRange;
  readonly durationMs: Millis;
  readonly seed: number;
  readonly worker: number;
  readonly workers: number;
}

/** Numbers of the random streams. */
const streams = { entry: 5, thinkTime: 6 } as const;

/**
 * Each user arrives at a random moment within the mean think time. It returns one think time after each response, until
 * the phase ends. A user's n-th iteration draws the same values for both arms, however fast they respond.
 */
export class ClosedLoopArrivals implements Cursor {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  /** Unknown, because a response may bring a user who is due earlier. */
  readonly followingMs = millis(Number.POSITIVE_INFINITY);
  iteration = 0;
  user = 0;
  readonly isMeasured = true;
  readonly #options: ClosedLoopOptions;
  /** When each user is due, by user. */
  readonly #due: Float64Array;
  /** The iteration of each user, by user. */
  readonly #iterations: Float64Array;
  /** A binary heap of the waiting users: the first due on top, at equal times the lower number. */
  readonly #heap: Uint32Array;
  #waiting = 0;

  constructor(options: ClosedLoopOptions) {
    const { users, thinkTimeMs, seed, worker, workers } = options;
    this.#options = options;
    this.#due = new Float64Array(users);
    this.#iterations = new Float64Array(users);
    this.#heap = new Uint32Array(users);
    const meanMs = (thinkTimeMs.fromMs + thinkTimeMs.toMs) / 2;
    for (let user = worker; user < users; user += workers) {
      this.#iterations[user] = user;
      this.#add(user, draw(seed, streams.entry, user) * meanMs);
    }
    this.#readTop();
  }

  next(): void {
    if (this.#waiting === 0) return;
    this.#waiting--;
    this.#replaceTop(this.#heap[this.#waiting] ?? 0);
    this.#readTop();
  }

  onResponse(user: number, atMs: Millis): void {
    const { users, thinkTimeMs, seed } = this.#options;
    const iteration = (this.#iterations[user] ?? 0) + users;
    this.#iterations[user] = iteration;
    const spreadMs = thinkTimeMs.toMs - thinkTimeMs.fromMs;
    this.#add(user, atMs + thinkTimeMs.fromMs + spreadMs * draw(seed, streams.thinkTime, iteration));
    this.#readTop();
  }

  #readTop(): void {
    if (this.#waiting === 0) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    this.user = this.#heap[0] ?? 0;
    this.iteration = this.#iterations[this.user] ?? 0;
    this.dueMs = millis(this.#due[this.user] ?? 0);
  }

  /** Adds a user to the heap, unless the phase is over when the user is due. */
  #add(user: number, dueMs: number): void {
    if (dueMs >= this.#options.durationMs) return;
    this.#due[user] = dueMs;
    let index = this.#waiting++;
    while (index > 0) {
      const parent = this.#heap[(index - 1) >> 1] ?? 0;
      if (!this.#isSooner(user, parent)) break;
      this.#heap[index] = parent;
      index = (index - 1) >> 1;
    }
    this.#heap[index] = user;
  }

  /** Replaces the top of the heap with a user, and moves the user down to the right position. */
  #replaceTop(user: number): void {
    let index = 0;
    for (;;) {
      const child = this.#soonerChild(index);
      if (child >= this.#waiting || this.#isSooner(user, this.#heap[child] ?? 0)) break;
      this.#heap[index] = this.#heap[child] ?? 0;
      index = child;
    }
    this.#heap[index] = user;
  }

  #soonerChild(index: number): number {
    const left = 2 * index + 1;
    const right = left + 1;
    return right < this.#waiting && this.#isSooner(this.#heap[right] ?? 0, this.#heap[left] ?? 0) ? right : left;
  }

  #isSooner(user: number, other: number): boolean {
    const userMs = this.#due[user] ?? 0;
    const otherMs = this.#due[other] ?? 0;
    return userMs < otherMs || (userMs === otherMs && user < other);
  }
}
