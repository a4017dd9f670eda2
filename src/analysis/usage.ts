import type { ArmPhase, TreeReading } from "../model/record.ts";
import type { Millis } from "../model/unit.ts";

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

/** Processor time for each request that was sent; `undefined` where a phase was not seen, or nothing was sent. */
export function cpuMsPerRequest(phases: readonly ArmPhase[]): Millis | undefined {
  const sent = phases
    .flatMap(({ record }) => record.requests)
    .reduce((sum, { due, outcomes }) => sum + due - (outcomes["dropped"] ?? 0), 0);
  let cpuMs = 0;
  for (const { readings } of phases) {
    const span = spanOf(readings);
    if (span === undefined) return undefined;
    cpuMs += span.cpuMs;
  }
  return sent > 0 ? cpuMs / sent : undefined;
}
