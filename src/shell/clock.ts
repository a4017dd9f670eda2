import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Millis, millis } from "../model/unit.ts";

export interface Clock {
  /** Milliseconds on a clock that never goes back; its zero means nothing. */
  nowMs(): Millis;
  /** Resolves once `nowMs()` has reached `atMs`, at once where it already has. Rejects when aborted. */
  sleepUntil(atMs: Millis, signal?: AbortSignal): Promise<void>;
}

const [seconds, nanos] = process.hrtime();
const originMs = seconds * 1000 + nanos / 1e6 - performance.now();

/** The machine's monotonic clock: the same reading in every thread, finer than a microsecond. */
export const nowMs = (): Millis => millis(originMs + performance.now());

/** Sleeps on setTimeout: whole milliseconds, good enough for anything but sending load. */
export const systemClock: Clock = {
  nowMs,
  async sleepUntil(atMs, signal) {
    for (let left = atMs - nowMs(); left > 0; left = atMs - nowMs()) {
      await sleep(Math.min(left, 2 ** 31 - 1), undefined, signal ? { signal } : {}).catch((error: unknown) => {
        // Who aborted knows why; the timer only knows that.
        throw signal?.aborted ? signal.reason : error;
      });
    }
  },
};
