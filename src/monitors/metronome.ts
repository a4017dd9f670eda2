import { type Millis, millis } from "../model/unit.ts";
import type { Clock } from "../shell/clock.ts";

export interface MetronomeOptions {
  /** Time between two ticks. */
  readonly intervalMs: Millis;
  readonly clock: Clock;
}

/** Ticks for several samplers at once: waking up costs more than most readings. */
export class Metronome {
  readonly #options: MetronomeOptions;
  readonly #members = new Set<() => void>();
  #running: AbortController | undefined;

  constructor(options: MetronomeOptions) {
    this.#options = options;
  }

  /** Calls `tick` once per interval, until the function that it returns is called. The first member sets the times. */
  join(tick: () => void): () => void {
    this.#members.add(tick);
    if (this.#running === undefined) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
    return () => {
      this.#members.delete(tick);
      if (this.#members.size > 0) return;
      this.#running?.abort();
      this.#running = undefined;
    };
  }

  /** A member that blocks the thread makes the others skip the times that they missed. */
  async #run(stopped: AbortSignal): Promise<void> {
    const { intervalMs, clock } = this.#options;
    for (let dueMs = clock.nowMs() + intervalMs; ; ) {
      await clock.sleepUntil(millis(dueMs), stopped).catch(() => {});
      if (stopped.aborted) return;
      for (const tick of this.#members) tick();
      const missed = Math.floor((clock.nowMs() - dueMs) / intervalMs);
      dueMs += Math.max(1, missed + 1) * intervalMs;
    }
  }
}
