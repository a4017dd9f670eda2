import type { Notice } from "../model/notice.ts";
import type { LoadSpec } from "../model/plan.ts";
import { cgroupLimits } from "../shell/cgroup.ts";
import { allowedCores, type Pinning, pinProcess, planPinning } from "../shell/cpuAffinity.ts";

/** The result of pinning. Without a pinning, load generator and service share the cores. */
export interface PinningResult {
  readonly pinning?: Pinning;
  readonly notices: readonly Notice[];
}

/** Pins this process to the load generator's cores, if the configuration and the machine allow it. */
export function pinGenerator(pin: LoadSpec["pin"], workers: number): PinningResult {
  const pinning = planPinning(allowedCores(), workers, pin, cgroupLimits().cpuCores);
  if (pinning === undefined)
    return { notices: pin === "on" ? [unavailable("load.pin: on needs at least 2 cores, on Linux")] : [] };
  const problem = pinProcess(pinning.generator);
  if (problem !== undefined) return { notices: [unavailable(`taskset cannot be used (${problem})`)] };
  return { pinning, notices: [] };
}

const unavailable = (reason: string): Notice => ({ kind: "pinning_unavailable", reason });
