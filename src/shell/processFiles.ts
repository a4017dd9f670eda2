import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";

/** How many files the process has open. `undefined` if it has ended or belongs to another user. */
export function countOpenFiles(pid: number): number | undefined {
  try {
    // Since Linux 6.2, this size is their number. Before, it is 0.
    const { size } = statSync(`/proc/${pid}/fd`);
    return size === 0 ? readdirSync(`/proc/${pid}/fd`).length : size;
  } catch {
    return undefined;
  }
}

/** How many files the process may have open. `undefined` if it may have any number, or that cannot be seen. */
export function openFilesLimit(pid: number): number | undefined {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, "latin1"))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** The inodes of the sockets that the process has open. None if it has ended. */
export function openSockets(pid: number): readonly string[] | "forbidden" {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((file) => socketAt(`/proc/${pid}/fd/${file}`));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "forbidden" : [];
  }
}

/** The inodes of the sockets that any of the processes has open. Those of other users' processes are left out. */
export function openSocketsOf(pids: readonly number[]): ReadonlySet<string> {
  return new Set(
    pids.flatMap((pid) => {
      const inodes = openSockets(pid);
      return inodes === "forbidden" ? [] : inodes;
    }),
  );
}

/** The files that the process writes to, with their sizes in bytes, by path. Without its output. None if it has ended. */
export function writtenFiles(pid: number): ReadonlyMap<string, number> {
  try {
    const files = readdirSync(`/proc/${pid}/fd`).filter((file) => Number(file) > 2);
    return new Map(files.flatMap((file) => writtenFileAt(pid, file)));
  } catch {
    return new Map();
  }
}

/** The file may be closed meanwhile. */
function writtenFileAt(pid: number, file: string): readonly (readonly [string, number])[] {
  try {
    const path = readlinkSync(`/proc/${pid}/fd/${file}`);
    if (!path.startsWith("/") || path.startsWith("/dev/")) return [];
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${file}`, "latin1"))?.[1] ?? "0";
    const isReadOnly = (Number.parseInt(flags, 8) & accessMode) === 0;
    const status = statSync(`/proc/${pid}/fd/${file}`);
    return isReadOnly || !status.isFile() ? [] : [[path.replace(/ \(deleted\)$/, ""), status.size]];
  } catch {
    return [];
  }
}

/** O_ACCMODE of fcntl.h. */
const accessMode = 3;

/** The file may be closed meanwhile. */
function socketAt(path: string): readonly string[] {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.slice(1) ?? [];
  } catch {
    return [];
  }
}

/** State of a thread, such as its context switches. `undefined` if it has ended. */
export function readThreadStatus(pid: number, thread: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/status`, "latin1");
  } catch {
    return undefined;
  }
}
