import { createInstruments } from "../explain/createInstruments.ts";
import type { LoadEngine } from "../load/loadEngine.ts";
import { startLoadGenerator } from "../load/loadGenerator.ts";
import { workerCount } from "../load/worker/workerCount.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import type { ExtraRounds } from "../model/extraRounds.ts";
import type { LeadingChange } from "../model/leadingChange.ts";
import type { MissingBase } from "../model/missingBase.ts";
import type { Notice } from "../model/notice.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import { type Millis, millis } from "../model/unit.ts";
import { configuredMonitors } from "../monitors/configuredMonitors.ts";
import { roundMonitors } from "../monitors/serviceMonitors.ts";
import { sweepContainers } from "../service/container/sweep.ts";
import { removeDeadRuns } from "../service/killLeftovers.ts";
import { servicePath } from "../service/nodePath.ts";
import { createRunDirectory, removeRunDirectory } from "../service/runDirectory.ts";
import { runMark, startWatchdog } from "../service/watchdog.ts";
import { nowMs, systemClock } from "../shell/clock.ts";
import { availableCores, formatCores, pinMainThread } from "../shell/cpuAffinity.ts";
import type { BuildOrigin, StartableArm } from "./arm.ts";
import { type ArmsOptions, buildArms, type ExperimentArms } from "./arms.ts";
import { explainChanges } from "./explainRounds.ts";
import type { CapacitySearchFor, Mode, ScenarioMeasurement, StoppingRule } from "./measurement.ts";
import { measureScenarios } from "./measureScenarios.ts";
import { createNoticeList, type NoticeList } from "./noticeList.ts";
import { pinGenerator } from "./pinning.ts";
import type { RoundContext } from "./round.ts";

/** Everything an experiment gets from outside. Tests replace it. */
export interface RunContext extends ArmsOptions {
  /** The file that starts as a worker thread; see index.ts. */
  readonly entry: string;
  /** LOADGATE_WARM_UP=off skips the warm-up of the load generator, which takes a second. Whole-program tests set it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Secrets of the job. No service inherits a variable that contains one. */
  readonly withheldSecrets?: readonly string[];
  /** Aborting it ends every wait and stops every process. The measured rounds stay. */
  readonly signal: AbortSignal;
  /** Marks every process of the run. */
  readonly runId: string;
  /** The directory for the services' logs. */
  readonly out: string;
  readonly seed: number;
  /** The file for the head's images. Absent if they are not saved. */
  readonly imageFile?: string;
}

/**
 * Creates the rule that decides while a scenario is measured. `cores` is the number of cores that the services have.
 */
export type StoppingRuleFor = (scenario: Scenario, mode: Mode, cores: number) => StoppingRule;

/** What decides while scenarios are measured. */
export interface MeasuringRules {
  readonly stoppingRuleFor: StoppingRuleFor;
  readonly capacitySearchFor: (seed: number) => CapacitySearchFor;
}

export interface Experiment {
  /** Absent if there was no base, or it could not be built. */
  readonly base?: BuildOrigin;
  /** Present if there should be a base, and there is none. */
  readonly missingBase?: MissingBase;
  /** Absent if it could not be built. */
  readonly head?: BuildOrigin;
  /** How long it took to find, build and try the arms. */
  readonly buildMs: Millis;
  /** One for each scenario of the plan, in order, even if it could not be measured. */
  readonly scenarios: readonly ScenarioMeasurement[];
  /** The cores of load generator and service, such as 0,2-4. Absent if they share all cores. */
  readonly pinning?: { readonly generator: string; readonly service: string };
  readonly notices: readonly Notice[];
  /** The scenarios with a change that extra rounds were to explain. */
  readonly extra: readonly ExtraRounds[];
}

/** Chooses the changes that extra rounds explain, when everything is measured. */
export type ChooseChanges = (measured: Experiment) => readonly LeadingChange[];
const explainNothing: ChooseChanges = () => [];

