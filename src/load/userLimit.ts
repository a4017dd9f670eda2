import { max, sum } from "simple-statistics";
import type { LoadPattern } from "../model/plan.ts";
import type { UserLimitRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { UserWaits } from "./engine/userWaits.ts";
import { peakPerSec } from "./schedule/peakRate.ts";

/** Most requests in flight, all targets together: with more, a generator has no memory and no time to be exact. */
const mostUsers = 10_000;
/** Open files that are left for other things than connections. */
const otherFiles = 256;

/** Most users per target if loadgate.yml sets no limit: each may need a connection. */
export function machineUserLimit(openFiles: number, targets: number): number {
  const sockets = openFiles - Math.min(otherFiles, openFiles / 2);
  return Math.max(1, Math.floor(Math.min(mostUsers, sockets) / targets));
}

interface UserLimit {
  readonly limit: number;
  readonly source: UserLimitRecord["source"];
  readonly pattern: LoadPattern;
}

/** The effect of the limit on one target, over all workers. */
export function userLimitRecord(waits: readonly UserWaits[], { limit, source, pattern }: UserLimit): UserLimitRecord {
  const total = (value: (of: UserWaits) => number): number => sum(waits.map(value));
  const longestWaitMs = millis(max(waits.map((of) => of.longestWaitMs)));
  const meanBusyMs = millis(
    total((of) => of.busyMs) /
      Math.max(
        1,
        total((of) => of.users),
      ),
  );
  const needed = neededUsers(pattern, meanBusyMs);
  return {
    limit,
    source,
    arrivals: total((of) => of.arrivals),
    waited: total((of) => of.waited),
    longestWaitMs,
    needed: roundUp(needed > limit ? needed : limit + (peakPerSec(pattern) * longestWaitMs) / 1000),
  };
}

/**
 * Users that the pattern keeps busy at its peak, by Little's law, and three standard deviations of random arrivals more.
 * After a short stall they are fewer than the limit. The queue that the stall left then says how many would have done.
 */
function neededUsers(pattern: LoadPattern, busyMs: Millis): number {
  if (pattern.kind === "burst") return pattern.size * (Math.floor(busyMs / pattern.intervalMs) + 1);
  const mean = (peakPerSec(pattern) * busyMs) / 1000;
  return mean + 3 * Math.sqrt(mean);
}

/** To two significant digits. */
function roundUp(value: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / digit) * digit;
}
