import { sum } from "simple-statistics";
import type { SystemReading } from "../../model/reading.ts";
import type { ArmPhase } from "../../model/record.ts";
import { resourceUsage } from "../resourceUsage.ts";

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
