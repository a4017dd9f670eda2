import type { Scenario } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { type PairCount, splitPairs } from "../pairs.ts";
import { measuredMs, plannedRounds, type RoundPhase } from "../roundPlan.ts";
import { lengthening, lengthenPhases, planStretches, repeatMeasured, splitStretches } from "../stretches.ts";

/** How a duet spends its time. */
export interface DuetPlan {
  /** The phases that are played after each start. */
  readonly phases: readonly RoundPhase[];
  /** Pairs of base and head that start at once. */
  readonly pairs: PairCount;
  /** Rounds of each pair after a start. */
  readonly stretches: number;
  /** All rounds of all pairs. */
  readonly planned: number;
  /** From one start to the next. */
  readonly roundMs: Millis;
}

export interface DuetPlanInput {
  readonly scenario: Scenario;
  readonly phases: readonly RoundPhase[];
  /** Duration of the rehearsal with these phases. */
  readonly roundMs: Millis;
  readonly availableMs: Millis;
  readonly pairs: PairCount;
}

/** Chooses between many short rounds, fewer long ones, and several rounds after each start. */
export function planDuet({ scenario, phases, roundMs, availableMs, pairs }: DuetPlanInput): DuetPlan {
  const loadMs = measuredMs(phases);
  const startMs = millis(Math.max(0, roundMs - loadMs));
  const several = planStretches(availableMs, startMs, loadMs, pairs);
  if (several !== undefined) {
    const { starts, stretches } = several;
    const longMs = millis(startMs + stretches * loadMs);
    const planned = pairs * starts * stretches;
    return { phases: repeatMeasured(phases, stretches), pairs, stretches, planned, roundMs: longMs };
  }
  const wholeMs = (id: string) => scenario.phases.find((phase) => phase.id === id)?.durationMs ?? millis(0);
  const longer = lengthenPhases(phases, lengthening(availableMs, startMs, loadMs, pairs), wholeMs);
  const longMs = millis(startMs + measuredMs(longer));
  const planned = plannedRounds(availableMs, longMs, { atOnce: pairs });
  return { phases: longer, pairs, stretches: 1, planned, roundMs: longMs };
}

/** Rounds that one start gives. */
export const roundsPerStart = ({ pairs, stretches }: DuetPlan): number => pairs * stretches;

/** The plan for the starts after the first one, which showed how long one takes. */
export function paceDuet(plan: DuetPlan, roundMs: Millis, availableMs: Millis): DuetPlan {
  const atOnce = roundsPerStart(plan);
  const planned = plannedRounds(availableMs, roundMs, { finished: atOnce, atOnce });
  return { ...plan, roundMs, planned: planned - atOnce };
}

/** The rounds of one start. */
export const roundsOfStart = (record: RoundRecord, { pairs, stretches }: DuetPlan): readonly RoundRecord[] =>
  splitPairs(record, pairs).flatMap((round) => splitStretches(round, stretches));
