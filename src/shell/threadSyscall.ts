import { closeSync, openSync, readFileSync, readlinkSync, readSync } from "node:fs";

/** The system call in which a thread sleeps. */
export interface ThreadSyscall {
  /** The kernel's number, which depends on the processor. */
  readonly number: number;
  readonly first: bigint;
  readonly second: bigint;
}

/** `running`: it works, or waits for a core. `undefined`: it has ended, or the system does not show it. */
export function readThreadSyscall(pid: number, thread: string): ThreadSyscall | "running" | "forbidden" | undefined {
  try {
    return parseSyscall(readFileSync(`/proc/${pid}/task/${thread}/syscall`, "latin1"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "forbidden" : undefined;
  }
}

/** "7 0x7ffe 0x1 …": the number and its arguments. -1 is a thread that the kernel stopped outside of a call. */
function parseSyscall(text: string): ThreadSyscall | "running" {
  const [number, first, second] = text.trim().split(" ");
  if (first === undefined || second === undefined || !/^\d+$/.test(number ?? "")) return "running";
  return { number: Number(number), first: BigInt(first), second: BigInt(second) };
}

/** What the descriptor stands for: a path, or socket:[4711]. `undefined` if it is closed by now. */
export function descriptorTarget(pid: number, descriptor: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`);
  } catch {
    return undefined;
  }
}

/** The first descriptor of the list that poll(2) waits for. */
export function firstPolled(pid: number, address: bigint): number | undefined {
  try {
    const memory = openSync(`/proc/${pid}/mem`, "r");
    try {
      const entry = Buffer.alloc(4);
      return readSync(memory, entry, 0, 4, address) === 4 ? entry.readInt32LE() : undefined;
    } finally {
      closeSync(memory);
    }
  } catch {
    return undefined;
  }
}
