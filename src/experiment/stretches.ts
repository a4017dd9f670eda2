import { type ArmPhase, minRounds, type RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { PairCount } from "./pairs.ts";

/** How a duet spends its time if its services start slowly: several stretches of load after each start. */
export interface StretchPlan {
  readonly starts: number;
  /** Stretches after each start. Each is measured like a round, of each pair. */
  readonly stretches: number;
}

/** With fewer starts than a comparison needs, this many stretches in all. */
const enoughStretches = 8;
/** Longer without a start shows nothing new. */
const mostStretches = 12;

/**
 * The plan for services that cannot start often enough within the time. `undefined` if they can, or if even one start
 * leaves too little time for the stretches. `startMs`: starting, warming up and stopping. `stretchMs`: one stretch.
 * `pairs` start at once.
 */
export function planStretches(
  availableMs: Millis,
  startMs: Millis,
  stretchMs: Millis,
  pairs: PairCount = 1,
): StretchPlan | undefined {
  const fewestStarts = minRounds / pairs;
  if (availableMs >= fewestStarts * (startMs + stretchMs)) return undefined;
  const plans = Array.from({ length: fewestStarts - 1 }, (_, i) => fewestStarts - 1 - i).map((starts) => {
    const fitting = Math.floor((availableMs / starts - startMs) / stretchMs);
    return { starts, stretches: Math.min(mostStretches, fitting) };
  });
  const total = ({ starts, stretches }: StretchPlan) => pairs * starts * stretches;
  return (
    plans.find((plan) => total(plan) >= enoughStretches) ??
    plans.find((plan) => plan.stretches > 1 && total(plan) >= minRounds)
  );
}

/** A round is lengthened until its load takes this share of its start, at most. */
const loadShareOfStart = 1.25;
const mostLengthening = 4;
/** Longer rounds must leave this many of them. */
const fewestLongRounds = 6;

/**
 * How many times as long the load of a round should last. More than 1 if starts are slow: a start then costs more than
 * the requests after it.
 */
export function lengthening(availableMs: Millis, startMs: Millis, loadMs: Millis, pairs: PairCount = 1): number {
  const wanted = Math.min(mostLengthening, (loadShareOfStart * startMs) / loadMs);
  const affordable = ((pairs * availableMs) / fewestLongRounds - startMs) / loadMs;
  return Math.max(1, Math.min(wanted, affordable));
}

/** Splits a round whose measured phases were played several times into one record per stretch. */
export function splitStretches({ index, phases }: RoundRecord, stretches: number): readonly RoundRecord[] {
  if (stretches === 1) return [{ index, phases }];
  const warmups = phases.filter(({ warmup }) => warmup);
  const measured = phases.filter(({ warmup }) => !warmup);
  const each = measured.length / stretches;
  return Array.from({ length: stretches }, (_, i) => ({
    index: index * stretches + i,
    start: index,
    phases: [...(i === 0 ? warmups : []), ...measured.slice(i * each, (i + 1) * each)] as readonly ArmPhase[],
  }));
}

/** The phases of a round with several stretches. */
export function repeatMeasured<T extends { readonly warmup: boolean }>(
  phases: readonly T[],
  stretches: number,
): readonly T[] {
  const measured = phases.filter(({ warmup }) => !warmup);
  return [...phases.filter(({ warmup }) => warmup), ...Array.from({ length: stretches }, () => measured).flat()];
}

/** Phases that last longer, none longer than in the scenario. */
export function lengthenPhases<
  T extends { readonly warmup: boolean; readonly phaseId: string; readonly durationMs: Millis },
>(phases: readonly T[], factor: number, wholeMs: (phaseId: string) => Millis): readonly T[] {
  return phases.map((phase) =>
    phase.warmup
      ? phase
      : { ...phase, durationMs: millis(Math.min(factor * phase.durationMs, wholeMs(phase.phaseId))) },
  );
}
