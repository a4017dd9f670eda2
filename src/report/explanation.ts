import { isPaired } from "../model/comparisonMode.ts";
import type { BaselineNote, PhaseResult, Results, ScenarioResult } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { formatAge, formatMs, formatPercent, plural } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import { modeText } from "./comparisonMethod.ts";
import { driftRules } from "./drift.ts";
import { generatorResultLines } from "./generatorLines.ts";
import { commit, type Phrase, phrase } from "./phrase.ts";
import { thresholdLines } from "./thresholds.ts";

/** How the verdict was reached, one line a rule. */
export function decisionRules(results: Results): readonly Phrase[] {
  const { scenarios, settings, baseline, verdict, pinning, accepted = [] } = results;
  const linesBeforeBaseline = [
    ...scenarios.map((scenario) => `${scenario.id}: ${methodLine(scenario)}.`),
    ...scenarios.flatMap(confirmationLine),
    "A comparison fails if its change is statistically significant, at least as large as its column “fails from”, and not caused by one odd round. Unchanged means: shown to be smaller than that, either way. Not worse means: shown not to be a slowdown of that size.",
    "Comparisons are averages over the rounds. The tables of phases have the requests of all rounds together, so their percentiles differ a little.",
    `If the service did not change, at most ${formatPercent(settings.false_alarm)} of runs fail, all comparisons together.`,
    ...scenarios.flatMap((scenario) => sharedStartsLine(scenario, settings)),
    ...thresholdLines(results),
    ...invalidRoundsLine(results),
    ...accepted.filter(({ covers }) => covers === 0).map(unusedAcceptanceLine),
  ];
  const linesAfterBaseline = [
    ...driftRules(results),
    ...scenarios.flatMap(generatorLine),
    ...scenarios.flatMap(generatorResultLines),
    ...(pinning === undefined
      ? []
      : [`Reserved CPU cores: ${pinning.generator} for the load generator, ${pinning.service} for the services.`]),
    `The job fails on: ${settings.fail_on.join(", ")}. This run ${verdict.failing ? "fails" : "does not fail"} the job.`,
  ];
  return [
    ...linesBeforeBaseline.map((line) => [line]),
    ...baselineLine(baseline),
    ...linesAfterBaseline.map((line) => [line]),
  ];
}

/** How the scenario was compared, how the load was shared between the arms, and how many rounds there were. */
function methodLine({ mode, dealing, rounds, rounds_planned: planned }: ScenarioResult): string {
  const roundCount =
    planned === undefined || !isPaired(mode)
      ? []
      : [rounds.length < planned ? `ended after ${rounds.length} of at most ${planned} rounds` : `${planned} rounds`];
  const interleaving = dealing === undefined ? [] : [`${interleavings[dealing.kind]} (${dealing.reason})`];
  return [`${modeText[mode.kind]} (${mode.reason})`, ...interleaving, ...pairCount(dealing), ...roundCount].join("; ");
}

function pairCount(dealing: ScenarioResult["dealing"]): readonly string[] {
  if (dealing?.pairs === 2) return ["two pairs of base and head ran at once"];
  return dealing?.one_pair_reason === undefined ? [] : [`one pair ran at a time (${dealing.one_pair_reason})`];
}

/** Starts are too slow to be repeated often enough, so an assumption stands for the difference between them. */
function sharedStartsLine({ id, rounds }: ScenarioResult, { restart_noise }: Results["settings"]): readonly string[] {
  const starts = new Set(rounds.flatMap(({ start }) => start ?? [])).size;
  if (starts === 0 || restart_noise === undefined) return [];
  return [
    `${id}: the services start slowly, so ${plural(rounds.length, "round")} share ${plural(starts, "start")}. Starts of one build are assumed to differ by ${formatPercent(restart_noise)} (gate.restart_noise).`,
  ];
}

const interleavings = {
  request: "load alternates between base and head request by request",
  slice: "load alternates between base and head in one-second slices",
} as const;

