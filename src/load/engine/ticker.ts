import { readlinkSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type Millis, millis } from "../../model/unit.ts";
import { type Alarm, type Clock, createAlarm, nowMs, systemClock } from "../../shell/clock.ts";

/** The clock and the alarms that load is sent by. */
export interface Timekeeper extends Clock {
  readonly kind: "ticker" | "timer";
  alarm(ring: () => void): Alarm;
  close(): Promise<void>;
}

/** The fallback. It rings on whole milliseconds, so a request is half a millisecond late on average. */
export const timerTimekeeper: Timekeeper = {
  ...systemClock,
  kind: "timer",
  alarm: (ring) => createAlarm(systemClock, ring),
  close: async () => {},
};

export interface TickerMemory {
  readonly kind: "ticker";
  /** [0] counts the alarm's settings, [1] counts its rings, [2] is 1 once the ticker thread runs. */
  readonly counters: Int32Array<SharedArrayBuffer>;
  /**
   * When to ring, and when to ring again without a new setting, on the clock of `nowMs`. There are two such pairs: the
   * first for settings with an even count, the second for odd ones. So no pair is read while it is half written.
   */
  readonly ringAtMs: Float64Array<SharedArrayBuffer>;
}

export const isTicker = (data: { readonly kind: string }): data is TickerMemory => data.kind === "ticker";

/** Indexes into `counters`. */
const settings = 0;
const rings = 1;
const running = 2;
/** How long the ticker thread may take to start. */
const startTimeoutMs = 5000;
/** How late a ring may be before a timer rings instead. */
const defaultWatchdogMs = millis(50);
/** Largest difference between the clocks of two threads. */
const skewMs = 0.05;

/**
 * A timekeeper that rings on time. setTimeout wakes on whole milliseconds, half a millisecond late on average, and the
 * response time would include that. Here a second thread sleeps in Atomics.wait, which takes fractions. It then
 * notifies this thread, which waits in Atomics.waitAsync. If the second thread cannot run, the result is
 * `timerTimekeeper`.
 */
export async function startTicker(entry: string, watchdogMs: Millis = defaultWatchdogMs): Promise<Timekeeper> {
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
    alarm: (ring) => createTickerAlarm(memory, ring, watchdogMs),
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
    // If the thread fails later, the alarm's watchdog takes over.
    thread.on("error", () => resolve("failed"));
    const started = await Promise.race([Atomics.waitAsync(counters, running, 0, startTimeoutMs).value, failed]);
    if (started !== "failed" && started !== "timed-out") return thread;
    await thread.terminate();
    return undefined;
  } catch {
    return undefined;
  }
}

/**
 * To wake the ticker thread is the most expensive step here. So each setting has two times. While the thread sleeps
 * until the second one, a new setting that is no earlier needs no wake-up: the thread reads it then.
 */
function createTickerAlarm({ counters, ringAtMs }: TickerMemory, ring: () => void, watchdogMs: Millis): Alarm {
  const never = Number.POSITIVE_INFINITY;
  let alarmMs = never;
  /** When the ticker thread wakes up by itself. */
  let threadWakesMs = never;
  let secondMs = never;
  let isListening = false;
  let isCancelled = false;
  const watchdog = setInterval(() => {
    if (nowMs() > alarmMs + watchdogMs) ringNow();
  }, watchdogMs).unref();

  function ringNow(): void {
    alarmMs = never;
    threadWakesMs = secondMs;
    ring();
  }

  async function listen(): Promise<void> {
    isListening = true;
    while (!isCancelled && alarmMs < never) {
      const ringsBefore = Atomics.load(counters, rings);
      if (nowMs() < alarmMs) await Atomics.waitAsync(counters, rings, ringsBefore).value;
      if (!isCancelled && nowMs() >= alarmMs - skewMs) {
        while (nowMs() < alarmMs);
        ringNow();
      }
    }
    isListening = false;
  }

  return {
    setTo(atMs, thenMs = millis(never)) {
      if (atMs >= alarmMs || isCancelled) return;
      alarmMs = atMs;
      secondMs = thenMs;
      const pair = pairOf(Atomics.load(counters, settings) + 1);
      ringAtMs[pair] = atMs;
      ringAtMs[pair + 1] = thenMs;
      Atomics.add(counters, settings, 1);
      if (atMs < threadWakesMs || nowMs() >= threadWakesMs - skewMs) Atomics.notify(counters, settings);
      threadWakesMs = atMs;
      if (!isListening) void listen();
    },
    cancel() {
      isCancelled = true;
      clearInterval(watchdog);
    },
  };
}

/** The ticker thread. It sleeps until each time it is set to, and rings. It ends with its worker. */
export function tick({ counters, ringAtMs }: TickerMemory): never {
  disableTimerSlack();
  Atomics.store(counters, running, 1);
  Atomics.notify(counters, running);
  for (let setting = 0; ; ) {
    Atomics.wait(counters, settings, setting);
    setting = Atomics.load(counters, settings);
    const pair = pairOf(setting);
    if (ringAt(ringAtMs[pair] ?? 0, counters, setting)) ringAt(ringAtMs[pair + 1] ?? 0, counters, setting);
  }
}

/** Index of the first time of a setting. */
const pairOf = (setting: number): number => 2 * (setting & 1);

/** Returns false without ringing if a new setting came before that time. */
function ringAt(atMs: number, counters: TickerMemory["counters"], setting: number): boolean {
  if (atMs === Number.POSITIVE_INFINITY) return false;
  for (let remainingMs = atMs - nowMs(); remainingMs > 0; remainingMs = atMs - nowMs()) {
    // A notification may come late, for a setting already read. It is not a reason to stop.
    Atomics.wait(counters, settings, setting, remainingMs);
    if (Atomics.load(counters, settings) !== setting) return false;
  }
  if (Atomics.load(counters, settings) !== setting) return false;
  Atomics.add(counters, rings, 1);
  Atomics.notify(counters, rings);
  return true;
}

/** By default Linux lets a thread oversleep by 50 us to save power (proc_pid_timerslack_ns(5)). */
function disableTimerSlack(): void {
  try {
    const thread = readlinkSync("/proc/thread-self").split("/").at(-1);
    writeFileSync(`/proc/${thread}/timerslack_ns`, "1000");
  } catch {
    // Another operating system, or a sandbox. The thread oversleeps a little.
  }
}
