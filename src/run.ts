import { inspect } from "node:util";
import { measuredScenario, type Raw, settingsOf } from "./analysis/scenario.ts";
import { configHash } from "./baseline/configHash.ts";
import { noteOf, withRecorded } from "./baseline/evidence.ts";
import type { BaselineLookup } from "./baseline/lookup.ts";
import { experiment, type ScenarioMeasurement, type Surroundings } from "./experiment/experiment.ts";
import { judge } from "./gate/judge.ts";
import { CouldNotMeasure } from "./model/failure.ts";
import type { Plan } from "./model/plan.ts";
import { type MeasuredScenario, type Results, resultsSchema } from "./model/results.ts";
import { nowMs } from "./shell/clock.ts";
import type { Commits } from "./shell/git.ts";
import { machineInfo } from "./shell/machine.ts";

export interface RunRequest {
  readonly plan: Plan;
  readonly baseline: BaselineLookup;
  readonly commits: Commits;
  readonly version: string;
  /** Texts that must not leave the program. */
  readonly secrets: readonly string[];
}

/** The pipeline: plan -> experiment -> analysis -> judgement. Whatever goes wrong, what was measured is kept. */
export async function run(
  { plan, baseline, commits, version, secrets }: RunRequest,
  around: Surroundings,
): Promise<Results> {
  const startedAt = new Date();
  const beganMs = nowMs();
  const machine = machineInfo(around.env);
  const environment = { ...machine, config_hash: configHash(plan) };
  const { base, head, measured, pinning, warnings } = await experiment(plan, baseline.kind, around);
  const summed = measured.map((one) =>
    measuredScenario(rawOf(one), { cores: machine.cores, memoryBytes: machine.memory_bytes }),
  );
  const results = judge({
    schema: 1,
    environment,
    provenance: {
      loadgate: version,
      ...(base === undefined ? {} : { base: buildOf(commits.base, base) }),
      head: buildOf(commits.head, head ?? "nowhere"),
      started_at: startedAt.toISOString(),
      duration_ms: Math.round(nowMs() - beganMs),
      seed: around.seed,
    },
    settings: settingsOf(plan),
    baseline: noteOf(baseline),
    ...(pinning === undefined ? {} : { pinning }),
    scenarios: summed.map((scenario) => withRecorded(scenario, baseline, environment)),
    warnings: [...unused(plan), ...warnings, ...clockWarning(summed)],
  });
  return secrets.length === 0 ? results : resultsSchema.parse(masked(results, secrets));
}

function buildOf(sha: string | undefined, from: string): { readonly sha?: string; readonly from: string } {
  return sha === undefined ? { from } : { sha, from };
}

/** What the configuration says and this run has no use for. */
function unused({ service, target, base }: Plan): readonly string[] {
  return [
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

function rawOf({ scenario, mode, measurement }: ScenarioMeasurement): Raw {
  const { failure, ...rest } = measurement;
  return { scenario, mode, ...rest, ...(failure === undefined ? {} : { failure: inWords(failure) }) };
}

function inWords(failure: unknown): string {
  return failure instanceof CouldNotMeasure ? failure.message : `unforeseen: ${inspect(failure)}`;
}

/** No text that came from the environment leaves the program, wherever the configuration has put it. */
function masked(value: unknown, secrets: readonly string[]): unknown {
  const hide = (text: string) => secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  // A histogram's base64 is no text, and a piece of it may look like one.
  const entries = Object.entries(value).map(([key, item]) => [
    hide(key),
    key === "histogram" ? item : masked(item, secrets),
  ]);
  return Object.fromEntries(entries);
}
