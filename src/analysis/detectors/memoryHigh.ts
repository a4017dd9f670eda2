import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { exceedances } from "../exceedance.ts";
import { isTreeReading } from "../resourceUsage.ts";

/** Finds times in which the service used almost all of the memory that the job may use. */
export const detectHighMemory: AnomalyDetector = ({ readings, record, limits, machine }) => {
  const ofTree = readings.filter(isTreeReading);
  const values = ofTree.map(({ atMs, rssBytes }, i) => ({
    fromMs: millis(atMs - record.startMs),
    toMs: millis((ofTree[i + 1]?.atMs ?? atMs) - record.startMs),
    value: rssBytes / machine.memoryBytes,
  }));
  return exceedances(values, limits.memory).map((found) => ({ kind: "memory_high", ...found }));
};
