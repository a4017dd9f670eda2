import { millis } from "../model/unit.ts";
import { cgroupLimits, throttledMs } from "../shell/cgroup.ts";
import type { Monitor } from "./monitor.ts";
import { type SamplerOptions, startSampler } from "./sampler.ts";

/** How the job's CPU quota holds it back. `undefined` if the job has no quota. */
export function cpuQuotaMonitor(options: SamplerOptions): Monitor | undefined {
  const { cpuCores: cores } = cgroupLimits();
  if (cores === undefined) return undefined;
  const read = async () => {
    const throttled = throttledMs();
    if (throttled === undefined) return undefined;
    return { kind: "cpu_quota", atMs: options.clock.nowMs(), cores, throttledMs: millis(throttled) } as const;
  };
  return { start: () => startSampler(read, options) };
}
