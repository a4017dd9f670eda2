import { minutes } from "../model/format.ts";
import type { Scenario } from "../model/plan.ts";
import { type ArmPhase, fewestRounds, type RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { ArmSource } from "./arm.ts";
import { baseStartsFirst, roundsWithin, type Stretch, stretchesOfRound, stretchesOfScenario } from "./duetPlan.ts";
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

export interface Arms {
  readonly base: ArmSource;
  readonly head: ArmSource;
}

/** A duet of base and head: a rehearsal round that is thrown away, then as many rounds as fit into the budget. */
export async function measureDuet(
  scenario: Scenario,
  arms: Arms,
  budgetMs: Millis,
  stage: Stage,
  progress: Progress,
): Promise<Measurement> {
  const stretches = stretchesOfRound(scenario);
  const round = (index: number) =>
    playRound({ index, sources: inOrder(arms, stage.seed, index), scenario, stretches }, stage);
  return await measureRounds({ id: scenario.id, isRehearsed: true, round }, budgetMs, stage, progress);
}

/**
 * Base and head one after the other, each of them played whole: for load that cannot be cut. As many rounds as fit into the
 * budget, and one in any case.
 */
export async function measureAlternate(
  scenario: Scenario,
  arms: Arms,
  budgetMs: Millis,
  stage: Stage,
  progress: Progress,
): Promise<Measurement> {
  const stretches = stretchesOfScenario(scenario);
  const atLeastMs = 2 * fewestRounds * lengthOf(stretches);
  if (atLeastMs > budgetMs) {
    progress(
      `${scenario.id}: too little time to compare: gate.budget has ${minutes(budgetMs)} for it, ` +
        `and ${fewestRounds} rounds of base and head take ${minutes(atLeastMs)} and their starts`,
    );
  }
  const round = async (index: number) => {
    const phases: ArmPhase[] = [];
    for (const source of inOrder(arms, stage.seed, index)) {
      phases.push(...(await playRound({ index, sources: [source], scenario, stretches }, stage)).phases);
    }
    return { index, phases };
  };
  return await measureRounds({ id: scenario.id, isRehearsed: false, round }, budgetMs, stage, progress);
}

function inOrder({ base, head }: Arms, seed: number, index: number): readonly ArmSource[] {
  return baseStartsFirst(seed, index) ? [base, head] : [head, base];
}

function lengthOf(stretches: readonly Stretch[]): Millis {
  return stretches.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0);
}

interface Rounds {
  readonly id: string;
  /** Whether a first round is played only to see how long one takes. */
  readonly isRehearsed: boolean;
  round(index: number): Promise<RoundRecord>;
}

/** The number of rounds is fixed before any result is looked at. */
async function measureRounds(
  { id, isRehearsed, round }: Rounds,
  budgetMs: Millis,
  { clock }: Stage,
  progress: Progress,
): Promise<Measurement> {
  const begunMs = clock.nowMs();
  const endMs = begunMs + budgetMs;
  const rounds: RoundRecord[] = [];
  let planned = isRehearsed ? 0 : 1;
  let roundMs: Millis | undefined;
  try {
    progress(`${id}: ${isRehearsed ? "rehearsal" : "first"} round`);
    const first = await round(isRehearsed ? -1 : 0);
    if (!isRehearsed) rounds.push(first);
    roundMs = millis(clock.nowMs() - begunMs);
    planned = rounds.length + roundsWithin(millis(endMs - clock.nowMs()), roundMs);
    // A round that would end past the budget is not begun, but one is always played.
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + roundMs <= endMs)) {
      progress(`${id}: round ${rounds.length + 1} of ${planned}`);
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
  progress(`${scenario.id}: played whole, ${minutes(lengthOf(stretches))}`);
  try {
    const round = await playRound({ index: 0, sources: [head], scenario, stretches }, stage, (phase) =>
      heard.push(phase),
    );
    return { rounds: [round], planned: 1 };
  } catch (failure) {
    return { rounds: heard.length === 0 ? [] : [{ index: 0, phases: heard }], planned: 1, failure };
  }
}
