import type { SpikeTrainSpec } from "../../model/generator.ts";
import { type EventTrain, eventTrain } from "../../stats/eventTrain.ts";
import type { ArrivalSource } from "../requests/requestStream.ts";

/**
 * The spikes of cortical columns. ${column} is a number from 1 on, ${spikes} a list of times in ms.
 *
 * If each spike is an arrival, the schedule has decided when it comes: ${spikes} is that one time. Otherwise the columns
 * take turns, and each arrival sends the next piece of its column's train. No spike is lost between two pieces.
 */
export function spikeTrainSource(spec: SpikeTrainSpec, seed: number): ArrivalSource {
  if (spec.arrivals === "spikes") {
    return { valuesOf: ({ user, dueMs }) => ({ column: user + 1, spikes: [rounded(dueMs)] }) };
  }
  const columns = Array.from({ length: spec.columns }, (_, column) => new ColumnPieces(spec, seed, column));
  return {
    valuesOf: ({ iteration }) => {
      const index = iteration % spec.columns;
      const spikes = columns[index]?.pieceAt(Math.floor(iteration / spec.columns)) ?? [];
      return { column: index + 1, spikes };
    },
  };
}

/** The train of a column in pieces of equal length. Reading them in order is fast; an earlier one starts again. */
class ColumnPieces {
  readonly #create: () => EventTrain;
  readonly #lengthMs: number;
  #train: EventTrain;
  #nextPiece = 0;
  #last: readonly number[] = [];

  constructor({ spikes, durationMs }: SpikeTrainSpec, seed: number, column: number) {
    this.#create = () => eventTrain(spikes, seed, column);
    this.#lengthMs = durationMs;
    this.#train = this.#create();
  }

  pieceAt(piece: number): readonly number[] {
    if (piece === this.#nextPiece - 1) return this.#last;
    if (piece < this.#nextPiece) this.#train = this.#create();
    this.#nextPiece = piece + 1;
    const [startMs, endMs] = [piece * this.#lengthMs, (piece + 1) * this.#lengthMs];
    while (this.#train.nextMs < startMs) this.#train.next();
    const spikes: number[] = [];
    for (; this.#train.nextMs < endMs; this.#train.next()) spikes.push(rounded(this.#train.nextMs));
    this.#last = spikes;
    return spikes;
  }
}

/** To microseconds. */
const rounded = (ms: number): number => Math.round(1000 * ms) / 1000;
