import type { Interleave, Scenario } from "../model/plan.ts";
import { type ArmPhase, fewestRounds, type RoundRecord } from "../model/record.ts";
import type { Dealing } from "../model/results.ts";
import { type Millis, millis } from "../model/unit.ts";
import { minutes } from "../util/format.ts";
import type { ArmSource } from "./arm.ts";
import { playRound, type RoundContext } from "./round.ts";
import {
  baseStartsFirst,
  dealt,
  roundsWithin,
  type Stretch,
  stretchesOfRound,
  stretchesOfScenario,
} from "./roundPlan.ts";

/** What measuring one scenario gave, also where it ended early. */
export interface Measurement {
  readonly rounds: readonly RoundRecord[];
  readonly planned: number;
  /** How long one round takes. */
  readonly roundMs?: Millis;
  /** How a duet dealt its load. */
  readonly dealing?: Dealing;
  /** Why measuring ended before its time: an error, an interruption. */
  readonly failure?: unknown;
}

export interface Arms {
  readonly base: ArmSource;
  readonly head: ArmSource;
}

/** What is decided from the rounds while they are played. */
export interface Looks {
  /** How a duet should deal its load, from a rehearsal that dealt it request by request. */
  dealing(rehearsal: RoundRecord): Dealing;
  /** Takes each round in turn, and says whether more of them would change nothing. */
  look(round: RoundRecord, course: Course): boolean;
}

/** What a look knows beside the rounds: fixed before the first of them. */
export interface Course {
  readonly planned: number;
  readonly dealing?: Dealing;
}

/**
 * A duet of base and head: a rehearsal round that is thrown away, then as many rounds as fit into the budget, or as it
 * takes to settle every comparison.
 */
export async function measureDuet(
  scenario: Scenario,
  arms: Arms,
  { budgetMs, interleave, looks }: MeasureOptions,
  stage: RoundContext,
): Promise<Measurement> {
  const { clock, progress } = stage;
  const endMs = millis(clock.nowMs() + budgetMs);
  const rehearsed = dealt(stretchesOfRound(scenario), interleave === "slice" ? "slice" : "request");
  const play = (stretches: readonly Stretch[]) => (index: number) =>
    playRound({ index, sources: inOrder(arms, stage.seed, index), scenario, stretches }, stage);
  const begunMs = clock.nowMs();
  try {
    progress(`${scenario.id}: rehearsal round`);
    const rehearsal = await play(rehearsed.stretches)(-1);
    const rehearsalMs = clock.nowMs() - begunMs;
    const dealing =
      interleave === "auto" ? looks.dealing(rehearsal) : { kind: interleave, reason: `gate.interleave: ${interleave}` };
    const { stretches, moreMs } = dealt(rehearsed.stretches, dealing.kind);
    const roundMs = millis(rehearsalMs + (interleave === "auto" ? moreMs : 0));
    const planned = roundsWithin(millis(endMs - clock.nowMs()), roundMs);
    if (planned < fewestRounds) {
      progress(
        `${scenario.id}: too little time to compare: gate.budget has ${minutes(budgetMs)} for it, ` +
          `and ${fewestRounds} rounds and the rehearsal take ${minutes((fewestRounds + 1) * roundMs)}`,
      );
    }
    const course = { planned, dealing };
    return await measureRounds(
      { id: scenario.id, course, roundMs, endMs, played: [], round: play(stretches), looks },
      stage,
    );
  } catch (failure) {
    return { rounds: [], planned: 0, failure };
  }
}

/** What one scenario may take, and what decides while it is measured. */
export interface MeasureOptions {
  readonly budgetMs: Millis;
  readonly interleave: "auto" | Interleave;
  readonly looks: Looks;
}

/**
 * Base and head one after the other, each of them played whole: for load that cannot be cut. As many rounds as fit into the
 * budget, and one in any case.
 */
export async function measureAlternate(
  scenario: Scenario,
  arms: Arms,
  { budgetMs, looks }: MeasureOptions,
  stage: RoundContext,
): Promise<Measurement> {
  const { clock, progress } = stage;
  const endMs = millis(clock.nowMs() + budgetMs);
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
  try {
    const begunMs = clock.nowMs();
    progress(`${scenario.id}: first round`);
    const first = await round(0);
    const roundMs = millis(clock.nowMs() - begunMs);
    const course = { planned: roundsWithin(millis(endMs - clock.nowMs()), roundMs, 1) };
    return await measureRounds({ id: scenario.id, course, roundMs, endMs, played: [first], round, looks }, stage);
  } catch (failure) {
    return { rounds: [], planned: 1, failure };
  }
}

function inOrder({ base, head }: Arms, seed: number, index: number): readonly ArmSource[] {
  return baseStartsFirst(seed, index) ? [base, head] : [head, base];
}

function lengthOf(stretches: readonly Stretch[]): Millis {
  return stretches.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0);
}

interface Playing {
  readonly id: string;
  readonly course: Course;
  readonly roundMs: Millis;
  readonly endMs: Millis;
  readonly played: readonly RoundRecord[];
  readonly looks: Looks;
  round(index: number): Promise<RoundRecord>;
}

/** Plays rounds until all planned ones are played, or looking at them has settled the matter, or the budget ends. */
export async function measureRounds(
  { id, course, roundMs, endMs, played, looks, round }: Playing,
  { clock, progress }: Pick<RoundContext, "clock" | "progress">,
): Promise<Measurement> {
  const { planned } = course;
  const rounds = [...played];
  for (const record of played) looks.look(record, course);
  try {
    // A round that would end past the budget is not begun, but one is always played.
    while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + roundMs <= endMs)) {
      progress(`${id}: round ${rounds.length + 1} of at most ${planned}`);
      const record = await round(rounds.length);
      rounds.push(record);
      if (!looks.look(record, course)) continue;
      progress(`${id}: settled after ${rounds.length} of at most ${planned} rounds`);
      break;
    }
  } catch (failure) {
    return { rounds, ...course, roundMs, failure };
  }
  return { rounds, ...course, roundMs };
}

/** The scenario played whole, once, on the head alone. */
export async function measureWhole(scenario: Scenario, head: ArmSource, stage: RoundContext): Promise<Measurement> {
  const stretches = stretchesOfScenario(scenario);
  const heard: ArmPhase[] = [];
  stage.progress(`${scenario.id}: played whole, ${minutes(lengthOf(stretches))}`);
  try {
    const round = await playRound({ index: 0, sources: [head], scenario, stretches }, stage, (phase) =>
      heard.push(phase),
    );
    return { rounds: [round], planned: 1 };
  } catch (failure) {
    return { rounds: heard.length === 0 ? [] : [{ index: 0, phases: heard }], planned: 1, failure };
  }
}
