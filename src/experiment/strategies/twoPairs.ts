import { summaryOf } from "../../model/errors.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import type { InterleavingChoice } from "../../model/results.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { KeptState } from "../keptState.ts";
import type { Measurement, MeasureOptions } from "../measurement.ts";
import type { RoundContext } from "../round.ts";
import { type DuetPlan, paceDuet } from "./duetPlan.ts";
import { type ArmPair, secondPair } from "./pair.ts";

export interface RehearsedPair {
  readonly pair: ArmPair;
  readonly rehearsal: RoundRecord;
  readonly dealing: InterleavingChoice;
  /** The plan with two pairs. */
  readonly plan: DuetPlan;
  /** The state that the second services would share, in a clause. Absent if that does not matter. */
  readonly keptState: KeptState | undefined;
}

/** The reason for one pair at a time where `gate.pairs` allows two, in a clause; `undefined` if two should run at once. */
export async function whyOnePair(
  { pair, rehearsal, dealing, plan, keptState }: RehearsedPair,
  { pairs, sharedCounters, stoppingRule }: Pick<MeasureOptions, "pairs" | "sharedCounters" | "stoppingRule">,
): Promise<string | undefined> {
  if (secondPair(pair) === undefined) {
    return pair.head.runsOnce ?? pair.base.runsOnce ?? "Loadgate does not start the service";
  }
  if (dealing.kind === "slice") return "base and head get the load in turn";
  if (pairs === 2) return undefined;
  if (sharedCounters !== undefined) return sharedCounters;
  // The first start of two pairs may be in vain, and enough time must be left then.
  if (plan.stretches > 1 || plan.planned < 2 * minRounds) return "there is too little time for two";
  return stoppingRule.obstacleToTwoPairs(rehearsal) ?? (await keptState?.());
}

export interface TwoPairs {
  readonly scenarioId: string;
  /** The plan of two pairs, as long as no start of them has shown how long one takes. */
  readonly plan: DuetPlan;
  readonly availableMs: () => Millis;
  readonly playStart: (plan: DuetPlan, index: number) => Promise<readonly RoundRecord[]>;
  readonly isDisturbed: (opening: readonly RoundRecord[]) => boolean;
}

/**
 * Plays the first start of two pairs, and the others as `playOthers` does. Its failure may be that only one pair can run
 * at a time.
 */
export async function playTwoPairs(
  { scenarioId, plan, availableMs, playStart, isDisturbed }: TwoPairs,
  playOthers: (plan: DuetPlan, finished: readonly RoundRecord[]) => Promise<Measurement>,
  { clock, progress }: Pick<RoundContext, "clock" | "progress">,
): Promise<Measurement> {
  progress(`${scenarioId}: two pairs of base and head run at once`);
  const startMs = clock.nowMs();
  try {
    const opening = await playStart(plan, 0);
    if (isDisturbed(opening)) throw new PairsDisturbed("requests took longer with two, or more of them failed");
    return await playOthers(paceDuet(plan, millis(clock.nowMs() - startMs), availableMs()), opening);
  } catch (failure) {
    return { rounds: [], planned: 0, failure };
  }
}

/** Two pairs wait for each other, which is no failure of a service. */
class PairsDisturbed extends Error {
  override readonly name = "PairsDisturbed";
}

/** Says why two pairs do not run. */
export function leaveTwoPairs(
  scenarioId: string,
  failure: unknown,
  { progress, notify }: Pick<RoundContext, "progress" | "notify">,
): void {
  const reason = summaryOf(failure);
  progress(`${scenarioId}: one pair of base and head goes on alone, because two cannot run at once: ${reason}`);
  if (!(failure instanceof PairsDisturbed)) notify({ kind: "two_pairs_failed", scenario: scenarioId, reason });
}
