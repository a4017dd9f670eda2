import type { ArmPhase } from "../../model/record.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasuringStrategy } from "../measurement.ts";
import { playRound } from "../round.ts";
import { totalDuration, wholePhases } from "../roundPlan.ts";

/** The whole scenario, once, on the head alone. After a failure, the phases that ended before it still count. */
export const whole: MeasuringStrategy = {
  async measure(scenario, { head }, _options, context) {
    const phases = wholePhases(scenario);
    const finished: ArmPhase[] = [];
    context.progress(`${scenario.id}: played whole, ${formatDuration(totalDuration(phases))}`);
    try {
      const round = await playRound({ index: 0, arms: [head], scenario, phases }, context, (phase) =>
        finished.push(phase),
      );
      return { rounds: [round], planned: 1 };
    } catch (failure) {
      return { rounds: finished.length === 0 ? [] : [{ index: 0, phases: finished }], planned: 1, failure };
    }
  },
};
