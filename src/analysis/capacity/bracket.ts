import type { Arm, Sla } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { brokeLimit, hasBacklog } from "./estimate.ts";

/** What the trials with doubled rates say about one arm. */
export interface Bracket {
  readonly arm: Arm;
  readonly trials: number;
  readonly state: BracketState;
}

interface OpenState {
  readonly kind: "open";
  readonly low?: number;
  readonly high?: number;
  /** The rate whose trials contradict others, or have no other beside them. */
  readonly again?: number;
}

export type BracketState =
  | OpenState
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
/** At the lowest rate a trial takes ten seconds. No neighbour breaks the limit for most of its requests. */
const hopelessShare = 0.5;
/** Trials that only the load generator's delay broke. */
const mostLate = 2;
/** A backlog of a quarter of the load is too much, whatever the limits allow. */
const tooLongBacklog = 0.25;

export function bracketOf(arm: Arm, trials: readonly Trial[], { sla, maxPerSec }: BracketSettings): Bracket {
  const own = trials.filter((trial) => trial.arm === arm && trial.purpose === "bracket");
  const late = own.filter(({ isGeneratorLate }) => isGeneratorLate);
  const clear = own.filter(({ isGeneratorLate }) => !isGeneratorLate);
  const tried = clear
    .map((trial) => ({
      rate: trial.ratePerSec,
      isBroken: brokeLimit(trial, sla) || hasBacklog(trial, tooLongBacklog),
      isHopeless: Object.values(trial.beyond).some((count) => count > hopelessShare * trial.due),
    }))
    .toSorted((a, b) => a.rate - b.rate);
  return { arm, trials: own.length, state: stateOf(tried, late.length, maxPerSec) };
}

interface Tried {
  readonly rate: number;
  readonly isBroken: boolean;
  readonly isHopeless: boolean;
}

function stateOf(tried: readonly Tried[], late: number, maxPerSec: number): BracketState {
  const [border = 0, other] = borders(tried);
  const again = other === undefined ? undefined : tried[border]?.rate;
  const [low, high] = [tried[border - 1]?.rate, tried[border]?.rate];
  if (again !== undefined) return { kind: "open", ...omitUndefined({ low, high }), again };
  if (high === undefined) return heldState(low, late, maxPerSec);
  const broken = tried.slice(border).filter(({ isBroken }) => isBroken);
  if (low === undefined) return isLowest(broken) ? { kind: "fails_at_lowest", perSec: high } : { kind: "open", high };
  if (high / low > closeRatio) return { kind: "open", low, high };
  const isSure = broken.length >= enoughFailures;
  return isSure ? { kind: "found", low, high } : { kind: "open", low, high, again: high };
}

/** Nothing broke so far. */
function heldState(low: number | undefined, late: number, maxPerSec: number): BracketState {
  if (low === undefined) return { kind: "open" };
  if (low >= maxPerSec) return { kind: "beyond_reach", perSec: low, by: "max_rate" };
  return late >= mostLate ? { kind: "beyond_reach", perSec: low, by: "generator" } : { kind: "open", low };
}

/** The trials broke at the lowest rate, too. */
function isLowest(broken: readonly Tried[]): boolean {
  const atLowest = broken.filter(({ rate }) => rate <= lowestPerSec);
  return atLowest.length >= enoughFailures || atLowest.some(({ isHopeless }) => isHopeless);
}

/**
 * Where the limits seem to break, as places in the trials by rate: as few trials as possible held above, or broke below.
 * Several places if the trials contradict each other.
 */
function borders(tried: readonly Tried[]): readonly number[] {
  const places = [0, ...tried.map((_, i) => i + 1)].filter((i) => tried[i - 1]?.rate !== tried[i]?.rate);
  const contradictions = places.map((place) => tried.filter(({ isBroken }, i) => isBroken === i < place).length);
  const fewest = Math.min(...contradictions);
  return places.filter((_, i) => contradictions[i] === fewest);
}

/**
 * Doubles until a trial fails, then halves the distance, and repeats what is in doubt. The second arm starts where the
 * first one was found.
 */
export function nextBracketRate(
  { state, trials }: Bracket,
  other: Bracket | undefined,
  { maxPerSec }: BracketSettings,
): number {
  const { low, high, again } = state.kind === "open" ? state : ({} as Partial<OpenState>);
  if (again !== undefined) return again;
  if (low !== undefined && high !== undefined) return Math.sqrt(low * high);
  if (low !== undefined) return Math.min(maxPerSec, low * 2);
  if (high !== undefined) return Math.max(lowestPerSec, high / (trials > 1 ? 4 : 2));
  return Math.min(maxPerSec, other?.state.kind === "found" ? other.state.low : firstPerSec);
}
