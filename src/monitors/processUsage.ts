import type { Monitor } from "./monitor.ts";
import { type TreeReader, treeReader } from "./processTree/treeReader.ts";
import { closingAfter, type SamplerOptions, startSampler } from "./sampler.ts";

/** Observes a process tree. */
export interface ProcessTreeMonitor extends Monitor {
  /** The members at the last reading. */
  pids(): readonly number[];
}

/**
 * Everything that /proc shows of the processes and of what they start. The first one is the root. Gives no readings if
 * there is no /proc. Calls `onForbidden` if a process belongs to another user, so that some values are absent.
 */
export function processTreeMonitor(
  pids: () => readonly number[],
  onForbidden: () => void,
  options: SamplerOptions,
): ProcessTreeMonitor {
  let reader: TreeReader | undefined;
  return {
    pids: () => reader?.pids() ?? [],
    async start() {
      const started = treeReader(pids(), () => options.clock.nowMs());
      reader = started;
      const sampling = await startSampler(async (moment) => started.read(moment), options);
      return closingAfter(sampling, () => {
        started.close();
        if (started.isForbidden) onForbidden();
      });
    },
  };
}
