import { pageSize } from "../../shell/pageSize.ts";
import { countOpenFiles, openFilesLimit } from "../../shell/processFiles.ts";
import { ProcFile } from "../../shell/procFile.ts";
import { executableOf, type ProcessStat, parseStat } from "../../shell/procfs.ts";
import { ThreadSwitches } from "./threadSwitches.ts";
import { ThreadTimes } from "./threadTimes.ts";

/** Linux has the same value for user space on every platform. */
const msPerTick = 10;
const pageBytes = pageSize();

/**
 * What one process and its ended children have used so far, and what it has now. Its children count from the moment at
 * which it has waited for them. A value is absent if it cannot be seen, or was not read this time.
 */
export interface ProcessCounters {
  readonly cpuMs: number;
  readonly userMs: number;
  readonly systemMs: number;
  readonly rssBytes: number;
  readonly threads: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly runQueueMs?: number;
  readonly busiestThreadMs?: number;
  readonly keenestThreadMs?: number;
  readonly gcMs?: number;
  readonly readBytes?: number;
  readonly writtenBytes?: number;
  readonly fileDescriptors?: number;
  readonly openFilesRatio?: number;
  readonly voluntarySwitches?: number;
  readonly involuntarySwitches?: number;
  readonly pssBytes?: number;
}

/** Interpreters whose lock lets one thread run at a time. A python3.13t has none. */
const oneAtATimePattern = /^(python|ruby)[\d.]*$/;

/** Which of the dear parts were read this time. The others are left out. */
export interface FreshParts {
  readonly threads: boolean;
  readonly files: boolean;
  readonly switches: boolean;
  readonly pss: boolean;
}

/** One process of a tree. */
export class TreeMember {
  readonly pid: number;
  readonly #startTicks: number;
  readonly #statFile: ProcFile;
  readonly #ioFile: ProcFile;
  readonly #threads: ThreadTimes;
  readonly #switches: ThreadSwitches;
  #stat: ProcessStat;
  #disk: Pick<ProcessCounters, "readBytes" | "writtenBytes"> = {};
  #fileDescriptors: number | undefined;
  #openFilesRatio: number | undefined;
  #pssBytes: number | undefined;
  /** CPU time at the first reading of the threads, if they run one at a time: they count as one. */
  #oneThreadFromMs: number | undefined;
  #hasReadThreads = false;
  /** True if it belongs to another user, so that some values cannot be seen. */
  isForbidden = false;

  constructor(stat: ProcessStat) {
    const { pid, startTicks } = stat;
    this.pid = pid;
    this.#startTicks = startTicks;
    this.#stat = stat;
    this.#statFile = new ProcFile(`/proc/${pid}/stat`);
    this.#ioFile = new ProcFile(`/proc/${pid}/io`);
    this.#threads = new ThreadTimes(pid);
    this.#switches = new ThreadSwitches(pid);
  }

  get parent(): number {
    return this.#stat.parent;
  }

  get isZombie(): boolean {
    return this.#stat.isZombie;
  }

