import { mean, sampleStandardDeviation, sum } from "simple-statistics";
import { isDifference } from "../model/logRatio.ts";
import { metricOf } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { ArmMetrics, BaselineNote, Incomparable, MeasuredScenario } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { tQuantile, tUpperTail } from "../stats/studentT.ts";
import { type Alpha, comparisonOf, type Evidence, noComparison } from "./comparison.ts";
import { type ErrorCounts, type Errors, withCounts } from "./errorRate.ts";
import { dueOf, failedOf, type Subject } from "./gatedMetrics.ts";
import type { Least } from "./thresholds.ts";

/** Below this many recorded runs their spread is not known well enough to gate. */
const fewestRuns = 10;

/**
 * The head against the recorded runs of main, each of which ran on a machine of its own: does it lie outside of what
 * one more such run would show? A prediction interval of the log metric.
 */
export function compareRecorded(
  subject: Subject,
  scenario: MeasuredScenario,
  note: BaselineNote,
  least: Least,
  alpha: Alpha,
): Comparison {
  const onScale = scaleOf(subject);
  const head = runValue(
    subject,
    scenario.rounds.map((round) => round.head),
    onScale,
  );
  const runs = scenario.recorded ?? [];
  const values = runs.flatMap(({ rounds }) => runValue(subject, rounds, onScale) ?? []);
  const back = isDifference(subject.metric) ? (value: number) => value : Math.exp;
  const shown = {
    base: values.length === 0 ? undefined : back(mean(values)),
    head: head === undefined ? undefined : back(head),
  };
  const nothing = (outcome: "inconclusive" | "invalid" | "new", reason: string) =>
    noComparison(subject, outcome, reason, shown, values.length);
  if (head === undefined && !wasDue(subject, scenario)) return nothing("inconclusive", "it was never due");
  if (head === undefined) return nothing("invalid", "no request succeeded");
  const late = scenario.rounds.find(({ invalid }) => invalid !== undefined)?.invalid;
  if (late !== undefined) return nothing("invalid", late);
  if (runs.length === 0) return nothing(...withoutRuns(note, scenario.incomparable));
  if (values.length < fewestRuns) {
    return nothing(
      "inconclusive",
      `recorded runs differ by machine: gating takes ${fewestRuns} of the same kind, got ${values.length}`,
    );
  }
  const evidence = evidenceOf(subject, values, head, least);
  if (subject.metric === "error_rate") {
    const errors = counts(subject, scenario);
    return comparisonOf(subject, { ...evidence, estimate: withCounts(evidence.estimate, errors), errors }, alpha);
  }
  return comparisonOf(subject, { ...evidence, machinesDiffer: true }, alpha);
}

/** By its weight, or because no flow came so far. That nothing at all was due is another matter. */
function wasDue(subject: Subject, { rounds }: MeasuredScenario): boolean {
  return subject.request === allRequests || rounds.some(({ head }) => dueOf(subject, head) > 0);
}

/** The requests of all recorded runs, and those of the head. */
function counts(subject: Subject, { recorded = [], rounds }: MeasuredScenario): ErrorCounts {
  const of = (arms: readonly ArmMetrics[]): Errors => ({
    due: sum(arms.map((arm) => dueOf(subject, arm))),
    failed: sum(arms.map((arm) => failedOf(subject, arm))),
  });
  return { base: of(recorded.flatMap((run) => run.rounds)), head: of(rounds.map(({ head }) => head)) };
}

/** Why there is nothing recorded, and what that means. */
function withoutRuns(
  note: BaselineNote,
  incomparable: Incomparable | undefined,
): ["inconclusive" | "invalid" | "new", string] {
  switch (note.kind) {
    case "unusable":
      return ["invalid", note.message];
    case "unreachable":
      return ["inconclusive", note.message];
    case "absent":
      return ["new", note.message];
    case "not_asked":
      return ["new", "no baseline was given"];
    case "found":
      return incomparable === undefined
        ? ["new", "main has recorded no run of this scenario"]
        : ["inconclusive", refusal(incomparable)];
  }
}

/** Why the numbers that there are do not count. */
function refusal(incomparable: Incomparable): string {
  switch (incomparable.kind) {
    case "settings": {
      const { keys, more } = incomparable;
      const named = keys.length === 0 ? "" : ` (${keys.join(", ")}${more === true ? " and others" : ""})`;
      return `main was measured with other settings${named}: numbers of another load are no evidence; the next runs on main make new ones`;
    }
    case "machines": {
      const { machines, here } = incomparable;
      return `main's runs were on other machines (${machines.join("; ")}; here ${here}): numbers of other machines are no evidence`;
    }
  }
}

function evidenceOf(subject: Subject, values: readonly number[], head: number, least: Least): Evidence {
  const center = mean([...values]);
  const df = values.length - 1;
  const standardError = sampleStandardDeviation([...values]) * Math.sqrt(1 + 1 / values.length);
  const shift = head - center;
  const reach = tQuantile(0.975, df) * standardError;
  const isApart = isDifference(subject.metric);
  const base = isApart ? center : Math.exp(center);
  return {
    base,
    head: isApart ? head : Math.exp(head),
    estimate: {
      mean: shift,
      standardError,
      df,
      robust: shift,
      pWorse: tail(shift, standardError, df),
      pBetter: tail(-shift, standardError, df),
      interval: [shift - reach, shift + reach],
    },
    minEffect: isApart ? Math.max(least.effect, least.floor) : Math.log1p(Math.max(least.effect, least.floor / base)),
    toRatio: isApart ? (value) => value : Math.expm1,
    rounds: values.length,
  };
}

function tail(shift: number, standardError: number, df: number): number {
  if (standardError === 0) return shift > 0 ? 0 : 1;
  return tUpperTail(shift / standardError, df);
}

function scaleOf(subject: Subject): (value: number) => number {
  return isDifference(subject.metric) ? (value) => value : Math.log;
}

/** The mean over a run's rounds, on the scale of the test. */
function runValue(
  subject: Subject,
  rounds: readonly ArmMetrics[],
  onScale: (value: number) => number,
): number | undefined {
  const values = rounds.flatMap((round) => metricOf(subject, round) ?? []);
  return values.length === 0 ? undefined : mean(values.map(onScale));
}
