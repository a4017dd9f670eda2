import { inspect } from "node:util";
import { hasRecovered } from "./analysis/capacity/overloadRecovery.ts";
import { searchedCapacity } from "./analysis/capacity/restartEstimates.ts";
import { nextStep } from "./analysis/capacity/search.ts";
import { deadTrial, summarizeTrial } from "./analysis/capacity/summarizeTrial.ts";
import { plainGets } from "./analysis/detectors/redirects.ts";
import { explainScenario } from "./analysis/explainScenario.ts";
import { findAnomalies } from "./analysis/findAnomalies.ts";
import { chooseInterleaving } from "./analysis/interleaving.ts";
import { isDisturbed, obstacleToTwoPairs } from "./analysis/pairs.ts";
import { type Machine, usableMachine } from "./analysis/phases.ts";
import { roundResult } from "./analysis/rounds.ts";
import { runDetectors } from "./analysis/runDetectors.ts";
import { measuredScenario, type ScenarioRecords, settingsOf } from "./analysis/scenario.ts";
import { staleBaselineNotices } from "./baseline/age.ts";
import { attachAnchoredRuns, attachRecordedRuns, baselineNote } from "./baseline/comparableRuns.ts";
import { configHash } from "./baseline/loadHash.ts";
import { loadSettingsOf } from "./baseline/loadSettings.ts";
import type { BaselineLookup } from "./baseline/store/lookup.ts";
import type { BuildOrigin } from "./experiment/arm.ts";
import { type Experiment, type RunContext, runExperiment, type StoppingRuleFor } from "./experiment/experiment.ts";
import type { CapacitySearchFor, ScenarioMeasurement } from "./experiment/measurement.ts";
import { changesToExplain } from "./gate/changesToExplain.ts";
import { countGatingMetrics } from "./gate/gatedMetrics.ts";
import { judge } from "./gate/judge.ts";
import { canStopMeasuring, type StopOptions } from "./gate/stoppingRule.ts";
import type { BaselineRun } from "./model/baseline.ts";
import { CouldNotMeasure, SetupFailure } from "./model/errors.ts";
import { describeFileError, isFileError } from "./model/fileError.ts";
import type { Notice } from "./model/notice.ts";
import { hasExplicitBase, type Plan } from "./model/plan.ts";
import type { Environment, MeasuredRun, MeasuredScenario, Results, RoundResult, Settings } from "./model/results.ts";
import type { Acceptance } from "./model/verdict.ts";
import { maskResults } from "./results/maskResults.ts";
import { nowMs } from "./shell/clock.ts";
import type { Commits } from "./shell/git.ts";
import { machineInfo } from "./shell/machine.ts";
import { omitUndefined } from "./util/omitUndefined.ts";
import { reportedNotice } from "./wording/noticeText.ts";

/** What to measure, and what to compare it with. */
export interface RunRequest {
  readonly plan: Plan;
  readonly baseline: BaselineLookup;
  readonly commits: Commits;
  /** Version of Loadgate. */
  readonly version: string;
  /** Texts to mask in the results. */
  readonly secrets: readonly string[];
  /** Regressions that do not fail the run. */
  readonly accepted?: readonly Acceptance[];
  /** Earlier runs of the default branch against the anchor that this run is compared with. */
  readonly anchored?: readonly BaselineRun[];
  /** Notices that the report shows in addition to the run's own. */
  readonly notices?: readonly Notice[];
}

