import type { TreeReading } from "../model/record.ts";
import { bytes, type Millis, millis } from "../model/unit.ts";
import { childrenOf, statOf, threadsCpuNanos } from "../shell/procfs.ts";

/** Linux has fixed both for user space on every platform that GitHub runs. */
const msPerTick = 10;
const pageBytes = 4096;

export interface ProcessTreeMonitor {
  /** `undefined` once the root has ended, or where there is no /proc. */
  read(): TreeReading | undefined;
}

/**
 * Processor time and memory of a process and all that it has started. Who was once seen as a member stays one, also
 * when its parent ends and it becomes an orphan. What a process used is the greater of two lower bounds: its own count,
 * which is cut to ticks of 10 ms, and the exact count of its living threads, which forgets the ended ones.
 */
export function monitorTree(root: number, nowMs: () => Millis): ProcessTreeMonitor {
  const members = new Map<number, number>();

  function include(pid: number): void {
    const stat = statOf(pid);
    if (stat !== undefined && !members.has(pid)) members.set(pid, stat.startTicks);
    for (const child of childrenOf(pid)) if (!members.has(child)) include(child);
  }

  function usage(pid: number, startTicks: number) {
    const stat = statOf(pid);
    if (stat === undefined || stat.startTicks !== startTicks) return undefined;
    const ownMs = Math.max(stat.ownTicks * msPerTick, threadsCpuNanos(pid) / 1e6);
    return { cpuMs: ownMs + stat.reapedTicks * msPerTick, rssBytes: stat.rssPages * pageBytes };
  }

  return {
    read() {
      for (const pid of [root, ...members.keys()]) include(pid);
      let cpuMs = 0;
      let rssBytes = 0;
      for (const [pid, startTicks] of members) {
        const used = usage(pid, startTicks);
        if (used === undefined) members.delete(pid);
        else {
          cpuMs += used.cpuMs;
          rssBytes += used.rssBytes;
        }
      }
      if (!members.has(root)) return undefined;
      return { atMs: nowMs(), cpuMs: millis(cpuMs), rssBytes: bytes(rssBytes) };
    },
  };
}
