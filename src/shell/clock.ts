import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Millis, millis } from "../model/unit.ts";

export interface Clock {
  /** Milliseconds on a monotonic clock. Its zero point is arbitrary. */
  nowMs(): Millis;
  /** Resolves when `nowMs()` reaches `atMs`, or immediately if that time has passed. Rejects when aborted. */
  sleepUntil(atMs: Millis, signal?: AbortSignal): Promise<void>;
}

/** Rings once, at the earliest of the times it was set to. After that it must be set again. */
export interface Alarm {
  /** `thenMs` is the expected time of the next call, if it is known. Some alarms use it to save work. */
  setTo(atMs: Millis, thenMs?: Millis): void;
  /** Stops the alarm for good. */
  cancel(): void;
}

/** The machine's monotonic clock. Threads read the same time, to about a microsecond. */
export const nowMs = (): Millis => millis(originMs + performance.now());

/** The start of the thread's own clock. The fastest of 20 readings of both clocks is the most exact one. */
const originMs = Array.from({ length: 20 }, readBothClocks).reduce((a, b) => (b.tookMs < a.tookMs ? b : a)).originMs;

function readBothClocks(): { readonly originMs: number; readonly tookMs: number } {
  const beforeMs = performance.now();
  const [seconds, nanos] = process.hrtime();
  const afterMs = performance.now();
  return {
    originMs: seconds * 1000 + nanos / 1e6 - (beforeMs + afterMs) / 2,
    tookMs: afterMs - beforeMs,
  };
}

/** CPU time of this thread, or the time on the clock where Node is older than 23.9. */
export function threadCpuMs(): Millis {
  const usage: NodeJS.CpuUsage | undefined = process.threadCpuUsage?.();
  return usage === undefined ? nowMs() : millis((usage.user + usage.system) / 1000);
}

/** Sleeps with setTimeout, to a millisecond. That is exact enough for everything except sending load. */
export const systemClock: Clock = {
  nowMs,
  async sleepUntil(atMs, signal) {
    for (let remainingMs = atMs - nowMs(); remainingMs > 0; remainingMs = atMs - nowMs()) {
      await sleep(Math.min(remainingMs, 2 ** 31 - 1), undefined, signal ? { signal } : {}).catch((error: unknown) => {
        // The signal has the reason; the timer's own error does not.
        throw signal?.aborted ? signal.reason : error;
      });
    }
  },
};

/** An alarm that runs on a clock. It is as exact as the clock's sleep. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
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
