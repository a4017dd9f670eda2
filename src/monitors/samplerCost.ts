import { millis } from "../model/unit.ts";
import { ProcFile } from "../shell/procFile.ts";
import type { Monitor } from "./monitor.ts";
import { closingAfter, type SamplerOptions, startSampler } from "./sampler.ts";

/**
 * CPU time of the main thread, on which all monitors run. It has hardly anything else to do while load is sent. Gives no
 * readings if the system does not count it by thread.
 */
export function samplerMonitor(options: SamplerOptions): Monitor {
  return {
    async start() {
      // The main thread has the number of its process.
      const file = new ProcFile(`/proc/self/task/${process.pid}/schedstat`);
      const read = async () => {
        const nanos = Number(file.read()?.split(" ")[0] ?? 0);
        if (nanos === 0) return undefined;
        return { kind: "sampler", atMs: options.clock.nowMs(), cpuMs: millis(nanos / 1e6) } as const;
      };
      return closingAfter(await startSampler(read, options), () => file.close());
    },
  };
}
