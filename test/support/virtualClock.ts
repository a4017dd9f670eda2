import { type Millis, millis } from "../../src/model/unit.ts";
import type { Clock } from "../../src/shell/clock.ts";

/**
 * A clock whose time passes only while all code sleeps. When nothing else is left to run, it jumps to the next wake-up.
 * Sleepers with the same wake-up time wake one by one, in the order in which they fell asleep.
 */
export function virtualClock(startMs = 0): Clock {
  let now = startMs;
  let jumping = false;
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];

  function jump(): void {
    jumping = false;
    const [next] = sleepers.splice(0, 1);
    if (next === undefined) return;
    now = next.atMs;
    next.wake();
    jumpLater();
  }

  /** Runs after all promises that can settle have settled. */
  function jumpLater(): void {
    if (jumping || sleepers.length === 0) return;
    jumping = true;
    setImmediate(jump);
  }

  return {
    nowMs: () => millis(now),
    sleepUntil(atMs: Millis, signal?: AbortSignal): Promise<void> {
      if (atMs <= now) return Promise.resolve();
      if (signal?.aborted) return Promise.reject(signal.reason);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { atMs, wake: resolve };
      const after = sleepers.findIndex((other) => other.atMs > atMs);
      sleepers.splice(after < 0 ? sleepers.length : after, 0, sleeper);
      signal?.addEventListener("abort", () => {
        const at = sleepers.indexOf(sleeper);
        if (at >= 0) sleepers.splice(at, 1);
        reject(signal.reason);
      });
      jumpLater();
      return promise;
    },
  };
}
