import fc from "fast-check";
import type { OpenLoopPattern } from "../../src/load/schedule/rateIntegral.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { assertNever } from "../../src/util/assertNever.ts";

/** A pattern with a rate; a burst has none. */
export type RatedPattern = Exclude<OpenLoopPattern, { readonly kind: "burst" }>;

/** A pattern and its duration. */
export interface TimedPattern {
  readonly pattern: RatedPattern;
  readonly durationMs: number;
}

/** Log-uniform: evenly spread over the orders of magnitude. */
const logUniform = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
const ratio = fc.double({ min: 0, max: 1, noNaN: true });

/** Patterns of every kind with a rate. Rates are 0, or from 0.1/s up to the limit; durations are from 1 ms. */
export function timedPatterns(limits: {
  readonly maxPerSec: number;
  readonly maxMs: number;
}): fc.Arbitrary<TimedPattern> {
  const rate = logUniform(0.1, limits.maxPerSec);
  const rateOrZero = fc.oneof({ weight: 4, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(0) });
  const ramp = fc.record({ fromPerSec: rateOrZero, toPerSec: rateOrZero });
  const pattern = (durationMs: number): fc.Arbitrary<RatedPattern> =>
    fc.oneof(
      fc.record({ kind: fc.constant("constant" as const), ratePerSec: rate }),
      ramp.map((rates) => ({ kind: "ramp" as const, ...rates })),
      rate.map((perSecond) => ({ kind: "ramp" as const, fromPerSec: perSecond, toPerSec: perSecond })),
      fc.record({
        kind: fc.constant("spike" as const),
        basePerSec: rateOrZero,
        peakPerSec: rate,
        spikeAtMs: ratio.map((share) => 1.1 * share * durationMs),
        spikeDurationMs: ratio.map((share) => share * durationMs),
      }),
      fc
        .tuple(rate, fc.array(rateOrZero, { maxLength: 6 }))
        .map(([first, more]) => ({ kind: "steps" as const, ratesPerSec: [first, ...more] as const })),
      fc
        .tuple(rate, fc.oneof(ratio, fc.constant(1)), logUniform(durationMs / 30, durationMs * 3))
        .map(([meanPerSec, swing, periodMs]) => ({
          kind: "sine" as const,
          meanPerSec,
          amplitudePerSec: swing * meanPerSec,
          periodMs,
        })),
    );
  return logUniform(1, limits.maxMs).chain((durationMs) =>
    fc.record({ pattern: pattern(durationMs), durationMs: fc.constant(millis(durationMs)) }),
  );
}

/** Requests between two times of a phase: the rate, integrated piecewise by five-point Gauss-Legendre quadrature. */
export function requestsBetween(timed: TimedPattern, fromMs: number, toMs: number): number {
  const times = [fromMs, ...breakpoints(timed).filter((ms) => ms > fromMs && ms < toMs), toMs].toSorted(
    (a, b) => a - b,
  );
  let sum = 0;
  for (let i = 1; i < times.length; i++) sum += integrateSmooth(timed, times[i - 1] ?? 0, times[i] ?? 0);
  return sum;
}

/** The times where the rate jumps, and sixteen times in each period of a sine. */
function breakpoints({ pattern, durationMs }: TimedPattern): readonly number[] {
  switch (pattern.kind) {
    case "spike":
      return [pattern.spikeAtMs, pattern.spikeAtMs + pattern.spikeDurationMs];
    case "steps":
      return pattern.ratesPerSec.map((_, i, { length }) => (durationMs * i) / length);
    case "sine":
      return Array.from(
        { length: Math.ceil((16 * durationMs) / pattern.periodMs) },
        (_, i) => (i * pattern.periodMs) / 16,
      );
    case "constant":
    case "ramp":
      return [];
    default:
      return assertNever(pattern);
  }
}

const points = [
  [0, 128 / 225],
  [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
  [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
] as const;

function integrateSmooth(timed: TimedPattern, fromMs: number, toMs: number): number {
  const middle = (fromMs + toMs) / 2;
  const half = (toMs - fromMs) / 2;
  const sum = points.reduce((total, [at, weight]) => {
    const rates = [...new Set([middle - at * half, middle + at * half])].map((atMs) => rateAt(timed, atMs));
    return total + weight * rates.reduce((a, b) => a + b, 0);
  }, 0);
  return (sum * half) / 1000;
}

/** The rate as docs/config.md defines it. */
export function rateAt({ pattern, durationMs }: TimedPattern, atMs: number): number {
  switch (pattern.kind) {
    case "constant":
      return pattern.ratePerSec;
    case "ramp":
      return pattern.fromPerSec + ((pattern.toPerSec - pattern.fromPerSec) * atMs) / durationMs;
    case "spike": {
      const isIn = atMs >= pattern.spikeAtMs && atMs < pattern.spikeAtMs + pattern.spikeDurationMs;
      return isIn ? pattern.peakPerSec : pattern.basePerSec;
    }
    case "steps":
      return pattern.ratesPerSec[Math.floor((atMs / durationMs) * pattern.ratesPerSec.length)] ?? 0;
    case "sine":
      return pattern.meanPerSec + pattern.amplitudePerSec * Math.sin((2 * Math.PI * atMs) / pattern.periodMs);
    default:
      return assertNever(pattern);
  }
}

/** Patterns with few requests, for ten seconds. */
export const ratedPatterns: readonly RatedPattern[] = [
  { kind: "constant", ratePerSec: perSec(70) },
  { kind: "ramp", fromPerSec: perSec(0), toPerSec: perSec(100) },
  { kind: "ramp", fromPerSec: perSec(100), toPerSec: perSec(0) },
  {
    kind: "spike",
    basePerSec: perSec(10),
    peakPerSec: perSec(200),
    spikeAtMs: millis(4000),
    spikeDurationMs: millis(1000),
  },
  { kind: "steps", ratesPerSec: [perSec(10), perSec(0), perSec(80)] },
  { kind: "sine", meanPerSec: perSec(40), amplitudePerSec: perSec(40), periodMs: millis(3000) },
];
export const burstPattern: OpenLoopPattern = { kind: "burst", size: 25, intervalMs: millis(1500) };
