import { cpuQuotaMonitor } from "./cpuQuota.ts";
import type { Monitor } from "./monitor.ts";
import { processTreeMonitor } from "./processUsage.ts";
import type { SamplerOptions } from "./sampler.ts";

/** A service as monitors see it. */
export interface MonitoredService {
  /** Its live processes; the root comes first. Absent if they are unknown or do only a part of its work. */
  readonly pids?: () => readonly number[];
}

/** All monitors of a service, and of the job that it runs in. */
export function serviceMonitors({ pids }: MonitoredService, options: SamplerOptions): readonly Monitor[] {
  const quota = cpuQuotaMonitor(options);
  return [...(pids === undefined ? [] : [processTreeMonitor(pids, options)]), ...(quota === undefined ? [] : [quota])];
}
