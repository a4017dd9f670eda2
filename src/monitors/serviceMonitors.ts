import type { Monitor } from "./monitor.ts";
import { processTreeMonitor } from "./processTree.ts";
import type { SamplerOptions } from "./sampler.ts";

/** All monitors of a service. Empty if Loadgate did not start it, because then its processes are unknown. */
export function serviceMonitors({ pid }: { readonly pid?: number }, options: SamplerOptions): readonly Monitor[] {
  return pid === undefined ? [] : [processTreeMonitor(pid, options)];
}
