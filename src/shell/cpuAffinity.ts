import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Processor cores by their number, ascending. */
export type Cores = readonly number[];

/** Which cores whom: neither takes the other's time. */
export interface Pinning {
  readonly generator: Cores;
  readonly service: Cores;
}

/** How many cores this process may use. */
export const availableCores = (): number => availableParallelism();

/** The cores that this process may use; `undefined` where the system does not tell. */
export function allowedCores(): Cores | undefined {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
    return list === undefined ? undefined : coresOf(list);
  } catch {
    return undefined;
  }
}

/** Below this many cores, the service would lose too much by giving one away. */
const fewestCores = 4;

/** A core for each worker, the rest for the service; `undefined` where it is not asked for or there are too few. */
export function pinningOf(
  allowed: Cores | undefined,
  workers: number,
  pin: "auto" | "on" | "off",
): Pinning | undefined {
  if (pin === "off" || allowed === undefined || allowed.length < (pin === "on" ? 2 : fewestCores)) return undefined;
  const own = Math.min(workers, Math.floor(allowed.length / 2));
  return { generator: allowed.slice(0, own), service: allowed.slice(own) };
}

/** Moves this process with all its threads to the cores. What kept it from doing so, in words. */
export function moveTo(cores: Cores): string | undefined {
  const { status, error, stderr } = spawnSync("taskset", ["-a", "-p", "-c", listOf(cores), String(process.pid)], {
    encoding: "utf8",
  });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim();
}

/** [0, 2, 3, 4] -> 0,2-4 */
export function listOf(cores: Cores): string {
  const runs: [number, number][] = [];
  for (const core of cores) {
    const last = runs.at(-1);
    if (last !== undefined && core === last[1] + 1) last[1] = core;
    else runs.push([core, core]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

export function coresOf(list: string): Cores {
  return list.split(",").flatMap((run) => {
    const [from = Number.NaN, to = from] = run.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
