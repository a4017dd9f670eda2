import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import type { SimpleCursor } from "./cursor.ts";
import type { RateIntegral } from "./rateIntegral.ts";

/** One worker's share of one target's open loop: the iterations with `iteration % workers === worker`. */
export interface OpenLoopOptions {
  readonly integral: RateIntegral;
  /** Arrivals per target. */
  readonly count: number;
  readonly seed: number;
  readonly targets: 1 | 2;
  readonly target: number;
  readonly worker: number;
  readonly workers: number;
}

/** Numbers of the random streams. */
const streams = { jitter: 1, order: 2, gap: 4 } as const;

/** True if the target comes second in that iteration of a duet. */
const comesSecond = ({ seed, targets, target }: OpenLoopOptions, iteration: number) =>
  targets === 2 && (draw(seed, streams.order, iteration) < 0.5 ? target === 1 : target === 0);

/** Iteration n is due at a random moment while the load grows from n to n + 1 arrivals. One formula gives any n. */
export class EvenArrivals implements SimpleCursor {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  iteration: number;
  readonly user = 0;
  readonly isMeasured = true;
  readonly #options: OpenLoopOptions;

  constructor(options: OpenLoopOptions) {
    this.#options = options;
    this.iteration = options.worker;
    this.#updateDue();
  }

  next(): void {
    this.iteration += this.#options.workers;
    this.#updateDue();
  }

  onResponse(): void {
    // An open loop does not wait for responses.
  }

  #updateDue(): void {
    const { count, integral, seed, targets } = this.#options;
    const { iteration } = this;
    if (iteration >= count) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    if (integral.isStepwise) {
      this.dueMs = integral.timeMs(iteration);
      return;
    }
    const half = comesSecond(this.#options, iteration) ? 1 : 0;
    this.dueMs = integral.timeMs(iteration + (half + draw(seed, streams.jitter, iteration)) / targets);
  }
}

/**
 * A Poisson process with the pattern's rate and a fixed number of arrivals, which is that many random moments, sorted.
 * They are drawn in sorted order: of r moments, the first leaves a share distributed as u^(1/r) (Bentley & Saxe 1980).
 */
export class PoissonArrivals implements SimpleCursor {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  iteration = 0;
  readonly user = 0;
  readonly isMeasured = true;
  readonly #options: OpenLoopOptions;
  /** Share of the whole load that comes after `#following`. */
  #remaining = 1;
  /** Position of this iteration, in arrivals since the phase started. */
  #position = 0;
  /** Position of the next iteration. */
  #following: number;

  constructor(options: OpenLoopOptions) {
    this.#options = options;
    this.#following = this.#drawPosition(0);
    this.#position = this.#following;
    this.#following = this.#drawPosition(1);
    this.#advance(options.worker);
  }

  next(): void {
    this.#advance(this.#options.workers);
  }

  onResponse(): void {
    // An open loop does not wait for responses.
  }

  #advance(iterations: number): void {
    const end = Math.min(this.iteration + iterations, this.#options.count);
    while (this.iteration < end) {
      this.iteration++;
      this.#position = this.#following;
      this.#following = this.#drawPosition(this.iteration + 1);
    }
    this.#updateDue();
  }

  /** Position of the iteration. Must be called once for each iteration, in order. */
  #drawPosition(iteration: number): number {
    const { count, integral, seed } = this.#options;
    if (iteration >= count) return integral.total;
    this.#remaining *= (1 - draw(seed, streams.gap, iteration)) ** (1 / (count - iteration));
    return integral.total * (1 - this.#remaining);
  }

  #updateDue(): void {
    const { count, integral } = this.#options;
    if (this.iteration >= count) {
      this.dueMs = millis(Number.POSITIVE_INFINITY);
      return;
    }
    const isHalfway = !integral.isStepwise && comesSecond(this.#options, this.iteration);
    this.dueMs = integral.timeMs(isHalfway ? (this.#position + this.#following) / 2 : this.#position);
  }
}
