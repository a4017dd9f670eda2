import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Millis, millis } from "../model/unit.ts";

export interface Clock {
  /** Milliseconds on a clock that never goes back; its zero means nothing. */
  nowMs(): Millis;
  /** Resolves once `nowMs()` has reached `atMs`, at once where it already has. Rejects when aborted. */
  sleepUntil(atMs: Millis, signal?: AbortSignal): Promise<void>;
}

/** Rings once at the earliest of the times that it was set to; then it wants to be set again. */
export interface Alarm {
  /** `thenMs`: for when it will be set next, as far as known; some alarms save work by knowing. */
  setTo(atMs: Millis, thenMs?: Millis): void;
  /** It never rings again. */
  cancel(): void;
}

/** The machine's monotonic clock: the same reading in every thread, to a microsecond or so. */
export const nowMs = (): Millis => millis(originMs + performance.now());

/** Where a thread's own clock began: of several looks at both clocks, the one that was least held up. */
const originMs = Array.from({ length: 20 }, lookAtBoth).reduce((a, b) => (b.tookMs < a.tookMs ? b : a)).originMs;

function lookAtBoth(): { readonly originMs: number; readonly tookMs: number } {
  const beforeMs = performance.now();
  const [seconds, nanos] = process.hrtime();
  const afterMs = performance.now();
  return {
    originMs: seconds * 1000 + nanos / 1e6 - (beforeMs + afterMs) / 2,
    tookMs: afterMs - beforeMs,
  };
}

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

/** An alarm on any clock, as exact as its sleep is. */
export function alarmOn(clock: Clock, ring: () => void): Alarm {
  let setMs = Number.POSITIVE_INFINITY;
  let sleeping = new AbortController();
  return {
    setTo(atMs) {
      if (atMs >= setMs) return;
      setMs = atMs;
      sleeping.abort();
      const mine = new AbortController();
      sleeping = mine;
      clock.sleepUntil(atMs, mine.signal).then(
        () => {
          if (mine.signal.aborted) return;
          setMs = Number.POSITIVE_INFINITY;
          ring();
        },
        () => {},
      );
    },
    cancel() {
      setMs = Number.NEGATIVE_INFINITY;
      sleeping.abort();
    },
  };
}
