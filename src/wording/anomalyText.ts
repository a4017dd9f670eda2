import type { Anomaly } from "../model/cause.ts";
import { formatBytes, formatMs, formatNumber, formatPercent, plural } from "../util/format.ts";
import { anomalyLabel, anomalyValue } from "./causeText.ts";

/** What else happened around an anomaly. Values that were not measured are absent. */
export interface MomentFacts {
  /** CPU cores that the service used, on average. */
  readonly cores?: number | undefined;
  /** Share of the time in which its threads waited for a core. Several threads can wait at once. */
  readonly runQueueRatio?: number | undefined;
  readonly writtenBytes?: number | undefined;
  readonly majorFaults?: number | undefined;
  /** Growth of the resident set. */
  readonly memoryBytes?: number | undefined;
  /** Shares of the time. */
  readonly stealRatio?: number | undefined;
  readonly ioPressureRatio?: number | undefined;
  readonly memoryPressureRatio?: number | undefined;
}

const smallestShare = 0.05;
const smallestBytes = 1024 ** 2;

/** The service used 0.02 cores, and wrote 4 MiB; `undefined` if nothing was measured. */
export function momentText(facts: MomentFacts): string | undefined {
  const { cores, runQueueRatio = 0, writtenBytes = 0, majorFaults = 0, memoryBytes = 0 } = facts;
  const { stealRatio = 0, ioPressureRatio = 0, memoryPressureRatio = 0 } = facts;
  const seen = [
    ...(cores === undefined ? [] : [`the service used ${plural(Number(cores.toPrecision(2)), "core")}`]),
    ...(runQueueRatio >= smallestShare ? [`its threads waited for a core for ${formatPercent(runQueueRatio)}`] : []),
    ...(writtenBytes >= smallestBytes ? [`it wrote ${formatBytes(writtenBytes)}`] : []),
    ...(majorFaults > 0 ? [`it read ${plural(majorFaults, "page")} from the disk`] : []),
    ...(Math.abs(memoryBytes) >= 8 * smallestBytes
      ? [`its memory ${memoryBytes > 0 ? "grew" : "shrank"} by ${formatBytes(Math.abs(memoryBytes))}`]
      : []),
    ...(stealRatio >= smallestShare ? [`the host took ${formatPercent(stealRatio)} of the CPU away`] : []),
    ...(ioPressureRatio >= smallestShare ? [`tasks waited for the disk for ${formatPercent(ioPressureRatio)}`] : []),
    ...(memoryPressureRatio >= smallestShare
      ? [`tasks waited for memory for ${formatPercent(memoryPressureRatio)}`]
      : []),
  ];
  return seen.length === 0 ? undefined : `meanwhile ${seen.join(", ")}`;
}

/** head: stall of 612 ms (limit 500 ms) in steady, round 3, after 2.1 s; and 4 more. */
export function anomalySentence(anomalies: readonly [Anomaly, ...Anomaly[]]): string {
  const [{ kind, arm, value, limit, phase, round, at_ms }, ...others] = anomalies;
  const figures = `${anomalyValue(kind, value)} (limit ${anomalyValue(kind, limit)})`;
  const more = others.length === 0 ? "" : `, and ${formatNumber(others.length)} more`;
  return `${anomalyLabel(kind)} of the ${arm}, ${figures}, in ${phase}, round ${round + 1}, after ${formatMs(at_ms)}${more}`;
}
