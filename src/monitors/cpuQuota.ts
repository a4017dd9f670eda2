import { millis } from "../model/unit.ts";
import { cgroupLimits, throttlingReader } from "../shell/cgroup.ts";
import type { Monitor } from "./monitor.ts";
import { closingAfter, type SamplerOptions, startSampler } from "./sampler.ts";

/** How the job's CPU quota holds it back. `undefined` if the job has no quota. */
export function cpuQuotaMonitor(options: SamplerOptions): Monitor | undefined {
  const { cpuCores: cores } = cgroupLimits();
  if (cores === undefined) return undefined;
  return {
    async start() {
      const throttling = throttlingReader();
      const read = async () => {
        const throttledMs = throttling.read();
        if (throttledMs === undefined) return undefined;
        return { kind: "cpu_quota", atMs: options.clock.nowMs(), cores, throttledMs: millis(throttledMs) } as const;
      };
      return closingAfter(await startSampler(read, options), throttling.close);
    },
  };
}
