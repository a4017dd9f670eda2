import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Keeps V8 from tidying up the heaps of threads that seem to have little to do, eight seconds after they were last collected:
 * it holds requests up by some milliseconds. To be called before the threads are started.
 */
export function leaveHeapsAlone(): void {
  setFlagsFromString("--no-memory-reducer");
  setFlagsFromString("--expose-gc");
}

/**
 * Collects this thread's garbage now, while nothing is being measured, so that what start and warm-up have left behind need
 * not be collected later.
 */
export function collectGarbage(): void {
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}
