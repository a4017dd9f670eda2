import { execFile } from "node:child_process";
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

/** ESTAB 0 0 127.0.0.1:33600 127.0.0.1:36693 … ino:16189917 … data_segs_out:18 … */
function parseLine(line: string): readonly ConnectionStatistics[] {
  const [, , , local = "", remote = ""] = line.split(/\s+/);
  const inode = /\bino:(\d+)/.exec(line)?.[1];
  if (inode === undefined) return [];
  return [
    {
      localPort: portOf(local),
      remote: remote.replace(/^\[::ffff:([\d.]+)\]/, "$1"),
      remotePort: portOf(remote),
      inode,
      messagesSent: Number(/\bdata_segs_out:(\d+)/.exec(line)?.[1] ?? 0),
    },
  ];
}

const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(":") + 1));
