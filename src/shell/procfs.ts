import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What /proc tells of a living process. Linux only: elsewhere every process is unknown. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Tells a process from a later one of the same pid. */
  readonly startTicks: number;
  /** Processor time of the process and of its children that have ended and been waited for, in clock ticks. */
  readonly ownTicks: number;
  readonly reapedTicks: number;
  readonly rssPages: number;
}

/** `undefined` where the process is gone, or a zombie that only waits to be waited for. */
export function statOf(pid: number): ProcessStat | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name, in parentheses, may hold anything: the fields count from behind it (proc_pid_stat(5), field 3 on).
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (n: number) => Number(fields[n - 3]);
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return {
    pid,
    parent: field(4),
    group: field(5),
    ownTicks: field(14) + field(15),
    reapedTicks: field(16) + field(17),
    startTicks: field(22),
    rssPages: field(24),
  };
}

export function isAlive(pid: number): boolean {
  return statOf(pid) !== undefined;
}

/** Processor time of the process's living threads in ns, exact where clock ticks are not; 0 where the kernel keeps none. */
export function threadsCpuNanos(pid: number): number {
  return threadsOf(pid)
    .map((thread) => Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0))
    .reduce((sum, nanos) => sum + nanos, 0);
}

export function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) => numbers(read(`/proc/${pid}/task/${thread}/children`)));
}

export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
}

export interface Kinship {
  readonly root: number;
  /** An entry of the environment, such as LOADGATE_RUN=x: it finds what has left the group. */
  readonly mark: string;
  /** When those that were kin at an earlier look have started, by pid: they stay kin when whoever made them so has gone. */
  readonly seen?: ReadonlyMap<number, number>;
}

/** Every living process that descends from `root`, is of its group, carries the mark, or was seen. */
export function kinOf({ root, mark, seen }: Kinship): readonly ProcessStat[] {
  const all = everyProcess();
  const isKin = ({ pid, group, startTicks }: ProcessStat) =>
    pid === root || group === root || seen?.get(pid) === startTicks || isMarked(pid, mark);
  const kin = new Set(all.filter(isKin).map(({ pid }) => pid));
  for (let before = -1; before < kin.size; ) {
    before = kin.size;
    for (const { pid, parent } of all) if (kin.has(parent)) kin.add(pid);
  }
  return all.filter(({ pid }) => kin.has(pid));
}

/** Every living process whose environment has an entry that begins with `mark`. */
export function markedWith(mark: string): readonly ProcessStat[] {
  return everyProcess().filter(({ pid }) => isMarked(pid, mark));
}

/** Sends a signal to each; who is gone already is no error. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal, or is not ours: the caller looks again.
    }
  }
}

/** A process that listens on a TCP port of this machine. */
export interface Listener {
  readonly port: number;
  readonly inode: string;
}

export function listeners(): readonly Listener[] {
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) =>
    (read(path) ?? "")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === "0A")
      .map((fields) => ({ port: Number.parseInt(fields[1]?.split(":")[1] ?? "", 16), inode: fields[9] ?? "" })),
  );
}

/** The processes among `pids` that hold one of the sockets. */
export function holdersOf(inodes: readonly string[], pids: readonly number[]): readonly number[] {
  const names = new Set(inodes.map((inode) => `socket:[${inode}]`));
  return pids.filter((pid) => openFiles(pid).some((file) => names.has(file)));
}

export function everyPid(): readonly number[] {
  return listing("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function everyProcess(): readonly ProcessStat[] {
  return everyPid().flatMap((pid) => statOf(pid) ?? []);
}

function isMarked(pid: number, mark: string): boolean {
  const environment = read(`/proc/${pid}/environ`);
  return environment !== undefined && `\0${environment}`.includes(`\0${mark}`);
}

const threadsOf = (pid: number): readonly string[] => listing(`/proc/${pid}/task`);
const numbers = (text: string | undefined): readonly number[] => (text ?? "").split(" ").filter(Boolean).map(Number);

const openFiles = (pid: number): readonly string[] =>
  listing(`/proc/${pid}/fd`).flatMap((fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? []);
const listing = (path: string): readonly string[] => attempt(() => readdirSync(path)) ?? [];
const read = (path: string): string | undefined => attempt(() => readFileSync(path, "latin1"));

/** /proc has no locks: any process may be gone, or another user's, by the time it is read. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
