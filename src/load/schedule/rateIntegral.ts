import type { LoadPattern } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { unreachable } from "../../util/assertNever.ts";

export type OpenPattern = Exclude<LoadPattern, { readonly kind: "users" }>;

/** The integral of a pattern's rate from the begin of a phase, in closed form: nothing adds up, however long it lasts. */
export interface RateIntegral {
  /** Arrivals of the whole phase, the last one perhaps in part. */
  readonly total: number;
  /** Its inverse: when that many arrivals have come. Never before 0, always before the end. */
  whenMs(arrivals: number): Millis;
  /** Whether it climbs in jumps, so that all arrivals of a jump come at one moment. */
  readonly jumps: boolean;
}

export function integralOf(pattern: OpenPattern, durationMs: Millis): RateIntegral {
  const { total, whenMs, jumps = false } = within(pattern, durationMs);
  const lastMs = justBefore(durationMs);
  return { total, jumps, whenMs: (arrivals) => millis(Math.min(whenMs(arrivals), lastMs)) };
}

interface Unbounded {
  readonly total: number;
  readonly jumps?: boolean;
  /** May be the end itself, by rounding. */
  readonly whenMs: (arrivals: number) => number;
}

function within(pattern: OpenPattern, durationMs: number): Unbounded {
  switch (pattern.kind) {
    case "constant":
      return stairs([{ ratePerSec: pattern.ratePerSec, length: durationMs }], 1);
    case "ramp":
      return ramp(pattern.fromPerSec, pattern.toPerSec, durationMs);
    case "spike": {
      const { basePerSec, peakPerSec } = pattern;
      const beginMs = Math.min(pattern.spikeAtMs, durationMs);
      const endMs = Math.min(pattern.spikeAtMs + pattern.spikeDurationMs, durationMs);
      const before = { ratePerSec: basePerSec, length: beginMs };
      const spike = { ratePerSec: peakPerSec, length: endMs - beginMs };
      return stairs([before, spike, { ratePerSec: basePerSec, length: durationMs - endMs }], 1);
    }
    case "burst":
      return bursts(pattern.size, pattern.intervalMs, durationMs);
    case "steps": {
      const { ratesPerSec } = pattern;
      const parts = ratesPerSec.map((ratePerSec) => ({ ratePerSec, length: durationMs }));
      return stairs(parts, ratesPerSec.length);
    }
    case "sine":
      return sine(pattern.meanPerSec, pattern.amplitudePerSec, pattern.periodMs, durationMs);
    default:
      return unreachable(pattern);
  }
}

interface Stair {
  readonly ratePerSec: number;
  /** In ms / split: a third of a phase has no exact length in ms, but the whole phase in thirds of a ms has. */
  readonly length: number;
}

/** One constant rate after another. Sums of whole numbers, so that they are exact. */
function stairs(all: readonly Stair[], split: number): Unbounded {
  const begins: number[] = [];
  const ends: number[] = [];
  const counts: number[] = [];
  const rates: number[] = [];
  let position = 0;
  let area = 0;
  for (const { ratePerSec, length } of all) {
    if (ratePerSec > 0 && length > 0) {
      begins.push(position / split);
      ends.push(justBefore((position + length) / split));
      counts.push(area / (1000 * split));
      rates.push(ratePerSec);
    }
    position += length;
    area += ratePerSec * length;
  }
  return {
    total: area / (1000 * split),
    whenMs(arrivals) {
      const i = lastAtMost(counts, arrivals);
      const sinceMs = (1000 * (arrivals - (counts[i] ?? 0))) / (rates[i] ?? 0);
      return Math.min((begins[i] ?? 0) + sinceMs, ends[i] ?? 0);
    },
  };
}

/** Index of the last of the ascending values that is not above the limit; 0 where all are. */
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

/** A falling ramp is a rising one read from its end, where its roots do not cancel out either. */
function ramp(fromPerSec: number, toPerSec: number, durationMs: number): Unbounded {
  const total = ((fromPerSec + toPerSec) * durationMs) / 2000;
  const low = Math.min(fromPerSec, toPerSec);
  const slope = Math.abs(toPerSec - fromPerSec) / durationMs;
  if (toPerSec >= fromPerSec) return { total, whenMs: (arrivals) => climb(low, slope, arrivals) };
  return { total, whenMs: (arrivals) => Math.max(0, durationMs - climb(low, slope, total - arrivals)) };
}

/**
 * The t >= 0 with low·t + slope·t²/2 = arrivals: the quadratic formula turned round, which neither divides by a slope of
 * nothing nor subtracts what is nearly equal (Press et al., Numerical Recipes, 5.6).
 */
function climb(lowPerSec: number, slope: number, arrivals: number): number {
  if (arrivals <= 0) return 0;
  const twice = 2000 * arrivals;
  return twice / (lowPerSec + Math.sqrt(lowPerSec * lowPerSec + slope * twice));
}

function bursts(size: number, intervalMs: number, durationMs: number): Unbounded {
  const atMost = Math.ceil(durationMs / intervalMs);
  const count = (atMost - 1) * intervalMs < durationMs ? atMost : atMost - 1;
  return {
    total: size * count,
    jumps: true,
    whenMs: (arrivals) => Math.min(Math.floor(arrivals / size), count - 1) * intervalMs,
  };
}

/** The integral of mean + amplitude·sin(2πt/period) is mean·t + amplitude·period/π · sin²(πt/period). */
function sine(meanPerSec: number, amplitudePerSec: number, periodMs: number, durationMs: number): Unbounded {
  const swing = amplitudePerSec / meanPerSec;
  const perPeriod = (meanPerSec * periodMs) / 1000;
  const periods = durationMs / periodMs;
  const wave = Math.sin(Math.PI * (periods - Math.floor(periods)));
  const total = (meanPerSec * durationMs + (amplitudePerSec * periodMs * wave * wave) / Math.PI) / 1000;
  return {
    total: meanPerSec > 0 ? total : 0,
    whenMs(arrivals) {
      const share = arrivals / perPeriod;
      const whole = Math.floor(share);
      return (whole + partOfPeriod(share - whole, swing)) * periodMs;
    },
  };
}

/** What `partOfPeriod` takes for nothing: two roundings of a number near 1. */
const nothing = 2 * Number.EPSILON;

/**
 * The y in [0, 1] with y + swing·sin²(πy)/π = share, by Newton's method inside a bracket that bisection narrows wherever
 * Newton would leave it or no longer halves its steps (rtsafe: Press et al., Numerical Recipes, 9.4).
 */
function partOfPeriod(share: number, swing: number): number {
  let low = 0;
  let high = 1;
  let y = share;
  let step = 1;
  // Each bisection halves the bracket; 200 is far above what 53 bits can ask for.
  for (let i = 0; i < 200; i++) {
    const wave = Math.sin(Math.PI * y);
    const excess = y - share + (swing * wave * wave) / Math.PI;
    if (Math.abs(excess) <= nothing) return y;
    if (excess > 0) high = y;
    else low = y;
    const newton = -excess / (1 + 2 * swing * wave * Math.cos(Math.PI * y));
    const halves = Math.abs(newton) <= Math.abs(step) / 2;
    const stays = y + newton >= low && y + newton <= high;
    step = halves && stays ? newton : (low + high) / 2 - y;
    y += step;
    if (Math.abs(step) <= nothing / 4) return y;
  }
  return y;
}

/** The next number below a positive one. */
const justBefore = (value: number) => value * (1 - Number.EPSILON / 2);
