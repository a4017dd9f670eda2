import { arrivalsOf } from "../../load/schedule/arrivals.ts";
import { CouldNotMeasure, messageOf } from "../../model/errors.ts";
import type { OverloadRecord } from "../../model/overloadRecord.ts";
import type { Arm, Flow, Scenario } from "../../model/plan.ts";
import type { ArmPhase } from "../../model/record.ts";
import type { Trial, TrialOrder } from "../../model/trial.ts";
import { millis, perSec } from "../../model/unit.ts";
import { firstLine, formatRate } from "../../util/format.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { StartableArm } from "../arm.ts";
import type { CapacitySearch, MeasuringStrategy } from "../measurement.ts";
import { overloadMs } from "../overloadPlan.ts";
import { observe, type RoundContext } from "../round.ts";
import { playOverloads } from "./overload.ts";
import { afterDropsMs, hasEnded, type StartedSearch, startSearch } from "./startSearch.ts";

/**
 * Searches the highest rate at which the limits hold, with short trials of base and head in turn. Each restart of the
 * services gives one estimate for each arm: the unit of replication.
 */
export const capacity: MeasuringStrategy = {
  async measure(scenario, { base, head }, { budgetMs, capacitySearchFor }, context) {
    const arms = base === undefined ? [head] : [base, head];
    const names = arms.map(({ arm }) => arm);
    const { overload } = scenario;
    const state: SearchState = { trials: [], restart: 0, startMs: context.clock.nowMs() };
    const overloads: OverloadRecord[] = [];
    try {
      const reservedMs = overload === undefined ? 0 : overloadMs(overload, arms.length, budgetMs);
      const search = capacitySearchFor(scenario, names, millis(budgetMs - reservedMs));
      if (scenario.capacity?.isSearched !== false) await searchCapacity(scenario, arms, search, state, context);
      const capacityOf = (arm: Arm) => overload?.capacityPerSec ?? search.capacityOf(arm, state.trials);
      if (overload !== undefined)
        await playOverloads(scenario, arms, { capacityOf, budgetMs, search, overloads }, context);
      return { rounds: [], planned: 0, trials: state.trials, overloads };
    } catch (failure) {
      return { rounds: [], planned: 0, trials: state.trials, overloads, failure };
    }
  },
};

async function searchCapacity(
  scenario: Scenario,
  arms: readonly StartableArm[],
  search: CapacitySearch,
  state: SearchState,
  context: RoundContext,
): Promise<void> {
  for (;;) {
    const end = await playRestart(scenario, arms, search, state, context);
    if (end === "done") return;
    // A service that ended is started again, and the restart goes on.
    if (end === "restart") state.restart++;
  }
}

interface SearchState {
  readonly trials: Trial[];
  restart: number;
  readonly startMs: number;
}

/** Plays trials until the search wants a fresh start, or ends, or a service ends. */
async function playRestart(
  scenario: Scenario,
  arms: readonly StartableArm[],
  search: CapacitySearch,
  state: SearchState,
  context: RoundContext,
): Promise<"restart" | "died" | "done"> {
  const { clock, progress } = context;
  const { trials, restart } = state;
  await using cleanup = new AsyncDisposableStack();
  const started = await startSearch(scenario, arms, restart, context, cleanup);
  const elapsedMs = () => millis(clock.nowMs() - state.startMs);
  const restartedAtMs = elapsedMs();
  for (;;) {
    const step = search.nextStep({ trials, restart, elapsedMs: elapsedMs(), restartedAtMs });
    if (step.kind !== "trial") {
      if (scenario.teardown.length > 0) await Promise.race([started.session.tearDown(), started.died]);
      return step.kind;
    }
    progress(`${scenario.id}: ${trialText(step.order, restart, arms.length)}`);
    const trial = await playTrial(step.order, { scenario, search, restart, started }, context);
    trials.push(trial);
    if (trial.died !== undefined) return "died";
    requireSuccess(trials);
  }
}

/** Throws CouldNotMeasure if nothing works from the start: wrong requests are no capacity of 0. */
function requireSuccess(trials: readonly Trial[]): void {
  const [first] = trials;
  if (trials.length > 1 || first === undefined || first.successful > 0) return;
  throw new CouldNotMeasure(
    `no request of the first trial succeeded (${formatRate(first.ratePerSec)} to the ${first.arm}); correct the requests, or read the service's log`,
  );
}

interface TrialContext {
  readonly scenario: Scenario;
  readonly search: CapacitySearch;
  readonly restart: number;
  readonly started: StartedSearch;
}

/** Plays one trial. A service that ends during it is a result, too. */
async function playTrial(
  order: TrialOrder,
  { scenario, search, restart, started }: TrialContext,
  { clock, signal }: RoundContext,
): Promise<Trial> {
  const { running, died, session, monitors } = started;
  const target = running.findIndex(({ arm }) => arm === order.arm);
  const load = () => Promise.race([session.playPhase(phaseOf(order, scenario, target), order.seed), died]);
  try {
    const { result, readings } = await observe(monitors, load);
    const [record] = result;
    if (record === undefined) throw new Error(`the load engine returned no record for the ${order.arm}`);
    const own = readings[target] ?? [];
    const phase: ArmPhase = { arm: order.arm, phaseId: order.purpose, warmup: false, record, readings: own };
    const hasDropped = record.requests.some(({ outcomes }) => "dropped" in outcomes);
    if (hasDropped) await clock.sleepUntil(millis(clock.nowMs() + afterDropsMs), signal);
    return search.summarize({ order, restart, phase, arrivalsMs: arrivalsMs(order, scenario) });
  } catch (error) {
    if (signal.aborted || !(await hasEnded(running[target]))) throw error;
    return search.dead(order, restart, firstLine(messageOf(error)));
  }
}

/** The arrivals follow from the seed. The load generator played the same. */
function arrivalsMs(order: TrialOrder, scenario: Scenario): Float32Array {
  const arrivals = arrivalsOf({ ...phaseOf(order, scenario, 0), seed: order.seed, targets: 1 });
  const dueMs = new Float32Array(arrivals.count ?? 0);
  for (const cursor = arrivals.cursor(0); cursor.dueMs !== Number.POSITIVE_INFINITY; cursor.next())
    dueMs[cursor.iteration] = cursor.dueMs;
  return dueMs.sort();
}

const phaseOf = (
  { playedPerSec, leadInMs, durationMs, mostUsers }: TrialOrder,
  { capacity: spec, flows }: Scenario,
  target: number,
) => ({
  pattern: { kind: "constant", ratePerSec: perSec(playedPerSec) } as const,
  arrival: spec?.arrival ?? ("poisson" as const),
  durationMs: millis(leadInMs + durationMs),
  leadInMs,
  target,
  ...omitUndefined({ maxConcurrentUsers: flows.every(isOneRequest) ? mostUsers : undefined }),
});

/** In a flow of several steps, a user is busy for longer than a request takes. */
const isOneRequest = ({ steps }: Flow): boolean =>
  steps.length === 1 && steps.every(({ thinkTimeMs }) => thinkTimeMs.toMs === 0);

/** restart 2, head at 640/s */
function trialText({ purpose, arm, ratePerSec }: TrialOrder, restart: number, arms: number): string {
  const where = purpose === "sample" ? `restart ${restart + 1}` : purpose;
  return `${where}, ${arms > 1 ? `${arm} ` : ""}at ${formatRate(Number(ratePerSec.toPrecision(3)))}`;
}