function confirmationLine({ id, confirmation }: ScenarioResult): readonly string[] {
  if (confirmation === undefined) return [];
  const { environment, rounds, rounds_planned: planned, started_at, failure } = confirmation;
  const atMost = planned === undefined ? "" : ` of at most ${planned}`;
  const ending = failure === undefined ? "" : ", then measuring failed";
  const machine = `${environment.cpu_model}, ${plural(environment.cores, "core")}`;
  return [
    `${id}: changes close to their limit were measured again on a second machine (${machine}), ${started_at}: ${rounds.length}${atMost} rounds${ending}.`,
  ];
}

function invalidRoundsLine({ scenarios }: Results): readonly string[] {
  const rounds = scenarios.flatMap((scenario) => scenario.rounds);
  return (["Ignored", "Latencies ignored"] as const).flatMap((label) => {
    const isForLatency = label === "Latencies ignored";
    const reasons = rounds.flatMap(({ invalid, invalid_for }) =>
      invalid !== undefined && (invalid_for === "latency") === isForLatency ? [invalid] : [],
    );
    if (reasons.length === 0) return [];
    return `${label}: ${reasons.length} of ${plural(rounds.length, "round")}, because ${[...new Set(reasons)].join("; ")}.`;
  });
}

function unusedAcceptanceLine({ metric, scenario, request, by }: Acceptance): string {
  const source = by === "option" ? "--accept" : `the pull request's ${by}`;
  return `Acceptance not needed: ${source} accepts ${metricLabel(metric)} of ${request ?? scenario}, which has not regressed.`;
}

const clientNames = { http1: "HTTP/1.1", http2: "HTTP/2", undici: "undici" } as const;

/** How well the load generator kept its schedule, in its worst phase. */
function generatorLine({ id, phases }: ScenarioResult): readonly string[] {
  const generators = phases.flatMap(({ generator }) => generator ?? []);
  const [first] = generators;
  if (first === undefined) return [];
  const worst = (value: (generator: GeneratorStats) => number) => Math.max(...generators.map(value));
  const lag = (quantile: "p50" | "p99") => formatMs(worst(({ send_lag_ms }) => send_lag_ms?.[quantile] ?? 0));
  const workers = worst((generator) => generator.workers);
  const cpu = formatPercent(worst(({ cpu_cores }) => cpu_cores));
  const monitorCores = phases.flatMap(({ warmup, generator }) => (warmup ? [] : (generator?.monitor_cpu_cores ?? [])));
  const monitors =
    monitorCores.length === 0 ? "" : ` The monitors used ${formatPercent(Math.max(...monitorCores))} of a core.`;
  return [
    `Load generator of ${id}: ${clientNames[first.client]} client, ${plural(workers, "worker")}, ${cpu} of a core. ` +
      `In its worst phase requests left ${lag("p50")} late (median), ${lag("p99")} late (p99).${monitors}`,
  ];
}

type GeneratorStats = NonNullable<PhaseResult["generator"]>;

/** Where the recorded runs come from, or why there are none. */
export function baselineLine(baseline: BaselineNote): readonly Phrase[] {
  switch (baseline.kind) {
    case "found":
      return [describeRecordedRuns(baseline)];
    case "not_asked":
      return [];
    case "absent":
    case "unreachable":
    case "unusable":
      return [phrase`Baseline: ${baseline.message}.`];
  }
}

type RecordedRuns = Extract<BaselineNote, { readonly kind: "found" }>;

/** Baseline: 12 recorded runs from …; the newest is of commit 1a2b3c4, 2026-11-21T02:00:00.000Z, 2.8 days old. */
function describeRecordedRuns({ runs, sha, at, age_ms: age, from }: RecordedRuns): Phrase {
  const source = from === undefined ? "" : ` from ${from}`;
  const newest = sha === undefined ? at : phrase`commit ${commit(sha)}, ${at}`;
  const ageText = age === undefined || age < 0 ? "" : `, ${formatAge(age)} old`;
  return phrase`Baseline: ${plural(runs, "recorded run")}${source}; the newest is of ${newest}${ageText}.`;
}
