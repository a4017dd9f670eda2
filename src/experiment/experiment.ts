import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientOf, type Generator, startGenerator } from "../load/generator.ts";
import { workersFor } from "../load/workers.ts";
import { CouldNotMeasure } from "../model/failure.ts";
import type { LoadSpec, Plan, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import { millis } from "../model/unit.ts";
import { startGuard } from "../service/guard.ts";
import { servicePath } from "../service/nodePath.ts";
import type { Ground } from "../service/service.ts";
import { systemClock } from "../shell/clock.ts";
import { allowedCores, availableCores, listOf, moveTo, type Pinning, pinningOf } from "../shell/cores.ts";
import { type ArmSource, baseArm, headArm } from "./arm.ts";
import { type Measurement, measureAlternate, measureDuet, measureWhole, type Progress } from "./measure.ts";
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
  readonly pinning?: { readonly generator: string; readonly service: string };
  readonly warnings: readonly string[];
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
  const { seed, signal } = around;
  const workers = workersFor(plan, availableCores());
  const { pinning, problem } = pin(plan.load.pin, workers);
  const generator = cleanup.use(startGenerator(around.entry, workers, signal));
  const stage = {
    generator,
    clock: systemClock,
    signal,
    seed,
    intervalMs: plan.monitors.intervalMs,
    tls: plan.load.tls,
  };
  const path = await servicePath(around.env["PATH"] ?? "", process.execPath, temporary);
  const cores = pinning === undefined ? {} : { cores: pinning.service };
  const warm = warmUp(generator, plan);
  const arms = await armsOf(plan, { ...around, ...cores, temporary, env: { ...around.env, PATH: path } });
  const cold = await warm;
  const measured: ScenarioMeasurement[] = [];
  let failure = arms.failure ?? cold;
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
  return {
    ...from("base", arms.base),
    ...from("head", arms.head),
    measured,
    ...(pinning === undefined
      ? {}
      : { pinning: { generator: listOf(pinning.generator), service: listOf(pinning.service) } }),
    warnings: problem === undefined ? [] : [problem],
  };
}

/** Warms the generator for every client that the plan takes; gives back what kept it from that. */
async function warmUp(generator: Generator, { target, base, scenarios }: Plan): Promise<unknown> {
  const origins = [target, base.target].flatMap((origin) => origin ?? []);
  const clients = scenarios.map(({ connection: { http2 } }) =>
    clientOf([{ origin: "http:", http2 }, ...origins.map((origin) => ({ origin, http2 }))]),
  );
  try {
    for (const client of new Set(clients)) await generator.warmUp(client);
    return undefined;
  } catch (failure) {
    return failure;
  }
}

/** Gives generator and service cores of their own, where that is asked for and can be done. */
function pin(wanted: LoadSpec["pin"], workers: number): { readonly pinning?: Pinning; readonly problem?: string } {
  const pinning = pinningOf(allowedCores(), workers, wanted);
  const instead = "load generator and service share the cores";
  if (pinning === undefined) {
    return wanted === "on" ? { problem: `load.pin: on takes at least 2 cores, on Linux: ${instead}` } : {};
  }
  const problem = moveTo(pinning.generator);
  return problem === undefined ? { pinning } : { problem: `taskset cannot be used (${problem}): ${instead}` };
}

interface Arms {
  readonly base?: ArmSource | undefined;
  readonly head?: ArmSource;
  readonly failure?: unknown;
}

async function armsOf(plan: Plan, ground: Ground): Promise<Arms> {
  try {
    const isPaired = plan.scenarios.some(({ compare }) => compare !== "recorded" && compare !== "off");
    const base = isPaired ? await baseArm(plan, ground) : undefined;
    const asked = plan.scenarios.find(({ compare }) => compare === "duet" || compare === "alternate");
    if (asked !== undefined && base === undefined) {
      const what = asked.compare === "duet" ? "a duet" : "alternate";
      const key = `scenarios.${asked.id}.compare`;
      throw new CouldNotMeasure(`${key}: ${what} takes a base to start; name base.directory, base.target or --base`);
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
  const isPaired = mode.kind === "duet" || mode.kind === "alternate";
  if (!isPaired || base === undefined) return await measureWhole(scenario, head, stage, progress);
  const budgetMs = millis(plan.gate.budgetMs / plan.scenarios.length);
  const measure = mode.kind === "duet" ? measureDuet : measureAlternate;
  return await measure(scenario, { base, head }, budgetMs, stage, progress);
}

function from(arm: "base" | "head", source: ArmSource | undefined): { readonly base?: string; readonly head?: string } {
  return source === undefined ? {} : { [arm]: source.from };
}
