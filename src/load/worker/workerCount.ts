import type { Plan } from "../../model/plan.ts";
import { peakPerSec } from "../schedule/peakRate.ts";

/** Load for one worker: a third of the most it can send. The rest is room for bursts and a busy machine. */
const perWorkerPerSec = 20_000;

/** Number of threads that send: enough for the highest rate, but fewer than there are cores (at least 1). */
export function workerCount({ load, scenarios }: Plan, cores: number): number {
  if (load.workers !== "auto") return load.workers;
  const patterns = scenarios.flatMap(({ phases }) => phases.map(({ pattern }) => pattern));
  // A duet sends to two targets.
  const needed = Math.ceil((2 * Math.max(0, ...patterns.map(peakPerSec))) / perWorkerPerSec);
  return Math.max(1, Math.min(needed, Math.floor(cores) - 1));
}
