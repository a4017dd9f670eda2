import type { Millis } from "../model/unit.ts";

/** The promise's result, or an error after `limitMs`. Needed for clients that wait and retry without a limit. */
export async function withTimeout<T>(limitMs: Millis, what: string, promise: Promise<T>): Promise<T> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  // An aborted sleep would cost more than most readings of a monitor.
  const timer = setTimeout(() => reject(new Error(`${what} took longer than ${limitMs / 1000} s`)), limitMs);
  return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
