import { cpus, type as osType, release, totalmem } from "node:os";
import type { Bytes } from "../model/unit.ts";
import { cgroupLimits } from "./cgroup.ts";
import { allowedCores } from "./cpuAffinity.ts";

/** The properties of a machine that affect its speed. Recorded runs are comparable only on similar machines. */
export interface MachineInfo {
  readonly cpu_model: string;
  readonly cores: number;
  readonly memory_bytes: Bytes;
  /** The cores that the job may use, by its CPU quota and CPU set. Absent if it may use all. */
  readonly cpu_limit?: number;
  /** The memory that the job may use. Absent if it may use all. */
  readonly memory_limit_bytes?: Bytes;
  readonly kernel: string;
  readonly image?: string;
  readonly node: string;
}

export function machineInfo(env: Readonly<Record<string, string | undefined>>): MachineInfo {
  const processors = cpus();
  // GitHub's hosted runners set these. The image determines kernel, libraries and much of the speed.
  const image = [env["ImageOS"], env["ImageVersion"]].filter((part) => part !== undefined).join(" ");
  const cores = Math.max(1, processors.length);
  return {
    cpu_model: processors[0]?.model.trim() || "unknown",
    cores,
    memory_bytes: totalmem(),
    ...jobLimits(cores, totalmem()),
    kernel: `${osType()} ${release()}`,
    ...(image === "" ? {} : { image }),
    node: process.versions.node,
  };
}

function jobLimits(cores: number, memoryBytes: Bytes): Pick<MachineInfo, "cpu_limit" | "memory_limit_bytes"> {
  const limits = cgroupLimits();
  const cpu = Math.min(allowedCores()?.length ?? cores, limits.cpuCores ?? cores);
  const memory = limits.memoryBytes ?? memoryBytes;
  return {
    ...(cpu < cores && { cpu_limit: cpu }),
    ...(memory < memoryBytes && { memory_limit_bytes: memory }),
  };
}
