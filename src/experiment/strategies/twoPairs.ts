import { summaryOf } from "../../model/errors.ts";
import type { RoundRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { RoundContext } from "../round.ts";
import { type DuetPlan, paceDuet } from "./duetPlan.ts";

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
    progress(`${scenarioId}: one pair of base and head runs at a time, because two failed: ${summaryOf(error)}`);
    return undefined;
  }
}
