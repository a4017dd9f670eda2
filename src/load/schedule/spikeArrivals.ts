import type { SpikePattern } from "../../model/generator.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { type EventTrain, eventTrain } from "../../stats/eventTrain.ts";
import { draw } from "../../stats/random.ts";
import type { SimpleCursor } from "./cursor.ts";

/** One worker's share of one target's spikes: the columns with `column % workers === worker`. */
export interface SpikeOptions {
  readonly columns: number;
  readonly spikes: SpikePattern;
  readonly durationMs: Millis;
  readonly seed: number;
  readonly targets: 1 | 2;
  readonly target: number;
  readonly worker: number;
  readonly workers: number;
}

/** Numbers of the random streams. */
const streams = { order: 12 } as const;

/**
 * Spike n of a column is the iteration column + n · columns, and its user is the column. In a duet, half of the columns
 * reach the second target half a mean interval after the first. The intervals of a column stay as they are.
 */
export class SpikeArrivals implements SimpleCursor {
  dueMs: Millis = millis(Number.POSITIVE_INFINITY);
  iteration = 0;
  user = 0;
  readonly isMeasured = true;
  readonly #columns: number;
  /** The columns of this worker. A binary heap: the column with the next spike on top. */
  readonly #heap: Column[];

  constructor({ columns, spikes, durationMs, seed, targets, target, worker, workers }: SpikeOptions) {
    this.#columns = columns;
    const shiftMs = targets === 2 ? 500 / (columns * spikes.eventsPerSec) : 0;
    const heap: Column[] = [];
    for (let column = worker; column < columns; column += workers) {
      const isSecond = draw(seed, streams.order, column) < 0.5 ? target === 1 : target === 0;
      const train = eventTrain(spikes, seed, column);
      heap.push(new Column(column, train, durationMs - shiftMs, isSecond ? shiftMs : 0));
    }
    this.#heap = heap.toSorted(byTime);
    this.#readTop();
  }

  next(): void {
    this.#heap[0]?.next(this.#columns);
    this.#moveTopDown();
    this.#readTop();
  }

  onResponse(): void {
    // An open loop does not wait for responses.
  }

  #readTop(): void {
    const top = this.#heap[0];
    if (top === undefined) return;
    this.dueMs = top.dueMs;
    this.iteration = top.iteration;
    this.user = top.column;
  }

  #moveTopDown(): void {
    const heap = this.#heap;
    const top = heap[0];
    if (top === undefined) return;
    let index = 0;
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && byTime(right, left) < 0;
      const sooner = isRight ? right : left;
      if (byTime(top, sooner) <= 0) break;
      heap[index] = sooner;
      index = 2 * index + (isRight ? 2 : 1);
    }
    heap[index] = top;
  }
}

class Column {
  readonly column: number;
  readonly #train: EventTrain;
  readonly #endMs: number;
  readonly #shiftMs: number;
  dueMs: Millis;
  iteration: number;

  constructor(column: number, train: EventTrain, endMs: number, shiftMs: number) {
    this.column = column;
    this.#train = train;
    this.#endMs = endMs;
    this.#shiftMs = shiftMs;
    this.iteration = column;
    this.dueMs = this.#due();
  }

  next(columns: number): void {
    this.#train.next();
    this.iteration += columns;
    this.dueMs = this.#due();
  }

  /** Infinity after the end. Both targets get the same spikes. */
  #due(): Millis {
    const { nextMs } = this.#train;
    return millis(nextMs < this.#endMs ? nextMs + this.#shiftMs : Number.POSITIVE_INFINITY);
  }
}

const byTime = (a: Column, b: Column): number => (a.dueMs === b.dueMs ? a.column - b.column : a.dueMs - b.dueMs);
