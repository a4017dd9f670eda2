import { ms, percent, plural } from "../model/format.ts";
import { absoluteFloor, metricLabel, metricThreshold } from "../model/metric.ts";
import { comparedMetrics } from "../model/plan.ts";
import type { BaselineNote, PhaseResult, Results, ScenarioResult } from "../model/results.ts";

/** How the verdict was reached, a sentence a line. */
export function rules({ scenarios, settings, baseline, verdict, pinning }: Results): readonly string[] {
  const rounds = scenarios.flatMap((scenario) => scenario.rounds);
  const reasons = new Set(rounds.flatMap(({ invalid }) => invalid ?? []));
  const skipped = rounds.filter(({ invalid }) => invalid !== undefined).length;
  const effects = comparedMetrics.flatMap((metric) => {
    const ratio = settings.min_effect[metric];
    return ratio === undefined ? [] : [`${metricLabel(metric)} ${metricThreshold(metric, ratio)}`];
  });
  return [
    ...scenarios.map(({ id, mode }) => `${id}: ${mode.kind}, ${mode.reason}.`),
    "A comparison fails when the change is beyond chance, at least as large as its column “fails from”, and not the work of one odd round. Unchanged means shown to be below that.",
    `An unchanged service fails in at most ${percent(settings.false_alarm)} of runs, all its comparisons together.`,
    ...(effects.length > 0
      ? [
          `Smallest changes that matter: ${effects.join(", ")}; and never less than ${ms(absoluteFloor("p50"))} of latency or ${ms(absoluteFloor("cpu_per_request"))} of processor time a request, so “fails from” is larger where a service is fast.`,
        ]
      : []),
    ...(skipped > 0
      ? [`${skipped} of ${plural(rounds.length, "round")} do not count: ${[...reasons].join("; ")}.`]
      : []),
    ...baselineLine(baseline),
    ...scenarios.flatMap(loadLine),
    ...(pinning === undefined
      ? []
      : [`The load generator had cores ${pinning.generator} to itself, the services ${pinning.service}.`]),
    `The job fails on ${settings.fail_on.join(", ")}: here it ${verdict.failing ? "does" : "does not"}.`,
  ];
}

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

function baselineLine(baseline: BaselineNote): readonly string[] {
  switch (baseline.kind) {
    case "found":
      return [`Baseline: ${plural(baseline.runs, "recorded run")}, the newest of ${baseline.at}.`];
    case "not_asked":
      return [];
    case "absent":
    case "unreachable":
    case "unusable":
      return [`Baseline: ${baseline.message}.`];
  }
}

/** The command that sends the very same requests again. */
export function repetition({ provenance }: Results): string {
  return `LOADGATE_SEED=${provenance.seed} loadgate run`;
}
