import { millis } from "../../model/unit.ts";
import { mergeHistograms } from "../../stats/histogram.ts";
import type { AnomalyDetector } from "../detector.ts";
import { offeredSeconds } from "../phaseSeconds.ts";

/** A shorter phase has too few seconds in a third of it. */
const fewestSeconds = 9;
/** With fewer responses in a third, its median is chance. */
const fewestResponses = 50;
/** Smaller growth matters to nobody. In ms. */
const smallestMs = 1;

/** Finds constant load under which responses take longer and longer. */
export const detectLatencyDrift: AnomalyDetector = ({ record, limits, spec }) => {
  const seconds = offeredSeconds(record);
  if (spec?.pattern.kind !== "constant" || seconds.length < fewestSeconds) return [];
  const third = Math.floor(seconds.length / 3);
  const thirds = [seconds.slice(0, third), seconds.slice(third, -third), seconds.slice(-third)].map((part) =>
    mergeHistograms(part.map(({ times }) => times)),
  );
  if (thirds.some(({ count }) => count < fewestResponses)) return [];
  const [first = 0, middle = 0, last = 0] = thirds.map((times) => times.quantile(0.5));
  const isSteady = first < middle && middle < last;
  const value = last / first - 1;
  const limit = limits.latencyDrift;
  if (!isSteady || last - first < smallestMs || !(value > limit)) return [];
  return [{ kind: "latency_drift", at_ms: millis(0), duration_ms: record.offeredMs, value, limit }];
};
