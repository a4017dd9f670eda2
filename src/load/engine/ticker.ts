import { readlinkSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type Millis, millis } from "../../model/unit.ts";
import { type Alarm, alarmOn, type Clock, nowMs, systemClock } from "../../shell/clock.ts";

/** Tells the time and rings in time: what load is sent by. */
export interface Timekeeper extends Clock {
  readonly kind: "ticker" | "timer";
  alarm(ring: () => void): Alarm;
  close(): Promise<void>;
}

/** The fallback: rings on whole milliseconds, which makes a request half a millisecond late on average. */
export const timerTimekeeper: Timekeeper = {
  ...systemClock,
  kind: "timer",
  alarm: (ring) => alarmOn(systemClock, ring),
  close: async () => {},
};

export interface TickerMemory {
  readonly kind: "ticker";
  /** Three counters: [0] rises with each new time, [1] with each ring, [2] is 1 once the thread runs. */
  readonly counters: Int32Array<SharedArrayBuffer>;
  /**
   * When to ring, and when to ring again if nothing else was said by then, on `nowMs`'s clock. Two such pairs: what is
   * asked for with an even count stands in the first, with an odd one in the second, so that none is read half written.
   */
  readonly ringAtMs: Float64Array<SharedArrayBuffer>;
}

export const isTicker = (data: { readonly kind: string }): data is TickerMemory => data.kind === "ticker";

const asked = 0;
const rung = 1;
const running = 2;
/** How long the thread may take to start, and how late a ring may be before a timer rings instead. */
const startMs = 5000;
const lateMs = millis(50);
/** By how much the clocks of two threads may differ. */
const skewMs = 0.05;

/**
 * Rings on time: setTimeout wakes on whole milliseconds, half a millisecond late on average, which would be billed to the
 * service. Here a second thread sleeps in Atomics.wait, which takes fractions, and then notifies this one, which waits in
 * Atomics.waitAsync. Where that thread cannot run, a timekeeper of kind `timer` takes its place.
 */
export async function startTicker(entry: string, watchMs: Millis = lateMs): Promise<Timekeeper> {
  const memory: TickerMemory = {
    kind: "ticker",
    counters: new Int32Array(new SharedArrayBuffer(12)),
    ringAtMs: new Float64Array(new SharedArrayBuffer(32)),
  };
  const thread = await startThread(entry, memory);
  if (thread === undefined) return timerTimekeeper;
  return {
    ...systemClock,
    kind: "ticker",
    alarm: (ring) => tickerAlarm(memory, ring, watchMs),
    close: async () => {
      await thread.terminate();
    },
  };
}

async function startThread(entry: string, { counters, ...memory }: TickerMemory): Promise<Worker | undefined> {
  if (typeof Atomics.waitAsync !== "function") return undefined;
  try {
    const thread = new Worker(entry, { workerData: { ...memory, counters } satisfies TickerMemory });
    thread.unref();
    const { promise: failed, resolve } = Promise.withResolvers<"failed">();
    // A ticker that fails later is found out by the alarm's own time limit.
    thread.on("error", () => resolve("failed"));
    const started = await Promise.race([Atomics.waitAsync(counters, running, 0, startMs).value, failed]);
    if (started !== "failed" && started !== "timed-out") return thread;
    await thread.terminate();
    return undefined;
  } catch {
    return undefined;
  }
}

/**
 * Waking the second thread costs more than all else here. So it is told two times at once, and while it sleeps until the
 * second one, a new first one that is no earlier is left for it to find.
 */
function tickerAlarm({ counters, ringAtMs }: TickerMemory, ring: () => void, watchMs: Millis): Alarm {
  const never = Number.POSITIVE_INFINITY;
  let setMs = never;
  /** When the thread will look again by itself. */
  let looksMs = never;
  let secondMs = never;
  let listening = false;
  let cancelled = false;
  const watch = setInterval(() => {
    if (nowMs() > setMs + watchMs) rings();
  }, watchMs).unref();

  function rings(): void {
    setMs = never;
    looksMs = secondMs;
    ring();
  }

  async function listen(): Promise<void> {
    listening = true;
    while (!cancelled && setMs < never) {
      const before = Atomics.load(counters, rung);
      if (nowMs() < setMs) await Atomics.waitAsync(counters, rung, before).value;
      if (!cancelled && nowMs() >= setMs - skewMs) {
        while (nowMs() < setMs);
        rings();
      }
    }
    listening = false;
  }

  return {
    setTo(atMs, thenMs = millis(never)) {
      if (atMs >= setMs || cancelled) return;
      setMs = atMs;
      secondMs = thenMs;
      const pair = pairOf(Atomics.load(counters, asked) + 1);
      ringAtMs[pair] = atMs;
      ringAtMs[pair + 1] = thenMs;
      Atomics.add(counters, asked, 1);
      if (atMs < looksMs || nowMs() >= looksMs - skewMs) Atomics.notify(counters, asked);
      looksMs = atMs;
      if (!listening) void listen();
    },
    cancel() {
      cancelled = true;
      clearInterval(watch);
    },
  };
}

/** The second thread: sleeps until each time that it is set to, and rings. Ends with its worker. */
export function tick({ counters, ringAtMs }: TickerMemory): never {
  sleepExactly();
  Atomics.store(counters, running, 1);
  Atomics.notify(counters, running);
  for (let seen = 0; ; ) {
    Atomics.wait(counters, asked, seen);
    seen = Atomics.load(counters, asked);
    const pair = pairOf(seen);
    if (ringAt(ringAtMs[pair] ?? 0, counters, seen)) ringAt(ringAtMs[pair + 1] ?? 0, counters, seen);
  }
}

const pairOf = (count: number): number => 2 * (count & 1);

/** Whether it rang, since nothing new was said by then. */
function ringAt(atMs: number, counters: TickerMemory["counters"], seen: number): boolean {
  if (atMs === Number.POSITIVE_INFINITY) return false;
  for (let leftMs = atMs - nowMs(); leftMs > 0; leftMs = atMs - nowMs()) {
    // A notification may come late, after what it tells of was found: it is no reason to stop.
    Atomics.wait(counters, asked, seen, leftMs);
    if (Atomics.load(counters, asked) !== seen) return false;
  }
  if (Atomics.load(counters, asked) !== seen) return false;
  Atomics.add(counters, rung, 1);
  Atomics.notify(counters, rung);
  return true;
}

/** Linux lets a thread oversleep by 50 us to save power, unless it says otherwise (proc_pid_timerslack_ns(5)). */
function sleepExactly(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    writeFileSync(`/proc/${thread}/timerslack_ns`, "1000");
  } catch {
    // Another system, or a sandbox: it oversleeps a little.
  }
}
