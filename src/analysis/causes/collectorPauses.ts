import type { InstrumentedPhase } from "../../model/reading.ts";
import { type Candidate, isDoubled } from "./candidate.ts";

/** Of the growth of the CPU time. With less, something else makes the service stall. */
const largeShare = 0.3;

/** Of a stall. Shorter collections are not what stops the service for so long. */
const pauseShare = 0.5;

/** The longest collection that any runtime reports, in ms. */
export function longestCollection(phases: readonly InstrumentedPhase[]): number | undefined {
  const known = phases
    .flatMap(({ records }) => records)
    .flatMap((record) => (record.kind === "runtime" && record.longestGcMs !== undefined ? [record.longestGcMs] : []));
  return known.length === 0 ? undefined : Math.max(...known);
}

/**
 * While garbage is collected, nothing is answered. Stalls beside far more collections are theirs, if one may be as long.
 */
export function withCollectorPauses(
  candidates: readonly Candidate[],
  longestMs: number | undefined,
): readonly Candidate[] {
  const find = (kind: Candidate["kind"]) => candidates.find((one) => one.kind === kind && one.addedMs !== undefined);
  const [collector, stall] = [find("gc"), find("stall")];
  const cpuMs = candidates.find(({ kind, subject }) => kind === "cpu" && subject === undefined)?.addedMs ?? 0;
  const { addedMs: collectorMs = 0, difference = { base: 0, head: 0 } } = collector ?? {};
  const { addedMs: stallMs = 0 } = stall ?? {};
  if (longestMs !== undefined && longestMs < pauseShare * (stall?.rhythm?.lastsMs ?? 0)) return candidates;
  if (collectorMs * stallMs <= 0 || !isDoubled(difference) || collectorMs / cpuMs < largeShare) return candidates;
  return candidates
    .filter((one) => one !== stall)
    .map((one) => (one === collector ? { ...one, addedMs: collectorMs + stallMs } : one));
}
