import { metricLabel } from "../model/metric.ts";
import type { BaselineNote, PhaseResult, Results, ScenarioResult } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { days, ms, percent, plural, shortSha } from "../util/format.ts";
import { driftRule } from "./drift.ts";
import { thresholdLines } from "./thresholds.ts";

/** How the verdict was reached, a sentence a line. */
export function rules(results: Results): readonly string[] {
  const { scenarios, settings, baseline, verdict, pinning, accepted = [] } = results;
  const rounds = scenarios.flatMap((scenario) => scenario.rounds);
  const reasons = new Set(rounds.flatMap(({ invalid }) => invalid ?? []));
  const skipped = rounds.filter(({ invalid }) => invalid !== undefined).length;
  return [
    ...scenarios.map((scenario) => `${scenario.id}: ${mannerLine(scenario)}.`),
    ...scenarios.flatMap(confirmationLine),
    "A comparison fails when the change is beyond chance, at least as large as its column “fails from”, and not the work of one odd round. Unchanged means shown to be below that.",
    `An unchanged service fails in at most ${percent(settings.false_alarm)} of runs, all its comparisons together.`,
    ...thresholdLines(results),
    ...(skipped > 0
      ? [`${skipped} of ${plural(rounds.length, "round")} do not count: ${[...reasons].join("; ")}.`]
      : []),
    ...accepted.filter(({ covers }) => covers === 0).map(unneededLine),
    ...baselineLine(baseline),
    ...driftRule(results),
    ...scenarios.flatMap(loadLine),
    ...(pinning === undefined
      ? []
      : [`The load generator had cores ${pinning.generator} to itself, the services ${pinning.service}.`]),
    `The job fails on ${settings.fail_on.join(", ")}: here it ${verdict.failing ? "does" : "does not"}.`,
  ];
}

/** How the scenario was compared, how the load was dealt, and when that ended. */
function mannerLine({ mode, dealing, rounds, rounds_planned: planned }: ScenarioResult): string {
  const ended =
    planned === undefined || mode.kind === "recorded" || mode.kind === "off"
      ? []
      : [rounds.length < planned ? `ended after ${rounds.length} of at most ${planned} rounds` : `${planned} rounds`];
  const deals = dealing === undefined ? [] : [`${dealings[dealing.kind]} (${dealing.reason})`];
  return [`${mode.kind}, ${mode.reason}`, ...deals, ...ended].join("; ");
}

/** Where and how well a second machine has looked again. */
function confirmationLine({ id, confirmation }: ScenarioResult): readonly string[] {
  if (confirmation === undefined) return [];
  const { environment, rounds, rounds_planned: planned, started_at, failure } = confirmation;
  const most = planned === undefined ? "" : ` of at most ${planned}`;
  const ended = failure === undefined ? "" : ", and broke off";
  const where = `${environment.cpu_model}, ${plural(environment.cores, "core")}`;
  const played = `${rounds.length}${most} rounds${ended}`;
  return [
    `${id}: what was close to its limit was measured again on a second machine (${where}), ${started_at}: ${played}.`,
  ];
}

function unneededLine({ metric, scenario, request, by }: Acceptance): string {
  const what = `${metricLabel(metric)} of ${request ?? scenario}`;
  return `Not needed: ${what} is accepted by ${by === "option" ? "--accept" : `the pull request's ${by}`}, and has not regressed.`;
}

const dealings = { request: "dealt request by request", slice: "dealt in slices of a second" } as const;

const clients = { http1: "HTTP/1.1", undici: "undici" } as const;

/** How well the load generator did its own work, at its worst. */
function loadLine({ id, phases }: ScenarioResult): readonly string[] {
  const each = phases.flatMap(({ generator }) => generator ?? []);
  const [first] = each;
  if (first === undefined) return [];
  const most = (value: (one: NonNullable<PhaseResult["generator"]>) => number) => Math.max(...each.map(value));
  const lag = (share: "p50" | "p99") => ms(most(({ send_lag_ms }) => send_lag_ms?.[share] ?? 0));
  const workers = plural(
    most((one) => one.workers),
    "worker",
  );
  return [
    `Load of ${id}: ${clients[first.client]}, ${workers}, ${percent(most(({ cpu_cores }) => cpu_cores))} of a core; ` +
      `requests left at most ${lag("p50")} late at a phase's median, ${lag("p99")} at its p99.`,
  ];
}

/** How many runs, how new, and from where. */
function foundBaseline({ runs, sha, at, age_ms: age, from }: Found): string {
  const commit = sha === undefined ? "" : `commit ${shortSha(sha)}, `;
  const old = age === undefined || age < 0 ? "" : `, ${days(age)} old`;
  const whence = from === undefined ? "" : `; from ${from}`;
  return `${plural(runs, "recorded run")}, the newest of ${commit}${at}${old}${whence}`;
}

type Found = Extract<BaselineNote, { readonly kind: "found" }>;

/** Where the recorded runs come from, or why there are none. */
export function baselineLine(baseline: BaselineNote): readonly string[] {
  switch (baseline.kind) {
    case "found":
      return [`Baseline: ${foundBaseline(baseline)}.`];
    case "not_asked":
      return [];
    case "absent":
    case "unreachable":
    case "unusable":
      return [`Baseline: ${baseline.message}.`];
  }
}

/** What the commit alone does not hold. */
export function changes({ provenance }: Results): string {
  return provenance.head.changed === true ? ", with the same changes" : "";
}

/** The command that sends the very same requests again, to the same builds as far as git has them. */
export function repetition({ provenance: { seed, base } }: Results): string {
  // It goes into a shell, and the results may be anybody's.
  const git =
    base?.from === "git" && base.sha !== undefined && /^[0-9a-f]+$/.test(base.sha)
      ? ` --base ${base.sha.slice(0, 12)}`
      : "";
  return `LOADGATE_SEED=${seed} loadgate run${git}`;
}
