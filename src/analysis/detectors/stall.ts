import { millis } from "../../model/unit.ts";
import { type Histogram, mergeHistograms } from "../../stats/histogram.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { momentText } from "../../wording/anomalyText.ts";
import type { AnomalyDetector } from "../detector.ts";
import { momentFacts } from "../moment.ts";
import { offeredSeconds } from "../phaseSeconds.ts";

/** A stall is rare. A service that usually takes this share of it is slow instead. */
const usualShare = 0.25;
/** Part of the requests due in a stall that must be seen waiting. Some are left out by chance. */
const seenShare = 0.5;
/** Fewer waiting requests are slow ones. */
const fewestWaiting = 4;

/**
 * Finds times without any response while requests waited. All requests that were due in a stall end with it, so their
 * response times reach evenly from its whole length down to 0. A single slow request leaves no such trace.
 */
export const detectStalls: AnomalyDetector = (phase) => {
  const seconds = offeredSeconds(phase.record);
  const usual = mergeHistograms(seconds.map(({ times }) => times));
  const perMs = usual.count / Math.max(1, 1000 * seconds.length);
  const medianMs = usual.quantile(0.5) ?? 0;
  const limit = phase.limits.stall;
  return seconds.flatMap(({ atMs, times }) => {
    const value = times.max() ?? 0;
    if (value < limit || medianMs > usualShare * value || !hasEvenWaits(times, value, perMs)) return [];
    const facts = momentFacts(phase, atMs - value, atMs + 1000);
    return [
      {
        kind: "stall",
        at_ms: atMs,
        duration_ms: millis(value),
        value,
        limit,
        ...omitUndefined({ evidence: momentText(facts) }),
      },
    ];
  });
};

/** `perMs`: arrivals per ms. */
function hasEvenWaits(times: Histogram, lengthMs: number, perMs: number): boolean {
  const long = times.countAbove(lengthMs / 2);
  const short = times.countAbove(lengthMs / 4) - long;
  if (long + short < fewestWaiting || short === 0) return false;
  return long >= (seenShare * perMs * lengthMs) / 2 && short >= (seenShare * perMs * lengthMs) / 4;
}
