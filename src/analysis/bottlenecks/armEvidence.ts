import { max, mean, sum } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { InstrumentedPhase, InstrumentRecord, Reading } from "../../model/reading.ts";
import type { ArmPhase } from "../../model/record.ts";
import type { Millis } from "../../model/unit.ts";
import { decodeHistogram } from "../../stats/histogram.ts";
import type { Machine } from "../phases.ts";
import { ownResourceUsage, ownTimeMs, sentIn } from "../resourceUsage.ts";

/** Everything that was recorded of one arm. */
export interface ArmEvidence {
  readonly arm: Arm;
  readonly phases: readonly ArmPhase[];
  readonly instrumented: readonly InstrumentedPhase[];
  readonly machine: Machine;
}

export interface NamedCalls {
  readonly name: string;
  readonly calls: number;
  readonly timeMs: number;
}

type Value = (reading: Reading) => number | undefined;

/** Mean response time without the load generator's own delay, in ms. */
export function meanLatencyMs({ phases }: ArmEvidence): number | undefined {
  const times = phases.flatMap(({ record }) =>
    record.requests.map(({ blamelessTime, responseTime }) => decodeHistogram(blamelessTime ?? responseTime)),
  );
  const count = sum(times.map((one) => one.count));
  return count === 0 ? undefined : sum(times.map((one) => one.count * (one.mean() ?? 0))) / count;
}

/** Share of the usable cores. */
export function cpuRatio({ phases, machine }: ArmEvidence): number | undefined {
  const usages = phases.flatMap((phase) => ownResourceUsage(phase) ?? []);
  const wallMs = sum(usages.map((usage) => usage.wallMs));
  return wallMs > 0 ? sum(usages.map(({ cpuMs }) => cpuMs)) / wallMs / machine.cores : undefined;
}

/** The values of a signal in each phase, the phases without any left out. */
function valuesByPhase({ phases }: ArmEvidence, value: Value): readonly (readonly [number, ...number[]])[] {
  return phases.flatMap(({ readings }) => {
    const [first, ...others] = readings.flatMap((reading) => value(reading) ?? []);
    return first === undefined ? [] : [[first, ...others]];
  });
}

/** Growth of a counter per request. `undefined` if a phase lacks it. */
export function growthPerRequest(evidence: ArmEvidence, value: Value): number | undefined {
  const growths = valuesByPhase(evidence, value).map((values) => (values.at(-1) ?? 0) - values[0]);
  const sent = sentIn(evidence.phases);
  return growths.length < evidence.phases.length || sent === 0 ? undefined : Math.max(0, sum(growths)) / sent;
}

/** Growth of a counter over all phases. */
export function totalGrowth(evidence: ArmEvidence, value: Value): number {
  return sum(valuesByPhase(evidence, value).map((values) => Math.max(0, (values.at(-1) ?? 0) - values[0])));
}

/** Growth of a counter of milliseconds as a share of the time. */
export const growthRatio = ({ phases }: ArmEvidence, value: Value): number | undefined =>
  meanRatio(phases, value, (atMs) => atMs);

/** The same of what only works under load: time in which only the other arm got load does not count. */
export const ownGrowthRatio = ({ phases }: ArmEvidence, value: Value): number | undefined =>
  meanRatio(phases, value, (atMs, { record }) => ownTimeMs(atMs, record));

function meanRatio(
  phases: readonly ArmPhase[],
  value: Value,
  timeOf: (atMs: Millis, phase: ArmPhase) => number,
): number | undefined {
  const shares = phases.flatMap((phase) => {
    const seen = phase.readings.filter((reading) => value(reading) !== undefined);
    const [first, last] = [seen[0], seen.at(-1)];
    const lastedMs = first && last ? timeOf(last.atMs, phase) - timeOf(first.atMs, phase) : 0;
    if (first === undefined || last === undefined || lastedMs <= 0) return [];
    return ((value(last) ?? 0) - (value(first) ?? 0)) / lastedMs;
  });
  return shares.length === 0 ? undefined : mean(shares);
}

export function meanLevel(evidence: ArmEvidence, value: Value): number | undefined {
  const values = valuesByPhase(evidence, value).flat();
  return values.length === 0 ? undefined : mean(values);
}

export function largestLevel(evidence: ArmEvidence, value: Value): number | undefined {
  const values = valuesByPhase(evidence, value).flat();
  return values.length === 0 ? undefined : max(values);
}

/** Calls and their time per request, the longest time first. */
export function callsPerRequest(
  { instrumented }: ArmEvidence,
  callsIn: (record: InstrumentRecord) => readonly NamedCalls[],
): readonly NamedCalls[] {
  const found = instrumented.map(({ records, requests }) => ({ calls: records.flatMap(callsIn), requests }));
  const seen = found.filter(({ calls }) => calls.length > 0);
  const requests = sum(seen.map((one) => one.requests));
  if (requests === 0) return [];
  const byName = Map.groupBy(
    seen.flatMap(({ calls }) => calls),
    ({ name }) => name,
  );
  return [...byName]
    .map(([name, all]) => ({
      name,
      calls: sum(all.map(({ calls }) => calls)) / requests,
      timeMs: sum(all.map(({ timeMs }) => timeMs)) / requests,
    }))
    .toSorted((a, b) => b.timeMs - a.timeMs);
}
