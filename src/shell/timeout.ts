import { setTimeout as sleep } from "node:timers/promises";
import type { Millis } from "../model/unit.ts";

/** The promise's result, or an error after `limitMs`. Needed for clients that wait and retry without a limit. */
export async function withTimeout<T>(limitMs: Millis, what: string, promise: Promise<T>): Promise<T> {
  const done = new AbortController();
  const timeout = sleep(limitMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${what} took longer than ${limitMs / 1000} s`);
  });
  timeout.catch(() => {});
  return await Promise.race([promise, timeout]).finally(() => done.abort());
}
