import { linearRegression, max } from "simple-statistics";
import type { ArmPhase, PhaseRecord, TreeReading } from "../model/record.ts";
import { type Bytes, bytes, type Millis, millis } from "../model/unit.ts";

export interface Span {
  readonly cpuMs: Millis;
  readonly wallMs: Millis;
}

/** What a tree used between its first and last reading; `undefined` below two, or where its counters went back. */
export function spanOf(readings: readonly TreeReading[]): Span | undefined {
  const first = readings[0];
  const last = readings.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
    return undefined;
  return { cpuMs: last.cpuMs - first.cpuMs, wallMs: last.atMs - first.atMs };
}

/** The same without the time in which only the other arm got load: a service can be busy only in its own. */
export function ownSpanOf({ readings, record }: ArmPhase): Span | undefined {
  const [first, last] = [readings[0], readings.at(-1)];
  const span = spanOf(readings);
  if (span === undefined || first === undefined || last === undefined) return undefined;
  return { ...span, wallMs: millis(ownMs(last.atMs, record) - ownMs(first.atMs, record)) };
}

/** Most bytes that the tree held in any of the phases; `undefined` where none of them was seen. */
export function memoryPeak(phases: readonly ArmPhase[]): Bytes | undefined {
  const held = phases.flatMap(({ readings }) => readings.map(({ rssBytes }) => rssBytes));
  return held.length === 0 ? undefined : bytes(max(held));
}

/**
 * Bytes that the tree held on to for each request that was sent: what its memory grew along the line of least squares, so that
 * neither end alone decides. Below zero where it gave some back; `undefined` where a phase was not seen, or nothing was sent.
 */
export function memoryGrowthPerRequest(phases: readonly ArmPhase[]): Bytes | undefined {
  const sent = phases.reduce((sum, { record }) => sum + sentIn(record), 0);
  const growths = phases.map(growthOf);
  const seen = growths.filter((growth) => growth !== undefined);
  if (sent === 0 || seen.length < growths.length) return undefined;
  return bytes(seen.reduce((sum, growth) => sum + growth, 0) / sent);
}

function growthOf({ readings, record }: ArmPhase): Bytes | undefined {
  const [first] = readings;
  if (first === undefined) return undefined;
  // From the first reading on: the squares of sizes and of a machine's uptime would round away what is looked for.
  const beginMs = ownMs(first.atMs, record);
  const points = readings.map(({ atMs, rssBytes }) => [ownMs(atMs, record) - beginMs, rssBytes - first.rssBytes]);
  const [tookMs = 0] = points.at(-1) ?? [];
  return tookMs > 0 ? bytes(linearRegression(points).m * tookMs) : undefined;
}

/** How much of the phase has passed for its arm, of which the time in which only the other one got load is no part. */
function ownMs(atMs: Millis, { idle, generator }: PhaseRecord): Millis {
  const sinceMs = atMs - generator.startMs;
  return millis(
    idle.reduce((ms, [fromMs, toMs]) => ms - Math.min(Math.max(0, sinceMs - fromMs), toMs - fromMs), sinceMs),
  );
}

/** Requests that were sent, with those that do not count: the service has worked for them all the same. */
function sentIn({ requests, settling }: PhaseRecord): number {
  return requests.reduce((sum, { due, outcomes }) => sum + due - (outcomes["dropped"] ?? 0), settling);
}

/** Processor time for each request that was sent; `undefined` where a phase was not seen, or nothing was sent. */
export function cpuMsPerRequest(phases: readonly ArmPhase[]): Millis | undefined {
  const sent = phases.reduce((sum, { record }) => sum + sentIn(record), 0);
  let cpuMs = 0;
  for (const { readings } of phases) {
    const span = spanOf(readings);
    if (span === undefined) return undefined;
    cpuMs += span.cpuMs;
  }
  return sent > 0 ? cpuMs / sent : undefined;
}
