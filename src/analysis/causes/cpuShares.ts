import { sum } from "simple-statistics";
import type { SubjectChange } from "../../model/cause.ts";
import { type Candidate, scaledDifference } from "./candidate.ts";

/**
 * Functions with their parts of the CPU time that a request takes longer in the rounds that decided. Instruments slow a
 * service down, so their own times only say how it divides. None is left where that time did not move.
 */
export function shareCpuTime(candidates: readonly Candidate[], cpuMs: number): readonly Candidate[] {
  const isPart = ({ kind, addedMs = 0 }: Candidate) => (kind === "cpu" || kind === "gc") && addedMs * cpuMs > 0;
  const hasFunctions = candidates.some((one) => one.kind === "cpu" && isPart(one));
  const totalMs = sum(candidates.filter(isPart).map(({ addedMs = 0 }) => addedMs));
  return candidates.flatMap((candidate): readonly Candidate[] => {
    if (candidate.kind !== "cpu" && !(candidate.kind === "gc" && isPart(candidate))) return [candidate];
    if (!isPart(candidate)) return [];
    const { addedMs: ownMs = 0, difference } = candidate;
    const partMs = (ownMs / totalMs) * cpuMs;
    // Without functions beside it, nothing says that all of the time is for collections.
    const addedMs = candidate.kind === "gc" && !hasFunctions && Math.abs(ownMs) < Math.abs(partMs) ? ownMs : partMs;
    const factor = ownMs === 0 ? 1 : addedMs / ownMs;
    return [{ ...candidate, addedMs, ...(difference && { difference: scaledDifference(difference, factor) }) }];
  });
}

/**
 * Of the time of collections and of the functions that allocate. With less, allocating is not what costs. What stays in
 * memory makes every collection dear.
 */
const smallestCollectorShare = { usual: 1 / 3, withMoreMemory: 0.15 } as const;

/** Functions that allocate more, and take longer, belong to the collections that follow from them. */
export function withAllocations(
  candidates: readonly Candidate[],
  allocations: readonly SubjectChange[] = [],
  hasMoreMemory = false,
): readonly Candidate[] {
  const smallest = hasMoreMemory ? smallestCollectorShare.withMoreMemory : smallestCollectorShare.usual;
  const collector = candidates.find(({ kind, subject }) => kind === "gc" && subject !== undefined);
  const { addedMs: collectorMs } = collector ?? {};
  if (collector === undefined || collectorMs === undefined) return candidates;
  const allocates = ({ kind, subject, file, addedMs = 0 }: Candidate) =>
    kind === "cpu" &&
    addedMs * collectorMs > 0 &&
    allocations.some((one) => one.state !== "same" && one.subject === subject && one.file === file);
  const functionsMs = sum(candidates.filter(allocates).map(({ addedMs = 0 }) => addedMs));
  if (collectorMs / (collectorMs + functionsMs) < smallest) return candidates;
  return candidates
    .filter((one) => !allocates(one))
    .map((one) => (one === collector ? { ...one, addedMs: collectorMs + functionsMs } : one));
}
