import { usableMachine } from "../analysis/phases.ts";
import { measuredScenario } from "../analysis/scenario.ts";
import { configHash } from "../baseline/loadHash.ts";
import { type RunContext, runExperiment } from "../experiment/experiment.ts";
import { recheckScope } from "../gate/confirmation.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { Environment, MeasuredScenario, Results, ScenarioResult } from "../model/results.ts";
import { decodeResults } from "../results/codec.ts";
import { maskResults } from "../results/maskResults.ts";
import { baseProvenance, createCapacitySearch, createStoppingRule, type RunRequest, scenarioRecords } from "../run.ts";
import { machineInfo } from "../shell/machine.ts";
import { shortSha } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { rejudge } from "./rejudge.ts";

/** Reads the results of the first run. Throws CouldNotMeasure if they are missing or unreadable. */
export function parseFirstResults(text: string | undefined, file: string): Results {
  const advice = "run the first job again, or name its results.json";
  if (text === undefined) throw new CouldNotMeasure(`${file} does not exist: there is nothing to confirm; ${advice}`);
  try {
    return decodeResults(text, file);
  } catch (cause) {
    throw new CouldNotMeasure(`the results of the first run cannot be read: ${messageOf(cause)}; ${advice}`, { cause });
  }
}

/** True if a second machine should measure something again, with these regressions accepted. */
export function needsConfirmation(first: Results, accepted: RunRequest["accepted"] = []): boolean {
  return rejudge(first, { accepted }).verdict.confirm === true;
}

/**
 * Measures the borderline regressions of a first run again and decides for both runs. All other outcomes of the first
 * run stay. Throws CouldNotMeasure if the first run measured another commit or another load.
 */
export async function confirm(first: Results, request: RunRequest, context: RunContext): Promise<Results> {
  const { plan, baseline, commits, secrets, accepted = [], notices = [] } = request;
  const environment = { ...machineInfo(context.env), config_hash: configHash(plan) };
  requireSameMeasurement(first, commits.head, environment);
  if (first.provenance.head.changed === true || commits.isChanged === true)
    throw new CouldNotMeasure(
      "the results to confirm are of uncommitted changes, or there are some here: commit them first",
    );
  const before = rejudge(first, { accepted, notices });
  if (before.verdict.confirm !== true) return maskResults(before, secrets);
  const recheck = recheckScope(before.scenarios, before.settings);
  const scenarioIds = new Set(recheck.keys.map(({ scenario }) => scenario));
  context.progress(`confirming on this machine: ${[...scenarioIds].join(", ")}`);
  const startedAt = new Date().toISOString();
  const machine = usableMachine(environment);
  const experiment = await runExperiment(
    planFor(
      plan,
      before.scenarios.filter(({ id }) => scenarioIds.has(id)),
    ),
    baseline.kind,
    {
      stoppingRuleFor: createStoppingRule(before.settings, { recheck }),
      capacitySearchFor: createCapacitySearch(machine),
    },
    context,
  );
  const base = experiment.base && baseProvenance(experiment.base, commits);
  const baseProblem = base && differentBase(first.provenance.base, base);
  const measuredAgain = experiment.scenarios.map((measurement) => ({
    ...measuredScenario(scenarioRecords(measurement), machine),
    ...omitUndefined({ failure: baseProblem }),
  }));
  const scenarios = before.scenarios.map((scenario): ScenarioResult => {
    const again = measuredAgain.find(({ id }) => id === scenario.id);
    return again === undefined
      ? scenario
      : { ...scenario, confirmation: confirmationOf(again, environment, startedAt) };
  });
  const results = rejudge({ ...before, scenarios }, { accepted, notices: experiment.notices });
  return maskResults(results, secrets);
}

function confirmationOf(
  { rounds, rounds_planned, round_ms, dealing, failure }: MeasuredScenario,
  environment: Environment,
  startedAt: string,
): NonNullable<ScenarioResult["confirmation"]> {
  return {
    environment,
    started_at: startedAt,
    rounds,
    ...omitUndefined({ rounds_planned, round_ms, dealing, failure }),
  };
}

function requireSameMeasurement(
  { provenance, environment, scenarios }: Results,
  head: string | undefined,
  here: Environment,
): void {
  if (provenance.head.sha !== head) {
    const [got, expected] = [provenance.head.sha, head].map((sha) => (sha === undefined ? "no commit" : shortSha(sha)));
    throw new CouldNotMeasure(
      `the results to confirm are of another commit: expected ${expected}, got ${got}; confirm in the same workflow run, on the same checkout`,
    );
  }
  if (scenarios.some(({ confirmation }) => confirmation !== undefined)) {
    throw new CouldNotMeasure("the results to confirm are confirmed already; name those of the first run");
  }
  if (environment.config_hash !== here.config_hash) {
    throw new CouldNotMeasure(
      `the results to confirm are of another load (settings ${environment.config_hash}, here ${here.config_hash}); use the same configuration, and the same --scenario`,
    );
  }
}

type BaseProvenance = Results["provenance"]["base"];

/** The reason why the second base is not the first one; `undefined` if it is. Another base confirms nothing. */
function differentBase(first: BaseProvenance, second: NonNullable<BaseProvenance>): string | undefined {
  if (first?.sha === second.sha && (second.sha !== undefined || first?.from === second.from)) return undefined;
  const [expected, got] = [first, second].map((build) =>
    build?.sha === undefined ? build?.from : shortSha(build.sha),
  );
  return `the base has changed since the first run: expected ${expected ?? "none"}, got ${got}`;
}

/** The plan with only these scenarios, compared as in the first run. */
function planFor(plan: Plan, firstScenarios: readonly ScenarioResult[]): Plan {
  const scenarios = plan.scenarios.flatMap((scenario): Scenario | readonly [] => {
    const first = firstScenarios.find(({ id }) => id === scenario.id);
    return first === undefined ? [] : { ...scenario, compare: first.mode.kind };
  });
  const [one, ...others] = scenarios;
  if (one === undefined) throw new CouldNotMeasure("the scenarios to confirm are not in the configuration");
  return { ...plan, scenarios: [one, ...others] };
}
