import { setTimeout as sleep } from "node:timers/promises";
import type { WaitsRecord } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import { nowMs } from "../../shell/clock.ts";
import { type GoroutineWait, goroutineWaits } from "./goroutineWaits.ts";

/** A look takes a service of some dozens of goroutines 0.2 ms of CPU time. */
const sampleEveryMs = millis(15);

/**
 * Looks again and again at what goroutines wait for: their threads do not sleep meanwhile. The number of waiting ones
 * times the time is the sum of their waits (Little). Rejects if the service shows none.
 */
export async function sampleGoroutines(
  look: () => Promise<string>,
  signal: AbortSignal,
): Promise<WaitsRecord["waits"]> {
  const waits = new Map<string, { readonly wait: GoroutineWait; timeMs: number }>();
  let lastMs = nowMs();
  while (!signal.aborted) {
    const found = goroutineWaits(await look());
    const atMs = nowMs();
    if (found === undefined) throw new Error("expected a goroutine profile of Go");
    for (const wait of found) {
      const key = `${wait.name} ${wait.file}:${wait.line}`;
      const known = waits.get(key) ?? { wait, timeMs: 0 };
      known.timeMs += wait.count * (atMs - lastMs);
      waits.set(key, known);
    }
    lastMs = atMs;
    await sleep(sampleEveryMs, undefined, { signal }).catch(() => {});
  }
  const all = [...waits.values()].map(({ wait: { count: _, ...place }, timeMs }) => ({ ...place, timeMs }));
  // None is worth saying as well.
  const shown = all.length === 0 ? [{ timeMs: 0 }] : all;
  return shown.map((one) => ({ for: "goroutine", ...one, timeMs: millis(one.timeMs) }));
}