/** Builds the arms and measures every scenario. Never throws because of a service: failures are in the measurements. */
export async function runExperiment(
  plan: Plan,
  baseline: BaselineNote["kind"],
  { stoppingRuleFor, capacitySearchFor }: MeasuringRules,
  context: RunContext,
  chooseChanges: ChooseChanges = explainNothing,
): Promise<Experiment> {
  await removeDeadRuns();
  const temporary = await createRunDirectory(context.runId);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => removeRunDirectory(temporary));
  cleanup.defer(() => sweepContainers(temporary));
  startWatchdog(context.runId, temporary);
  const jobCores = availableCores();
  const workers = workerCount(plan, jobCores);
  const { pinning, notices } = pinGenerator(plan.load.pin, workers);
  const engine = cleanup.use(startLoadGenerator(context.entry, workers, context.signal));
  // Its threads run now. The monitors on this one would delay their requests.
  if (pinning !== undefined) pinMainThread(pinning.service);
  const path = await servicePath(context.env["PATH"] ?? "", process.execPath, temporary);
  const env = { ...context.env, PATH: path };
  const warmedUp = context.env["LOADGATE_WARM_UP"] === "off" ? undefined : warmUp(engine, plan);
  const seen = createNoticeList();
  const buildStartMs = nowMs();
  const arms = await buildArms(plan, context, {
    ...context,
    env,
    temporary,
    tls: plan.load.tls,
    notify: seen.add,
    ...(pinning && { cores: pinning.service }),
  });
  const buildMs = millis(nowMs() - buildStartMs);
  const failure = arms.failure ?? (await warmedUp);
  const cores = Math.min(pinning?.service.length ?? jobCores, jobCores);
  const options = {
    baseline,
    stoppingRuleFor: (scenario: Scenario, mode: Mode) => stoppingRuleFor(scenario, mode, cores),
    capacitySearchFor: capacitySearchFor(context.seed),
  };
  const rounds = roundContext(plan, engine, seen, context);
  const scenarios = await measureScenarios(plan, { ...arms, failure }, options, rounds);
  await saveHeadImages(arms, context, seen);
  const experiment: Experiment = {
    ...(arms.base && { base: arms.base }),
    ...(arms.missingBase && { missingBase: arms.missingBase }),
    ...(arms.head && { head: arms.head }),
    buildMs,
    scenarios,
    ...(pinning && {
      pinning: { generator: formatCores(pinning.generator), service: formatCores(pinning.service) },
    }),
    notices: [...notices, ...arms.notices, ...seen.all()],
    extra: [],
  };
  const extra = await explain(plan, arms, chooseChanges(experiment), { scenarios, temporary, context, rounds });
  return { ...experiment, extra };
}

/** Saves the head's images for later runs. A failure is a notice, because the verdict does not need them. */
async function saveHeadImages(
  { head }: ExperimentArms,
  { imageFile, signal }: RunContext,
  seen: NoticeList,
): Promise<void> {
  if (imageFile === undefined || head?.saveImages === undefined || signal.aborted) return;
  try {
    await head.saveImages(imageFile);
  } catch (error) {
    if (!(error instanceof CouldNotMeasure)) throw error;
    seen.add({ kind: "images_not_saved", reason: error.summary });
  }
}

interface ExplainContext {
  readonly scenarios: readonly ScenarioMeasurement[];
  readonly temporary: string;
  readonly context: RunContext;
  readonly rounds: RoundContext;
}

/** Plays the extra rounds. Nothing that happens in them changes what was measured before. */
async function explain(
  plan: Plan,
  arms: ExperimentArms,
  changes: readonly LeadingChange[],
  { scenarios, temporary, context, rounds }: ExplainContext,
): Promise<readonly ExtraRounds[]> {
  const instrumented = (arm: StartableArm | undefined) => ({
    directory: arm?.directory ?? ".",
    environment: arm?.environment ?? {},
  });
  const instrumentsFor = ({ id, flows }: Scenario) =>
    createInstruments(plan, {
      temporary,
      out: context.out,
      scenario: id,
      requests: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
      arms: { base: instrumented(arms.base), head: instrumented(arms.head) },
      // Not the mark of the arm's service: the processes of an instrument are no part of it.
      mark: (arm) => ({ name: runMark, value: `${context.runId}/instrument-${arm}` }),
      tls: plan.load.tls,
      signal: context.signal,
    });
  const { budgetMs, traces } = plan.explain;
  const options = { budgetMs, isTraced: traces === "auto", measured: scenarios, instrumentsFor };
  return await explainChanges(changes, arms, options, rounds);
}

function roundContext(
  { load, monitors }: Plan,
  engine: LoadEngine,
  seen: NoticeList,
  context: RunContext,
): RoundContext {
  const { signal, seed, out, progress } = context;
  const sampler = { intervalMs: monitors.intervalMs, clock: systemClock, notify: seen.add };
  const monitorsOf = roundMonitors(sampler);
  // Two pairs have twice the processes, and their monitors should not cost more.
  const monitorsOfTwoPairs = roundMonitors({ ...sampler, intervalMs: millis(2 * sampler.intervalMs) });
  const withConfigured = configuredMonitors(monitors, load.tls, sampler);
  return {
    engine,
    monitorsFor: (running) => withConfigured((running.length > 2 ? monitorsOfTwoPairs : monitorsOf)(running), running),
    clock: systemClock,
    signal,
    seed,
    out,
    tls: load.tls,
    progress,
    notify: seen.add,
  };
}

/** Warms the engine up for the destinations of every scenario. Returns the error if that fails. */
async function warmUp(engine: LoadEngine, { service, target, base, scenarios }: Plan): Promise<unknown> {
  const origins = [target, base.target].flatMap((origin) => origin ?? []);
  try {
    for (const { connection } of scenarios) {
      const { http2 } = connection;
      await engine.warmUp([
        { origin: service?.tls === true ? "https:" : "http:", http2 },
        ...origins.map((origin) => ({ origin, http2 })),
      ]);
    }
    return undefined;
  } catch (failure) {
    return failure;
  }
}
