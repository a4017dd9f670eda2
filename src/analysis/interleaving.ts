import type { RoundRecord } from "../model/record.ts";
import type { Dealing } from "../model/results.ts";
import { percent } from "../util/format.ts";
import { spanOf } from "./resourceUsage.ts";
import { lateness } from "./rounds.ts";

/** Together the arms may keep so much of the cores busy; beyond it they queue for them, and for each other. */
const busiestRatio = 0.5;

/**
 * From a rehearsal that dealt request by request: the smallest change is seen where both arms are under load at once, as long as the
 * machine can carry both.
 */
export function dealingFor({ phases }: RoundRecord, cores: number): Dealing {
  const measured = phases.filter(({ warmup }) => !warmup);
  const late = lateness(measured);
  if (late !== undefined) return { kind: "slice", reason: late };
  const cpuMs = measured.map(({ readings }) => spanOf(readings)?.cpuMs);
  const offeredMs = measured.filter(({ arm }) => arm === "head").reduce((sum, { record }) => sum + record.offeredMs, 0);
  if (!cpuMs.every((ms) => ms !== undefined) || offeredMs === 0)
    return { kind: "request", reason: "the processor time of both services cannot be seen" };
  // What falls behind takes longer to use as much: it is the time of the load that has to hold it.
  const busy = cpuMs.reduce((sum, ms) => sum + ms, 0) / offeredMs / cores;
  const load = `base and head together use ${percent(busy)} of the processor`;
  return busy > busiestRatio ? { kind: "slice", reason: load } : { kind: "request", reason: load };
}
