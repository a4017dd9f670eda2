import { messageOf } from "../../model/errors.ts";
import type { OverloadPlan, OverloadRecord } from "../../model/overloadRecord.ts";
import type { Arm, Scenario } from "../../model/plan.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { firstLine, formatRate } from "../../util/format.ts";
import type { StartableArm } from "../arm.ts";
import type { CapacitySearch } from "../measurement.ts";
import { overloadPlan, overloadRates, overloadStepMs } from "../overloadPlan.ts";
import type { RoundContext } from "../round.ts";
import { phaseSeed } from "../roundPlan.ts";
import { afterDropsMs, hasEnded, type StartedSearch, startSearch } from "./startSearch.ts";

interface OverloadOptions {
  /** The capacity of an arm; `undefined` if none was found. */
  readonly capacityOf: (arm: Arm) => number | undefined;
  readonly budgetMs: Millis;
  readonly search: Pick<CapacitySearch, "hasRecovered">;
  /** Gets each finished overload. */
  readonly overloads: OverloadRecord[];
}

/** How often the usual load is tried until it is served as before. */
const mostAttempts = 3;
/** The numbers of starts in a search are lower. */
const overloadRound = 1000;

/** Loads one arm after the other beyond its capacity, each with a fresh start. An arm without a capacity is left out. */
export async function playOverloads(
  scenario: Scenario,
  arms: readonly StartableArm[],
  { capacityOf, budgetMs, search, overloads }: OverloadOptions,
  context: RoundContext,
): Promise<void> {
  const { overload } = scenario;
  if (overload === undefined) return;
  const stepMs = overloadStepMs(overload, arms.length, budgetMs);
  for (const arm of arms) {
    const capacityPerSec = capacityOf(arm.arm);
    if (capacityPerSec === undefined) continue;
    const plan = overloadPlan(overload, capacityPerSec, stepMs);
    const rate = formatRate(Number(capacityPerSec.toPrecision(3)));
    context.progress(`${scenario.id}: overload, ${arm.arm} at ${overload.factors.join(", ")} times ${rate}`);
    overloads.push(await playOverload(scenario, arm, { plan, search }, context));
  }
}

async function playOverload(
  scenario: Scenario,
  arm: StartableArm,
  { plan, search }: { readonly plan: OverloadPlan; readonly search: OverloadOptions["search"] },
  context: RoundContext,
): Promise<OverloadRecord> {
  const { clock, signal, seed } = context;
  const steps: { record?: PhaseRecord; after?: PhaseRecord } = {};
  await using cleanup = new AsyncDisposableStack();
  const started = await startSearch(scenario, [arm], overloadRound, context, cleanup);
  try {
    const [first, ...others] = overloadRates(plan);
    if (first === undefined) throw new Error("an overload has rates");
    const pattern = { kind: "steps", ratesPerSec: [first, ...others] } as const;
    const durationMs = millis(plan.stepMs * (1 + others.length));
    steps.record = await playLoad(scenario, started, { pattern, durationMs }, phaseSeed(seed, overloadRound, 1));
    const usual = { kind: "constant", ratePerSec: plan.usualPerSec } as const;
    // A service may go on working for clients that have left.
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      await clock.sleepUntil(millis(clock.nowMs() + afterDropsMs * (1 + 2 * attempt)), signal);
      const after = { pattern: usual, durationMs: plan.stepMs };
      steps.after = await playLoad(scenario, started, after, phaseSeed(seed, overloadRound, 2 + attempt));
      if (search.hasRecovered({ arm: arm.arm, plan, ...steps })) break;
    }
    if (scenario.teardown.length > 0) await Promise.race([started.session.tearDown(), started.died]);
    return { arm: arm.arm, plan, ...steps };
  } catch (error) {
    if (signal.aborted || !(await hasEnded(started.running[0]))) throw error;
    return { arm: arm.arm, plan, ...steps, died: firstLine(messageOf(error)) };
  }
}

type Load = Pick<Parameters<StartedSearch["session"]["playPhase"]>[0], "pattern" | "durationMs">;

async function playLoad(
  { capacity }: Scenario,
  { session, died }: StartedSearch,
  load: Load,
  seed: number,
): Promise<PhaseRecord> {
  const phase = { ...load, arrival: capacity?.arrival ?? ("poisson" as const) };
  const [record] = await Promise.race([session.playPhase(phase, seed), died]);
  if (record === undefined) throw new Error("the load engine returned no record of the overload");
  return record;
}
