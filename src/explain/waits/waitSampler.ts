import { arch } from "node:process";
import type { WaitsRecord } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { threadsOf } from "../../shell/procfs.ts";
import { descriptorTarget, firstPolled, readThreadSyscall, type ThreadSyscall } from "../../shell/threadSyscall.ts";
import { syscallKind } from "./syscalls.ts";

type Wait = WaitsRecord["waits"][number];

/** Longer lists are those of an event loop, which waits for all of its connections. */
const mostPolled = 2n;

/**
 * Looks again and again at what each thread waits for. The number of waiting threads times the time is the sum of their
 * waits (Little).
 */
export class WaitSampler {
  readonly #listening: ReadonlySet<string>;
  /** By path. */
  readonly #files = new Map<string, Millis>();
  /** By inode. */
  readonly #sockets = new Map<string, Millis>();
  /** By thread. */
  readonly #locks = new Map<string, Millis>();
  /** Threads that talk to a client or to another service. */
  readonly #talking = new Set<string>();
  /** The threads of the first sample, and of the last one. */
  #first: ReadonlySet<string> | undefined;
  #last: ReadonlySet<string> = new Set();
  /** False if another user's threads cannot be seen. */
  isAllowed = true;
  /** False if the system does not show what threads wait for. */
  isOffered = false;

  /** `listening`: the inodes of the sockets at which the service waits for clients. */
  constructor(listening: ReadonlySet<string>) {
    this.#listening = listening;
  }

  /** `sinceMs`: since the sample before. */
  sample(pids: readonly number[], sinceMs: Millis): void {
    const present = new Set<string>();
    for (const pid of pids) {
      for (const thread of threadsOf(pid)) {
        present.add(thread);
        const call = readThreadSyscall(pid, thread);
        if (call === "forbidden") this.isAllowed = false;
        else if (call !== undefined) this.isOffered = true;
        if (typeof call === "object") this.#take(pid, thread, call, sinceMs);
      }
    }
    this.#first ??= present;
    this.#last = present;
  }

  /** For locks and files. Idle threads of a pool sleep like those that wait for a lock, but they wait for no socket. */
  waits(): readonly Wait[] {
    const lockMs = [...this.#locks].reduce((sum, [thread, ms]) => sum + (this.#answers(thread) ? ms : 0), 0);
    const files = [...this.#files].map(([name, timeMs]) => ({ for: "disk", name, timeMs }) as const);
    return [{ for: "lock", timeMs: millis(lockMs) }, ...files];
  }

  /** For sockets, by inode. */
  sockets(): ReadonlyMap<string, Millis> {
    return this.#sockets;
  }

  /** Some servers start a thread for each request, which is gone before it is seen at its socket. */
  #answers(thread: string): boolean {
    const cameAndWent = this.#first?.has(thread) === false && !this.#last.has(thread);
    return this.#talking.has(thread) || cameAndWent;
  }

  #take(pid: number, thread: string, { number, first, second }: ThreadSyscall, sinceMs: Millis): void {
    const kind = syscallKind(number, arch);
    if (kind === "lock") add(this.#locks, thread, sinceMs);
    if (kind === undefined || kind === "lock" || (kind === "poll" && second > mostPolled)) return;
    const descriptor = kind === "poll" ? firstPolled(pid, first) : Number(first);
    const target = descriptor === undefined ? undefined : descriptorTarget(pid, descriptor);
    const inode = /^socket:\[(\d+)\]$/.exec(target ?? "")?.[1];
    if (inode !== undefined) {
      if (this.#listening.has(inode)) return;
      add(this.#sockets, inode, sinceMs);
      this.#talking.add(thread);
    } else if (kind === "descriptor" && target?.startsWith("/") === true && !target.startsWith("/dev/"))
      add(this.#files, target.replace(/ \(deleted\)$/, ""), sinceMs);
  }
}

function add(times: Map<string, Millis>, key: string, sinceMs: Millis): void {
  times.set(key, millis((times.get(key) ?? 0) + sinceMs));
}
