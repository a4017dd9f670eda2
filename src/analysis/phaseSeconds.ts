import { sum } from "simple-statistics";
import type { PhaseRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Histogram } from "../stats/histogram.ts";
import { histogramOfPairs } from "../stats/sketch.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { ownTimeMs } from "./resourceUsage.ts";

/** One whole second of a phase's measured time, while load was offered. */
export interface PhaseSecond {
  /** Since the phase's start. */
  readonly atMs: Millis;
  readonly successful: number;
  /** Refused, lost and dropped requests. */
  readonly failed: number;
  /** Response times of the successes in ms, to two digits. */
  readonly times: Histogram;
  /** Most connections that were active at once. Absent if the engine does not count them. */
  readonly activeConnections?: number;
}

/** The seconds in which load was offered all the time. The wait for the last responses is left out. */
export function offeredSeconds(record: PhaseRecord): readonly PhaseSecond[] {
  return record.slices.slice(0, Math.floor(record.offeredMs / 1000)).map(({ requests, activeConnections }, i) => {
    const outcomes = requests.flatMap((request) => Object.entries(request.outcomes));
    const successful = sum(outcomes.map(([name, count]) => (name === "ok" ? count : 0)));
    return {
      atMs: wallMs(1000 * i, record),
      successful,
      failed: sum(outcomes.map(([, count]) => count)) - successful,
      times: histogramOfPairs(requests.flatMap(({ responseTimeUs }) => responseTimeUs)),
      ...omitUndefined({ activeConnections }),
    };
  });
}

/** When a moment of the measured time was, since the phase's start. In slices, a part of the own time is not measured. */
function wallMs(measuredMs: number, { idle, offeredMs, durationMs, startMs }: PhaseRecord): Millis {
  if (idle.length === 0) return millis(measuredMs);
  const lastMs = Math.max(...idle.map(([, toMs]) => toMs), durationMs);
  const ownMs = ownTimeMs(millis(startMs + lastMs), { idle, startMs });
  let atMs = offeredMs > 0 ? measuredMs * Math.max(1, ownMs / offeredMs) : measuredMs;
  for (const [fromMs, toMs] of idle.toSorted((a, b) => a[0] - b[0])) if (fromMs <= atMs) atMs += toMs - fromMs;
  return millis(atMs);
}
