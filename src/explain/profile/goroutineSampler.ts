import { setTimeout as sleep } from "node:timers/promises";
import type { WaitsRecord } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import { nowMs } from "../../shell/clock.ts";
import { type GoroutinePlace, goroutinePlaces } from "./goroutineWaits.ts";

/** A look takes a service of some dozens of goroutines 0.2 ms of CPU time. */
const sampleEveryMs = millis(15);

type Wait = WaitsRecord["waits"][number];

/**
 * Looks again and again at what goroutines wait for: their threads do not sleep meanwhile. The number of waiting ones
 * times the time is the sum of their waits (Little). Of those that work, it is the time with at least one of them.
 * Rejects if the service shows none.
 */
export async function sampleGoroutines(
  look: () => Promise<string>,
  signal: AbortSignal,
): Promise<WaitsRecord["waits"]> {
  const times = new Map<string, Wait>();
  let lastMs = nowMs();
  while (!signal.aborted) {
    const places = goroutinePlaces(await look());
    const atMs = nowMs();
    if (places === undefined) throw new Error("expected a goroutine profile of Go");
    for (const { count, ...place } of oncePerWorker(places)) {
      const key = keyOf(place);
      const { timeMs } = times.get(key) ?? { timeMs: 0 };
      times.set(key, { ...place, timeMs: millis(timeMs + count * (atMs - lastMs)) });
    }
    lastMs = atMs;
    await sleep(sampleEveryMs, undefined, { signal }).catch(() => {});
  }
  const all = [...times.values()];
  // No wait is worth saying as well.
  return all.some((one) => one.for === "goroutine") ? all : [{ for: "goroutine", timeMs: millis(0) }, ...all];
}

/** A worker is somewhere else at each look, so that its line does not tell it apart. */
const keyOf = ({ for: what, name, file, line }: Omit<GoroutinePlace, "count">): string =>
  `${what} ${name} ${file}${what === "worker" ? "" : `:${line}`}`;

function oncePerWorker(places: readonly GoroutinePlace[]): readonly GoroutinePlace[] {
  const workers = new Map(
    places.filter((one) => one.for === "worker").map((one) => [keyOf(one), { ...one, count: 1 }]),
  );
  return [...places.filter((one) => one.for !== "worker"), ...workers.values()];
}
