import { measuredScenario } from "../analysis/scenario.ts";
import { configHash } from "../baseline/loadHash.ts";
import { type Build, experiment, type RunContext } from "../experiment/experiment.ts";
import { doubtOf } from "../gate/confirmation.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import type { Plan, Scenario } from "../model/plan.ts";
import type { Environment, MeasuredScenario, Results, ScenarioResult } from "../model/results.ts";
import { decodeResults } from "../results/codec.ts";
import { withoutSecrets } from "../results/maskResults.ts";
import { baseOf, looksFor, type RunRequest, rawOf } from "../run.ts";
import { machineInfo } from "../shell/machine.ts";
import { shortSha } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";
import { rejudged } from "./rejudge.ts";

/** The results of a first run, as they came. Throws a CouldNotMeasure: without them there is no verdict. */
export function firstResults(text: string | undefined, whence: string): Results {
  const next = "run the first job again, or name its results.json";
  if (text === undefined) throw new CouldNotMeasure(`${whence} does not exist: there is nothing to confirm; ${next}`);
  try {
    return decodeResults(text, whence);
  } catch (cause) {
    throw new CouldNotMeasure(`the results of the first run cannot be read: ${messageOf(cause)}; ${next}`, { cause });
  }
}

/** Whether there is something to measure again, once these regressions are accepted. */
export function isInDoubt(first: Results, accepted: RunRequest["accepted"] = []): boolean {
  return rejudged(first, { accepted }).verdict.confirm === true;
}

/**
 * The second of two runs decides for both. What failed only by regressions that are close to what matters is measured again
 * here; everything else is decided as it was. Throws a CouldNotMeasure where the first run was of something else.
 */
export async function confirm(first: Results, request: RunRequest, around: RunContext): Promise<Results> {
  const { plan, baseline, commits, secrets, accepted = [], notes = [] } = request;
  const environment = { ...machineInfo(around.env), config_hash: configHash(plan) };
  refuseOther(first, commits.head, environment);
  if (first.provenance.head.changed === true || commits.isChanged === true)
    throw new CouldNotMeasure(
      "the results to confirm are of uncommitted changes, or there are some here: commit them first",
    );
  const before = rejudged(first, { accepted, warnings: notes });
  if (before.verdict.confirm !== true) return withoutSecrets(before, secrets);
  const doubt = doubtOf(before.scenarios, before.settings);
  const doubted = new Set(doubt.subjects.map(({ scenario }) => scenario));
  const scenarios = before.scenarios.filter(({ id }) => doubted.has(id));
  around.progress(`confirming on this machine: ${[...doubted].join(", ")}`);
  const startedAt = new Date().toISOString();
  const { base, measured, warnings } = await experiment(
    onlyThese(plan, scenarios),
    baseline.kind,
    looksFor(before.settings, { doubt }),
    around,
  );
  const moved = base && otherBase(first.provenance.base, baseOf(base, commits));
  const seconds = measured.map((one) => {
    const second = measuredScenario(rawOf(one), { cores: environment.cores, memoryBytes: environment.memory_bytes });
    return moved === undefined ? second : { ...second, failure: moved };
  });
  const confirmed = before.scenarios.map((scenario): ScenarioResult => {
    const second = seconds.find(({ id }) => id === scenario.id);
    return second === undefined
      ? scenario
      : { ...scenario, confirmation: confirmationOf(second, environment, startedAt) };
  });
  const results = rejudged({ ...before, scenarios: confirmed }, { accepted, warnings });
  return withoutSecrets(results, secrets);
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
    ...defined({ rounds_planned, round_ms, dealing, failure }),
  };
}

function refuseOther(
  { provenance, environment, scenarios }: Results,
  head: string | undefined,
  here: Environment,
): void {
  if (provenance.head.sha !== head) {
    const [was, is] = [provenance.head.sha, head].map((sha) => (sha === undefined ? "no commit" : shortSha(sha)));
    throw new CouldNotMeasure(
      `the results to confirm are of another commit: expected ${is}, got ${was}; confirm in the same workflow run, on the same checkout`,
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

/** What was compared with another base confirms nothing. */
function otherBase(was: Results["provenance"]["base"], is: Build): string | undefined {
  if (was?.sha === is.sha && (is.sha !== undefined || was?.from === is.from)) return undefined;
  const [expected, got] = [was, is].map((build) => (build?.sha === undefined ? build?.from : shortSha(build.sha)));
  return `the base is another one now: expected ${expected ?? "none"}, got ${got}`;
}

/** What is in doubt, compared as it was the first time. */
function onlyThese(plan: Plan, wanted: readonly ScenarioResult[]): Plan {
  const again = plan.scenarios.flatMap((scenario): Scenario | readonly [] => {
    const found = wanted.find(({ id }) => id === scenario.id);
    return found === undefined ? [] : { ...scenario, compare: found.mode.kind };
  });
  const [one, ...others] = again;
  if (one === undefined) throw new CouldNotMeasure("the scenarios to confirm are not in the configuration");
  return { ...plan, scenarios: [one, ...others] };
}
