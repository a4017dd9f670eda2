import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { ProcFile } from "./procFile.ts";

/** The texts of /proc/self/cgroup and /proc/self/mountinfo. */
export interface CgroupSources {
  readonly membership: string;
  readonly mounts: string;
}

const ownSources = (): CgroupSources => ({
  membership: readText("/proc/self/cgroup") ?? "",
  mounts: readText("/proc/self/mountinfo") ?? "",
});

/** A control group that limits this process, in the form of version 1 or 2. */
export interface Cgroup {
  readonly version: 1 | 2;
  readonly directory: string;
}

type Controller = "cpu" | "cpuacct" | "memory" | "blkio" | "pids";

/**
 * The groups that this process belongs to by that controller, from its own up to the outermost that is visible. Each
 * of them can have a limit, and the smallest one counts.
 */
export function cgroupsOf(controller: Controller, { membership, mounts }: CgroupSources): readonly Cgroup[] {
  return membership.split("\n").flatMap((line) => {
    const [, hierarchy, names = "", path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    if (hierarchy === undefined || path === undefined) return [];
    const version = hierarchy === "0" && names === "" ? 2 : 1;
    if (version === 1 && !names.split(",").includes(controller)) return [];
    const mount = mountsIn(mounts).find(({ type, options }) =>
      version === 2 ? type === "cgroup2" : type === "cgroup" && options.includes(controller),
    );
    return mount === undefined ? [] : directoriesUp(mount, path).map((directory) => ({ version, directory }));
  });
}

interface Mount {
  /** The directory of the hierarchy that is mounted. */
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** proc_pid_mountinfo(5): 36 35 98:0 /root /mount/point rw,noatime master:1 - type source options */
function mountsIn(text: string): readonly Mount[] {
  return text.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [, , , root, point] = before.split(" ");
    const [type = "", , options = ""] = after.split(" ");
    return root === undefined || point === undefined ? [] : { root, point, type, options: options.split(",") };
  });
}

/** A container can see less of the hierarchy than its path names: then only the mount point is left. */
function directoriesUp({ root, point }: Mount, path: string): readonly string[] {
  const relative = posix.relative(root, path);
  const parts = relative === "" || relative.startsWith("..") ? [] : relative.split("/");
  return parts.map((_, i) => posix.join(point, ...parts.slice(0, parts.length - i))).concat(point);
}

/** What the job may use, if that is less than the machine has. */
export interface CgroupLimits {
  /** CPU time per wall time: 0.5 is half a core. */
  readonly cpuCores?: number;
  readonly memoryBytes?: number;
}

/** The smallest limits of all groups that this process belongs to. */
export function cgroupLimits(sources = ownSources()): CgroupLimits {
  const cpuCores = smallest(cgroupsOf("cpu", sources).map(cpuQuota));
  const memoryBytes = smallest(cgroupsOf("memory", sources).map(memoryLimit));
  return { ...(cpuCores !== undefined && { cpuCores }), ...(memoryBytes !== undefined && { memoryBytes }) };
}

export interface ThrottlingReader {
  /**
   * How long the kernel has kept processes of the job from running, in ms, because the job had used up its CPU quota.
   * `undefined` without a quota.
   */
  read(): number | undefined;
  close(): void;
}

/** The largest time of all groups with a quota: a process waits for each of them. */
export function throttlingReader(sources = ownSources()): ThrottlingReader {
  const limited = cgroupsOf("cpu", sources).filter((cgroup) => cpuQuota(cgroup) !== undefined);
  const files = limited.map(({ version, directory }) => ({ version, file: new ProcFile(`${directory}/cpu.stat`) }));
  return {
    read() {
      const times = files.flatMap(({ version, file }) => throttledMsIn(file.read() ?? "", version) ?? []);
      return times.length === 0 ? undefined : Math.max(...times);
    },
    close() {
      for (const { file } of files) file.close();
    },
  };
}

function throttledMsIn(stat: string, version: 1 | 2): number | undefined {
  const [name, perMs] = version === 2 ? ["throttled_usec", 1e3] : ["throttled_time", 1e6];
  const value = new RegExp(`^${name} (\\d+)$`, "m").exec(stat)?.[1];
  return value === undefined ? undefined : Number(value) / perMs;
}

function cpuQuota({ version, directory }: Cgroup): number | undefined {
  const [quota, period] =
    version === 2
      ? (readText(`${directory}/cpu.max`) ?? "").split(" ")
      : [readText(`${directory}/cpu.cfs_quota_us`), readText(`${directory}/cpu.cfs_period_us`)];
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : undefined;
}

/** Version 1 writes a number near 2^63 for none. */
function memoryLimit({ version, directory }: Cgroup): number | undefined {
  const limit = Number(readText(`${directory}/${version === 2 ? "memory.max" : "memory.limit_in_bytes"}`));
  return limit > 0 && limit < 2 ** 60 ? limit : undefined;
}

function smallest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
