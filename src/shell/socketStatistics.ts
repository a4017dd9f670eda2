import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/** One TCP connection of this machine, as the kernel counts it. */
export interface ConnectionStatistics {
  readonly localPort: number;
  /** Such as 127.0.0.1:5432, or [::1]:5432. */
  readonly remote: string;
  readonly remotePort: number;
  /** Identifies the socket among a process's open files. 0 if no process has it any more. */
  readonly inode: string;
  /** Packets with data that it has sent. A small request or statement is one. */
  readonly messagesSent: number;
}

const withinMs = 1000;
const maxBytes = 16 * 1024 ** 2;

/** The connections that are open now, by `ss` of iproute2. `undefined` if the system has no such program. */
export async function socketStatistics(): Promise<readonly ConnectionStatistics[] | undefined> {
  const options = { timeout: withinMs, maxBuffer: maxBytes };
  const run = promisify(execFile)(
    "ss",
    ["--tcp", "--info", "--numeric", "--extended", "--no-header", "--oneline"],
    options,
  );
  const result = await run.catch(() => undefined);
  return result?.stdout.split("\n").flatMap(parseLine);
}

/** Both ends of each connection that has ended within the last minute. Empty if the system has no such program. */
export async function endedConnections(): Promise<readonly (readonly [local: string, remote: string])[]> {
  const options = { timeout: withinMs, maxBuffer: maxBytes };
  const args = ["--tcp", "--numeric", "--no-header", "state", "time-wait"];
  const result = await promisify(execFile)("ss", args, options).catch(() => undefined);
  return (result?.stdout ?? "").split("\n").flatMap((line) => {
    const [, , local, remote] = line.trim().split(/\s+/);
    return local === undefined || remote === undefined ? [] : [[plainAddress(local), plainAddress(remote)] as const];
  });
}

/** The inodes of the Unix sockets of this machine. */
export function unixSockets(): ReadonlySet<string> {
  try {
    const lines = readFileSync("/proc/net/unix", "latin1").split("\n").slice(1);
    return new Set(lines.flatMap((line) => line.split(/\s+/)[6] ?? []));
  } catch {
    return new Set();
  }
}

/** ESTAB 0 0 127.0.0.1:33600 127.0.0.1:36693 … ino:16189917 … data_segs_out:18 … */
function parseLine(line: string): readonly ConnectionStatistics[] {
  const [, , , local = "", remote = ""] = line.split(/\s+/);
  const inode = /\bino:(\d+)/.exec(line)?.[1];
  if (inode === undefined) return [];
  return [
    {
      localPort: portOf(local),
      remote: plainAddress(remote),
      remotePort: portOf(remote),
      inode,
      messagesSent: Number(/\bdata_segs_out:(\d+)/.exec(line)?.[1] ?? 0),
    },
  ];
}

const plainAddress = (address: string): string => address.replace(/^\[::ffff:([\d.]+)\]/, "$1");
export const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(":") + 1));
