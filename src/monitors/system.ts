import { readdirSync, readlinkSync } from "node:fs";
import type { SystemReading } from "../model/reading.ts";
import { bytes, type Millis, millis } from "../model/unit.ts";
import { cgroupLimits } from "../shell/cgroup.ts";
import { availableCores } from "../shell/cpuAffinity.ts";
import { ProcFile } from "../shell/procFile.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { Monitor } from "./monitor.ts";
import { closingAfter, type SamplerOptions, startSampler } from "./sampler.ts";

const msPerTick = 10;
const sectorBytes = 512;
const kibibyte = 1024;

/** CPU, memory, disks and pressure of the machine. Gives no readings if there is no /proc. */
export function systemMonitor(options: SamplerOptions): Monitor {
  return {
    async start() {
      const reader = systemReader(() => options.clock.nowMs());
      return closingAfter(await startSampler(async () => reader.read(), options), reader.close);
    },
  };
}

export interface SystemReader {
  read(): SystemReading | undefined;
  close(): void;
}

export function systemReader(nowMs: () => Millis): SystemReader {
  const stat = new ProcFile("/proc/stat");
  const memory = new ProcFile("/proc/meminfo");
  const disks = new ProcFile("/proc/diskstats");
  const [cpuPressure, ioPressure, memoryPressure] = ["cpu", "io", "memory"].map(
    (resource) => new ProcFile(`/proc/pressure/${resource}`),
  );
  const files = [stat, memory, disks, cpuPressure, ioPressure, memoryPressure];
  const physicalDisks = findPhysicalDisks();
  const usable = { usableCores: availableCores(), ...omitUndefined({ usableMemoryBytes: cgroupLimits().memoryBytes }) };
  return {
    read() {
      const cpu = stat.read();
      if (cpu === undefined) return undefined;
      const pressure = {
        cpu: stalledMs(cpuPressure?.read()),
        io: stalledMs(ioPressure?.read()),
        memory: stalledMs(memoryPressure?.read()),
      };
      const pressureMs = omitUndefined(pressure);
      return {
        kind: "system",
        atMs: nowMs(),
        cores: coresIn(cpu),
        ...usable,
        ...memoryIn(memory.read(), usable.usableMemoryBytes),
        ...disksIn(disks.read(), physicalDisks),
        ...omitUndefined({ contextSwitches: numberAfter(/^ctxt (\d+)/m, cpu) }),
        ...(Object.keys(pressureMs).length === 0 ? {} : { pressureMs }),
      };
    },
    close() {
      for (const file of files) file?.close();
    },
  };
}

/** proc_stat(5): user nice system idle iowait irq softirq steal guest guest_nice. Guests are a part of user. */
function coresIn(text: string): SystemReading["cores"] {
  return [...text.matchAll(/^cpu\d+ (.*)$/gm)].map(([, line = ""]) => {
    const [user = 0, nice = 0, system = 0, , ioWait = 0, irq = 0, softIrq = 0, steal = 0] = line.split(" ").map(Number);
    return {
      busyMs: millis((user + nice + system + irq + softIrq) * msPerTick),
      stealMs: millis(steal * msPerTick),
      ioWaitMs: millis(ioWait * msPerTick),
    };
  });
}

function memoryIn(text = "", limitBytes = Number.POSITIVE_INFINITY) {
  const total = numberAfter(/^MemTotal:\s+(\d+) kB/m, text);
  const available = numberAfter(/^MemAvailable:\s+(\d+) kB/m, text);
  if (total === undefined || available === undefined) return {};
  return {
    memoryUsedBytes: bytes((total - available) * kibibyte),
    memoryTotalBytes: bytes(total * kibibyte),
    usableMemoryBytes: bytes(Math.min(limitBytes, total * kibibyte)),
  };
}

/** Columns of diskstats: major minor name reads merged sectors-read ms writes merged sectors-written ms waiting busy-ms … */
function disksIn(text: string | undefined, disks: ReadonlySet<string>) {
  if (text === undefined || disks.size === 0) return {};
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
  const own = rows.filter(([, , name = ""]) => disks.has(name));
  const sum = (column: number) => own.reduce((sectors, row) => sectors + Number(row[column]), 0) * sectorBytes;
  if (own.length === 0) return {};
  const diskBusyMs = own.map((row) => millis(Number(row[12])));
  return { diskReadBytes: bytes(sum(5)), diskWrittenBytes: bytes(sum(9)), diskBusyMs };
}

/** Whole disks. Partitions, and what is made of other disks or of memory, would count bytes twice. */
function findPhysicalDisks(): ReadonlySet<string> {
  try {
    const names = readdirSync("/sys/block");
    return new Set(names.filter((name) => !readlinkSync(`/sys/block/${name}`).includes("/devices/virtual/")));
  } catch {
    return new Set();
  }
}

/** Time in which some task was stalled: some avg10=0.00 avg60=0.00 avg300=0.00 total=12345, in microseconds. */
function stalledMs(text: string | undefined): Millis | undefined {
  const micros = text === undefined ? undefined : numberAfter(/^some .*total=(\d+)/m, text);
  return micros === undefined ? undefined : millis(micros / 1000);
}

function numberAfter(pattern: RegExp, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
