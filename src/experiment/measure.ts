import { ms } from "../model/format.ts";
import type { Scenario } from "../model/plan.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { ArmSource } from "./arm.ts";
import { baseStartsFirst, roundsWithin, stretchesOfRound, stretchesOfScenario } from "./duetPlan.ts";
import { playRound, type Stage } from "./round.ts";

/** What measuring one scenario gave, also where it ended early. */
export interface Measurement {
  readonly rounds: readonly RoundRecord[];
  readonly planned: number;
  /** How long one round takes. */
  readonly roundMs?: Millis;
  /** Why measuring ended before its time: an error, an interruption. */
  readonly failure?: unknown;
}

export type Progress = (line: string) => void;

/**
 * A duet of base and head: a rehearsal round that is thrown away, then as many rounds as fit into the budget. The number
 * is fixed before any result is looked at.
 */
export async function measureDuet(
  scenario: Scenario,
  { base, head }: { readonly base: ArmSource; readonly head: ArmSource },
  budgetMs: Millis,
  stage: Stage,
  progress: Progress,
): Promise<Measurement> {
  const { clock, seed } = stage;
  const endMs = clock.nowMs() + budgetMs;
  const stretches = stretchesOfRound(scenario);
  const rounds: RoundRecord[] = [];
  let planned = 0;
  let roundMs: Millis | undefined;
  const round = (index: number) => {
    const sources = baseStartsFirst(seed, index) ? [base, head] : [head, base];
    return playRound({ index, sources, scenario, stretches }, stage);
  };
  try {
    const begunMs = clock.nowMs();
    progress(`${scenario.id}: rehearsal round`);
    await round(-1);
    roundMs = millis(clock.nowMs() - begunMs);
    planned = roundsWithin(millis(endMs - clock.nowMs()), roundMs);
    // A round that would end past the budget is not begun, but one is always played.
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + roundMs <= endMs)) {
      progress(`${scenario.id}: round ${rounds.length + 1} of ${planned}`);
      rounds.push(await round(rounds.length));
    }
  } catch (failure) {
    return { rounds, planned, ...(roundMs === undefined ? {} : { roundMs }), failure };
  }
  return { rounds, planned, roundMs };
}

/** The scenario played whole, once, on the head alone. */
export async function measureWhole(
  scenario: Scenario,
  head: ArmSource,
  stage: Stage,
  progress: Progress,
): Promise<Measurement> {
  const stretches = stretchesOfScenario(scenario);
  const heard: ArmPhase[] = [];
  const lengthMs = stretches.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0);
  progress(`${scenario.id}: played whole, ${ms(lengthMs)}`);
  try {
    const round = await playRound({ index: 0, sources: [head], scenario, stretches }, stage, (phase) =>
      heard.push(phase),
    );
    return { rounds: [round], planned: 1 };
  } catch (failure) {
    return { rounds: heard.length === 0 ? [] : [{ index: 0, phases: heard }], planned: 1, failure };
  }
}
