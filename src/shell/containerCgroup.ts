import { readFileSync } from "node:fs";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type Cgroup, cgroupsOf } from "./cgroup.ts";
import { readCgroups } from "./procfs.ts";

/** A container, with its first process as the engine counts. */
export interface ContainerProcess {
  readonly id: string;
  readonly pid: number;
}

/**
 * The live processes of the container, the first one first. `undefined` if the engine runs on another machine: its pid
 * then is of no process here, or of a process that is not in a group with the container's id.
 */
export function containerProcesses({ id, pid }: ContainerProcess): (() => readonly number[]) | undefined {
  if (pid === 0 || readCgroups(pid)?.includes(id) !== true) return undefined;
  const group = cgroupOf(pid, "pids");
  return () => {
    const members = numbersIn(group === undefined ? undefined : readCounter(group, "cgroup.procs"));
    return [pid, ...members.filter((member) => member !== pid)];
  };
}

type Controller = Parameters<typeof cgroupsOf>[0];

/** The group of a process by that controller. Version 1 wins on a machine that has both. */
function cgroupOf(pid: number, controller: Controller): Cgroup | undefined {
  const membership = readCgroups(pid);
  const mounts = readText("/proc/self/mountinfo");
  if (membership === undefined || mounts === undefined) return undefined;
  const own = cgroupsOf(controller, { membership, mounts });
  return own.find(({ version }) => version === 1) ?? own[0];
}

/** Cumulative counters of a container. A counter that the kernel does not keep is absent. */
export interface ContainerCounters {
  readonly cpuMs: number;
  /** As `docker stats` shows it: without the file cache that the kernel can drop. */
  readonly memoryBytes?: number;
  readonly throttledMs?: number;
  readonly threads?: number;
  readonly readBytes?: number;
  readonly writtenBytes?: number;
}

/** Reads the counters of the container of that process. `undefined` once it has ended, or if they cannot be read. */
export function containerReader(pid: number): () => ContainerCounters | undefined {
  const names = ["cpu", "cpuacct", "memory", "blkio", "pids"] as const;
  const groups = Object.fromEntries(names.map((name) => [name, cgroupOf(pid, name)]));
  return () => readCounters(groups);
}

/** The container's groups by controller, in the names of version 1. In version 2 they are all the same. */
type ContainerGroups = Readonly<Partial<Record<Controller, Cgroup | undefined>>>;

export function readCounters({ cpu, cpuacct, memory, blkio, pids }: ContainerGroups): ContainerCounters | undefined {
  const cpuMs = cpuTime(cpuacct);
  if (cpuMs === undefined) return undefined;
  return {
    cpuMs,
    ...omitUndefined({
      memoryBytes: memoryOf(memory),
      throttledMs: throttledOf(cpu),
      threads: pids === undefined ? undefined : numbersIn(readCounter(pids, "pids.current"))[0],
      ...diskOf(blkio),
    }),
  };
}

function cpuTime(group: Cgroup | undefined): number | undefined {
  if (group === undefined) return undefined;
  if (group.version === 2) return scaled(field(readCounter(group, "cpu.stat"), "usage_usec"), 1e3);
  return scaled(numbersIn(readCounter(group, "cpuacct.usage"))[0], 1e6);
}

function throttledOf(group: Cgroup | undefined): number | undefined {
  if (group === undefined) return undefined;
  const stat = readCounter(group, "cpu.stat");
  return group.version === 2 ? scaled(field(stat, "throttled_usec"), 1e3) : scaled(field(stat, "throttled_time"), 1e6);
}

function memoryOf(group: Cgroup | undefined): number | undefined {
  if (group === undefined) return undefined;
  const [file, cache] =
    group.version === 2 ? ["memory.current", "inactive_file"] : ["memory.usage_in_bytes", "total_inactive_file"];
  const used = numbersIn(readCounter(group, file))[0];
  return used === undefined ? undefined : Math.max(0, used - (field(readCounter(group, "memory.stat"), cache) ?? 0));
}

/** Lines of version 2: 8:0 rbytes=1 wbytes=2 …; of version 1: 8:0 Read 1 */
function diskOf(group: Cgroup | undefined) {
  if (group === undefined) return {};
  const text = readCounter(group, group.version === 2 ? "io.stat" : "blkio.throttle.io_service_bytes_recursive");
  if (text === undefined) return {};
  const sum = (pattern: RegExp) => [...text.matchAll(pattern)].reduce((bytes, [, count]) => bytes + Number(count), 0);
  return group.version === 2
    ? { readBytes: sum(/ rbytes=(\d+)/g), writtenBytes: sum(/ wbytes=(\d+)/g) }
    : { readBytes: sum(/ Read (\d+)/g), writtenBytes: sum(/ Write (\d+)/g) };
}

const scaled = (value: number | undefined, per: number): number | undefined =>
  value === undefined ? undefined : value / per;

function field(text: string | undefined, name: string): number | undefined {
  const value = new RegExp(`^${name} (\\d+)$`, "m").exec(text ?? "")?.[1];
  return value === undefined ? undefined : Number(value);
}

const numbersIn = (text: string | undefined): readonly number[] => (text?.match(/\d+/g) ?? []).map(Number);
const readCounter = ({ directory }: Cgroup, file: string): string | undefined => readText(`${directory}/${file}`);

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
