import { summaryOf } from "../../model/errors.ts";
import type { Scenario } from "../../model/plan.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import type { InterleavingChoice } from "../../model/results.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import { watchState } from "../keptState.ts";
import type { MeasureOptions, MeasuringStrategy } from "../measurement.ts";
import type { PairCount } from "../pairs.ts";
import { playRound, type RoundContext } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { phasePieces, type RoundPhase, withInterleave } from "../roundPlan.ts";
import { type DuetPlan, planDuet, roundsOfStart, roundsPerStart } from "./duetPlan.ts";
import { type ArmPair, armPairs, pairInOrder, requirePair, secondPair } from "./pair.ts";
import { leaveTwoPairs, playTwoPairs, whyOnePair } from "./twoPairs.ts";

/**
 * Base and head under load at the same time, in many short rounds, each with a piece of every phase. A rehearsal round,
 * which is discarded, comes first: it shows how long a round takes, how the arms should share the load, and whether the
 * machine can carry two pairs of them.
 */
export const duet: MeasuringStrategy = {
  async measure(scenario, measuredArms, options, context) {
    const { clock, seed } = context;
    const { budgetMs, stoppingRule } = options;
    const pair = requirePair(measuredArms);
    const endMs = millis(clock.nowMs() + budgetMs);
    const availableMs = () => millis(endMs - clock.nowMs());
    const play: PlayPairs = (phases, index, pairs = [pair]) => {
      const arms = pairs.flatMap((each) => pairInOrder(each, seed, index));
      // Where one pair has to follow two, it sends other requests than they did.
      const own = { ...context, seed: seed + pairs.length - 1 };
      return playRound({ index, arms, scenario, phases, hasSucceeded: index >= 0 }, own);
    };
    const playStart = async (plan: DuetPlan, index: number) =>
      roundsOfStart(await play(plan.phases, index, armPairs(pair, plan.pairs)), plan);
    try {
      const isOpen = options.pairs === "auto" && options.sharedCounters === undefined;
      const mayRunTwice = isOpen && secondPair(pair) !== undefined;
      const keptState = mayRunTwice ? await watchState(pair, context.out) : undefined;
      const rehearsed = await rehearse(scenario, play, options, context);
      const { rehearsal, dealing, phases, roundMs } = rehearsed;
      const planFor = (pairs: PairCount) => planDuet({ scenario, phases, roundMs, availableMs: availableMs(), pairs });
      const playPlan = (plan: DuetPlan, finished: readonly RoundRecord[], sharing: InterleavingChoice) => {
        sayPlan(scenario.id, plan, { budgetMs, roundMs }, context);
        const loop = {
          scenarioId: scenario.id,
          plan: { planned: finished.length + plan.planned, dealing: sharing },
          roundMs: plan.roundMs,
          perCall: roundsPerStart(plan),
          endMs,
          finished,
          stoppingRule,
          playRound: (call: number) => playStart(plan, call),
        };
        return playRounds(loop, context);
      };
      const plan = planFor(2);
      const playOnePair = (reason: string) => playPlan(planFor(1), [], { ...dealing, one_pair_reason: reason });
      if (options.pairs === 1) return await playPlan(planFor(1), [], dealing);
      const reason = await whyOnePair({ pair, ...rehearsed, plan, keptState }, options);
      if (reason !== undefined) {
        context.progress(`${scenario.id}: one pair of base and head runs at a time: ${reason}`);
        return await playOnePair(reason);
      }
      const isDisturbed = (opening: readonly RoundRecord[]) => stoppingRule.isDisturbed(opening, rehearsal);
      const both = await playTwoPairs(
        { scenarioId: scenario.id, plan, availableMs, playStart, isDisturbed },
        (paced, opening) => playPlan(paced, opening, { ...dealing, pairs: 2 }),
        context,
      );
      // A later failure has another reason than the second pair.
      if (both.failure === undefined || both.rounds.length > 0 || context.signal.aborted) return both;
      leaveTwoPairs(scenario.id, both.failure, context);
      return await playOnePair(summaryOf(both.failure));
    } catch (failure) {
      return { rounds: [], planned: 0, failure };
    }
  },
};

type PlayPairs = (phases: readonly RoundPhase[], index: number, pairs?: readonly ArmPair[]) => Promise<RoundRecord>;

interface Rehearsed {
  readonly rehearsal: RoundRecord;
  readonly dealing: InterleavingChoice;
  /** The phases of a round, as the arms will share them. */
  readonly phases: readonly RoundPhase[];
  /** How long a round with them takes. */
  readonly roundMs: Millis;
}

async function rehearse(
  scenario: Scenario,
  play: PlayPairs,
  { interleave, stoppingRule }: MeasureOptions,
  { clock, progress }: RoundContext,
): Promise<Rehearsed> {
  progress(`${scenario.id}: rehearsal round`);
  const startMs = clock.nowMs();
  const rehearsed = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
  const rehearsal = await play(rehearsed.phases, -1);
  const rehearsalMs = clock.nowMs() - startMs;
  const dealing: InterleavingChoice =
    interleave === "auto"
      ? stoppingRule.chooseInterleaving(rehearsal)
      : { kind: interleave, reason: `gate.interleave: ${interleave}` };
  const { phases, addedMs } = withInterleave(rehearsed.phases, dealing.kind);
  return { rehearsal, dealing, phases, roundMs: millis(rehearsalMs + (interleave === "auto" ? addedMs : 0)) };
}

function sayPlan(
  scenarioId: string,
  { planned, stretches }: DuetPlan,
  { budgetMs, roundMs }: { readonly budgetMs: Millis; readonly roundMs: Millis },
  { progress }: RoundContext,
): void {
  if (planned < minRounds) {
    progress(
      `${scenarioId}: too little time to compare: gate.budget has ${formatDuration(budgetMs)} for it, ` +
        `and ${minRounds} rounds and the rehearsal take ${formatDuration((minRounds + 1) * roundMs)}`,
    );
  } else if (stretches > 1) {
    progress(
      `${scenarioId}: starts are slow, so the load after each start is measured in ${stretches} rounds; ` +
        "gate.restart_noise stands for the difference between starts",
    );
  }
}
