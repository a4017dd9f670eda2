import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import type { Cursor } from "./cursor.ts";
import type { RateIntegral } from "./rateIntegral.ts";

/** One target's part of an open loop: that of the turns of which `turn % workers === worker`. */
export interface OpenLoop {
  readonly integral: RateIntegral;
  /** Arrivals of each target. */
  readonly count: number;
  readonly seed: number;
  readonly targets: 1 | 2;
  readonly target: number;
  readonly worker: number;
  readonly workers: number;
}

const stream = { jitter: 1, order: 2, gap: 4 } as const;

/** Whether the target comes second in that turn of a duet. */
const comesSecond = ({ seed, targets, target }: OpenLoop, turn: number) =>
  targets === 2 && (draw(seed, stream.order, turn) < 0.5 ? target === 1 : target === 0);

/** Turn n comes at a random moment of its own share of the load, from n to n + 1 arrivals: any turn is one formula. */
export class EvenCursor implements Omit<Cursor, "thenMs"> {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  turn: number;
  readonly user = 0;
  readonly isMeasured = true;
  readonly #loop: OpenLoop;

  constructor(loop: OpenLoop) {
    this.#loop = loop;
    this.turn = loop.worker;
    this.#look();
  }

  next(): void {
    this.turn += this.#loop.workers;
    this.#look();
  }

  answered(): void {
    // An open loop waits for nobody.
  }

  #look(): void {
    const { count, integral, seed, targets } = this.#loop;
    const { turn } = this;
    if (turn >= count) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    if (integral.jumps) {
      this.dueMs = integral.whenMs(turn);
      return;
    }
    const part = comesSecond(this.#loop, turn) ? 1 : 0;
    this.dueMs = integral.whenMs(turn + (part + draw(seed, stream.jitter, turn)) / targets);
  }
}

/**
 * A Poisson process of the pattern's rate, given how many arrivals it has: as many random moments, sorted. They come out
 * sorted, since what the first of r moments leaves of the rest is distributed as u^(1/r) (Bentley & Saxe 1980).
 */
export class PoissonCursor implements Omit<Cursor, "thenMs"> {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  turn = 0;
  readonly user = 0;
  readonly isMeasured = true;
  readonly #loop: OpenLoop;
  /** Share of the whole load that comes after the turn after this one. */
  #left = 1;
  /** Where this turn and the one after it stand, in arrivals since the phase began. */
  #here = 0;
  #then: number;

  constructor(loop: OpenLoop) {
    this.#loop = loop;
    this.#then = this.#place(0);
    this.#here = this.#then;
    this.#then = this.#place(1);
    this.#walk(loop.worker);
  }

  next(): void {
    this.#walk(this.#loop.workers);
  }

  answered(): void {
    // An open loop waits for nobody.
  }

  #walk(turns: number): void {
    const end = Math.min(this.turn + turns, this.#loop.count);
    while (this.turn < end) {
      this.turn++;
      this.#here = this.#then;
      this.#then = this.#place(this.turn + 1);
    }
    this.#look();
  }

  /** Where the turn stands; called once for each of them, in order. */
  #place(turn: number): number {
    const { count, integral, seed } = this.#loop;
    if (turn >= count) return integral.total;
    this.#left *= (1 - draw(seed, stream.gap, turn)) ** (1 / (count - turn));
    return integral.total * (1 - this.#left);
  }

  #look(): void {
    const { count, integral } = this.#loop;
    if (this.turn >= count) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    const halfway = !integral.jumps && comesSecond(this.#loop, this.turn);
    this.dueMs = integral.whenMs(halfway ? (this.#here + this.#then) / 2 : this.#here);
  }
}
