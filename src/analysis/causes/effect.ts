import type { LeadingChange } from "../../model/leadingChange.ts";
import type { ComparedMetric } from "../../model/metric.ts";
import { isServiceMetric } from "../../model/metric.ts";
import { allRequests } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import type { Comparison } from "../../model/verdict.ts";
import { failingRequest, requestNames } from "./answerDifferences.ts";
import { changedAlike, latencyDifference, leadingRequest, mostChanged, shareOfRequests } from "./latencyPerRequest.ts";
import type { Effect } from "./rankChanges.ts";
import { requestBySeconds } from "./requestBySeconds.ts";

/**
 * The change that the extra rounds explain, or the first gating one that regressed or improved. Without one, many
 * failures of the head, or a leak. `undefined` if nothing changed.
 */
export function leadingComparison(
  comparisons: readonly Comparison[],
  chosen: LeadingChange | undefined,
): Comparison | undefined {
  const isChosen = ({ request, metric }: Comparison) => request === chosen?.request && metric === chosen.metric;
  const changed = comparisons.filter(
    ({ gating, outcome }) => gating && (outcome === "regressed" || outcome === "improved"),
  );
  return (
    changed.find(isChosen) ??
    changed.find(({ outcome }) => outcome === "regressed") ??
    changed[0] ??
    comparisons.find(isFailing) ??
    comparisons.find(isLeaking)
  );
}

/** Of all requests. So many failures need an explanation, although a level of the error rate is not shown by few rounds. */
const manyFailures = 0.1;
const isFailing = ({ metric, gating, base = 0, head = 0, interval }: Comparison): boolean =>
  metric === "error_rate" && gating && head - base >= manyFailures && (interval?.[0] ?? 0) > 0;

/** Unchanged services, of six runtimes, never differed by so much memory per request. In bytes. */
const muchMemory = 2048;

/** A leak that the gate does not look at. */
export const isLeaking = ({ metric, gating, base = 0, head = 0, interval }: Comparison): boolean =>
  metric === "memory_growth" && !gating && head >= 1.5 * base && (interval?.[0] ?? 0) >= muchMemory;

/** `undefined` if the comparison has no figures. */
export function effectOf(
  lead: Comparison,
  comparisons: readonly Comparison[],
  rounds: readonly RoundRecord[],
): Effect | undefined {
  const { base, head, request, metric } = lead;
  if (base === undefined || head === undefined || base === head) return undefined;
  const kind = kindOf(metric);
  const ratio = base === 0 ? Number.POSITIVE_INFINITY : Math.abs(head / base - 1);
  const added = kind === "latency" ? addedLatencyMs(lead, head - base, rounds) : head - base;
  const isOfOne = request !== allRequests && !changedRequests(lead, comparisons).some((name) => name !== request);
  const carried = isOfOne ? aloneRequest(kind, request, rounds) : carrierOf(metric, rounds, Math.sign(added));
  const requestShare = carried === undefined ? undefined : shareOfRequests(rounds, carried);
  const requests = carried === undefined && kind === "latency" ? someOf(rounds) : undefined;
  return { kind, added, ratio, request: carried, requestShare, requests };
}

/** That request, unless the latency of others changed alike. */
function aloneRequest(kind: Effect["kind"], request: string, rounds: readonly RoundRecord[]): string | undefined {
  const isAlone = kind !== "latency" || changedAlike(rounds, requestNames(rounds), request).length === 1;
  return isAlone ? request : undefined;
}

/** The requests that changed most. `undefined` if it is one, or all of them. */
function someOf(rounds: readonly RoundRecord[]): readonly string[] | undefined {
  const names = requestNames(rounds);
  const changed = mostChanged(rounds, names);
  return changed.length > 1 && changed.length < names.length ? changed : undefined;
}

/** Requests that surely take longer by more than this many times their CPU time wait for something else. */
const longerWait = 2;
const sureLevel = 0.01;

/**
 * The longer wait behind a change of the CPU time. What a request waits for mostly uses some CPU, too. The CPU time alone
 * would never lead to it.
 */
export function waitBehindCpu(effect: Effect, rounds: readonly RoundRecord[]): Effect | undefined {
  const latency = effect.kind === "cpu" ? latencyDifference(rounds) : undefined;
  if (latency === undefined || latency.p > sureLevel) return undefined;
  const added = latency.head - latency.base;
  if (added * effect.added < 0 || Math.abs(added) < longerWait * Math.abs(effect.added)) return undefined;
  return { ...effect, kind: "latency", added, ratio: Math.abs(added / latency.base), isBehindLead: true };
}

/** The requests whose comparisons have the leading one's outcome. */
const changedRequests = (lead: Comparison, comparisons: readonly Comparison[]): readonly string[] =>
  comparisons
    .filter(({ gating, outcome, request }) => gating && outcome === lead.outcome && request !== allRequests)
    .map(({ request }) => request);

function kindOf(metric: ComparedMetric): Effect["kind"] {
  if (metric === "cpu_per_request") return "cpu";
  if (metric === "dependency_cpu") return "dependency_cpu";
  if (metric === "memory_peak" || metric === "memory_growth") return "memory";
  return metric === "error_rate" ? "errors" : "latency";
}

/** CPU time of one request cannot be seen, but a slower request mostly uses it. */
function carrierOf(metric: ComparedMetric, rounds: readonly RoundRecord[], direction: number): string | undefined {
  if (kindOf(metric) === "memory") return requestBySeconds(rounds, ({ rssBytes }) => rssBytes, direction);
  if (kindOf(metric) === "errors") return failingRequest(rounds, direction);
  if (isServiceMetric(metric) && metric !== "cpu_per_request") return undefined;
  return leadingRequest(rounds) ?? requestBySeconds(rounds, ({ cpuMs }) => cpuMs, direction);
}

/** Per request of the scenario: the mean, if it is shown to move as the leading percentile does, or else that one. */
function addedLatencyMs(lead: Comparison, leadMs: number, rounds: readonly RoundRecord[]): number {
  const all = latencyDifference(rounds);
  const meanMs = all === undefined ? 0 : all.head - all.base;
  const isShown = all !== undefined && (leadMs > 0 ? all.interval[0] > 0 : all.interval[1] < 0);
  return isShown ? meanMs : leadMs * (lead.request === allRequests ? 1 : shareOfRequests(rounds, lead.request));
}
