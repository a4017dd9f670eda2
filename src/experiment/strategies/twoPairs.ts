import { summaryOf } from "../../model/errors.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import type { InterleavingChoice } from "../../model/results.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { MeasureOptions } from "../measurement.ts";
import type { RoundContext } from "../round.ts";
import { type DuetPlan, paceDuet } from "./duetPlan.ts";
import { type ArmPair, secondPair } from "./pair.ts";

export interface RehearsedPair {
  readonly pair: ArmPair;
  readonly rehearsal: RoundRecord;
  readonly dealing: InterleavingChoice;
  /** The plan with two pairs. */
  readonly plan: DuetPlan;
  /** True if the services may keep state that the second ones would share. */
  readonly keepsState: () => Promise<boolean>;
}

/** The reason for one pair at a time; `undefined` if two should run at once. */
export async function whyOnePair(
  { pair, rehearsal, dealing, plan, keepsState }: RehearsedPair,
  { pairs, stoppingRule }: Pick<MeasureOptions, "pairs" | "stoppingRule">,
): Promise<string | undefined> {
  if (pairs === 1) return "gate.pairs is 1";
  if (secondPair(pair) === undefined) return "the service can run only once";
  if (dealing.kind === "slice") return "base and head get the load in turn";
  if (pairs === 2) return undefined;
  // The first start of two pairs may be in vain, and enough time must be left then.
  if (plan.stretches > 1 || plan.planned < 2 * minRounds) return "there is too little time";
  if (!stoppingRule.fitsTwoPairs(rehearsal)) return "the machine is busy, or the services depend on others";
  return (await keepsState()) ? "the services keep state" : undefined;
}

export const onePairLine = (scenarioId: string, why: string): string =>
  `${scenarioId}: one pair of base and head runs at a time, because ${why}`;

/** The rounds of a duet so far, and the plan that the others follow. */
export interface OpenedDuet {
  readonly plan: DuetPlan;
  readonly finished: readonly RoundRecord[];
}

export interface TwoPairs {
  readonly scenarioId: string;
  /** The plan of two pairs, as long as no start of them has shown how long one takes. */
  readonly plan: DuetPlan;
  readonly availableMs: () => Millis;
  readonly playStart: (plan: DuetPlan, index: number) => Promise<readonly RoundRecord[]>;
  readonly isDisturbed: (opening: readonly RoundRecord[]) => boolean;
}

/** Plays the first start of two pairs. `undefined` if it shows that only one pair can run at a time. */
export async function openTwoPairs(
  { scenarioId, plan, availableMs, playStart, isDisturbed }: TwoPairs,
  { clock, progress, signal }: Pick<RoundContext, "clock" | "progress" | "signal">,
): Promise<OpenedDuet | undefined> {
  progress(`${scenarioId}: two pairs of base and head run at once`);
  const startMs = clock.nowMs();
  try {
    const finished = await playStart(plan, 0);
    if (isDisturbed(finished)) throw new Error("they disturb each other");
    return { plan: paceDuet(plan, millis(clock.nowMs() - startMs), availableMs()), finished };
  } catch (error) {
    signal.throwIfAborted();
    progress(onePairLine(scenarioId, `two failed: ${summaryOf(error)}`));
    return undefined;
  }
}
