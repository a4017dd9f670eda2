import type { LoadEngine } from "../load/loadEngine.ts";
import { startLoadGenerator } from "../load/loadGenerator.ts";
import { workerCount } from "../load/worker/workerCount.ts";
import type { MissingBase } from "../model/missingBase.ts";
import type { Notice } from "../model/notice.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { BaselineNote } from "../model/results.ts";
import { serviceMonitors } from "../monitors/serviceMonitors.ts";
import { servicePath } from "../service/nodePath.ts";
import { createRunDirectory, removeRunDirectory } from "../service/runDirectory.ts";
import { startWatchdog } from "../service/watchdog.ts";
import { systemClock } from "../shell/clock.ts";
import { availableCores, formatCores } from "../shell/cpuAffinity.ts";
import type { BuildOrigin } from "./arm.ts";
import { type ArmsOptions, buildArms } from "./arms.ts";
import type { Mode, ScenarioMeasurement, StoppingRule } from "./measurement.ts";
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
}

/**
 * Creates the rule that decides while a scenario is measured. `cores` is the number of cores that the services have.
 */
export type StoppingRuleFor = (scenario: Scenario, mode: Mode, cores: number) => StoppingRule;

export interface Experiment {
  /** Absent if there was no base, or it could not be built. */
  readonly base?: BuildOrigin;
  /** Present if there should be a base, and there is none. */
  readonly missingBase?: MissingBase;
  /** Absent if it could not be built. */
  readonly head?: BuildOrigin;
  /** One for each scenario of the plan, in order, even if it could not be measured. */
  readonly scenarios: readonly ScenarioMeasurement[];
  /** The cores of load generator and service, such as 0,2-4. Absent if they share all cores. */
  readonly pinning?: { readonly generator: string; readonly service: string };
  readonly notices: readonly Notice[];
}

/** Builds the arms and measures every scenario. Never throws because of a service: failures are in the measurements. */
export async function runExperiment(
  plan: Plan,
  baseline: BaselineNote["kind"],
  stoppingRuleFor: StoppingRuleFor,
  context: RunContext,
): Promise<Experiment> {
  const temporary = await createRunDirectory(context.runId);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => removeRunDirectory(temporary));
  startWatchdog(context.runId, temporary);
  const jobCores = availableCores();
  const workers = workerCount(plan, jobCores);
  const { pinning, notices } = pinGenerator(plan.load.pin, workers);
  const engine = cleanup.use(startLoadGenerator(context.entry, workers, context.signal));
  const path = await servicePath(context.env["PATH"] ?? "", process.execPath, temporary);
  const env = { ...context.env, PATH: path };
  const warmedUp = context.env["LOADGATE_WARM_UP"] === "off" ? undefined : warmUp(engine, plan);
  const seen = createNoticeList();
  const arms = await buildArms(plan, context, {
    ...context,
    env,
    temporary,
    tls: plan.load.tls,
    notify: seen.add,
    ...(pinning && { cores: pinning.service }),
  });
  const failure = arms.failure ?? (await warmedUp);
  const cores = Math.min(pinning?.service.length ?? jobCores, jobCores);
  const options = {
    baseline,
    stoppingRuleFor: (scenario: Scenario, mode: Mode) => stoppingRuleFor(scenario, mode, cores),
  };
  const rounds = roundContext(plan, engine, seen, context);
  const scenarios = await measureScenarios(plan, { ...arms, failure }, options, rounds);
  return {
    ...(arms.base && { base: arms.base }),
    ...(arms.missingBase && { missingBase: arms.missingBase }),
    ...(arms.head && { head: arms.head }),
    scenarios,
    ...(pinning && {
      pinning: { generator: formatCores(pinning.generator), service: formatCores(pinning.service) },
    }),
    notices: [...notices, ...arms.notices, ...seen.all()],
  };
}

function roundContext(
  { load, monitors }: Plan,
  engine: LoadEngine,
  seen: NoticeList,
  context: RunContext,
): RoundContext {
  const { signal, seed, progress } = context;
  const sampler = { intervalMs: monitors.intervalMs, clock: systemClock };
  return {
    engine,
    monitorsFor: (service) => serviceMonitors(service, sampler),
    clock: systemClock,
    signal,
    seed,
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
