import type { RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Measurement, RoundsPlan, StoppingRule } from "./measurement.ts";
import type { RoundContext } from "./round.ts";

export interface RoundLoop {
  readonly scenarioId: string;
  readonly plan: RoundsPlan;
  /** How long one call of `playRound` takes. */
  readonly roundMs: Millis;
  /** End of the budget. */
  readonly endMs: Millis;
  /** Rounds that were measured before the plan existed. */
  readonly finished: readonly RoundRecord[];
  readonly stoppingRule: StoppingRule;
  /** Plays one start of the services. Gives one record, or one per stretch of load. */
  playRound(index: number): Promise<readonly RoundRecord[]>;
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
  let calls = 0;
  // Rounds may take longer than the rehearsal, and judging them takes time, too.
  const nextMs = () => Math.max(roundMs, (clock.nowMs() - startMs) / (calls || 1));
  const measurement = () => ({ rounds, ...plan, roundMs: millis(roundMs / Math.max(1, recordsPerCall)) });
  let recordsPerCall = 1;
  try {
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + nextMs() <= endMs)) {
      progress(`${scenarioId}: round ${rounds.length + 1} of at most ${planned}`);
      const played = await playRound(finished.length + calls++);
      recordsPerCall = played.length;
      rounds.push(...played);
      const decided = played.map((round) => stoppingRule.shouldStop(round, plan)).includes(true);
      if (!decided) continue;
      progress(`${scenarioId}: decided after ${rounds.length} of at most ${planned} rounds`);
      break;
    }
  } catch (failure) {
    return { ...measurement(), failure };
  }
  return measurement();
}
