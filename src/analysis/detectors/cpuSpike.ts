import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { exceedances, type TimedValue } from "../exceedance.ts";
import { isTreeReading, ownTimeMs } from "../resourceUsage.ts";

/** Time over which CPU time is averaged. In a shorter one, each burst of a few requests would be a spike. */
const windowMs = 500;

/** Finds times in which the service used almost all of the CPU that the job may use. */
export const detectCpuSpikes: AnomalyDetector = ({ readings, record, limits, machine }) => {
  const ofTree = readings.filter(isTreeReading);
  const values: TimedValue[] = [];
  let from = 0;
  for (const [to, last] of ofTree.entries()) {
    const first = ofTree[from];
    if (first === undefined) continue;
    const ownMs = ownTimeMs(last.atMs, record) - ownTimeMs(first.atMs, record);
    if (ownMs < windowMs) continue;
    const value = (last.cpuMs - first.cpuMs) / ownMs / machine.cores;
    values.push({ fromMs: millis(first.atMs - record.startMs), toMs: millis(last.atMs - record.startMs), value });
    from = to;
  }
  return exceedances(values, limits.cpu).map((found) => ({ kind: "cpu_spike", ...found }));
};
