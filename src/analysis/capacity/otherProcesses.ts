import { median, sum } from "simple-statistics";
import type { SystemReading } from "../../model/reading.ts";
import type { ArmPhase } from "../../model/record.ts";
import type { Trial } from "../../model/trial.ts";
import { resourceUsage } from "../resourceUsage.ts";

/** Other processes with this share of the cores leave the service too little. */
export const muchOfOthers = 0.3;

/**
 * CPU cores that neither the service nor the load generator kept busy, of the whole machine. The other arm, which has no
 * load, counts among them. `undefined` if a part of it was not measured.
 */
export function otherCores({ readings, record }: Pick<ArmPhase, "readings" | "record">): number | undefined {
  const ofSystem = readings.filter((reading): reading is SystemReading => reading.kind === "system");
  const [first, last] = [ofSystem[0], ofSystem.at(-1)];
  const service = resourceUsage(readings);
  const { generator } = record;
  if (first === undefined || last === undefined || service === undefined || generator === undefined) return undefined;
  const wallMs = last.atMs - first.atMs;
  if (wallMs <= 0) return undefined;
  const busyMs = (reading: SystemReading) => sum(reading.cores.map((core) => core.busyMs));
  const ofOthers = (busyMs(last) - busyMs(first)) / wallMs - service.cpuMs / service.wallMs;
  return Math.max(0, ofOthers - generator.cpuMs / generator.wallMs);
}

/** Rates at which a service has little to do, as a share of its capacity. */
const littleLoad = 0.6;

/**
 * CPU cores of processes that work because of the load, such as a database on the same machine: around the capacity they
 * use much, and with little load less than half of it. 0 if the others work as much without load.
 */
export function coresCausedByLoad(trials: readonly Trial[], near: readonly Trial[], capacity: number): number {
  const coresIn = (some: readonly Trial[]) => some.flatMap((trial) => trial.otherCores ?? []);
  const [little, much] = [coresIn(trials.filter((one) => one.ratePerSec < littleLoad * capacity)), coresIn(near)];
  if (little.length === 0 || much.length === 0) return 0;
  return median(little) < median(much) / 2 ? median(much) : 0;
}
