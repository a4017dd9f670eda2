import type { ProcessCounters, TreeMember } from "./member.ts";

type Members = ReadonlyMap<number, Pick<TreeMember, "pid" | "parent" | "reapedMs">>;
type EndedMember = Pick<TreeMember, "pid" | "parent" | "counters">;

const everything = { threads: true, switches: true, files: false, pss: false };

/** The kernel counts in ticks of 10 ms, for each process and for what its parent adds. */
const toleranceMs = 20;

/**
 * What ended members used, as far as no live member's counters include it. A parent that waits for its child takes over
 * the child's CPU time, page faults and disk bytes. One that ignores SIGCHLD does not, nor does init for an orphan.
 * Threads' queue times and switches are never taken over.
 */
export function endedCounters(
  gone: readonly EndedMember[],
  alive: Members,
  reapedBeforeMs: ReadonlyMap<number, number>,
): readonly ProcessCounters[] {
  const byHeir = Map.groupBy(gone, (member) => heirOf(member, gone, alive));
  return [...byHeir].flatMap(([heir, members]) => {
    const counters = members.map((ended) => ended.counters(everything));
    const member = heir === undefined ? undefined : alive.get(heir);
    const addedMs = member === undefined ? 0 : member.reapedMs - (reapedBeforeMs.get(member.pid) ?? 0);
    const usedMs = counters.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    const isTakenOver = member !== undefined && addedMs + toleranceMs * members.length >= usedMs;
    return isTakenOver ? counters.map(neverTakenOver) : counters;
  });
}

/** The nearest live ancestor, which waited for the process or for its parent. */
function heirOf({ parent }: EndedMember, gone: readonly EndedMember[], alive: Members): number | undefined {
  if (alive.has(parent)) return parent;
  const next = gone.find(({ pid }) => pid === parent);
  return next === undefined ? undefined : heirOf(next, gone, alive);
}

function neverTakenOver(counters: ProcessCounters) {
  const { runQueueMs, busiestThreadMs, keenestThreadMs, voluntarySwitches, involuntarySwitches } = counters;
  const none = { cpuMs: 0, userMs: 0, systemMs: 0, rssBytes: 0, threads: 0, minorFaults: 0, majorFaults: 0 };
  return {
    ...none,
    ...(runQueueMs === undefined ? {} : { runQueueMs }),
    ...(busiestThreadMs === undefined ? {} : { busiestThreadMs }),
    ...(keenestThreadMs === undefined ? {} : { keenestThreadMs }),
    ...(voluntarySwitches === undefined ? {} : { voluntarySwitches }),
    ...(involuntarySwitches === undefined ? {} : { involuntarySwitches }),
  };
}
