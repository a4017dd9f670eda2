import { minRounds, type RoundRecord } from "../../model/record.ts";
import { millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasuringStrategy } from "../measurement.ts";
import { playRound } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { phasePieces, plannedRounds, type RoundPhase, withInterleave } from "../roundPlan.ts";
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
      playRound({ index, arms: pairInOrder(pair, seed, index), scenario, phases }, context);
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
      const planned = plannedRounds(millis(endMs - clock.nowMs()), roundMs);
      if (planned < minRounds) {
        progress(
          `${scenario.id}: too little time to compare: gate.budget has ${formatDuration(budgetMs)} for it, ` +
            `and ${minRounds} rounds and the rehearsal take ${formatDuration((minRounds + 1) * roundMs)}`,
        );
      }
      const loop = { scenarioId: scenario.id, plan: { planned, dealing }, roundMs, endMs, finished: [], stoppingRule };
      return await playRounds({ ...loop, playRound: (index) => play(phases, index) }, context);
    } catch (failure) {
      return { rounds: [], planned: 0, failure };
    }
  },
};
