import { millis } from "../model/unit.ts";
import { systemClock } from "../shell/clock.ts";
import { markedWith, signalAll } from "../shell/procfs.ts";
import { clearPlace, placeOf } from "./runDirectory.ts";
import { runMark } from "./watchdog.ts";

/** Kills whatever a run has left, says how many processes that were, and removes its temporary directory. */
export async function sweep(runId: string): Promise<number> {
  const killed = new Set<number>();
  for (let looks = 0; looks < 100; looks++) {
    const left = markedWith(`${runMark}=${runId}`).map(({ pid }) => pid);
    if (left.length === 0) break;
    for (const pid of left) killed.add(pid);
    signalAll(left, "SIGKILL");
    await systemClock.sleepUntil(millis(systemClock.nowMs() + 50));
  }
  await clearPlace(await placeOf(runId));
  return killed.size;
}
