import type { Candidate } from "./candidate.ts";

/** Of the growth of the CPU time. With less, something else makes the service stall. */
const largeShare = 0.3;

/** While garbage is collected, nothing is answered. Stalls beside far more collections are theirs. */
export function withCollectorPauses(candidates: readonly Candidate[]): readonly Candidate[] {
  const find = (kind: Candidate["kind"]) => candidates.find((one) => one.kind === kind && one.addedMs !== undefined);
  const [collector, stall] = [find("gc"), find("stall")];
  const cpuMs = candidates.find(({ kind, subject }) => kind === "cpu" && subject === undefined)?.addedMs ?? 0;
  const { addedMs: collectorMs = 0, difference: { base, head } = { base: 0, head: 0 } } = collector ?? {};
  const { addedMs: stallMs = 0 } = stall ?? {};
  const isDoubled = Math.max(base, head) >= 2 * Math.min(base, head);
  if (collectorMs * stallMs <= 0 || !isDoubled || collectorMs / cpuMs < largeShare) return candidates;
  return candidates
    .filter((one) => one !== stall)
    .map((one) => (one === collector ? { ...one, addedMs: collectorMs + stallMs } : one));
}
