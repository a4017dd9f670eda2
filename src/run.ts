import { inspect } from "node:util";
import { ackWarnings } from "./analysis/delayedAckWarnings.ts";
import { dealingFor } from "./analysis/interleaving.ts";
import { roundResult } from "./analysis/rounds.ts";
import { measuredScenario, type Raw, settingsOf } from "./analysis/scenario.ts";
import { ageWarning } from "./baseline/age.ts";
import { noteOf, withAnchored, withRecorded } from "./baseline/comparableRuns.ts";
import { configHash } from "./baseline/loadHash.ts";
import { loadSettingsOf } from "./baseline/loadSettings.ts";
import type { BaselineLookup } from "./baseline/store/lookup.ts";
import {
  type Build,
  experiment,
  type LooksFor,
  type ScenarioMeasurement,
  type RunContext,
} from "./experiment/experiment.ts";
import { gatingOf } from "./gate/gatedMetrics.ts";
import { judge } from "./gate/judge.ts";
import { type Question, settled } from "./gate/stoppingRule.ts";
import type { BaselineRun } from "./model/baseline.ts";
import { CouldNotMeasure } from "./model/errors.ts";
import { isNamed, type Plan } from "./model/plan.ts";
import type { MeasuredScenario, Results, RoundResult, Settings } from "./model/results.ts";
import type { Acceptance } from "./model/verdict.ts";
import { withoutSecrets } from "./results/maskResults.ts";
import { nowMs } from "./shell/clock.ts";
import type { Commits } from "./shell/git.ts";
import { machineInfo } from "./shell/machine.ts";
import { defined } from "./util/omitUndefined.ts";

export interface RunRequest {
  readonly plan: Plan;
  readonly baseline: BaselineLookup;
  readonly commits: Commits;
  readonly version: string;
  /** Texts that must not leave the program. */
  readonly secrets: readonly string[];
  /** Regressions that are not to count. */
  readonly accepted?: readonly Acceptance[];
  /** The runs of main that were compared with the same anchor as this one will be. */
  readonly anchored?: readonly BaselineRun[];
  /** What the report should warn of besides. */
  readonly notes?: readonly string[];
}

/** The pipeline: plan -> experiment -> analysis -> judgement. Whatever goes wrong, what was measured is kept. */
export async function run(
  { plan, baseline, commits, version, secrets, accepted = [], anchored = [], notes = [] }: RunRequest,
  around: RunContext,
): Promise<Results> {
  const startedAt = new Date().toISOString();
  const beganMs = nowMs();
  const machine = machineInfo(around.env);
  const environment = { ...machine, config_hash: configHash(plan) };
  const settings = { ...settingsOf(plan), gating: gatingOf(plan) };
  const { base, head, measured, pinning, warnings } = await experiment(
    plan,
    baseline.kind,
    looksFor(settings, { accepted }),
    around,
  );
  const summed = measured.map((one) => ({
    ...measuredScenario(rawOf(one), { cores: machine.cores, memoryBytes: machine.memory_bytes }),
    load: loadSettingsOf(one.scenario),
  }));
  const waits = measured.flatMap(({ scenario, measurement }) => ackWarnings(scenario.id, measurement.rounds));
  const note = noteOf(baseline, startedAt);
  const results = judge({
    schema: 1,
    environment,
    provenance: {
      loadgate: version,
      ...(base === undefined ? {} : { base: baseOf(base, commits) }),
      head: {
        ...defined({ sha: commits.head }),
        from: head?.from ?? "not started",
        ...(commits.isChanged === true ? { changed: true as const } : {}),
      },
      started_at: startedAt,
      duration_ms: Math.round(nowMs() - beganMs),
      seed: around.seed,
    },
    settings,
    baseline: note,
    ...defined({ pinning }),
    accepted: [...accepted],
    scenarios: summed.map((scenario) => withAnchored(withRecorded(scenario, baseline, environment), anchored)),
    warnings: [
      ...notes,
      ...ageWarning(note, settings),
      ...unused(plan),
      ...warnings,
      ...clockWarning(summed),
      ...waits,
    ],
  });
  return withoutSecrets(results, secrets);
}

/** Looks at the rounds as they come, with the eyes of the judge. */
export const looksFor =
  (settings: Settings, question: Question): LooksFor =>
  (scenario, mode, cores) => {
    const rounds: RoundResult[] = [];
    return {
      dealing: (rehearsal) => dealingFor(rehearsal, cores),
      look(record, course) {
        const round = roundResult(record);
        if (round !== undefined) rounds.push(round);
        const bare = measuredScenario({ scenario, mode, rounds: [], ...course }, { cores, memoryBytes: 0 });
        return settled({ ...bare, rounds }, settings, question);
      },
    };
  };

/** With its commit, also where it is a directory that is a checkout of its own. */
export function baseOf(base: Build, commits: Commits): Build {
  return commits.base === undefined || !base.from.startsWith("directory ") ? base : { sha: commits.base, ...base };
}

/** What the configuration says and this run has no use for. */
function unused({ service, target, base }: Plan): readonly string[] {
  return [
    ...(base.ref !== undefined && base.from === "auto" && isNamed(base)
      ? ["base.ref is not used, because base.directory or base.target is; set base.from: git to choose"]
      : []),
    ...(service !== undefined && target !== undefined ? ["target is not used, because service is started"] : []),
    ...(base.from === "auto" && base.directory !== undefined && base.target !== undefined
      ? ["base.target is not used, because base.directory is started; set base.from to choose"]
      : []),
  ];
}

function clockWarning(scenarios: readonly MeasuredScenario[]): readonly string[] {
  const isCoarse = scenarios.some(({ phases }) => phases.some(({ generator }) => generator?.clock === "timer"));
  if (!isCoarse) return [];
  return ["the load generator's fine clock could not run: requests left on whole milliseconds, up to 1 ms late"];
}

export function rawOf({ scenario, mode, measurement }: ScenarioMeasurement): Raw {
  const { failure, ...rest } = measurement;
  return { scenario, mode, ...rest, ...(failure === undefined ? {} : { failure: inWords(failure) }) };
}

function inWords(failure: unknown): string {
  return failure instanceof CouldNotMeasure ? failure.message : `unforeseen: ${inspect(failure)}`;
}
