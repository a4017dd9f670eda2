import { mean, sampleStandardDeviation } from "simple-statistics";
import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { offeredSeconds } from "../phaseSeconds.ts";

/** With fewer seconds, one odd one decides. */
const fewestSeconds = 5;
/** So many standard errors above what independent arrivals vary by themselves. */
const chanceErrors = 4;

/** Finds constant load that the service answers in an irregular rhythm. */
export const detectThroughputVariation: AnomalyDetector = ({ record, limits, spec }) => {
  if (spec?.pattern.kind !== "constant") return [];
  // The first second has only the arrivals whose response did not come in the next one.
  const counts = offeredSeconds(record)
    .slice(1)
    .map(({ successful }) => successful);
  if (counts.length < fewestSeconds) return [];
  const average = mean(counts);
  if (average === 0) return [];
  const variation = sampleStandardDeviation(counts) / average;
  // Independent arrivals have a variance of their mean. The error of a variance: Fisher (1925).
  const byChance = Math.sqrt((1 + chanceErrors * Math.sqrt(2 / (counts.length - 1))) / average);
  if (variation <= Math.max(limits.throughputVariation, byChance)) return [];
  const limit = limits.throughputVariation;
  return [{ kind: "throughput_variation", at_ms: millis(0), duration_ms: record.offeredMs, value: variation, limit }];
};
