import type { Millis, Ratio } from "../model/unit.ts";

/** `first` and `last` are the borders of a phase: load is sent only in between. */
export type Moment = "first" | "next" | "last";

/**
 * Reads a dear source as often as it costs at most that share of a core, and always at the borders of a phase. A reading
 * in between that must wait is left out.
 */
export class Pace {
  readonly #share: Ratio;
  readonly #nowMs: () => Millis;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  #tookMs: readonly number[] = [];

  constructor(share: Ratio, nowMs: () => Millis) {
    this.#share = share;
    this.#nowMs = nowMs;
  }

  /** `undefined` if the reading must wait. */
  read<T>(moment: Moment, read: () => T): T | undefined {
    const startMs = this.#nowMs();
    if (moment === "next" && startMs < this.#notBeforeMs) return undefined;
    const value = read();
    const endMs = this.#nowMs();
    this.#tookMs = [...this.#tookMs.slice(-2), endMs - startMs];
    if (moment === "next") this.#notBeforeMs = endMs + this.#costMs / this.#share;
    return value;
  }

  /** The shortest of the last three: another process may have interrupted a longer one. */
  get #costMs(): number {
    return Math.min(...this.#tookMs);
  }
}