/** The whole run: plan -> experiment -> analysis -> verdict. Failures are part of the results. */
export async function run(
  { plan, baseline, commits, version, secrets, accepted = [], anchored = [], notices = [] }: RunRequest,
  context: RunContext,
): Promise<Results> {
  const startedAt = new Date().toISOString();
  const startMs = nowMs();
  const machine = machineInfo(context.env);
  const environment = { ...machine, config_hash: configHash(plan) };
  const settings = { ...settingsOf(plan), gating: countGatingMetrics(plan) };
  const facts = { plan, baseline, commits, version, accepted, anchored, notices, environment, settings, startedAt };
  const judged = (experiment: Experiment) =>
    judge(measuredRun(experiment, { ...facts, machine, seed: context.seed, durationMs: nowMs() - startMs }));
  const experiment = await runExperiment(
    plan,
    baseline.kind,
    {
      stoppingRuleFor: createStoppingRule(settings, { accepted }),
      capacitySearchFor: createCapacitySearch(usableMachine(machine)),
    },
    context,
    (measured) => changesToExplain(judged(measured)),
  );
  return maskResults(withExplanations(judged(experiment), experiment, plan), secrets);
}

/** Everything that a run knows beside its measurements. */
interface RunFacts extends Required<Omit<RunRequest, "secrets">> {
  readonly environment: Environment;
  readonly machine: ReturnType<typeof machineInfo>;
  readonly settings: Settings;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
}

/** The experiment as results.json stores it, before it is judged. */
function measuredRun(experiment: Experiment, facts: RunFacts): MeasuredRun {
  const { plan, baseline, commits, version, accepted, anchored, environment, machine, settings, startedAt } = facts;
  const { base, missingBase, head, pinning } = experiment;
  const scenarios = experiment.scenarios.map((measurement) => ({
    ...measuredScenario(scenarioRecords(measurement), usableMachine(machine)),
    ...anomaliesOf(measurement, plan, usableMachine(machine)),
    load: loadSettingsOf(measurement.scenario),
  }));
  const note = baselineNote(baseline, startedAt);
  return {
    schema: 1,
    environment,
    provenance: {
      loadgate: version,
      ...(base === undefined ? {} : { base: baseProvenance(base, commits) }),
      head: {
        ...omitUndefined({ sha: commits.head }),
        from: head?.from ?? "not started",
        ...(commits.isChanged === true ? { changed: true as const } : {}),
      },
      started_at: startedAt,
      duration_ms: Math.round(facts.durationMs),
      build_ms: Math.round(experiment.buildMs),
      seed: facts.seed,
    },
    settings,
    baseline: note,
    ...omitUndefined({ missing_base: missingBase, pinning }),
    accepted: [...accepted],
    scenarios: scenarios.map((scenario) =>
      attachAnchoredRuns(attachRecordedRuns(scenario, baseline, environment), anchored),
    ),
    warnings: [
      ...facts.notices,
      ...staleBaselineNotices(note, settings),
      ...unusedKeys(plan),
      ...unusedProfile(plan),
      ...experiment.notices,
      ...clockNotices(scenarios),
      ...runDetectors(
        experiment.scenarios.map(({ scenario, measurement }) => ({
          scenario: scenario.id,
          rounds: measurement.rounds,
          plainGets: plainGets(scenario.flows),
        })),
      ),
    ].map(reportedNotice),
  };
}

/** Anomalies belong to the measurement, because they can fail the run. */
function anomaliesOf({ scenario, measurement }: ScenarioMeasurement, { monitors }: Plan, machine: Machine) {
  const { phases } = scenario;
  const anomalies = findAnomalies({ phases, rounds: measurement.rounds, limits: monitors.anomalies, machine });
  return anomalies.length === 0 ? {} : { anomalies: [...anomalies] };
}

/** Adds why the scenarios changed. The verdict is already final. */
function withExplanations(results: Results, { scenarios, extra }: Experiment, plan: Plan): Results {
  const machine = usableMachine(results.environment);
  return {
    ...results,
    scenarios: results.scenarios.map((result, i) => {
      const measured = scenarios[i];
      // A capacity search has no rounds to explain. Its recommendations say what limits it.
      if (measured === undefined || result.scalability !== undefined) return result;
      const { scenario, measurement } = measured;
      const { comparisons } = result;
      const own = extra.find(({ change }) => change.scenario === scenario.id);
      const { rounds } = measurement;
      const evidence = { plan, scenario, rounds, comparisons, machine, ...(own && { extra: own }) };
      return { ...result, ...explainScenario(evidence) };
    }),
  };
}

