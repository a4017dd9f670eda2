import { max, sum } from "simple-statistics";
import type { BottleneckKind } from "../../model/cause.ts";
import { type SlaMetric, slaRuleOf } from "../../model/metric.ts";
import type { Sla } from "../../model/plan.ts";
import type { Reading, TreeReading } from "../../model/reading.ts";
import type { ArmPhase, PhaseRecord } from "../../model/record.ts";
import type { Trial, TrialOrder } from "../../model/trial.ts";
import { bytes, millis } from "../../model/unit.ts";
import { type Histogram, mergeHistograms } from "../../stats/histogram.ts";
import { histogramOfPairs } from "../../stats/sketch.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { ArmEvidence } from "../bottlenecks/armEvidence.ts";
import { limitQuestions } from "../bottlenecks/questions.ts";
import { type Machine, phaseResults } from "../phases.ts";
import { countRequests, failedCount, type RequestCounts } from "../requestCounts.ts";
import { resourceUsage } from "../resourceUsage.ts";
import { diskBusyRatio } from "./diskUse.ts";
import { brokeLimit, limitsIn } from "./estimate.ts";
import { muchOfOthers, otherCores } from "./otherProcesses.ts";
import { limitParts } from "./queueEstimate.ts";

interface PlayedTrial {
  readonly order: TrialOrder;
  readonly restart: number;
  readonly phase: ArmPhase;
  /** When each arrival of the trial was due, since its start. */
  readonly arrivalsMs: Float32Array;
}

/** The numbers of one trial that the search and the results need. */
export function summarizeTrial({ order, restart, phase, arrivalsMs }: PlayedTrial, sla: Sla, machine: Machine): Trial {
  const { record, readings } = phase;
  const counts = countRequests(record.requests);
  const { due, successful, responseTime, blamelessTime } = counts;
  const beyond = beyondLimits(counts, responseTime, sla);
  const blameless = blamelessTime === undefined ? beyond : beyondLimits(counts, blamelessTime, sla);
  const evidence: ArmEvidence = { arm: phase.arm, phases: [phase], instrumented: [], machine };
  const others = otherCores(phase);
  const finished = successful + record.unmeasuredRequests;
  const trial: Trial = {
    ...order,
    restart,
    due,
    successful,
    beyond,
    values: valuesOf(counts, sla),
    drainMs: millis(Math.max(0, record.durationMs - record.offeredMs)),
    finishedPerSec: (1000 * finished) / (order.leadInMs + record.durationMs),
    inService: ((responseTime.mean() ?? 0) * responseTime.count) / record.durationMs,
    quickMs: millis(responseTime.quantile(0.1) ?? 0),
    medianMs: millis(responseTime.quantile(0.5) ?? 0),
    isGeneratorLate: false,
    ...ackDelayOf(record),
    ...(order.purpose === "final" ? finalOf(phase, machine) : {}),
    ...(order.purpose === "bracket" ? {} : replayOf(order, counts, arrivalsMs, sla)),
    ...usageOf(readings),
    ...omitUndefined({ otherCores: others, diskBusy: diskBusyRatio(evidence) }),
    ...connectionsOf(phase),
    limits: limitsOfTrial(evidence, others),
  };
  const isGeneratorLate = brokeLimit(trial, sla) && !brokeLimit({ ...trial, beyond: blameless }, sla);
  return { ...trial, isGeneratorLate };
}

/** Linux delays an acknowledgement by 40 ms, and by up to a tick of the kernel more. */
const delayMs = 42;

function ackDelayOf({ requests }: PhaseRecord): Pick<Trial, "ackDelayMs"> {
  const delayed = sum(requests.map(({ delayedAcks }) => delayedAcks));
  const due = sum(requests.map((request) => request.due));
  return delayed === 0 ? {} : { ackDelayMs: millis((delayMs * delayed) / due) };
}

/** What a trial needs so that it can be replayed. Only if each arrival is one request. */
function replayOf(
  { leadInMs }: TrialOrder,
  counts: RequestCounts,
  dueMs: Float32Array,
  sla: Sla,
): Pick<Trial, "dueMs" | "slower"> {
  const isOne = dueMs.reduce((count, ms) => (ms >= leadInMs ? count + 1 : count), 0) === counts.due;
  const failed = failedCount(counts);
  const percentiles = limitsIn(sla).filter(([metric]) => slaRuleOf(metric).of.kind === "quantile");
  const slower = percentiles.map(([metric, limit]): readonly [SlaMetric, readonly number[]] => [
    metric,
    limitParts.map((part) => counts.responseTime.countAbove(part * limit) + failed),
  ]);
  return { slower: Object.fromEntries(slower), ...(isOne ? { dueMs } : {}) };
}

