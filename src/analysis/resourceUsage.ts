import { linearRegression, max } from "simple-statistics";
import type { Reading, TreeReading } from "../model/reading.ts";
import type { ArmPhase, PhaseRecord } from "../model/record.ts";
import { type Bytes, bytes, type Millis, millis } from "../model/unit.ts";

/** The CPU time that a service's processes used within a wall time. */
export interface ResourceUsage {
  readonly cpuMs: Millis;
  readonly wallMs: Millis;
}

export const isTreeReading = (reading: Reading): reading is TreeReading => reading.kind === "process_tree";

/** From the first to the last reading; `undefined` with fewer than two, or if a counter went back. */
export function resourceUsage(readings: readonly Reading[]): ResourceUsage | undefined {
  const ends = endsOf(readings);
  if (ends === undefined) return undefined;
  const { first, last } = ends;
  if (last.atMs <= first.atMs || last.cpuMs < first.cpuMs) return undefined;
  return { cpuMs: last.cpuMs - first.cpuMs, wallMs: last.atMs - first.atMs };
}

/** The same, but the wall time leaves out the time in which only the other arm got load. */
export function ownResourceUsage({ readings, record }: ArmPhase): ResourceUsage | undefined {
  const usage = resourceUsage(readings);
  const ends = endsOf(readings);
  if (usage === undefined || ends === undefined) return undefined;
  return { ...usage, wallMs: millis(ownTimeMs(ends.last.atMs, record) - ownTimeMs(ends.first.atMs, record)) };
}

function endsOf(readings: readonly Reading[]): { readonly first: TreeReading; readonly last: TreeReading } | undefined {
  const ofTree = readings.filter(isTreeReading);
  const [first, last] = [ofTree[0], ofTree.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** Largest resident set of the service's processes in any of the phases; `undefined` without readings. */
export function memoryPeak(phases: readonly ArmPhase[]): Bytes | undefined {
  const rssBytes = phases.flatMap(({ readings }) => readings.filter(isTreeReading).map((reading) => reading.rssBytes));
  return rssBytes.length === 0 ? undefined : bytes(max(rssBytes));
}

/**
 * Growth of the resident set for each request sent. It follows the least squares line, so that no single reading
 * decides. Negative if memory was returned. `undefined` if a phase has no readings, or no request was sent.
 */
export function memoryGrowthPerRequest(phases: readonly ArmPhase[]): Bytes | undefined {
  const sent = sentIn(phases);
  const growths = phases.map(memoryGrowth);
  const known = growths.filter((growth) => growth !== undefined);
  if (sent === 0 || known.length < growths.length) return undefined;
  return bytes(known.reduce((sum, growth) => sum + growth, 0) / sent);
}

function memoryGrowth({ readings, record }: ArmPhase): Bytes | undefined {
  const ofTree = readings.filter(isTreeReading);
  const [first] = ofTree;
  if (first === undefined) return undefined;
  // Relative to the first reading: squares of absolute sizes and of the machine's uptime would lose the digits that
  // matter.
  const startMs = ownTimeMs(first.atMs, record);
  const points = ofTree.map(({ atMs, rssBytes }) => [ownTimeMs(atMs, record) - startMs, rssBytes - first.rssBytes]);
  const [durationMs = 0] = points.at(-1) ?? [];
  return durationMs > 0 ? bytes(linearRegression(points).m * durationMs) : undefined;
}

/** Time since the phase's start, without the time in which only the other arm got load. */
export function ownTimeMs(atMs: Millis, { idle, startMs }: Pick<PhaseRecord, "idle" | "startMs">): Millis {
  const sinceMs = atMs - startMs;
  return millis(
    idle.reduce((ms, [fromMs, toMs]) => ms - Math.min(Math.max(0, sinceMs - fromMs), toMs - fromMs), sinceMs),
  );
}

/** CPU time of the service for each request sent; `undefined` if a phase has no readings, or no request was sent. */
export function cpuMsPerRequest(phases: readonly ArmPhase[]): Millis | undefined {
  const sent = sentIn(phases);
  let cpuMs = 0;
  for (const { readings } of phases) {
    const usage = resourceUsage(readings);
    if (usage === undefined) return undefined;
    cpuMs += usage.cpuMs;
  }
  return sent > 0 ? cpuMs / sent : undefined;
}

/** Requests that were sent. Unmeasured ones count too, because the service worked for them. */
export function sentIn(phases: readonly ArmPhase[]): number {
  return phases
    .flatMap(({ record }) => record)
    .reduce(
      (sum, { requests, unmeasuredRequests }) =>
        requests.reduce((sent, { due, outcomes }) => sent + due - (outcomes["dropped"] ?? 0), sum + unmeasuredRequests),
      0,
    );
}
