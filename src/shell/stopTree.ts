import { CouldNotMeasure } from "../model/errors.ts";
import type { Millis } from "../model/unit.ts";
import type { Clock } from "./clock.ts";
import { hasErrorCode } from "./files.ts";
import { canListProcesses } from "./processTable.ts";
import { signalAll } from "./procfs.ts";

export interface StoppableTree {
  /** The live pids of the tree. */
  members(): readonly number[];
  /** The process group of the command. It is all that is known where the system lists no processes. */
  readonly group: number;
}

const pollMs = 20;
/** Time for a tree that forks while it is killed. */
const killMs = 5000;
const hurriedGraceMs = 1000;

/**
 * Sends SIGTERM to every member, then SIGKILL to those that still live after `graceMs`. Returns when none is left.
 * When `hurry` aborts, the remaining grace is one second at most. Throws a CouldNotMeasure if a process survives.
 */
export async function stopTree(
  { members, group }: StoppableTree,
  graceMs: Millis,
  hurry: AbortSignal,
  clock: Clock,
): Promise<void> {
  const alive = canListProcesses() ? members : () => (isGroupAlive(group) ? [-group] : []);
  signalAll(alive(), "SIGTERM");
  let hurriedEndMs = Number.POSITIVE_INFINITY;
  for (const endMs = clock.nowMs() + graceMs; clock.nowMs() < Math.min(endMs, hurriedEndMs); ) {
    if (alive().length === 0) return;
    if (hurry.aborted) hurriedEndMs = Math.min(hurriedEndMs, clock.nowMs() + hurriedGraceMs);
    await clock.sleepUntil(clock.nowMs() + pollMs);
  }
  // A tree that forks while it is killed needs more than one round of SIGKILL.
  for (const endMs = clock.nowMs() + killMs; clock.nowMs() < endMs; ) {
    const pids = alive();
    if (pids.length === 0) return;
    signalAll(pids, "SIGKILL");
    await clock.sleepUntil(clock.nowMs() + pollMs);
  }
  const survivors = alive().map(Math.abs);
  if (survivors.length > 0)
    throw new CouldNotMeasure(
      `the processes ${survivors.join(", ")} cannot be stopped: do they belong to another user?`,
    );
}

/** A negative pid stands for the process group. */
function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return !hasErrorCode(error, "ESRCH");
  }
}
