import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from "node:fs";
import { basename } from "node:path";

/** A live process as /proc reports it. Linux only: on other systems nothing here finds a process. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** It has ended, and nobody has waited for it yet. */
  readonly isZombie: boolean;
  /** Start time since boot, in clock ticks. Distinguishes a process from a later one with the same pid. */
  readonly startTicks: number;
  /** CPU time of the process itself, in clock ticks, and its parts in user space and in the kernel. */
  readonly ownTicks: number;
  readonly userTicks: number;
  readonly systemTicks: number;
  /** CPU time of its children that have ended and been waited for, in clock ticks. */
  readonly reapedUserTicks: number;
  readonly reapedSystemTicks: number;
  /** Page faults, with those of its children that have ended and been waited for. */
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly threads: number;
  readonly rssPages: number;
}

/** `undefined` if the process has ended, or is a zombie that nobody has waited for yet. */
export function readStat(pid: number): ProcessStat | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  const stat = text === undefined ? undefined : parseStat(pid, text);
  return stat?.isZombie === true ? undefined : stat;
}

/** The kernel counts in ticks of 10 ms for programs. */
const msPerTick = 10;

/** How long ago the process started, in ms. `undefined` if it has ended. */
export function processAgeMs(pid: number): number | undefined {
  const [startTicks, uptime] = [readStat(pid)?.startTicks, readProc("/proc/uptime")];
  if (startTicks === undefined || uptime === undefined) return undefined;
  return Number(uptime.split(" ")[0]) * 1000 - startTicks * msPerTick;
}

/** Parses /proc/pid/stat. */
export function parseStat(pid: number, text: string): ProcessStat {
  // The name, in parentheses, may contain anything. Fields are counted from behind it (proc_pid_stat(5), field 3 on).
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (n: number) => Number(fields[n - 3]);
  return {
    pid,
    isZombie: fields[0] === "Z" || fields[0] === "X",
    parent: field(4),
    group: field(5),
    minorFaults: field(10) + field(11),
    majorFaults: field(12) + field(13),
    ownTicks: field(14) + field(15),
    userTicks: field(14),
    systemTicks: field(15),
    reapedUserTicks: field(16),
    reapedSystemTicks: field(17),
    threads: field(20),
    startTicks: field(22),
    rssPages: field(24),
  };
}

export function isAlive(pid: number): boolean {
  return readStat(pid) !== undefined;
}

/** CPU time of the process's live threads in ns, more exact than clock ticks. 0 if the kernel does not record it. */
export function threadsCpuNanos(pid: number): number {
  return threadsOf(pid)
    .map((thread) => Number(readProc(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0))
    .reduce((sum, nanos) => sum + nanos, 0);
}

/** At most 15 bytes of it. Empty if the thread has ended. */
export const threadName = (pid: number, thread: string): string =>
  readProc(`/proc/${pid}/task/${thread}/comm`)?.trim() ?? "";

export function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) => numbers(readProc(`/proc/${pid}/task/${thread}/children`)));
}

/** Whether the process has a handler for the signal. `undefined` if the process cannot be seen. */
export function catchesSignal(pid: number, signal: number): boolean | undefined {
  const [, mask] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readProc(`/proc/${pid}/status`) ?? "") ?? [];
  return mask === undefined ? undefined : ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}

/** The control groups of the process, one hierarchy a line. */
export const readCgroups = (pid: number): string | undefined => readProc(`/proc/${pid}/cgroup`);

/** The name of its executable file. Empty if the process cannot be seen. */
export const executableOf = (pid: number): string => basename(attempt(() => readlinkSync(`/proc/${pid}/exe`)) ?? "");

export function commandOf(pid: number): string {
  return readProc(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
}

/** Sends a signal to each process. Ignores processes that have ended. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // The process has ended since it was listed, or belongs to another user. The caller lists them again.
    }
  }
}

/**
 * The listening TCP sockets: their address and port in hexadecimal, and their inode. `network`: the directory of the
 * network to look into, by default our own.
 */
export function listeningSockets(
  network = "/proc/net",
): readonly { readonly hexAddress: string; readonly inode: string }[] {
  return [`${network}/tcp`, `${network}/tcp6`].flatMap((path) =>
    listeningRows(path).map((fields) => ({ hexAddress: fields[1] ?? "", inode: fields[9] ?? "" })),
  );
}

/**
 * The rows of the listening sockets. The kernel lists them first (proc_net_tcp.rst). The file is not read further, because
 * ended connections stay in it for a minute, and after much load there are tens of thousands.
 */
function listeningRows(path: string): readonly (readonly string[])[] {
  const file = attempt(() => openSync(path, "r"));
  if (file === undefined) return [];
  try {
    for (let text = "", chunk = Buffer.alloc(4096); ; ) {
      const size = attempt(() => readSync(file, chunk)) ?? 0;
      text += chunk.toString("latin1", 0, size);
      const lines = size === 0 ? text.split("\n") : text.split("\n").slice(0, -1);
      const rows = lines.slice(1).map((line) => line.trim().split(/\s+/));
      const end = rows.findIndex(([, , , state]) => state !== listening);
      if (end >= 0 || size === 0) return end < 0 ? rows : rows.slice(0, end);
    }
  } finally {
    closeSync(file);
  }
}

const listening = "0A";

/** The targets of the process's open files, such as socket:[4711]. Empty for another user's process. */
export const openFiles = (pid: number): readonly string[] =>
  listing(`/proc/${pid}/fd`).flatMap((fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? []);

/** The entries of the environment with which the process was started, each ended by a NUL. */
export const readEnvironment = (pid: number): string | undefined => readProc(`/proc/${pid}/environ`);
export const readLimits = (pid: number): string | undefined => readProc(`/proc/${pid}/limits`);

export const hasProcfs = (): boolean => readStat(process.pid) !== undefined;

export function allPids(): readonly number[] {
  return listing("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

export const threadsOf = (pid: number): readonly string[] => listing(`/proc/${pid}/task`);
const numbers = (text: string | undefined): readonly number[] => (text ?? "").split(" ").filter(Boolean).map(Number);
const listing = (path: string): readonly string[] => attempt(() => readdirSync(path)) ?? [];
const readProc = (path: string): string | undefined => attempt(() => readFileSync(path, "latin1"));

/** /proc has no locks: a process can end at any time, or belong to another user. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
