import { rateIntegralOf } from "../load/schedule/rateIntegral.ts";
import type { LoadPattern, Phase, Scenario } from "../model/plan.ts";
import { type Millis, millis, perSec } from "../model/unit.ts";
import type { ScenarioMeasurement } from "./measurement.ts";
import { phasePieces, type RoundPhase, totalDuration } from "./roundPlan.ts";

/** Fewer rounds support no paired test. More explain little more. */
export const extraRoundLimits = { min: 3, max: 6 } as const;
/** Starting and stopping two services, if no round of the same form has shown how long it takes. */
const usualStartMs = 4000;
/** Instruments start, stop and write their files. */
const instrumentsMs = 1000;

/** The expected wall time of an extra round, from that of a measured one. */
export function extraRoundMs({ scenario, mode, measurement }: ScenarioMeasurement): Millis {
  const extraMs = totalDuration(extraPhases(scenario)) + instrumentsMs;
  const { roundMs } = measurement;
  if (roundMs === undefined || mode.kind !== "duet") return millis(extraMs + usualStartMs);
  return millis(extraMs + Math.max(0, roundMs - totalDuration(phasePieces(scenario))));
}

/**
 * How many extra rounds each scenario gets: the same number for all if the budget allows it, otherwise the least number
 * for the first ones and none for the others.
 */
export function planExtraRounds(roundMs: readonly Millis[], budgetMs: Millis): readonly number[] {
  for (let rounds: number = extraRoundLimits.max; rounds > extraRoundLimits.min; rounds--) {
    if (roundMs.reduce((sum, one) => sum + one * rounds, 0) <= budgetMs) return roundMs.map(() => rounds);
  }
  let leftMs: number = budgetMs;
  return roundMs.map((one) => {
    if (one * extraRoundLimits.min > leftMs) return 0;
    leftMs -= one * extraRoundLimits.min;
    return extraRoundLimits.min;
  });
}

/**
 * The phases of an extra round: the warm-up, then three to six seconds of the measured phase that sends most requests, as
 * constant load if it can be that.
 */
export function extraPhases(scenario: Scenario): readonly RoundPhase[] {
  const measured = scenario.phases.filter(({ warmup }) => !warmup).map(steadyPhase);
  const busiest = measured.toSorted((a, b) => requestsPerSec(b) - requestsPerSec(a))[0];
  if (busiest === undefined) return [];
  const warmups = scenario.phases.filter(({ warmup }) => warmup);
  return phasePieces({ ...scenario, phases: [busiest, ...warmups] });
}

function steadyPhase(phase: Phase): Phase {
  const { pattern } = phase;
  if (isPlayedAsIs(pattern)) return phase;
  return { ...phase, pattern: { kind: "constant", ratePerSec: perSec(requestsPerSec(phase)) } };
}

/** Constant load is already steady. Users and spikes are more than a rate, and a burst is its own point. */
type AsIsPattern = Extract<LoadPattern, { readonly kind: "constant" | "burst" | "users" | "spikeTrains" }>;
const isPlayedAsIs = ({ kind }: LoadPattern): boolean =>
  (["constant", "burst", "users", "spikeTrains"] satisfies AsIsPattern["kind"][] as string[]).includes(kind);

/** The mean over the phase. 0 where nobody knows it before. */
function requestsPerSec({ pattern, durationMs }: Phase): number {
  if (pattern.kind === "users" || pattern.kind === "spikeTrains") return 0;
  return durationMs === 0 ? 0 : rateIntegralOf(pattern, millis(durationMs)).total / (durationMs / 1000);
}
