import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { findProgram } from "./findProgram.ts";

/**
 * The size of POSIX message queues, in bytes, that a marked process may use. Children inherit a resource limit through
 * every fork, exec and setsid, so it finds a process that has left its parent, its group and its environment. Each
 * value is less than the kernel's default of 819,200 and far more than a service needs.
 */
const range = { from: 400_000, to: 800_000 } as const;
const limitLine = /^Max msgqueue size +(\d+|unlimited) +(\d+|unlimited) /m;

/** The limit that stands for a mark such as LOADGATE_RUN=x/head. */
export function limitOf(mark: string): number {
  const hash = createHash("sha256").update(mark).digest().readUInt32BE();
  return range.from + (hash % (range.to - range.from));
}

/** The line of /proc/PID/limits that a marked process has, without what follows the limit. */
export const limitLineOf = (mark: string): string => `Max msgqueue size         ${limitOf(mark)} `;

/** The program and arguments that run a command with the limit. None if the system does not allow that. */
export async function limitCommand(mark: string): Promise<readonly string[]> {
  const prlimit = await findProgram("prlimit", `${process.env["PATH"] ?? ""}:/usr/bin:/bin`);
  return prlimit === undefined || !isAllowed(limitOf(mark)) ? [] : [prlimit, `--msgqueue=${limitOf(mark)}:`];
}

/** A process may change its limit up to its hard limit. */
function isAllowed(limit: number): boolean {
  try {
    const hard = limitLine.exec(readFileSync("/proc/self/limits", "latin1"))?.[2];
    return hard === "unlimited" || Number(hard) >= limit;
  } catch {
    return false;
  }
}
