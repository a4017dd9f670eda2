import type { Scenario } from "../../model/plan.ts";
import { minRounds, type RoundRecord } from "../../model/record.ts";
import type { InterleavingChoice } from "../../model/results.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { formatDuration } from "../../util/format.ts";
import type { MeasureOptions, MeasuringStrategy } from "../measurement.ts";
import type { PairCount } from "../pairs.ts";
import { playRound, type RoundContext } from "../round.ts";
import { playRounds } from "../roundLoop.ts";
import { phasePieces, type RoundPhase, withInterleave } from "../roundPlan.ts";
import { type DuetPlan, planDuet, roundsOfStart, roundsPerStart } from "./duetPlan.ts";
import { type ArmPair, pairInOrder, requirePair, secondPair } from "./pair.ts";
import { type OpenedDuet, openTwoPairs } from "./twoPairs.ts";

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
    const second = secondPair(pair);
    const endMs = millis(clock.nowMs() + budgetMs);
    const play: PlayPairs = (phases, index, count = 1) => {
      const played = second === undefined || count === 1 ? [pair] : [pair, second];
      const arms = played.flatMap((each) => pairInOrder(each, seed, index));
      return playRound({ index, arms, scenario, phases, hasSucceeded: index >= 0 }, context);
    };
    const playStart = async (plan: DuetPlan, index: number) =>
      roundsOfStart(await play(plan.phases, index, plan.pairs), plan);
    try {
      const rehearsed = await rehearse(scenario, play, options, context);
      const { rehearsal, dealing, phases, roundMs } = rehearsed;
      const availableMs = () => millis(endMs - clock.nowMs());
      const planFor = (pairs: PairCount) => planDuet({ scenario, phases, roundMs, availableMs: availableMs(), pairs });
      const isDisturbed = (opening: readonly RoundRecord[]) => stoppingRule.isDisturbed(opening, rehearsal);
      const twoPairs = { scenarioId: scenario.id, availableMs, playStart, isDisturbed };
      const opened: OpenedDuet = (fitsTwoPairs(rehearsed, second, options)
        ? await openTwoPairs({ ...twoPairs, plan: planFor(2) }, context)
        : undefined) ?? { plan: planFor(1), finished: [] };
      const { plan, finished } = opened;
      sayPlan(scenario.id, plan, { budgetMs, roundMs }, context);
      const loop = {
        scenarioId: scenario.id,
        plan: { planned: plan.planned, dealing: plan.pairs === 1 ? dealing : { ...dealing, pairs: plan.pairs } },
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

type PlayPairs = (phases: readonly RoundPhase[], index: number, count?: PairCount) => Promise<RoundRecord>;

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

/** True if two pairs should run at once. In slices the arms do not even run at once. */
function fitsTwoPairs(
  { rehearsal, dealing }: Rehearsed,
  second: ArmPair | undefined,
  { pairs, stoppingRule }: MeasureOptions,
): boolean {
  if (second === undefined || pairs === 1 || dealing.kind === "slice") return false;
  return pairs === 2 || stoppingRule.fitsTwoPairs(rehearsal);
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
