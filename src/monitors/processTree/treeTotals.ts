import type { TreeReading } from "../../model/reading.ts";
import { bytes, millis } from "../../model/unit.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { ProcessCounters } from "./member.ts";

/** Counters add up over the live members and those that have ended. What a process has now adds up over the live ones. */
export function treeTotals(
  live: readonly ProcessCounters[],
  ended: ProcessCounters | undefined,
): Omit<TreeReading, "kind" | "atMs"> {
  /** Absent if any live member lacks it: a part would look like the whole. */
  const sumOf = (key: keyof ProcessCounters) => addValues(live.map((counters) => counters[key]));
  const countOf = (key: keyof ProcessCounters) => addValues([sumOf(key), ended?.[key] ?? 0]);
  const busiest = [...live, ...(ended === undefined ? [] : [ended])].flatMap((one) => one.busiestThreadMs ?? []);
  const isComplete = live.every(({ busiestThreadMs }) => busiestThreadMs !== undefined);
  return {
    cpuMs: millis(countOf("cpuMs") ?? 0),
    rssBytes: bytes(sumOf("rssBytes") ?? 0),
    ...omitUndefined({
      userMs: countOf("userMs"),
      systemMs: countOf("systemMs"),
      pssBytes: sumOf("pssBytes"),
      threads: sumOf("threads"),
      fileDescriptors: sumOf("fileDescriptors"),
      readBytes: countOf("readBytes"),
      writtenBytes: countOf("writtenBytes"),
      minorFaults: countOf("minorFaults"),
      majorFaults: countOf("majorFaults"),
      voluntarySwitches: countOf("voluntarySwitches"),
      involuntarySwitches: countOf("involuntarySwitches"),
      runQueueMs: countOf("runQueueMs"),
      busiestThreadMs: isComplete ? millis(Math.max(...busiest)) : undefined,
    }),
  };
}

function addValues(values: readonly (number | undefined)[]): number | undefined {
  return values.every((value) => value !== undefined) ? values.reduce((sum, value) => sum + value, 0) : undefined;
}

/** What all ended members used, with what further ones used. */
export function addEnded(
  before: ProcessCounters | undefined,
  further: readonly ProcessCounters[],
): ProcessCounters | undefined {
  return further.reduce((sum: ProcessCounters | undefined, one) => (sum === undefined ? one : added(sum, one)), before);
}

function added(a: ProcessCounters, b: ProcessCounters): ProcessCounters {
  const keys = Object.keys({ ...a, ...b }) as (keyof ProcessCounters)[];
  const sums = Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
  const busiestThreadMs = Math.max(a.busiestThreadMs ?? 0, b.busiestThreadMs ?? 0);
  return { ...a, ...b, ...sums, ...(busiestThreadMs > 0 ? { busiestThreadMs } : {}) };
}
