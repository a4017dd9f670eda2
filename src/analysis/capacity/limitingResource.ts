import type { BottleneckKind } from "../../model/cause.ts";
import type { capacityLimits } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { hasBacklog } from "./estimate.ts";
import { quickestMs } from "./queueEstimate.ts";

export type CapacityLimit = (typeof capacityLimits)[number];

/** One core, or all usable cores, count as full from this share on. */
const fullShare = 0.85;
/** A single thread uses one core. Helpers of its runtime, such as a garbage collector, add a little. */
const singleCoreAtMost = 1.2;
/** Answers that come before the CPU: what the machine does to the service, and what it waits for. */
const beforeCpu: readonly BottleneckKind[] = [
  ...(["runner", "cgroup_throttling", "database_statements", "database_slow_statement"] as const),
  ...(["database_locks", "connections", "pool_wait", "redis", "outbound_calls"] as const),
];
const afterCpu: readonly BottleneckKind[] = ["gc", "disk", "network", "memory", "run_queue"];
/** An answer counts if so many of the trials gave it. */
const answerShare = 0.5;

/** What the service had no more of in the trials just below and just above its capacity. */
export function limitingResource(trials: readonly Trial[], capacity: number, cores: number): CapacityLimit {
  const near = trials.filter(({ ratePerSec }) => ratePerSec > 0.95 * capacity && ratePerSec < 1.3 * capacity);
  const answer = (kinds: readonly BottleneckKind[]): BottleneckKind | undefined =>
    kinds.find((kind) => {
      const count = near.filter(({ limits }) => limits?.includes(kind) === true).length;
      return count > 0 && count >= answerShare * near.length;
    });
  return answer(beforeCpu) ?? fullCores(near, cores) ?? answer(afterCpu) ?? waitingKind(trials, near, capacity);
}

function fullCores(near: readonly Trial[], cores: number): CapacityLimit | undefined {
  const most = (values: readonly (number | undefined)[]) => Math.max(0, ...values.flatMap((value) => value ?? []));
  const used = most(near.map(({ cpuCores }) => cpuCores));
  if (used > fullShare * cores) return "cpu";
  const threads = near.flatMap(({ busiestThread }) => busiestThread ?? []);
  if (threads.length > 0) return most(threads) > fullShare ? "cpu_single_core" : undefined;
  return used > fullShare && used < singleCoreAtMost ? "cpu_single_core" : undefined;
}

const oneAtATime = 1.5;

/**
 * Seen from outside: requests queue up although the CPU is free, so they wait for each other. By Little's law, the
 * capacity times the quickest response time is how many the service handles at once.
 */
function waitingKind(trials: readonly Trial[], near: readonly Trial[], capacity: number): CapacityLimit {
  const isCpuKnown = near.some(({ cpuCores }) => cpuCores !== undefined);
  const measured = trials.filter(({ due, quickMs }) => due > 0 && quickMs > 0);
  const isQueueing = trials.some((trial) => trial.ratePerSec > capacity && hasBacklog(trial));
  if (!isCpuKnown || !isQueueing || measured.length === 0) return "unknown";
  return (capacity * quickestMs(measured)) / 1000 < oneAtATime ? "lock_wait" : "pool_wait";
}
