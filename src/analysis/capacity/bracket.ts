import type { Arm, Sla } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";
import { brokeLimit, hasBacklog } from "./estimate.ts";

/** What the trials with doubled rates say about one arm. */
export interface Bracket {
  readonly arm: Arm;
  readonly trials: number;
  readonly state: BracketState;
}

export type BracketState =
  | { readonly kind: "open"; readonly low?: number; readonly high?: number }
  /** The limits hold at `low`, and break at `high`. */
  | { readonly kind: "found"; readonly low: number; readonly high: number }
  | { readonly kind: "fails_at_lowest"; readonly perSec: number }
  /** The load generator could not show a rate at which they break. */
  | { readonly kind: "beyond_reach"; readonly perSec: number; readonly by: "generator" | "max_rate" };

export interface BracketSettings {
  readonly sla: Sla;
  readonly maxPerSec: number;
}

const lowestPerSec = 1;
const firstPerSec = 20;
/** Close enough for trials around the estimate. */
const closeRatio = 1.5;
/** A neighbour of the machine may break a trial. It hardly breaks two of them. */
const enoughFailures = 2;
/** Trials that only the load generator's delay broke. */
const mostLate = 2;
/** A backlog of a quarter of the load is too much, whatever the limits allow. */
const tooLongBacklog = 0.25;

export function bracketOf(arm: Arm, trials: readonly Trial[], { sla, maxPerSec }: BracketSettings): Bracket {
  const own = trials.filter((trial) => trial.arm === arm && trial.purpose === "bracket");
  const late = own.filter(({ isGeneratorLate }) => isGeneratorLate);
  const clear = own.filter(({ isGeneratorLate }) => !isGeneratorLate);
  const isBroken = (trial: Trial) => brokeLimit(trial, sla) || hasBacklog(trial, tooLongBacklog);
  const rates = (broken: boolean) => clear.filter((one) => isBroken(one) === broken).map((one) => one.ratePerSec);
  const high = Math.min(...rates(true));
  // A rate above a broken one held by chance.
  const low = Math.max(...rates(false).filter((rate) => rate < high));
  const atLowest = clear.filter((one) => one.ratePerSec <= lowestPerSec).length;
  return { arm, trials: own.length, state: stateOf(low, high, { late, atLowest, maxPerSec }) };
}

interface Tried {
  readonly late: readonly Trial[];
  /** Trials at the lowest rate. */
  readonly atLowest: number;
  readonly maxPerSec: number;
}

function stateOf(low: number, high: number, { late, atLowest, maxPerSec }: Tried): BracketState {
  const hasLow = Number.isFinite(low);
  const hasHigh = Number.isFinite(high);
  if (hasHigh && high <= lowestPerSec && atLowest >= enoughFailures) return { kind: "fails_at_lowest", perSec: high };
  if (hasLow && !hasHigh && low >= maxPerSec) return { kind: "beyond_reach", perSec: low, by: "max_rate" };
  if (hasLow && !hasHigh && late.length >= mostLate) return { kind: "beyond_reach", perSec: low, by: "generator" };
  if (hasLow && hasHigh && high / low <= closeRatio) return { kind: "found", low, high };
  return { kind: "open", ...(hasLow && { low }), ...(hasHigh && { high }) };
}

/** Doubles until a trial fails, then halves the distance. The second arm starts where the first one was found. */
export function nextBracketRate(
  { state, trials }: Bracket,
  other: Bracket | undefined,
  { maxPerSec }: BracketSettings,
): number {
  const { low, high } = state.kind === "open" || state.kind === "found" ? state : {};
  if (low !== undefined && high !== undefined) return Math.sqrt(low * high);
  if (low !== undefined) return Math.min(maxPerSec, low * 2);
  if (high !== undefined) return Math.max(lowestPerSec, high / (trials > 1 ? 4 : 2));
  return Math.min(maxPerSec, other?.state.kind === "found" ? other.state.low : firstPerSec);
}
