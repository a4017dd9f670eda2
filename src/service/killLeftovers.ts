import { millis } from "../model/unit.ts";
import { systemClock } from "../shell/clock.ts";
import { findMarked, signalAll } from "../shell/procfs.ts";
import { removeRunDirectory, runDirectoryPath } from "./runDirectory.ts";
import { runMark } from "./watchdog.ts";

/** A tree that forks while it is killed needs more than one try. */
const maxTries = 100;
const retryMs = 50;

/**
 * Kills every process of the run that still lives, and removes the run's directory. Returns the number of processes.
 */
export async function killLeftovers(runId: string): Promise<number> {
  const killed = new Set<number>();
  for (let tries = 0; tries < maxTries; tries++) {
    const pids = findMarked(`${runMark}=${runId}`).map(({ pid }) => pid);
    if (pids.length === 0) break;
    for (const pid of pids) killed.add(pid);
    signalAll(pids, "SIGKILL");
    await systemClock.sleepUntil(millis(systemClock.nowMs() + retryMs));
  }
  await removeRunDirectory(await runDirectoryPath(runId));
  return killed.size;
}
