import type { RoundRecord } from "../model/record.ts";
import type { Millis } from "../model/unit.ts";
import type { Measurement, RoundsPlan, StoppingRule } from "./measurement.ts";
import type { RoundContext } from "./round.ts";

export interface RoundLoop {
  readonly scenarioId: string;
  readonly plan: RoundsPlan;
  readonly roundMs: Millis;
  /** End of the budget. */
  readonly endMs: Millis;
  /** Rounds that were measured before the plan existed. */
  readonly finished: readonly RoundRecord[];
  readonly stoppingRule: StoppingRule;
  playRound(index: number): Promise<RoundRecord>;
}

/**
 * Plays rounds until all planned ones are done, the stopping rule says so, or the next one would end after the budget.
 * At least one round is played.
 */
export async function playRounds(
  { scenarioId, plan, roundMs, endMs, finished, stoppingRule, playRound }: RoundLoop,
  { clock, progress }: Pick<RoundContext, "clock" | "progress">,
): Promise<Measurement> {
  const { planned } = plan;
  const rounds = [...finished];
  for (const round of finished) stoppingRule.shouldStop(round, plan);
  const startMs = clock.nowMs();
  // Rounds may take longer than the rehearsal, and judging them takes time, too.
  const nextRoundMs = () => Math.max(roundMs, (clock.nowMs() - startMs) / (rounds.length - finished.length || 1));
  try {
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + nextRoundMs() <= endMs)) {
      progress(`${scenarioId}: round ${rounds.length + 1} of at most ${planned}`);
      const round = await playRound(rounds.length);
      rounds.push(round);
      if (!stoppingRule.shouldStop(round, plan)) continue;
      progress(`${scenarioId}: decided after ${rounds.length} of at most ${planned} rounds`);
      break;
    }
  } catch (failure) {
    return { rounds, ...plan, roundMs, failure };
  }
  return { rounds, ...plan, roundMs };
}
