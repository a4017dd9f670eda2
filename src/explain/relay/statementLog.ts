import type { StatementCount } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";

/** Further texts are counted together. */
const mostTexts = 2000;
const otherText = "(other statements)";
/** Counts the statements that started while it is open, by their text. */
export class StatementLog {
  readonly #counts = new Map<string, { calls: number; timeMs: number }>();
  readonly #problems = new Set<string>();
  #openMs = Number.POSITIVE_INFINITY;
  #closeMs = Number.POSITIVE_INFINITY;
  /** Of the service, so far. */
  connections = 0;
  #opened = { count: 0, timeMs: 0 };
  open(nowMs: Millis): void {
    this.#openMs = nowMs;
  }
  close(nowMs: Millis): void {
    this.#closeMs = nowMs;
  }
  /** `isFirst`: false for a further part of a statement's rows. */
  add(text: string, startMs: Millis, endMs: Millis, isFirst = true): void {
    if (startMs < this.#openMs || startMs > this.#closeMs) return;
    const name = this.#counts.has(text) || this.#counts.size < mostTexts ? text : otherText;
    const count = this.#counts.get(name) ?? { calls: 0, timeMs: 0 };
    count.calls += isFirst ? 1 : 0;
    count.timeMs += endMs - startMs;
    this.#counts.set(name, count);
  }
  /** A connection, until its first answer. */
  addConnection(startMs: Millis, endMs: Millis): void {
    if (startMs < this.#openMs || startMs > this.#closeMs) return;
    const { count, timeMs } = this.#opened;
    this.#opened = { count: count + 1, timeMs: timeMs + endMs - startMs };
  }
  get opened(): { readonly count: number; readonly timeMs: Millis } {
    const { count, timeMs } = this.#opened;
    return { count, timeMs: millis(timeMs) };
  }
  /** A connection that cannot be read. It works all the same. */
  addProblem(reason: string): void {
    this.#problems.add(reason);
  }
  get problems(): readonly string[] {
    return [...this.#problems];
  }
  /** The longest time in all calls first. */
  statements(): readonly StatementCount[] {
    return [...this.#counts]
      .map(([text, { calls, timeMs }]) => ({ text, calls, timeMs: millis(timeMs) }))
      .toSorted((a, b) => b.timeMs - a.timeMs);
  }
}
