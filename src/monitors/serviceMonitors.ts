import { containerMonitor, type MonitoredContainer } from "./container.ts";
import { cpuQuotaMonitor } from "./cpuQuota.ts";
import type { Monitor } from "./monitor.ts";
import { processTreeMonitor } from "./processUsage.ts";
import type { SamplerOptions } from "./sampler.ts";

/** A service as monitors see it. */
export interface MonitoredService {
  /** Its live processes; the root comes first. Absent if they are unknown or do only a part of its work. */
  readonly pids?: () => readonly number[];
  /** Present if it runs in a container that this machine shows: it, and those that it depends on. */
  readonly containers?: readonly MonitoredContainer[];
}

/** All monitors of a service, and of the job that it runs in. */
export function serviceMonitors(
  { pids, containers = [] }: MonitoredService,
  options: SamplerOptions,
): readonly Monitor[] {
  const quota = cpuQuotaMonitor(options);
  return [
    ...(pids === undefined ? [] : [processTreeMonitor(pids, options)]),
    ...containers.map((container) => containerMonitor(container, options)),
    ...(quota === undefined ? [] : [quota]),
  ];
}
