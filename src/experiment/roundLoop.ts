import type { RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Measurement, RoundsPlan, StoppingRule } from "./measurement.ts";
import type { RoundContext } from "./round.ts";

export interface RoundLoop {
  readonly scenarioId: string;
  readonly plan: RoundsPlan;
  /** How long one call of `playRound` takes. */
  readonly roundMs: Millis;
  /** Records that one call gives. */
  readonly perCall: number;
  /** End of the budget. */
  readonly endMs: Millis;
  /** Rounds that were measured before the plan existed. */
  readonly finished: readonly RoundRecord[];
  readonly stoppingRule: StoppingRule;
  /** Plays one start of the services. Gives a record for each stretch of load and pair of services. */
  playRound(call: number): Promise<readonly RoundRecord[]>;
}

/**
 * Plays rounds until all planned ones are done, the stopping rule says so, or the next one would end after the budget.
 * At least one round is played.
 */
export async function playRounds(
  { scenarioId, plan, roundMs, perCall, endMs, finished, stoppingRule, playRound }: RoundLoop,
  { clock, progress }: Pick<RoundContext, "clock" | "progress">,
): Promise<Measurement> {
  const { planned } = plan;
  const rounds = [...finished];
  for (const round of finished) stoppingRule.shouldStop(round, plan);
  const startMs = clock.nowMs();
  let calls = 0;
  // Rounds may take longer than the rehearsal, and judging them takes time, too.
  const nextMs = () => Math.max(roundMs, (clock.nowMs() - startMs) / (calls || 1));
  const measurement = () => ({ rounds, ...plan, roundMs: millis(roundMs / perCall) });
  try {
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + nextMs() <= endMs)) {
      progress(`${scenarioId}: ${roundNumbers(rounds.length, perCall)} of at most ${planned}`);
      const played = await playRound(finished.length / perCall + calls++);
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

/** round 5, rounds 5 and 6, or rounds 5 to 8 */
function roundNumbers(before: number, count: number): string {
  if (count === 1) return `round ${before + 1}`;
  return `rounds ${before + 1} ${count === 2 ? "and" : "to"} ${before + count}`;
}
