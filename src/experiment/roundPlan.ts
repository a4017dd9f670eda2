import type { PhaseLoad } from "../load/loadEngine.ts";
import { peakPerSec } from "../load/schedule/peakRate.ts";
import type { Interleave, LoadPattern, Phase, Scenario } from "../model/plan.ts";
import { type Millis, millis, type PerSec } from "../model/unit.ts";
import { draw } from "../stats/random.ts";

/** A phase of the scenario, or a piece of it, as a round plays it. */
export interface RoundPhase extends PhaseLoad, Pick<Phase, "warmup" | "cooldownMs"> {
  readonly phaseId: string;
  /** How two arms share the load. */
  readonly interleave: Interleave;
}

/** Further rounds would gain too little for their time. */
const maxRounds = 100;

/** Length of a piece. Many short rounds are better than a few long ones, but a round's percentiles need requests. */
const piece = { minMs: 3000, maxMs: 6000, requests: 300 } as const;
/** The minimum rate of the warm-up second after each start. */
const minWarmupPerSec = 20;

/** The phases of one duet round: the warm-up, then a piece of every measured phase. */
export function phasePieces({ phases }: Scenario): readonly RoundPhase[] {
  const measured = phases.filter(({ warmup }) => !warmup).map(pieceOf);
  const warmups = phases.filter(({ warmup }) => warmup).map(warmupPieceOf);
  const [first] = measured;
  if (first === undefined) return [];
  return [...(warmups.length > 0 ? warmups : [defaultWarmup(first)]), ...measured];
}

/** All phases of the scenario in full length. */
export function wholePhases({ phases }: Scenario): readonly RoundPhase[] {
  return phases.map((phase) => ({ ...phase, phaseId: phase.id, interleave: "request" }));
}

export function totalDuration(phases: readonly RoundPhase[]): Millis {
  return millis(phases.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0));
}

/** How long the measured phases get load. In slices each arm gets the whole duration. */
export function measuredMs(phases: readonly RoundPhase[]): Millis {
  const ofPhase = ({ durationMs, interleave }: RoundPhase) => (interleave === "slice" ? 2 : 1) * durationMs;
  return millis(phases.reduce((sum, phase) => sum + (phase.warmup ? 0 : ofPhase(phase)), 0));
}

function pieceOf({ id, pattern, durationMs, ...phase }: Phase): RoundPhase {
  const ratePerSec = steadyRate(pattern);
  const wantedMs = ratePerSec === undefined ? piece.maxMs : (1000 * piece.requests) / ratePerSec;
  const pieceMs = Math.min(Math.max(wantedMs, piece.minMs), piece.maxMs, durationMs);
  return { ...phase, phaseId: id, pattern, durationMs: millis(pieceMs), cooldownMs: millis(0), interleave: "request" };
}

/** `undefined` if the rate changes. */
function steadyRate(pattern: LoadPattern): PerSec | undefined {
  if (pattern.kind === "constant") return pattern.ratePerSec;
  return pattern.kind === "spikeTrains" ? peakPerSec(pattern) : undefined;
}

/** A warm-up phase of the scenario. It is no longer than a piece, because every round repeats it. */
function warmupPieceOf({ id, durationMs, ...phase }: Phase): RoundPhase {
  const pieceMs = millis(Math.min(durationMs, piece.maxMs));
  return { ...phase, phaseId: id, durationMs: pieceMs, cooldownMs: millis(0), interleave: "request" };
}

/** One second of the first measured phase's load, or a little more than that load. */
function defaultWarmup(measured: RoundPhase): RoundPhase {
  const { pattern } = measured;
  const ratePerSec = Math.max(pattern.kind === "constant" ? pattern.ratePerSec : 0, minWarmupPerSec);
  return {
    ...measured,
    phaseId: "warm-up",
    // Only spikes tell which column they are for.
    pattern: pattern.kind === "spikeTrains" ? pattern : { kind: "constant", ratePerSec },
    durationMs: millis(Math.min(1000, measured.durationMs)),
    warmup: true,
  };
}

/**
 * The measured phases with another way to share the load, and the time this adds. In slices each arm gets the whole
 * duration, which doubles it.
 */
export function withInterleave(phases: readonly RoundPhase[], interleave: Interleave) {
  const addedMs = ({ warmup, durationMs }: RoundPhase) => (!warmup && interleave === "slice" ? durationMs : 0);
  return {
    phases: phases.map((phase) => (phase.warmup ? phase : { ...phase, interleave })),
    addedMs: millis(phases.reduce((sum, phase) => sum + addedMs(phase), 0)),
  };
}

/**
 * The number of rounds, including those already finished: at least 1. It must be fixed before any result is known.
 * `atOnce` rounds take `roundMs` together.
 */
export function plannedRounds(
  availableMs: Millis,
  roundMs: Millis,
  { finished = 0, atOnce = 1 }: { readonly finished?: number; readonly atOnce?: number } = {},
): number {
  return Math.max(1, Math.min(maxRounds, finished + atOnce * Math.max(0, Math.floor(availableMs / roundMs))));
}

/** True if the base starts before the head. Each arm is first once in every two rounds, in random order. */
export function baseStartsFirst(seed: number, round: number): boolean {
  const isFirstOfTwo = draw(seed, 7, Math.floor(round / 2)) < 0.5;
  return (round % 2 === 0) === isFirstOfTwo;
}

/** The seed of one phase of one round. Both arms share it. No two phases do. */
export function phaseSeed(seed: number, round: number, phase: number): number {
  return Math.floor(draw(seed, 11, round * 1000 + phase) * 0x1_0000_0000);
}
