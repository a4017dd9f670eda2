import type { Range } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import type { Cursor } from "./cursor.ts";

/** The users of a closed loop of which `user % workers === worker`. */
export interface ClosedLoop {
  readonly users: number;
  readonly thinkTimeMs: Range;
  readonly durationMs: Millis;
  readonly seed: number;
  readonly worker: number;
  readonly workers: number;
}

const stream = { entry: 5, think: 6 } as const;

/**
 * Each user comes first at a random moment of the mean think time, then its think time after each answer, until the
 * phase ends. Its n-th turn draws the same for both arms, however fast they answer.
 */
export class UsersCursor implements Cursor {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  /** Any answer may bring somebody who is due before. */
  readonly thenMs = millis(Number.POSITIVE_INFINITY);
  turn = 0;
  user = 0;
  readonly isMeasured = true;
  readonly #loop: ClosedLoop;
  /** By user: when it is due, and its turn. */
  readonly #due: Float64Array;
  readonly #turns: Float64Array;
  /** A binary heap of the users who wait for their time, who is due first on top, of equals the lower number. */
  readonly #heap: Uint32Array;
  #waiting = 0;

  constructor(loop: ClosedLoop) {
    const { users, thinkTimeMs, seed, worker, workers } = loop;
    this.#loop = loop;
    this.#due = new Float64Array(users);
    this.#turns = new Float64Array(users);
    this.#heap = new Uint32Array(users);
    const meanMs = (thinkTimeMs.fromMs + thinkTimeMs.toMs) / 2;
    for (let user = worker; user < users; user += workers) {
      this.#turns[user] = user;
      this.#enter(user, draw(seed, stream.entry, user) * meanMs);
    }
    this.#look();
  }

  next(): void {
    if (this.#waiting === 0) return;
    this.#waiting--;
    this.#sink(this.#heap[this.#waiting] ?? 0);
    this.#look();
  }

  answered(user: number, atMs: Millis): void {
    const { users, thinkTimeMs, seed } = this.#loop;
    const turn = (this.#turns[user] ?? 0) + users;
    this.#turns[user] = turn;
    const spreadMs = thinkTimeMs.toMs - thinkTimeMs.fromMs;
    this.#enter(user, atMs + thinkTimeMs.fromMs + spreadMs * draw(seed, stream.think, turn));
    this.#look();
  }

  #look(): void {
    if (this.#waiting === 0) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    this.user = this.#heap[0] ?? 0;
    this.turn = this.#turns[this.user] ?? 0;
    this.dueMs = millis(this.#due[this.user] ?? 0);
  }

  /** Lets a user wait for its time, unless the phase is over by then. */
  #enter(user: number, dueMs: number): void {
    if (dueMs >= this.#loop.durationMs) return;
    this.#due[user] = dueMs;
    let place = this.#waiting++;
    while (place > 0) {
      const above = this.#heap[(place - 1) >> 1] ?? 0;
      if (!this.#isSooner(user, above)) break;
      this.#heap[place] = above;
      place = (place - 1) >> 1;
    }
    this.#heap[place] = user;
  }

  /** Puts a user in the place of the top one, and lets it sink to where it belongs. */
  #sink(user: number): void {
    let place = 0;
    for (;;) {
      const child = this.#soonerChild(place);
      if (child >= this.#waiting || this.#isSooner(user, this.#heap[child] ?? 0)) break;
      this.#heap[place] = this.#heap[child] ?? 0;
      place = child;
    }
    this.#heap[place] = user;
  }

  #soonerChild(place: number): number {
    const left = 2 * place + 1;
    const right = left + 1;
    return right < this.#waiting && this.#isSooner(this.#heap[right] ?? 0, this.#heap[left] ?? 0) ? right : left;
  }

  #isSooner(one: number, other: number): boolean {
    const oneMs = this.#due[one] ?? 0;
    const otherMs = this.#due[other] ?? 0;
    return oneMs < otherMs || (oneMs === otherMs && one < other);
  }
}
