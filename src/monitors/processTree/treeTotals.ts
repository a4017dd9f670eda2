import type { TreeReading } from "../../model/reading.ts";
import { bytes, type Millis, millis } from "../../model/unit.ts";
import type { ProcessCounters } from "./member.ts";

/** Counters: ended members count, too. */
const countedKeys = [
  "userMs",
  "systemMs",
  "readBytes",
  "writtenBytes",
  "minorFaults",
  "majorFaults",
  "voluntarySwitches",
  "involuntarySwitches",
  "runQueueMs",
] as const;
/** What the live members have now. */
const currentKeys = ["pssBytes", "threads", "fileDescriptors"] as const;

type OptionalTotals = { -readonly [Key in (typeof countedKeys | typeof currentKeys)[number]]?: number };

/** Counters add up over the live members and those that have ended. What a process has now adds up over the live ones. */
export function treeTotals(
  live: readonly ProcessCounters[],
  ended: ProcessCounters | undefined,
): Omit<TreeReading, "kind" | "atMs"> {
  const totals: OptionalTotals = {};
  for (const key of countedKeys) {
    const sum = sumOf(live, key);
    if (sum !== undefined) totals[key] = sum + (ended?.[key] ?? 0);
  }
  for (const key of currentKeys) {
    const sum = sumOf(live, key);
    if (sum !== undefined) totals[key] = sum;
  }
  return {
    cpuMs: millis((sumOf(live, "cpuMs") ?? 0) + (ended?.cpuMs ?? 0)),
    rssBytes: bytes(sumOf(live, "rssBytes") ?? 0),
    ...totals,
    ...busiestThread(live, ended),
    ...openFilesRatio(live),
    ...collectorTime(live, ended),
  };
}

/** The process that comes nearest to its limit counts. */
function openFilesRatio(live: readonly ProcessCounters[]): { openFilesRatio?: number } {
  const known = live.flatMap((one) => one.openFilesRatio ?? []);
  return known.length === 0 ? {} : { openFilesRatio: Math.max(...known) };
}

/** Not every process has a collector. */
function collectorTime(live: readonly ProcessCounters[], ended: ProcessCounters | undefined): { gcMs?: Millis } {
  const known = [...live, ...(ended === undefined ? [] : [ended])].flatMap(({ gcMs }) => gcMs ?? []);
  return known.length === 0 ? {} : { gcMs: millis(known.reduce((sum, one) => sum + one, 0)) };
}

/** `undefined` if any member lacks it: a part would look like the whole. */
function sumOf(live: readonly ProcessCounters[], key: keyof ProcessCounters): number | undefined {
  let sum = 0;
  for (const counters of live) {
    const value = counters[key];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

function busiestThread(live: readonly ProcessCounters[], ended: ProcessCounters | undefined) {
  const all = [...live, ...(ended === undefined ? [] : [ended])];
  const most = (key: (typeof largestKeys)[number]) => Math.max(0, ...all.map((one) => one[key] ?? 0));
  if (live.some(({ busiestThreadMs }) => busiestThreadMs === undefined)) return {};
  return { busiestThreadMs: millis(most("busiestThreadMs")), keenestThreadMs: millis(most("keenestThreadMs")) };
}

/** Of one thread: the largest one counts. */
const largestKeys = ["busiestThreadMs", "keenestThreadMs"] as const;

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
  const largest = largestKeys.map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)] as const);
  return { ...a, ...b, ...sums, ...Object.fromEntries(largest.filter(([, value]) => value > 0)) };
}
