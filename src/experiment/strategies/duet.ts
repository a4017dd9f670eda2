import { summaryOf } from "../../model/errors.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import type { InterleavingChoice } from "../../model/results.ts";
import { millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasuringStrategy } from "../measurement.ts";
import type { PairCount } from "../pairs.ts";
import { playRound } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { phasePieces, type RoundPhase, withInterleave } from "../roundPlan.ts";
import { type DuetPlan, paceDuet, planDuet, roundsOfStart, roundsPerStart } from "./duetPlan.ts";
import { pairInOrder, requirePair, secondPair } from "./pair.ts";

/**
 * Base and head under load at the same time, in many short rounds, each with a piece of every phase. A rehearsal round,
 * which is discarded, comes first: it shows how long a round takes, how the arms should share the load, and whether the
 * machine can carry two pairs of them.
 */
export const duet: MeasuringStrategy = {
  async measure(scenario, measuredArms, { budgetMs, interleave, pairs, stoppingRule }, context) {
    const pair = requirePair(measuredArms);
    const second = secondPair(pair);
    const { clock, progress, seed } = context;
    const startMs = clock.nowMs();
    const endMs = millis(startMs + budgetMs);
    const availableMs = () => millis(endMs - clock.nowMs());
    const play = (phases: readonly RoundPhase[], index: number, count: PairCount = 1): Promise<RoundRecord> => {
      const played = second === undefined || count === 1 ? [pair] : [pair, second];
      const arms = played.flatMap((each) => pairInOrder(each, seed, index));
      return playRound({ index, arms, scenario, phases, hasSucceeded: index >= 0 }, context);
    };
    try {
      progress(`${scenario.id}: rehearsal round`);
      const rehearsed = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
      const rehearsal = await play(rehearsed.phases, -1);
      const rehearsalMs = clock.nowMs() - startMs;
      const dealing: InterleavingChoice =
        interleave === "auto"
          ? stoppingRule.chooseInterleaving(rehearsal)
          : { kind: interleave, reason: `gate.interleave: ${interleave}` };
      const { phases, addedMs } = withInterleave(rehearsed.phases, dealing.kind);
      const roundMs = millis(rehearsalMs + (interleave === "auto" ? addedMs : 0));
      const planFor = (count: PairCount) =>
        planDuet({ scenario, phases, roundMs, availableMs: availableMs(), pairs: count });
      const playStart = async (plan: DuetPlan, index: number) => {
        return roundsOfStart(await play(plan.phases, index, plan.pairs), plan);
      };

      /** The first rounds of two pairs, with the plan for the others. `undefined` if one pair runs at a time. */
      const openTwoPairs = async () => {
        if (second === undefined || pairs === 1 || dealing.kind !== "request") return undefined;
        if (pairs === "auto" && !stoppingRule.fitsTwoPairs(rehearsal)) return undefined;
        progress(`${scenario.id}: two pairs of base and head run at once`);
        const openedMs = clock.nowMs();
        const plan = planFor(2);
        try {
          const finished = await playStart(plan, 0);
          if (stoppingRule.isDisturbed(finished, rehearsal)) throw new Error("they disturb each other");
          return { plan: paceDuet(plan, millis(clock.nowMs() - openedMs), availableMs()), finished };
        } catch (error) {
          context.signal.throwIfAborted();
          progress(`${scenario.id}: one pair of base and head runs at a time, because two failed: ${summaryOf(error)}`);
          return undefined;
        }
      };

      const { plan, finished } = (await openTwoPairs()) ?? { plan: planFor(1), finished: [] };
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
      const loop = {
        scenarioId: scenario.id,
        plan: { planned, dealing: plan.pairs === 1 ? dealing : { ...dealing, pairs: plan.pairs } },
        roundMs: plan.roundMs,
        perCall: roundsPerStart(plan),
        endMs,
        finished,
        stoppingRule,
        playRound: (call: number) => playStart(plan, call),
      };
      return await playRounds(loop, context);
    } catch (failure) {
      return { rounds: [], planned: 0, failure };
    }
  },
};
