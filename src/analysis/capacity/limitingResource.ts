import type { capacityLimits } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";

export type CapacityLimit = (typeof capacityLimits)[number];

/** One core, or all usable cores, count as full from this share on. */
const fullShare = 0.85;
/** A single thread uses one core. Helpers of its runtime, such as a garbage collector, add a little. */
const singleCoreAtMost = 1.2;

/** What the service had no more of in the trials around its capacity. */
export function limitingResource(trials: readonly Trial[], capacity: number, cores: number): CapacityLimit {
  const near = trials.filter(({ ratePerSec }) => ratePerSec > 0.9 * capacity && ratePerSec < 1.2 * capacity);
  const most = (values: readonly (number | undefined)[]) => Math.max(0, ...values.flatMap((value) => value ?? []));
  const usedCores = most(near.map(({ cpuCores }) => cpuCores));
  if (usedCores > fullShare * cores) return "cpu";
  if (usedCores > fullShare && usedCores < singleCoreAtMost) return "cpu_single_core";
  return near.some(({ isGeneratorLate }) => isGeneratorLate) ? "generator" : "unknown";
}