  /** CPU time of the children that it has waited for. */
  get reapedMs(): number {
    return (this.#stat.reapedUserTicks + this.#stat.reapedSystemTicks) * msPerTick;
  }

  /** Reads what is cheap. Returns false once the process has ended and its parent, or init, has waited for it. */
  read(): boolean {
    const text = this.#statFile.read();
    const stat = text === undefined ? undefined : parseStat(this.pid, text);
    if (stat?.startTicks !== this.#startTicks) return false;
    this.#stat = stat;
    this.#readDisk();
    return true;
  }

  readThreads(): void {
    this.#threads.read(this.isZombie ? 0 : this.#stat.threads);
    if (!this.#hasReadThreads && oneAtATimePattern.test(executableOf(this.pid))) this.#oneThreadFromMs = this.#ownMs;
    this.#hasReadThreads = true;
  }

  readFiles(): void {
    this.#fileDescriptors = this.isZombie ? 0 : countOpenFiles(this.pid);
    // Some runtimes raise it when they start.
    const limit = openFilesLimit(this.pid);
    this.#openFilesRatio = limit === undefined ? undefined : (this.#fileDescriptors ?? 0) / limit;
  }

  readSwitches(): void {
    this.#switches.read();
  }

  readPss(): void {
    const file = new ProcFile(`/proc/${this.pid}/smaps_rollup`);
    const kibibytes = /^Pss:\s+(\d+) kB/m.exec(file.read() ?? "")?.[1];
    file.close();
    this.#pssBytes = this.isZombie ? 0 : kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  }

  /** The counters as they were read. */
  counters(fresh: FreshParts): ProcessCounters {
    const { userTicks, systemTicks, reapedUserTicks, reapedSystemTicks, rssPages } = this.#stat;
    const { cpuNanos, waitNanos, collectorNanos } = this.#threads;
    const { voluntary, involuntary } = this.#switches;
    // A kernel that does not record a thread's times reports 0 for all of them.
    const hasTimes = fresh.threads && cpuNanos > 0;
    const hasSwitches = fresh.switches && voluntary + involuntary > 0;
    return {
      cpuMs: this.#ownMs + this.reapedMs,
      userMs: (userTicks + reapedUserTicks) * msPerTick,
      systemMs: (systemTicks + reapedSystemTicks) * msPerTick,
      rssBytes: rssPages * pageBytes,
      threads: this.isZombie ? 0 : this.#stat.threads,
      minorFaults: this.#stat.minorFaults,
      majorFaults: this.#stat.majorFaults,
      ...this.#disk,
      ...(hasTimes ? { runQueueMs: waitNanos / 1e6, ...this.#busiestThread() } : {}),
      ...(fresh.threads && collectorNanos !== undefined ? { gcMs: collectorNanos / 1e6 } : {}),
      ...(hasSwitches ? { voluntarySwitches: voluntary, involuntarySwitches: involuntary } : {}),
      ...(fresh.files && this.#fileDescriptors !== undefined ? { fileDescriptors: this.#fileDescriptors } : {}),
      ...(fresh.files && this.#openFilesRatio !== undefined ? { openFilesRatio: this.#openFilesRatio } : {}),
      ...(fresh.pss && this.#pssBytes !== undefined ? { pssBytes: this.#pssBytes } : {}),
    };
  }

  /** Without its children. Two lower bounds: the count is cut to ticks of 10 ms, and threads may have ended unseen. */
  get #ownMs(): number {
    const { userTicks, systemTicks } = this.#stat;
    return Math.max((userTicks + systemTicks) * msPerTick, this.#threads.cpuNanos / 1e6);
  }

  #busiestThread(): Pick<ProcessCounters, "busiestThreadMs" | "keenestThreadMs"> {
    const { busiestNanos, keenestNanos } = this.#threads;
    const busiestThreadMs =
      this.#oneThreadFromMs === undefined ? busiestNanos / 1e6 : this.#ownMs - this.#oneThreadFromMs;
    return { busiestThreadMs, keenestThreadMs: Math.max(keenestNanos / 1e6, busiestThreadMs) };
  }

  close(): void {
    this.#statFile.close();
    this.#ioFile.close();
    this.#threads.close();
  }

  /** The kernel adds the bytes of its ended threads and children. Another user's process does not show them. */
  #readDisk(): void {
    const [, read, written] = diskLines.exec(this.#ioFile.read() ?? "") ?? [];
    if (this.#ioFile.isForbidden) {
      this.isForbidden = true;
      this.#disk = {};
    } else if (read !== undefined) this.#disk = { readBytes: Number(read), writtenBytes: Number(written) };
  }
}

const diskLines = /^read_bytes: (\d+)\nwrite_bytes: (\d+)/m;
