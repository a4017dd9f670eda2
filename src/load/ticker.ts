import { Worker } from "node:worker_threads";
import { type Millis, millis } from "../model/unit.ts";
import { type Clock, nowMs, systemClock } from "../shell/clock.ts";

/**
 * A clock that wakes on time: setTimeout wakes on whole milliseconds, half a millisecond late on average, which would
 * be billed to the service. Here a second thread sleeps in Atomics.wait, which takes fractions, and then notifies this
 * one, which waits in Atomics.waitAsync.
 */
export interface Ticker extends Clock {
  close(): Promise<void>;
}

export interface TickerMemory {
  readonly kind: "ticker";
  /** Two counters: [0] rises with each new wake-up time, [1] with each wake-up. */
  readonly counters: Int32Array<SharedArrayBuffer>;
  /** When to wake, on `nowMs`'s clock. */
  readonly wakeAtMs: Float64Array<SharedArrayBuffer>;
}

const asked = 0;
const woken = 1;
/** Longer waits than this sleep on setTimeout until shortly before, where an abort reaches them. */
const longMs = 50;

export function startTicker(entry: string): Ticker {
  const memory: TickerMemory = {
    kind: "ticker",
    counters: new Int32Array(new SharedArrayBuffer(8)),
    wakeAtMs: new Float64Array(new SharedArrayBuffer(8)),
  };
  const thread = new Worker(entry, { workerData: memory });
  thread.unref();
  return {
    nowMs,
    async sleepUntil(atMs, signal) {
      if (atMs - nowMs() > longMs) await systemClock.sleepUntil(millis(atMs - longMs / 2), signal);
      while (nowMs() < atMs) {
        signal?.throwIfAborted();
        const before = Atomics.load(memory.counters, woken);
        memory.wakeAtMs[0] = atMs;
        Atomics.add(memory.counters, asked, 1);
        Atomics.notify(memory.counters, asked);
        const wait = Atomics.waitAsync(memory.counters, woken, before, longMs);
        if (wait.async) await wait.value;
      }
    },
    async close() {
      await thread.terminate();
    },
  };
}

/** The second thread: sleeps until each time that it is asked for, and says so. Ends with its worker. */
export function tick({ counters, wakeAtMs }: TickerMemory): never {
  for (let seen = 0; ; ) {
    Atomics.wait(counters, asked, seen);
    seen = Atomics.load(counters, asked);
    for (let leftMs = remaining(wakeAtMs); leftMs > 0; leftMs = remaining(wakeAtMs)) {
      if (Atomics.wait(counters, asked, seen, leftMs) !== "timed-out") break;
    }
    if (Atomics.load(counters, asked) !== seen) continue;
    Atomics.add(counters, woken, 1);
    Atomics.notify(counters, woken);
  }
}

const remaining = (wakeAtMs: Float64Array): Millis => millis((wakeAtMs[0] ?? 0) - nowMs());
