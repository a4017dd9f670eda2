import { clientOf, type Generator, startGenerator } from "../load/loadGenerator.ts";
import { workersFor } from "../load/worker/workerCount.ts";
import { isPaired, wantsPairing } from "../model/comparisonMode.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import type { Arm, LoadSpec, Plan, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import { millis } from "../model/unit.ts";
import { servicePath } from "../service/nodePath.ts";
import { clearPlace, openPlace } from "../service/runDirectory.ts";
import type { Ground } from "../service/service.ts";
import { startGuard } from "../service/watchdog.ts";
import { systemClock } from "../shell/clock.ts";
import { allowedCores, availableCores, listOf, moveTo, type Pinning, pinningOf } from "../shell/cpuAffinity.ts";
import { firstLine } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";
import { type ArmSource, baseArm, headArm } from "./arm.ts";
import { type CarriedArchive, type NoArchive, unpackedFor } from "./base/carriedBuild.ts";
import type { BaseFacts } from "./base/source.ts";
import { type Mode, modeOf } from "./comparisonMode.ts";
import {
  type Looks,
  type Measurement,
  measureAlternate,
  measureDuet,
  measureWhole,
  type MeasureOptions,
} from "./measureScenario.ts";
import type { Progress, RoundContext } from "./round.ts";
import { sharedState } from "./sharedState.ts";

/** What surrounds an experiment: everything that a test could want to be another. */
export interface RunContext {
  /** The file that starts as a worker thread; see index.ts. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The job's own, which no service gets. */
  readonly keys?: readonly string[];
  /** Ends every wait, stops everything that was started, and keeps what was measured. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Marks all that the run starts. */
  readonly runId: string;
  /** Where the services' logs stay. */
  readonly out: string;
  readonly seed: number;
  /** What is known of the base beside the plan. */
  readonly baseFacts: BaseFacts;
  readonly carried?: CarriedArchive | NoArchive;
}

/** What decides while a scenario is measured; `cores` is how many the services have. */
export type LooksFor = (scenario: Scenario, mode: Mode, cores: number) => Looks;

export interface Experiment {
  /** Where the arms come from; absent where they could not be had. */
  readonly base?: Build;
  readonly head?: Build;
  /** One for each scenario, in order, also where nothing could be measured. */
  readonly measured: readonly ScenarioMeasurement[];
  readonly pinning?: { readonly generator: string; readonly service: string };
  readonly warnings: readonly string[];
}

export interface Build {
  readonly from: string;
  readonly sha?: string;
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
  looksFor: LooksFor,
  around: RunContext,
): Promise<Experiment> {
  const temporary = await openPlace(around.runId);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => clearPlace(temporary));
  startGuard(around.runId, temporary);
  const { seed, signal, progress } = around;
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
    progress,
  };
  const path = await servicePath(around.env["PATH"] ?? "", process.execPath, temporary);
  const cores = pinning === undefined ? {} : { cores: pinning.service };
  const warm = warmUp(generator, plan);
  const arms = await armsOf(plan, around, { ...around, ...cores, temporary, env: { ...around.env, PATH: path } });
  const failure = arms.failure ?? (await warm);
  const services = pinning?.service.length ?? availableCores();
  const eyes = { baseline, looksFor: (scenario: Scenario, mode: Mode) => looksFor(scenario, mode, services) };
  const measured = await measureInTurn(plan, { ...arms, failure }, eyes, stage);
  return {
    ...from("base", arms.base),
    ...from("head", arms.head),
    measured,
    ...(pinning === undefined
      ? {}
      : { pinning: { generator: listOf(pinning.generator), service: listOf(pinning.service) } }),
    warnings: [...(problem === undefined ? [] : [problem]), ...arms.warnings],
  };
}

interface Eyes {
  readonly baseline: BaselineNote["kind"];
  looksFor(scenario: Scenario, mode: Mode): Looks;
}

