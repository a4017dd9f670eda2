import type { Reading, SamplerReading } from "../model/reading.ts";
import type { ArmPhase } from "../model/record.ts";

const isSamplerReading = (reading: Reading): reading is SamplerReading => reading.kind === "sampler";

/** CPU cores that the monitors used, on average over the phases. `undefined` if any phase lacks two readings. */
export function samplerCores(phases: readonly Pick<ArmPhase, "readings">[]): number | undefined {
  let cpuMs = 0;
  let wallMs = 0;
  for (const { readings } of phases) {
    const own = readings.filter(isSamplerReading);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
    cpuMs += last.cpuMs - first.cpuMs;
    wallMs += last.atMs - first.atMs;
  }
  return wallMs > 0 ? cpuMs / wallMs : undefined;
}
