import { type ArmPhase, minRounds, type RoundRecord } from "../../model/record.ts";
import { millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasuringStrategy } from "../measurement.ts";
import { playRound, type Round } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { plannedRounds, totalDuration, wholePhases } from "../roundPlan.ts";
import { pairInOrder, requirePair } from "./pair.ts";

/**
 * Base and head one after the other, each with the whole scenario: for load that cannot be cut into pieces. The first
 * round counts, and shows how many more the budget allows.
 */
export const alternate: MeasuringStrategy = {
  async measure(scenario, measuredArms, { budgetMs, stoppingRule }, context) {
    const pair = requirePair(measuredArms);
    const { clock, progress, seed } = context;
    const startMs = clock.nowMs();
    const endMs = millis(startMs + budgetMs);
    const phases = wholePhases(scenario);
    const neededMs = 2 * minRounds * totalDuration(phases);
    if (neededMs > budgetMs) {
      progress(
        `${scenario.id}: too little time to compare: gate.budget has ${formatDuration(budgetMs)} for it, ` +
          `and ${minRounds} rounds of base and head take ${formatDuration(neededMs)} and their starts`,
      );
    }
    const playBoth = async (index: number): Promise<RoundRecord> => {
      const finished: ArmPhase[] = [];
      let unreachable: Round["unreachable"] = "finding";
      for (const arm of pairInOrder(pair, seed, index)) {
        const earlier = { hasSucceeded: index > 0, otherSucceeded: finished.length > 0 };
        const round = await playRound({ index, arms: [arm], scenario, phases, unreachable, ...earlier }, context);
        finished.push(...round.phases);
        // The settings may be wrong for both arms if no request to the first one succeeded.
        if (!hasSuccess(finished)) unreachable = "failure";
      }
      return { index, phases: finished };
    };
    try {
      progress(`${scenario.id}: first round`);
      const first = await playBoth(0);
      const roundMs = millis(clock.nowMs() - startMs);
      const plan = { planned: plannedRounds(millis(endMs - clock.nowMs()), roundMs, { finished: 1 }) };
      const loop = { scenarioId: scenario.id, plan, roundMs, perCall: 1, endMs, finished: [first], stoppingRule };
      return await playRounds({ ...loop, playRound: async (index) => [await playBoth(index)] }, context);
    } catch (failure) {
      return { rounds: [], planned: 1, failure };
    }
  },
};

const hasSuccess = (phases: readonly ArmPhase[]): boolean =>
  phases.some(({ record }) => record.requests.some(({ outcomes }) => "ok" in outcomes));
