import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { readStat } from "../shell/procfs.ts";

/** This process among those of all machines. It marks everything that a run makes. */
export function ownerText(): string {
  const startTicks = ticksOf(process.pid);
  const machine = ownMachine();
  return machine === undefined || startTicks === undefined ? "unknown" : `${machine}-${process.pid}-${startTicks}`;
}

/** True only if the owner was a process of this machine and has ended. */
export function isDeadOwner(owner: string, machine = ownMachine(), startTicksOf = ticksOf): boolean {
  const [of, pid, ticks] = owner.split("-");
  if (machine === undefined || of !== machine) return false;
  return startTicksOf(Number(pid)) !== Number(ticks);
}

const ticksOf = (pid: number): number | undefined => readStat(pid)?.startTicks;

/** The boot and the process namespace: elsewhere the same pid is another process. `undefined` without /proc. */
function ownMachine(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return createHash("sha256")
      .update(`${boot} ${readlinkSync("/proc/self/ns/pid")}`)
      .digest("hex")
      .slice(0, 12);
  } catch {
    return undefined;
  }
}