function beyondLimits(counts: RequestCounts, times: Histogram, sla: Sla): Trial["beyond"] {
  const failed = failedCount(counts);
  const entries = limitsIn(sla).map(([metric, limit]): readonly [SlaMetric, number] => {
    const isPercentile = slaRuleOf(metric).of.kind === "quantile";
    return [metric, isPercentile ? times.countAbove(limit) + failed : failed];
  });
  return Object.fromEntries(entries);
}

/** The percentiles that have limits, and the error rate. */
function valuesOf(counts: RequestCounts, sla: Sla): NonNullable<Trial["values"]> {
  const { due, responseTime } = counts;
  const entries = limitsIn(sla).map(([metric]): readonly [SlaMetric, number | undefined] => {
    const { of } = slaRuleOf(metric);
    return [metric, of.kind === "quantile" ? responseTime.quantile(of.share) : failedCount(counts) / due];
  });
  return omitUndefined(Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value))));
}

function finalOf(phase: ArmPhase, machine: Machine): Pick<Trial, "trendMs" | "phase"> {
  const [result] = phaseResults([phase], machine);
  return omitUndefined({ trendMs: trendOf(phase.record), phase: result });
}

const fewestSeconds = 6;

/** The median of the requests that ended in the first third of the seconds, and in the last. */
function trendOf({ slices, offeredMs }: PhaseRecord): Trial["trendMs"] {
  const whole = slices.slice(0, Math.floor(offeredMs / 1000));
  if (whole.length < fewestSeconds) return undefined;
  const third = Math.floor(whole.length / 3);
  const medianOf = (part: typeof whole) =>
    mergeHistograms(
      part.flatMap(({ requests }) => requests.map(({ responseTimeUs }) => histogramOfPairs(responseTimeUs))),
    ).quantile(0.5);
  const [first, last] = [medianOf(whole.slice(0, third)), medianOf(whole.slice(-third))];
  return first === undefined || last === undefined ? undefined : [millis(first), millis(last)];
}

/** CPU and memory of the service's processes; nothing if Loadgate does not see them. */
function usageOf(readings: readonly Reading[]): Pick<Trial, "cpuCores" | "busiestThread" | "memoryBytes"> {
  const usage = resourceUsage(readings);
  const tree = readings.filter((reading): reading is TreeReading => reading.kind === "process_tree");
  if (usage === undefined || tree.length === 0) return {};
  const busiestMs = tree.at(-1)?.busiestThreadMs;
  return {
    cpuCores: usage.cpuMs / usage.wallMs,
    memoryBytes: bytes(max(tree.map(({ rssBytes }) => rssBytes))),
    ...(busiestMs === undefined ? {} : { busiestThread: busiestMs / usage.wallMs }),
  };
}

/** The order of questions of docs/method.md, asked of one trial. */
function limitsOfTrial(evidence: ArmEvidence, others: number | undefined): readonly BottleneckKind[] {
  const ofMachine = (others ?? 0) > muchOfOthers * evidence.machine.cores ? (["runner"] as const) : [];
  return [...ofMachine, ...limitQuestions.flatMap((question) => question(evidence)?.facts.kind ?? [])];
}

/** What tells whether requests wait for another service. */
function connectionsOf({ readings, record }: ArmPhase): Pick<Trial, "remote" | "openFiles" | "connectionsOpened"> {
  const counts = readings.flatMap((reading) =>
    reading.kind === "network" ? Object.entries(reading.outbound ?? {}) : [],
  );
  const [most] = counts.toSorted(([, a], [, b]) => b - a);
  const files = readings.flatMap((reading) => (reading.kind === "process_tree" ? (reading.fileDescriptors ?? []) : []));
  return omitUndefined({
    remote: most?.[0],
    openFiles: files.length === 0 ? undefined : max(files),
    connectionsOpened: record.connectionsOpened,
  });
}

/** The trial of a service that ended under this load. */
export function deadTrial(order: TrialOrder, restart: number, died: string): Trial {
  const nothing = { due: 0, successful: 0, beyond: {}, drainMs: millis(0), finishedPerSec: 0, inService: 0 };
  return { ...order, restart, ...nothing, quickMs: millis(0), medianMs: millis(0), isGeneratorLate: false, died };
}
