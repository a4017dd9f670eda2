import type { LoadPattern } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { assertNever } from "../../util/assertNever.ts";

export type OpenLoopPattern = Exclude<LoadPattern, { readonly kind: "users" | "spikeTrains" }>;

/** The integral of a pattern's rate since the phase started. In closed form, so no error adds up in a long phase. */
export interface RateIntegral {
  /** Arrivals of the whole phase. May be fractional. */
  readonly total: number;
  /** The inverse: when that many arrivals have come, in [0, duration). */
  timeMs(arrivals: number): Millis;
  /** True for bursts: all arrivals of a burst come at one moment. */
  readonly isStepwise: boolean;
}

export function rateIntegralOf(pattern: OpenLoopPattern, durationMs: Millis): RateIntegral {
  const { total, timeMs, isStepwise = false } = unclampedIntegral(pattern, durationMs);
  const lastMs = justBefore(durationMs);
  return { total, isStepwise, timeMs: (arrivals) => millis(Math.min(timeMs(arrivals), lastMs)) };
}

interface UnclampedIntegral {
  readonly total: number;
  readonly isStepwise?: boolean;
  /** Rounding may give the end itself. */
  readonly timeMs: (arrivals: number) => number;
}

function unclampedIntegral(pattern: OpenLoopPattern, durationMs: number): UnclampedIntegral {
  switch (pattern.kind) {
    case "constant":
      return constantRates([{ ratePerSec: pattern.ratePerSec, length: durationMs }], 1);
    case "ramp":
      return ramp(pattern.fromPerSec, pattern.toPerSec, durationMs);
    case "spike": {
      const { basePerSec, peakPerSec } = pattern;
      const startMs = Math.min(pattern.spikeAtMs, durationMs);
      const endMs = Math.min(pattern.spikeAtMs + pattern.spikeDurationMs, durationMs);
      const before = { ratePerSec: basePerSec, length: startMs };
      const spike = { ratePerSec: peakPerSec, length: endMs - startMs };
      return constantRates([before, spike, { ratePerSec: basePerSec, length: durationMs - endMs }], 1);
    }
    case "burst":
      return bursts(pattern.size, pattern.intervalMs, durationMs);
    case "steps": {
      const { ratesPerSec } = pattern;
      const steps = ratesPerSec.map((ratePerSec) => ({ ratePerSec, length: durationMs }));
      return constantRates(steps, ratesPerSec.length);
    }
    case "sine":
      return sine(pattern.meanPerSec, pattern.amplitudePerSec, pattern.periodMs, durationMs);
    default:
      return assertNever(pattern);
  }
}

interface RatePart {
  readonly ratePerSec: number;
  /** In ms / split. A third of a phase may have no exact length in ms; in thirds of a ms it has. */
  readonly length: number;
}

/** One constant rate after another. The sums are of whole numbers, and so exact. */
function constantRates(parts: readonly RatePart[], split: number): UnclampedIntegral {
  const starts: number[] = [];
  const ends: number[] = [];
  const counts: number[] = [];
  const rates: number[] = [];
  let position = 0;
  let area = 0;
  for (const { ratePerSec, length } of parts) {
    if (ratePerSec > 0 && length > 0) {
      starts.push(position / split);
      ends.push(justBefore((position + length) / split));
      counts.push(area / (1000 * split));
      rates.push(ratePerSec);
    }
    position += length;
    area += ratePerSec * length;
  }
  return {
    total: area / (1000 * split),
    timeMs(arrivals) {
      const i = lastAtMost(counts, arrivals);
      const sinceMs = (1000 * (arrivals - (counts[i] ?? 0))) / (rates[i] ?? 0);
      return Math.min((starts[i] ?? 0) + sinceMs, ends[i] ?? 0);
    },
  };
}

/** Index of the last of the ascending values that is at most the limit; 0 if all are greater. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** A falling ramp is a rising one read from its end. That avoids cancellation in the root. */
function ramp(fromPerSec: number, toPerSec: number, durationMs: number): UnclampedIntegral {
  const total = ((fromPerSec + toPerSec) * durationMs) / 2000;
  const low = Math.min(fromPerSec, toPerSec);
  const slope = Math.abs(toPerSec - fromPerSec) / durationMs;
  if (toPerSec >= fromPerSec) return { total, timeMs: (arrivals) => rampTime(low, slope, arrivals) };
  return { total, timeMs: (arrivals) => Math.max(0, durationMs - rampTime(low, slope, total - arrivals)) };
}

/**
 * The t >= 0 with low·t + slope·t²/2 = arrivals. This form of the quadratic formula never divides by a slope of 0 and
 * never subtracts nearly equal numbers (Press et al., Numerical Recipes, 5.6).
 */
function rampTime(lowPerSec: number, slope: number, arrivals: number): number {
  if (arrivals <= 0) return 0;
  const twice = 2000 * arrivals;
  return twice / (lowPerSec + Math.sqrt(lowPerSec * lowPerSec + slope * twice));
}

function bursts(size: number, intervalMs: number, durationMs: number): UnclampedIntegral {
  const atMost = Math.ceil(durationMs / intervalMs);
  const count = (atMost - 1) * intervalMs < durationMs ? atMost : atMost - 1;
  return {
    total: size * count,
    isStepwise: true,
    timeMs: (arrivals) => Math.min(Math.floor(arrivals / size), count - 1) * intervalMs,
  };
}

/** The integral of mean + amplitude·sin(2πt/period) is mean·t + amplitude·period/π · sin²(πt/period). */
function sine(meanPerSec: number, amplitudePerSec: number, periodMs: number, durationMs: number): UnclampedIntegral {
  const swing = amplitudePerSec / meanPerSec;
  const perPeriod = (meanPerSec * periodMs) / 1000;
  const periods = durationMs / periodMs;
  const wave = Math.sin(Math.PI * (periods - Math.floor(periods)));
  const total = (meanPerSec * durationMs + (amplitudePerSec * periodMs * wave * wave) / Math.PI) / 1000;
  return {
    total: meanPerSec > 0 ? total : 0,
    timeMs(arrivals) {
      const share = arrivals / perPeriod;
      const wholePeriods = Math.floor(share);
      return (wholePeriods + partOfPeriod(share - wholePeriods, swing)) * periodMs;
    },
  };
}

/** `partOfPeriod` treats this as zero: two roundings of a number near 1. */
const tolerance = 2 * Number.EPSILON;

/**
 * The y in [0, 1] with y + swing·sin²(πy)/π = share, by Newton's method inside a bracket. Bisection takes over when
 * Newton would leave the bracket or no longer halves its steps (rtsafe: Press et al., Numerical Recipes, 9.4).
 */
function partOfPeriod(share: number, swing: number): number {
  let low = 0;
  let high = 1;
  let y = share;
  let step = 1;
  // Each bisection halves the bracket. 53 bits need far fewer than 200.
  for (let i = 0; i < 200; i++) {
    const wave = Math.sin(Math.PI * y);
    const excess = y - share + (swing * wave * wave) / Math.PI;
    if (Math.abs(excess) <= tolerance) return y;
    if (excess > 0) high = y;
    else low = y;
    const newton = -excess / (1 + 2 * swing * wave * Math.cos(Math.PI * y));
    const isHalved = Math.abs(newton) <= Math.abs(step) / 2;
    const isInside = y + newton >= low && y + newton <= high;
    step = isHalved && isInside ? newton : (low + high) / 2 - y;
    y += step;
    if (Math.abs(step) <= tolerance / 4) return y;
  }
  return y;
}

/** The next number below a positive one. */
const justBefore = (value: number) => value * (1 - Number.EPSILON / 2);
