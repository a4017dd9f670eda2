import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGenerator } from "../load/generator.ts";
import { CouldNotMeasure } from "../model/failure.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import { millis } from "../model/unit.ts";
import { startGuard } from "../service/guard.ts";
import { servicePath } from "../service/nodePath.ts";
import type { Ground } from "../service/service.ts";
import { systemClock } from "../shell/clock.ts";
import { type ArmSource, baseArm, headArm } from "./arm.ts";
import { type Measurement, measureDuet, measureWhole, type Progress } from "./measure.ts";
import { type Mode, modeOf } from "./mode.ts";
import type { Stage } from "./round.ts";

/** What surrounds an experiment: everything that a test could want to be another. */
export interface Surroundings {
  /** The file that starts as a worker thread; see index.ts. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends every wait, stops everything that was started, and keeps what was measured. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Marks all that the run starts. */
  readonly runId: string;
  /** Where the services' logs stay. */
  readonly out: string;
  readonly seed: number;
}

export interface Experiment {
  /** Where the arms come from; absent where they could not be had. */
  readonly base?: string;
  readonly head?: string;
  /** One for each scenario, in order, also where nothing could be measured. */
  readonly measured: readonly ScenarioMeasurement[];
}

export interface ScenarioMeasurement {
  readonly scenario: Scenario;
  readonly mode: Mode;
  readonly measurement: Measurement;
}

/** Starts the arms and plays every scenario. Never throws for what a service does: that is in the measurements. */
export async function experiment(
  plan: Plan,
  baseline: BaselineNote["kind"],
  around: Surroundings,
): Promise<Experiment> {
  const temporary = await mkdtemp(join(tmpdir(), "loadgate-"));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(temporary, { recursive: true, force: true }));
  startGuard(around.runId, temporary);
  const generator = cleanup.use(startGenerator(around.entry, around.signal));
  const { seed, signal } = around;
  const stage = { generator, clock: systemClock, signal, seed, intervalMs: plan.monitors.intervalMs };
  const path = await servicePath(around.env["PATH"] ?? "", process.execPath, temporary);
  const arms = await armsOf(plan, { ...around, temporary, env: { ...around.env, PATH: path } });
  const measured: ScenarioMeasurement[] = [];
  let failure = arms.failure;
  for (const scenario of plan.scenarios) {
    const mode = modeOf(scenario, { ...(arms.base === undefined ? {} : { base: arms.base.from }), baseline });
    // What broke one scenario would break the next, and the time is better spent on mending it.
    const measurement =
      failure === undefined
        ? await measureScenario(plan, scenario, mode, arms, stage, around.progress)
        : { rounds: [], planned: 0, failure };
    failure = measurement.failure;
    measured.push({ scenario, mode, measurement });
  }
  return { ...from("base", arms.base), ...from("head", arms.head), measured };
}

interface Arms {
  readonly base?: ArmSource | undefined;
  readonly head?: ArmSource;
  readonly failure?: unknown;
}

async function armsOf(plan: Plan, ground: Ground): Promise<Arms> {
  try {
    const isDuet = plan.scenarios.some(({ compare }) => compare === undefined || compare === "duet");
    const base = isDuet ? await baseArm(plan, ground) : undefined;
    const asked = plan.scenarios.find(({ compare }) => compare === "duet");
    if (asked !== undefined && base === undefined) {
      throw new CouldNotMeasure(
        `scenarios.${asked.id}.compare: a duet takes a base to start; name base.directory, base.target or --base`,
      );
    }
    return { base, head: await headArm(plan, ground) };
  } catch (failure) {
    return { failure };
  }
}

async function measureScenario(
  plan: Plan,
  scenario: Scenario,
  mode: Mode,
  { base, head }: Arms,
  stage: Stage,
  progress: Progress,
): Promise<Measurement> {
  if (head === undefined) throw new CouldNotMeasure("there is no head to measure");
  if (mode.kind !== "duet" || base === undefined) return await measureWhole(scenario, head, stage, progress);
  const budgetMs = millis(plan.gate.budgetMs / plan.scenarios.length);
  return await measureDuet(scenario, { base, head }, budgetMs, stage, progress);
}

function from(arm: "base" | "head", source: ArmSource | undefined): { readonly base?: string; readonly head?: string } {
  return source === undefined ? {} : { [arm]: source.from };
}
