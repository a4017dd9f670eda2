import type { Instrument } from "../explain/instrument.ts";
import { messageOf } from "../model/errors.ts";
import type { ExtraRounds } from "../model/extraRounds.ts";
import type { LeadingChange } from "../model/leadingChange.ts";
import { allRequests, type Scenario } from "../model/plan.ts";
import type { InstrumentedPhase } from "../model/reading.ts";
import type { RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import { firstLine, formatDuration, plural } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import type { ExperimentArms } from "./arms.ts";
import { extraPhases, extraRoundLimits, extraRoundMs, planExtraRounds } from "./extraRounds.ts";
import { type InstrumentsInUse, instrumentRound } from "./instrumentedRound.ts";
import type { ScenarioMeasurement } from "./measurement.ts";
import type { RoundContext } from "./round.ts";
import { type ArmPair, pairInOrder } from "./strategies/pair.ts";

export interface ExplainOptions {
  readonly budgetMs: Millis;
  /** Each request gets a traceparent header. */
  readonly isTraced: boolean;
  /** The measured scenarios. */
  readonly measured: readonly ScenarioMeasurement[];
  /** Creates the instruments for a scenario. */
  readonly instrumentsFor: (scenario: Scenario) => readonly Instrument[];
}

/**
 * Plays extra rounds with instruments for each of the changes, the first one first, within the budget. Never throws: a
 * failure is part of the result. Gives nothing if Loadgate does not start both arms.
 */
export async function explainChanges(
  changes: readonly LeadingChange[],
  { base, head }: ExperimentArms,
  { budgetMs, isTraced, measured, instrumentsFor }: ExplainOptions,
  context: RoundContext,
): Promise<readonly ExtraRounds[]> {
  if (base?.directory === undefined || head?.directory === undefined || budgetMs === 0) return [];
  const targets = changes.flatMap((change) => {
    const measurement = measured.find(({ scenario }) => scenario.id === change.scenario);
    return measurement === undefined ? [] : { change, ...measurement };
  });
  const planned = planExtraRounds(targets.map(extraRoundMs), budgetMs);
  const endMs = millis(context.clock.nowMs() + budgetMs);
  const explained: ExtraRounds[] = [];
  for (const [i, target] of targets.entries()) {
    if (context.signal.aborted) break;
    const { change, scenario } = target;
    const rounds = planned[i] ?? 0;
    if (rounds === 0) {
      const neededMs = extraRoundLimits.min * extraRoundMs(target);
      const shortage = `explain.budget (${formatDuration(budgetMs)}) has no time to explain ${scenario.id}: ${extraRoundLimits.min} extra rounds take about ${formatDuration(neededMs)}`;
      context.progress(shortage);
      explained.push({ change, rounds: [], instrumented: [], durationMs: millis(0), failures: [shortage] });
      continue;
    }
    context.progress(`${scenario.id}: ${plural(rounds, "extra round")} to explain ${changeName(target)}`);
    const loop = { change, scenario, rounds, isTraced, endMs, firstIndex: target.measurement.rounds.length };
    explained.push(await playExtraRounds(loop, { base, head }, instrumentsFor(scenario), context));
  }
  return explained;
}

/** Such as "p95 of GET /orders". */
function changeName({ change, scenario }: { readonly change: LeadingChange; readonly scenario: Scenario }): string {
  const names = new Set(scenario.flows.flatMap(({ steps }) => steps.map(({ name }) => name)));
  const [only] = names.size === 1 ? names : [];
  const request = change.request === allRequests ? (only ?? "all requests") : change.request;
  return `${metricLabel(change.metric)} of ${request}`;
}

interface ExtraLoop {
  readonly change: LeadingChange;
  readonly scenario: Scenario;
  readonly rounds: number;
  readonly isTraced: boolean;
  readonly endMs: Millis;
  /** Further than any measured round: their requests have other values, and may exist only once. */
  readonly firstIndex: number;
}

async function playExtraRounds(
  { change, scenario, rounds: planned, isTraced, endMs, firstIndex }: ExtraLoop,
  pair: ArmPair,
  instruments: readonly Instrument[],
  context: RoundContext,
): Promise<ExtraRounds> {
  const { clock, seed } = context;
  const startMs = clock.nowMs();
  const rounds: RoundRecord[] = [];
  const instrumented: InstrumentedPhase[] = [];
  const failures = new Set<string>();
  const inUse: InstrumentsInUse = { instruments, fail: (reason) => failures.add(reason) };
  let remaining = inUse;
  let longestMs = 0;
  const phases = extraPhases(scenario);
  try {
    while (rounds.length < planned && clock.nowMs() + longestMs <= endMs) {
      const roundStartMs = clock.nowMs();
      const index = firstIndex + rounds.length;
      const round = { index, arms: pairInOrder(pair, seed, index), scenario, phases, isTraced };
      const played = await instrumentRound(round, remaining, { ...context, notify: () => {} });
      rounds.push(played.round);
      instrumented.push(...played.instrumented);
      remaining = { ...inUse, instruments: played.working };
      longestMs = Math.max(longestMs, clock.nowMs() - roundStartMs);
    }
    if (rounds.length < planned) failures.add(`explain.budget ended after ${rounds.length} of ${planned} extra rounds`);
  } catch (error) {
    failures.add(`extra round ${rounds.length + 1} failed: ${firstLine(messageOf(error))}`);
  }
  return { change, rounds, instrumented, durationMs: millis(clock.nowMs() - startMs), failures: [...failures] };
}
