import { cpus, type as osType, release, totalmem } from "node:os";
import type { Bytes } from "../model/unit.ts";

/** The properties of a machine that affect its speed. Recorded runs are comparable only on similar machines. */
export interface MachineInfo {
  readonly cpu_model: string;
  readonly cores: number;
  readonly memory_bytes: Bytes;
  readonly kernel: string;
  readonly image?: string;
  readonly node: string;
}

export function machineInfo(env: Readonly<Record<string, string | undefined>>): MachineInfo {
  const processors = cpus();
  // GitHub's hosted runners set these. The image determines kernel, libraries and much of the speed.
  const image = [env["ImageOS"], env["ImageVersion"]].filter((part) => part !== undefined).join(" ");
  return {
    cpu_model: processors[0]?.model.trim() || "unknown",
    cores: Math.max(1, processors.length),
    memory_bytes: totalmem(),
    kernel: `${osType()} ${release()}`,
    ...(image === "" ? {} : { image }),
    node: process.versions.node,
  };
}
