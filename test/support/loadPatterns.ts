import fc from "fast-check";
import type { OpenPattern } from "../../src/load/schedule/rateIntegral.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import { unreachable } from "../../src/util/assertNever.ts";

/** A burst has no rate. */
export type RatedPattern = Exclude<OpenPattern, { readonly kind: "burst" }>;

/** A pattern and how long it plays. */
export interface Played {
  readonly pattern: RatedPattern;
  readonly durationMs: number;
}

/** Spread over the orders of magnitude, not over the numbers. */
const between = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
const part = fc.double({ min: 0, max: 1, noNaN: true });

/** Every pattern with a rate, from 0.1/s (or none at all) and 1 ms up to these limits. */
export function playedPatterns(limits: { readonly maxPerSec: number; readonly maxMs: number }): fc.Arbitrary<Played> {
  const rate = between(0.1, limits.maxPerSec);
  const perhapsNone = fc.oneof({ weight: 4, arbitrary: rate }, { weight: 1, arbitrary: fc.constant(0) });
  const ramp = fc.record({ fromPerSec: perhapsNone, toPerSec: perhapsNone });
  const pattern = (durationMs: number): fc.Arbitrary<RatedPattern> =>
    fc.oneof(
      fc.record({ kind: fc.constant("constant" as const), ratePerSec: rate }),
      ramp.map((of) => ({ kind: "ramp" as const, ...of })),
      rate.map((perSecond) => ({ kind: "ramp" as const, fromPerSec: perSecond, toPerSec: perSecond })),
      fc.record({
        kind: fc.constant("spike" as const),
        basePerSec: perhapsNone,
        peakPerSec: rate,
        spikeAtMs: part.map((share) => 1.1 * share * durationMs),
        spikeDurationMs: part.map((share) => share * durationMs),
      }),
      fc
        .tuple(rate, fc.array(perhapsNone, { maxLength: 6 }))
        .map(([first, more]) => ({ kind: "steps" as const, ratesPerSec: [first, ...more] as const })),
      fc
        .tuple(rate, fc.oneof(part, fc.constant(1)), between(durationMs / 30, durationMs * 3))
        .map(([meanPerSec, swing, periodMs]) => ({
          kind: "sine" as const,
          meanPerSec,
          amplitudePerSec: swing * meanPerSec,
          periodMs,
        })),
    );
  return between(1, limits.maxMs).chain((durationMs) =>
    fc.record({ pattern: pattern(durationMs), durationMs: fc.constant(millis(durationMs)) }),
  );
}

/** Requests between two moments of a phase: the rate, integrated by Gauss and Legendre's five points where it is smooth. */
export function integrated(played: Played, fromMs: number, toMs: number): number {
  const cuts = [fromMs, ...cutsOf(played).filter((ms) => ms > fromMs && ms < toMs), toMs].toSorted((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) sum += smooth(played, cuts[i - 1] ?? 0, cuts[i] ?? 0);
  return sum;
}

/** Where the rate jumps, and sixteen of them in each period. */
function cutsOf({ pattern, durationMs }: Played): readonly number[] {
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
      return unreachable(pattern);
  }
}

const points = [
  [0, 128 / 225],
  [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
  [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
] as const;

function smooth(played: Played, fromMs: number, toMs: number): number {
  const middle = (fromMs + toMs) / 2;
  const half = (toMs - fromMs) / 2;
  const sum = points.reduce((total, [at, weight]) => {
    const rates = [...new Set([middle - at * half, middle + at * half])].map((atMs) => rateAt(played, atMs));
    return total + weight * rates.reduce((a, b) => a + b, 0);
  }, 0);
  return (sum * half) / 1000;
}

/** The rate as the configuration's manual defines it. */
export function rateAt({ pattern, durationMs }: Played, atMs: number): number {
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
      return unreachable(pattern);
  }
}

/** Small ones, for ten seconds. */
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
export const burstPattern: OpenPattern = { kind: "burst", size: 25, intervalMs: millis(1500) };
