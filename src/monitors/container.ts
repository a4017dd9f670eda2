import { bytes, millis } from "../model/unit.ts";
import { containerReader } from "../shell/containerCgroup.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { Monitor } from "./monitor.ts";
import { type SamplerOptions, startSampler } from "./sampler.ts";

/** A container to observe. */
export interface MonitoredContainer {
  /** `service`, or the name of a dependency in the compose file. */
  readonly name: string;
  /** Its first process. */
  readonly pid: number;
}

/** The counters of the container's cgroup: CPU time of everything in it, memory, threads and disk. */
export function containerMonitor({ name, pid }: MonitoredContainer, options: SamplerOptions): Monitor {
  return {
    start() {
      const read = containerReader(pid);
      return startSampler(async () => {
        const counters = read();
        if (counters === undefined) return undefined;
        const { cpuMs, memoryBytes, throttledMs, threads, readBytes, writtenBytes } = counters;
        return {
          ...{ kind: "container", atMs: options.clock.nowMs(), name, cpuMs: millis(cpuMs) },
          ...omitUndefined({
            memoryBytes: memoryBytes === undefined ? undefined : bytes(memoryBytes),
            throttledMs: throttledMs === undefined ? undefined : millis(throttledMs),
            threads,
            readBytes: readBytes === undefined ? undefined : bytes(readBytes),
            writtenBytes: writtenBytes === undefined ? undefined : bytes(writtenBytes),
          }),
        } as const;
      }, options);
    },
  };
}
