import type { TreeReading } from "../model/reading.ts";
import { bytes, type Millis, millis } from "../model/unit.ts";
import { childrenOf, readStat, threadsCpuNanos } from "../shell/procfs.ts";
import type { Monitor } from "./monitor.ts";
import { type SamplerOptions, startSampler } from "./sampler.ts";

/** Linux has the same values for user space on every platform of GitHub's runners. */
const msPerTick = 10;
const pageBytes = 4096;

/**
 * CPU time and memory of the processes and everything that they start. The first one is the root. Gives no readings if
 * there is no /proc.
 */
export function processTreeMonitor(pids: () => readonly number[], options: SamplerOptions): Monitor {
  return {
    start() {
      const read = treeReader(pids(), () => options.clock.nowMs());
      return startSampler(async () => read(), options);
    },
  };
}

/**
 * Reads the trees of the processes. Gives `undefined` once the first one has ended. A process that was once a member
 * stays one, even as an orphan after its parent has ended. The CPU time of a process is the greater of two lower bounds: its
 * own count, which is cut to ticks of 10 ms, and the exact count of its live threads, which omits threads that have
 * ended.
 */
export function treeReader(pids: readonly number[], nowMs: () => Millis): () => TreeReading | undefined {
  const [root] = pids;
  /** Start times in clock ticks, by pid. */
  const members = new Map<number, number>();

  function addTree(pid: number): void {
    const stat = readStat(pid);
    if (stat !== undefined && !members.has(pid)) members.set(pid, stat.startTicks);
    for (const child of childrenOf(pid)) if (!members.has(child)) addTree(child);
  }

  function usageOf(pid: number, startTicks: number) {
    const stat = readStat(pid);
    if (stat === undefined || stat.startTicks !== startTicks) return undefined;
    const ownMs = Math.max(stat.ownTicks * msPerTick, threadsCpuNanos(pid) / 1e6);
    return { cpuMs: ownMs + stat.reapedTicks * msPerTick, rssBytes: stat.rssPages * pageBytes };
  }

  for (const pid of pids) addTree(pid);
  return () => {
    for (const pid of members.keys()) addTree(pid);
    let cpuMs = 0;
    let rssBytes = 0;
    for (const [pid, startTicks] of members) {
      const usage = usageOf(pid, startTicks);
      if (usage === undefined) members.delete(pid);
      else {
        cpuMs += usage.cpuMs;
        rssBytes += usage.rssBytes;
      }
    }
    if (root === undefined || !members.has(root)) return undefined;
    return { kind: "process_tree", atMs: nowMs(), cpuMs: millis(cpuMs), rssBytes: bytes(rssBytes) };
  };
}
