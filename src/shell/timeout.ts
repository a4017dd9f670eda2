import { setTimeout as sleep } from "node:timers/promises";
import type { Millis } from "../model/unit.ts";

/** The promise's outcome, or an error once the time is over: for clients that wait and retry without an end. */
export async function within<T>(limitMs: Millis, what: string, promise: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = sleep(limitMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${what} took longer than ${limitMs / 1000} s`);
  });
  late.catch(() => {});
  return await Promise.race([promise, late]).finally(() => done.abort());
}
