import { cpuQuotaMonitor } from "./cpuQuota.ts";
import type { Monitor } from "./monitor.ts";
import type { SamplerOptions } from "./sampler.ts";
import { samplerMonitor } from "./samplerCost.ts";
import { systemMonitor } from "./system.ts";

/** The monitors of the machine, of the job that runs on it, and of the monitors themselves. */
export function machineMonitors(options: SamplerOptions): readonly Monitor[] {
  const quota = cpuQuotaMonitor(options);
  return [systemMonitor(options), ...(quota === undefined ? [] : [quota]), samplerMonitor(options)];
}