/** The stopping rule judges the rounds so far with the code of the final verdict. */
export const createStoppingRule =
  (settings: Settings, options: StopOptions): StoppingRuleFor =>
  (scenario, mode, cores) => {
    const rounds: RoundResult[] = [];
    return {
      chooseInterleaving: (rehearsal) => chooseInterleaving(rehearsal, cores),
      obstacleToTwoPairs,
      isDisturbed,
      shouldStop(record, plan) {
        const round = roundResult(record);
        if (round !== undefined) rounds.push(round);
        const measured = measuredScenario({ scenario, mode, rounds: [], ...plan }, { cores, memoryBytes: 0 });
        return canStopMeasuring({ ...measured, rounds }, settings, options);
      },
    };
  };

/** The rates of a capacity search are decided by pure code. */
export const createCapacitySearch =
  (machine: Machine) =>
  (seed: number): CapacitySearchFor =>
  ({ capacity }, arms, budgetMs) => {
    if (capacity === undefined) throw new Error("a scenario without capacity has no search");
    const { sla, arrival, maxPerSec } = capacity;
    const settings = { arms, sla, budgetMs, seed, isPoisson: arrival === "poisson", maxPerSec, cores: machine.cores };
    return {
      summarize: (played) => summarizeTrial(played, sla, machine),
      dead: deadTrial,
      nextStep: (history) => nextStep(history, settings),
      hasRecovered,
      capacityOf: (arm, trials) => searchedCapacity(arm, trials, settings),
    };
  };

/** The base for the results. A directory gets its commit, if it is a checkout of its own. */
export function baseProvenance(
  { kind, from, sha }: BuildOrigin,
  commits: Commits,
): NonNullable<Results["provenance"]["base"]> {
  return { ...omitUndefined({ sha: sha ?? (kind === "directory" ? commits.base : undefined) }), from };
}

/** A notice for each configuration key that this run does not use. */
function unusedKeys({ service, target, base }: Plan): readonly Notice[] {
  const notices: Notice[] = [];
  const unused = (key: string, reason: string, advice?: string) =>
    notices.push({ kind: "unused_key", key, reason, ...omitUndefined({ advice }) });
  if (base.ref !== undefined && base.from === "auto" && hasExplicitBase(base))
    unused("base.ref", "base.directory or base.target is", "set base.from: git to choose");
  const { copy, from } = base;
  const isNamed = from === "auto" ? hasExplicitBase(base) : from === "directory" || from === "target";
  if (copy.length > 0 && isNamed) unused("base.copy", "the base's own directory is not changed");
  if (service !== undefined && target !== undefined) unused("target", "service is started");
  if (base.from === "auto" && base.directory !== undefined && base.target !== undefined)
    unused("base.target", "base.directory is started", "set base.from to choose");
  return notices;
}

function unusedProfile({ service, explain }: Plan): readonly Notice[] {
  if (service !== undefined || explain.profile === undefined) return [];
  const reason = "Loadgate does not start the service";
  return [{ kind: "unused_key", key: "explain.profile", reason, advice: "set service.command" }];
}

function clockNotices(scenarios: readonly MeasuredScenario[]): readonly Notice[] {
  const isCoarse = scenarios.some(({ phases }) => phases.some(({ generator }) => generator?.clock === "timer"));
  return isCoarse ? [{ kind: "coarse_clock" }] : [];
}

export function scenarioRecords({ scenario, mode, measurement }: ScenarioMeasurement): ScenarioRecords {
  const { failure, ...records } = measurement;
  if (failure === undefined) return { scenario, mode, ...records };
  const failedArm = failure instanceof SetupFailure ? failure.onlyArm : undefined;
  return { scenario, mode, ...records, failure: failureText(failure), ...omitUndefined({ failedArm }) };
}

function failureText(failure: unknown): string {
  if (failure instanceof CouldNotMeasure) return failure.message;
  return isFileError(failure) ? describeFileError(failure) : `unexpected error: ${inspect(failure)}`;
}
