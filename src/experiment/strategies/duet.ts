import type { Scenario } from "../../model/plan.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasuringStrategy } from "../measurement.ts";
import { playRound } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { measuredMs, phasePieces, plannedRounds, type RoundPhase, withInterleave } from "../roundPlan.ts";
import { lengthening, lengthenPhases, planStretches, repeatMeasured, splitStretches } from "../stretches.ts";
import { pairInOrder, requirePair } from "./pair.ts";

/**
 * Base and head under load at the same time, in many short rounds, each with a piece of every phase. A rehearsal round,
 * which is discarded, comes first: it shows how long a round takes and how the arms should share the load.
 */
export const duet: MeasuringStrategy = {
  async measure(scenario, measuredArms, { budgetMs, interleave, stoppingRule }, context) {
    const pair = requirePair(measuredArms);
    const { clock, progress, seed } = context;
    const startMs = clock.nowMs();
    const endMs = millis(startMs + budgetMs);
    const play = (phases: readonly RoundPhase[], index: number): Promise<RoundRecord> =>
      playRound({ index, arms: pairInOrder(pair, seed, index), scenario, phases, hasSucceeded: index >= 0 }, context);
    try {
      progress(`${scenario.id}: rehearsal round`);
      const rehearsed = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
      const rehearsal = await play(rehearsed.phases, -1);
      const rehearsalMs = clock.nowMs() - startMs;
      const dealing =
        interleave === "auto"
          ? stoppingRule.chooseInterleaving(rehearsal)
          : { kind: interleave, reason: `gate.interleave: ${interleave}` };
      const { phases, addedMs } = withInterleave(rehearsed.phases, dealing.kind);
      const roundMs = millis(rehearsalMs + (interleave === "auto" ? addedMs : 0));
      const plan = planRounds({ scenario, phases, roundMs, availableMs: millis(endMs - clock.nowMs()) });
      const { planned, stretches } = plan;
      if (planned < minRounds) {
        progress(
          `${scenario.id}: too little time to compare: gate.budget has ${formatDuration(budgetMs)} for it, ` +
            `and ${minRounds} rounds and the rehearsal take ${formatDuration((minRounds + 1) * roundMs)}`,
        );
      } else if (stretches > 1) {
        progress(
          `${scenario.id}: starts are slow, so the load after each start is measured in ${stretches} rounds; ` +
            "gate.restart_noise stands for the difference between starts",
        );
      }
      const playStart = async (index: number) => splitStretches(await play(plan.phases, index), stretches);
      const loop = { scenarioId: scenario.id, plan: { planned, dealing }, roundMs: plan.roundMs, endMs };
      return await playRounds({ ...loop, finished: [], stoppingRule, playRound: playStart }, context);
    } catch (failure) {
      return { rounds: [], planned: 0, failure };
    }
  },
};

interface PlanInput {
  readonly scenario: Scenario;
  readonly phases: readonly RoundPhase[];
  /** Duration of the rehearsal with these phases. */
  readonly roundMs: Millis;
  readonly availableMs: Millis;
}

/** Chooses between many short rounds, fewer long ones, and several rounds after each start. */
function planRounds({ scenario, phases, roundMs, availableMs }: PlanInput) {
  const loadMs = measuredMs(phases);
  const startMs = millis(Math.max(0, roundMs - loadMs));
  const several = planStretches(availableMs, startMs, loadMs);
  if (several !== undefined) {
    const { starts, stretches } = several;
    const repeated = repeatMeasured(phases, stretches);
    return { phases: repeated, stretches, planned: starts * stretches, roundMs: millis(startMs + stretches * loadMs) };
  }
  const wholeMs = (id: string) => scenario.phases.find((phase) => phase.id === id)?.durationMs ?? millis(0);
  const longer = lengthenPhases(phases, lengthening(availableMs, startMs, loadMs), wholeMs);
  const longRoundMs = millis(startMs + measuredMs(longer));
  return { phases: longer, stretches: 1, planned: plannedRounds(availableMs, longRoundMs), roundMs: longRoundMs };
}
