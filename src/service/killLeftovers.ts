import { millis } from "../model/unit.ts";
import { systemClock } from "../shell/clock.ts";
import { findLimited, findMarked } from "../shell/processTable.ts";
import { signalAll } from "../shell/procfs.ts";
import { sweepContainers } from "./container/sweep.ts";
import { findDeadRuns, recordedProcesses, removeRunDirectory, runDirectoryPath } from "./runDirectory.ts";
import { armMarks, runMark } from "./watchdog.ts";

/** A tree that forks while it is killed needs more than one try. */
const maxTries = 100;
const retryMs = 50;

/**
 * Kills every process of the run that still lives, and removes its containers and its directory. Returns the number of processes.
 */
export async function killLeftovers(runId: string): Promise<number> {
  const directory = await runDirectoryPath(runId);
  const killed = new Set<number>();
  for (let tries = 0; tries < maxTries; tries++) {
    const pids = (await findLeftovers(runId, directory)).map(({ pid }) => pid);
    if (pids.length === 0) break;
    for (const pid of pids) killed.add(pid);
    signalAll(pids, "SIGKILL");
    await systemClock.sleepUntil(millis(systemClock.nowMs() + retryMs));
  }
  await sweepContainers(directory);
  await removeRunDirectory(directory);
  return killed.size;
}

/** Does the same for runs that were killed with their watchdog, and have no post step. Never throws. */
export async function removeDeadRuns(): Promise<void> {
  for (const runId of await findDeadRuns().catch(() => [])) await killLeftovers(runId).catch(() => {});
}

/** By any of the traces that a process of the run has: its environment, its limit, or a record in the run's directory. */
async function findLeftovers(runId: string, directory: string): Promise<readonly { readonly pid: number }[]> {
  const limited = armMarks(runId).flatMap(findLimited);
  return [...findMarked(`${runMark}=${runId}`), ...limited, ...(await recordedProcesses(directory))];
}