/** Scenario by scenario; they share the budget. */
async function measureInTurn(
  plan: Plan,
  arms: Arms,
  { baseline, looksFor }: Eyes,
  stage: RoundContext,
): Promise<readonly ScenarioMeasurement[]> {
  const means = { ...(arms.base && { base: arms.base.told, isAnchor: arms.base.isAnchor === true }), baseline };
  const all = plan.scenarios.map((scenario) => ({ scenario, mode: modeOf(scenario, means) }));
  const measured: ScenarioMeasurement[] = [];
  let failure = arms.failure;
  let leftMs = plan.gate.budgetMs;
  for (const [i, { scenario, mode }] of all.entries()) {
    // What broke one scenario would break the next, and the time is better spent on mending it.
    if (failure !== undefined) {
      measured.push({ scenario, mode, measurement: { rounds: [], planned: 0, failure } });
      continue;
    }
    // What one scenario did not need of its share, the next ones have.
    const sharers = all.slice(i).filter((each) => isPaired(each.mode)).length;
    const budgetMs = millis(leftMs / Math.max(1, sharers));
    const terms = { budgetMs, interleave: plan.gate.interleave, looks: looksFor(scenario, mode) };
    const begunMs = stage.clock.nowMs();
    const measurement = await measureScenario({ scenario, mode }, arms, terms, stage);
    const played = await withoutAnchor({ scenario, mode, measurement }, arms, stage);
    // Nor do they pay for what it took beyond: one round is played in any case.
    if (isPaired(mode)) leftMs = millis(leftMs - Math.min(budgetMs, stage.clock.nowMs() - begunMs));
    failure = played.measurement.failure;
    measured.push(played);
  }
  return measured;
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
  readonly warnings: readonly string[];
}

async function armsOf(plan: Plan, around: RunContext, ground: Ground): Promise<Arms> {
  const { baseFacts: facts, progress } = around;
  const warnings: string[] = [];
  try {
    const hasPairs = wantsPairing(plan);
    const unpacked = await unpackedFor(plan.base, hasPairs ? around.carried : undefined, ground.temporary);
    warnings.push(...unpacked.warnings);
    const { carried } = unpacked;
    const found = hasPairs ? await baseArm(plan, { facts, carried, progress }, ground) : undefined;
    const base = found?.base;
    warnings.push(...(found?.warnings ?? []));
    const asked = plan.scenarios.find(({ compare }) => compare === "duet" || compare === "alternate");
    // Main's first run has nothing to be compared with yet, and is what later ones are compared with.
    const isFirst = facts.isRefreshing && plan.base.carry.length > 0;
    if (asked !== undefined && base === undefined && !isFirst) {
      const what = asked.compare === "duet" ? "a duet" : "alternate";
      const key = `scenarios.${asked.id}.compare`;
      throw new CouldNotMeasure(`${key}: ${what} takes a base to start; name base.directory, base.target or --base`);
    }
    const head = await headArm(plan, ground);
    return { base, head, warnings: [...warnings, ...sharedBy(base, head, plan.service)] };
  } catch (failure) {
    return { failure, warnings };
  }
}

function sharedBy(base: ArmSource | undefined, head: ArmSource, service: Plan["service"]): readonly string[] {
  if (base?.environment === undefined || head.environment === undefined) return [];
  return sharedState({ base: base.environment, head: head.environment }, service?.beforeRound !== undefined);
}

async function measureScenario(
  { scenario, mode }: Omit<ScenarioMeasurement, "measurement">,
  { base, head }: Arms,
  terms: MeasureOptions,
  stage: RoundContext,
): Promise<Measurement> {
  if (head === undefined) throw new CouldNotMeasure("there is no head to measure");
  if (!isPaired(mode) || base === undefined) return await measureWhole(scenario, head, stage);
  const measure = mode.kind === "duet" ? measureDuet : measureAlternate;
  return await measure(scenario, { base, head }, terms, stage);
}

/** An anchor that breaks off is no reason not to measure main: then it is played alone. */
async function withoutAnchor(played: ScenarioMeasurement, { head }: Arms, stage: RoundContext): Promise<ScenarioMeasurement> {
  const { scenario, mode, measurement } = played;
  const { failure } = measurement;
  if (mode.against === undefined || failure === undefined || head === undefined || stage.signal.aborted) return played;
  const why = firstLine(messageOf(failure));
  const reason = `main alone, because beside its anchor build it could not be measured: ${why}`;
  stage.progress(`${scenario.id}: ${reason}`);
  return {
    scenario,
    mode: { kind: "recorded", reason },
    measurement: await measureWhole(scenario, head, stage),
  };
}

function from(arm: Arm, source: ArmSource | undefined): { readonly [arm in Arm]?: Build } {
  if (source === undefined) return {};
  return { [arm]: { from: source.from, ...defined({ sha: source.sha }) } };
}
