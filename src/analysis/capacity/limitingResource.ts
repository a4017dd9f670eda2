import type { BottleneckKind } from "../../model/cause.ts";
import type { capacityLimits } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { awaitedRemote } from "./awaitedRemote.ts";
import { hasBacklog } from "./estimate.ts";
import { coresCausedByLoad } from "./otherProcesses.ts";
import { placesIn } from "./places.ts";

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

export interface Limiting {
  readonly kind: CapacityLimit;
  /** The remote address that the requests wait for. */
  readonly remote?: string;
  /** Another trial with little load would tell a place from several. */
  readonly isUnclear?: true;
}

/** What the service had no more of in the trials just below and just above its capacity. */
export function limitingResource(trials: readonly Trial[], capacity: number, cores: number): Limiting {
  const near = trials.filter(({ ratePerSec }) => ratePerSec > 0.95 * capacity && ratePerSec < 1.3 * capacity);
  const ofLoad = coresCausedByLoad(trials, near, capacity);
  const answer = (kinds: readonly BottleneckKind[]): CapacityLimit | undefined =>
    kinds.find((kind) => {
      const count = near.filter(({ limits }) => limits?.includes(kind) === true).length;
      return count > 0 && count >= answerShare * near.length;
    });
  // Processes that work because of the load are no neighbours of the service.
  const before = ofLoad > 0 ? beforeCpu.filter((kind) => kind !== "runner") : beforeCpu;
  const kind = answer(before) ?? fullCores(near, ofLoad, cores) ?? answer(afterCpu);
  return kind === undefined ? waiting(trials, near, capacity) : { kind };
}

function fullCores(near: readonly Trial[], ofLoad: number, cores: number): CapacityLimit | undefined {
  const most = (values: readonly (number | undefined)[]) => Math.max(0, ...values.flatMap((value) => value ?? []));
  const used = most(near.map(({ cpuCores }) => cpuCores));
  if (used + ofLoad > fullShare * cores) return "cpu";
  const threads = near.flatMap(({ busiestThread }) => busiestThread ?? []);
  if (threads.length > 0) return most(threads) > fullShare ? "cpu_single_core" : undefined;
  return used > fullShare && used < singleCoreAtMost ? "cpu_single_core" : undefined;
}

/** Seen from outside: requests queue up although the CPU is free, so they wait for each other. */
function waiting(trials: readonly Trial[], near: readonly Trial[], capacity: number): Limiting {
  const isCpuKnown = near.some(({ cpuCores }) => cpuCores !== undefined);
  const queueing = trials.filter((trial) => trial.ratePerSec > capacity && hasBacklog(trial));
  const places = placesIn(trials, queueing);
  if (!isCpuKnown || places === undefined) return { kind: "unknown" };
  const remote = awaitedRemote(trials, queueing);
  if (remote !== undefined) return { kind: "outbound_calls", remote };
  return {
    kind: places.kind === "one" ? "lock_wait" : "pool_wait",
    ...(places.isUnclear ? { isUnclear: true } : {}),
  };
}
