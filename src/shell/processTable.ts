import { spawnSync } from "node:child_process";
import { limitLineOf } from "./limitMark.ts";
import { allPids, hasProcfs, readEnvironment, readLimits, readStat } from "./procfs.ts";

/** A live process of any system. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Start time in the system's own unit. Distinguishes a process from a later one with the same pid. */
  readonly startTicks: number;
}

/** All live processes: from /proc, and from `ps` where there is no /proc, as on macOS. Empty if there is neither. */
export function listProcesses(): readonly ListedProcess[] {
  return hasProcfs() ? allPids().flatMap((pid) => readStat(pid) ?? []) : listByPs();
}

/** False where there is neither /proc nor `ps`. */
export const canListProcesses = (): boolean => listProcesses().length > 0;

export interface TreeQuery {
  readonly root: number;
  /** An environment entry such as LOADGATE_RUN=x/head. It finds processes that have left the group. */
  readonly mark: string;
  /** Start times of earlier members by pid. They stay members after their parent has ended. */
  readonly knownMembers?: ReadonlyMap<number, number>;
}

/** Every live process that descends from `root`, is in its group, carries the mark, or is a known member. */
export function findTree({ root, mark, knownMembers }: TreeQuery): readonly ListedProcess[] {
  const all = listProcesses();
  // No process that is older than this one carries a mark that this one made.
  const ownTicks = all.find(({ pid }) => pid === process.pid)?.startTicks ?? 0;
  const isMember = ({ pid, group, startTicks }: ListedProcess) =>
    pid === root ||
    group === root ||
    knownMembers?.get(pid) === startTicks ||
    (startTicks >= ownTicks && isMarked(pid, mark));
  const members = new Set(all.filter(isMember).map(({ pid }) => pid));
  for (let before = -1; before < members.size; ) {
    before = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

/** Every live process whose environment has an entry that begins with `mark`. */
export function findMarked(mark: string): readonly ListedProcess[] {
  return listProcesses().filter(({ pid }) => hasEntry(pid, mark));
}

/** Every live process with the limit that stands for the mark. */
export function findLimited(mark: string): readonly ListedProcess[] {
  return listProcesses().filter(({ pid }) => hasLimit(pid, mark));
}

/** True if the environment has that whole entry, or the process has the mark's limit. */
function isMarked(pid: number, mark: string): boolean {
  return hasEntry(pid, `${mark}\0`) || hasLimit(pid, mark);
}

const hasEntry = (pid: number, start: string): boolean => `\0${readEnvironment(pid) ?? ""}`.includes(`\0${start}`);
const hasLimit = (pid: number, mark: string): boolean => readLimits(pid)?.includes(`\n${limitLineOf(mark)}`) === true;

function listByPs(): readonly ListedProcess[] {
  const columns = ["pid=", "ppid=", "pgid=", "stat=", "lstart="].flatMap((column) => ["-o", column]);
  const { stdout } = spawnSync("ps", ["-A", ...columns], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [pid, parent, group, state = "Z", ...start] = line.trim().split(/\s+/);
    if (state.startsWith("Z")) return [];
    return [
      { pid: Number(pid), parent: Number(parent), group: Number(group), startTicks: Date.parse(start.join(" ")) },
    ];
  });
}
