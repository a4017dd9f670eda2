import type { LoadPattern } from "../../model/plan.ts";
import type { PerSec } from "../../model/unit.ts";
import { assertNever } from "../../util/assertNever.ts";

/** The highest rate of a pattern. Bursts count as if they were spread over their interval. */
export function peakPerSec(pattern: LoadPattern): PerSec {
  switch (pattern.kind) {
    case "constant":
      return pattern.ratePerSec;
    case "ramp":
      return Math.max(pattern.fromPerSec, pattern.toPerSec);
    case "spike":
      return Math.max(pattern.basePerSec, pattern.peakPerSec);
    case "burst":
      return (1000 * pattern.size) / pattern.intervalMs;
    case "steps":
      return Math.max(...pattern.ratesPerSec);
    case "sine":
      return pattern.meanPerSec + pattern.amplitudePerSec;
    case "spikeTrains":
      return pattern.columns * pattern.spikes.eventsPerSec;
    case "users":
      // The response time is not known yet. 5 ms is a guess.
      return (1000 * pattern.users) / (5 + (pattern.thinkTimeMs.fromMs + pattern.thinkTimeMs.toMs) / 2);
    default:
      return assertNever(pattern);
  }
}

/** Most arrivals that the pattern makes due at one moment. */
export function largestBurst(pattern: LoadPattern): number {
  if (pattern.kind === "burst") return pattern.size;
  return pattern.kind === "spikeTrains" && pattern.spikes.kind === "synchronous" ? pattern.columns : 1;
}
