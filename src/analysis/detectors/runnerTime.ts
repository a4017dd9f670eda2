import { millis } from "../../model/unit.ts";
import { phaseThrottling } from "../cpuQuota.ts";
import type { AnomalyDetector } from "../detector.ts";
import { phaseSteal } from "../steal.ts";

/** Finds phases in which the job had no CPU because its quota was used up. The runner's fault. */
export const detectThrottledPhases: AnomalyDetector = ({ readings, record }) => {
  const throttling = phaseThrottling(readings);
  if (throttling === undefined || throttling.ratio <= throttling.limit) return [];
  const { ratio: value, limit } = throttling;
  return [{ kind: "throttling", at_ms: millis(0), duration_ms: record.durationMs, value, limit }];
};

/** Finds phases in which the machine's host gave its CPU to others. The runner's fault. */
export const detectSteal: AnomalyDetector = ({ readings, record }) => {
  const steal = phaseSteal(readings);
  if (steal === undefined || steal.ratio <= steal.limit) return [];
  const { ratio: value, limit } = steal;
  return [{ kind: "steal", at_ms: millis(0), duration_ms: record.durationMs, value, limit }];
};
