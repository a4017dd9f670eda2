import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { cgroupLimits } from "./cgroup.ts";

/** Numbers of CPU cores, ascending. */
export type Cores = readonly number[];

/** Separate cores for generator and service. Neither takes CPU time from the other. */
export interface Pinning {
  readonly generator: Cores;
  readonly service: Cores;
}

/** The number of cores this process may use. Less than 1, or not whole, with such a CPU quota. */
export const availableCores = (): number => Math.min(availableParallelism(), cgroupLimits().cpuCores ?? Infinity);

/** The cores this process may use; `undefined` if the system does not report them. */
export function allowedCores(): Cores | undefined {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
    return list === undefined ? undefined : parseCores(list);
  } catch {
    return undefined;
  }
}

/** With fewer cores, the service would lose too much by giving one away. */
const minCores = 4;

/**
 * One core for each worker, the rest for the service. `undefined` if pinning is off or there are too few cores:
 * fewer than 4 with `auto`, fewer than 2 with `on`. A CPU quota counts as that many cores.
 */
export function planPinning(
  allowed: Cores | undefined,
  workers: number,
  pin: "auto" | "on" | "off",
  quotaCores = Number.POSITIVE_INFINITY,
): Pinning | undefined {
  if (pin === "off" || allowed === undefined) return undefined;
  if (Math.min(allowed.length, quotaCores) < (pin === "on" ? 2 : minCores)) return undefined;
  const generatorCores = Math.min(workers, Math.floor(allowed.length / 2));
  return { generator: allowed.slice(0, generatorCores), service: allowed.slice(generatorCores) };
}

/** Moves this process and all its threads to the cores. Returns the reason if that fails. */
export const pinProcess = (cores: Cores): string | undefined => setAffinity(["-a"], cores);

/** Moves the main thread alone. Threads that run already stay where they are. Returns the reason if that fails. */
export const pinMainThread = (cores: Cores): string | undefined => setAffinity([], cores);

function setAffinity(options: readonly string[], cores: Cores): string | undefined {
  // The main thread has the number of its process.
  const args = [...options, "-p", "-c", formatCores(cores), String(process.pid)];
  const { status, error, stderr } = spawnSync("taskset", args, { encoding: "utf8" });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim();
}

/** The list that taskset and /proc use: [0, 2, 3, 4] -> 0,2-4. */
export function formatCores(cores: Cores): string {
  const runs: [number, number][] = [];
  for (const core of cores) {
    const last = runs.at(-1);
    if (last !== undefined && core === last[1] + 1) last[1] = core;
    else runs.push([core, core]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

/** 0,2-4 -> [0, 2, 3, 4]. */
export function parseCores(list: string): Cores {
  return list.split(",").flatMap((run) => {
    const [from = Number.NaN, to = from] = run.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
