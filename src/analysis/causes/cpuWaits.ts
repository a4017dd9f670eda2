import { mean } from "simple-statistics";
import type { RoundRecord } from "../../model/record.ts";
import type { Candidate } from "./candidate.ts";
import { measuredPhases } from "./roundSignals.ts";

/**
 * A wait for a core that grew by more than this many times the CPU time has another reason, such as more threads. Where
 * other programs use the cores, each millisecond of CPU time waits longer: up to this many times as long as on the base.
 */
const mostWaitRatio = 2;
/** Of one core. Estimates of a longer queue are of no use. */
const mostBusy = 0.8;

/**
 * Candidates as a latency sees them. More CPU time makes a request wait for a core, and wait behind others that have the
 * same thread. These waits follow from the CPU time, so that they count for what used it.
 */
export function withCpuWaits(candidates: readonly Candidate[], rounds: readonly RoundRecord[]): readonly Candidate[] {
  const addedMs = (kind: Candidate["kind"]) =>
    candidates.find((one) => one.kind === kind && one.subject === undefined)?.addedMs ?? 0;
  const [cpuMs, waitMs] = [addedMs("cpu"), addedMs("run_queue")];
  if (cpuMs === 0) return candidates;
  const isWaitForCpu =
    cpuMs * waitMs > 0 && Math.abs(waitMs) <= mostWaitRatio * Math.max(1, usualWait(candidates)) * Math.abs(cpuMs);
  const factor = (isWaitForCpu ? 1 + waitMs / cpuMs : 1) * queueFactor(rounds);
  return candidates
    .filter(({ kind }) => !(kind === "run_queue" && isWaitForCpu))
    .map((one) =>
      (one.kind === "cpu" || one.kind === "gc") && one.addedMs !== undefined
        ? { ...one, addedMs: one.addedMs * factor }
        : one,
    );
}

/** Per CPU time, on the arm with the shorter wait. */
function usualWait(candidates: readonly Candidate[]): number {
  const differenceOf = (kind: Candidate["kind"]) =>
    candidates.find((one) => one.kind === kind && one.subject === undefined)?.difference;
  const [wait, cpu] = [differenceOf("run_queue"), differenceOf("cpu")];
  if (wait === undefined || cpu === undefined) return 0;
  const arm = wait.base < wait.head ? "base" : "head";
  return cpu[arm] > 0 ? wait[arm] / cpu[arm] : 0;
}

/** Response time per service time in a queue before one thread that is busy, or waits for a core, for a share of the time (M/M/1). */
function queueFactor(rounds: readonly RoundRecord[]): number {
  const busy = (["base", "head"] as const).map((arm) => keenestThread(rounds, arm));
  return 1 / (1 - Math.min(mostBusy, Math.max(...busy)));
}

/** Of one core. 0 if it is unknown. */
function keenestThread(rounds: readonly RoundRecord[], arm: "base" | "head"): number {
  const shares = rounds
    .flatMap((round) => measuredPhases(round, arm))
    .flatMap(({ readings }) => {
      const trees = readings.flatMap((one) =>
        one.kind === "process_tree" && one.keenestThreadMs !== undefined
          ? [{ atMs: one.atMs, ms: one.keenestThreadMs }]
          : [],
      );
      const [first, last] = [trees[0], trees.at(-1)];
      return first === undefined || last === undefined || last.atMs <= first.atMs
        ? []
        : [(last.ms - first.ms) / (last.atMs - first.atMs)];
    });
  return shares.length === 0 ? 0 : mean(shares);
}
