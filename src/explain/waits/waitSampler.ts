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
  readonly #waits = new Map<string, Wait>();
  readonly #sockets = new Map<string, Millis>();
  /** False if another user's threads cannot be seen. */
  isAllowed = true;
  /** False if the system does not show what threads wait for. */
  isOffered = false;

  /** `sinceMs`: since the sample before. */
  sample(pids: readonly number[], sinceMs: Millis): void {
    for (const pid of pids) {
      for (const thread of threadsOf(pid)) {
        const call = readThreadSyscall(pid, thread);
        if (call === "forbidden") this.isAllowed = false;
        else if (call !== undefined) this.isOffered = true;
        if (typeof call === "object") this.#take(pid, call, sinceMs);
      }
    }
  }

  /** For locks and files. */
  waits(): readonly Wait[] {
    return [...this.#waits.values()];
  }

  /** For sockets, by inode. */
  sockets(): ReadonlyMap<string, Millis> {
    return this.#sockets;
  }

  #take(pid: number, { number, first, second }: ThreadSyscall, sinceMs: Millis): void {
    const kind = syscallKind(number, arch);
    if (kind === "lock") this.#add({ for: "lock" }, sinceMs);
    if (kind === undefined || kind === "lock" || (kind === "poll" && second > mostPolled)) return;
    const descriptor = kind === "poll" ? firstPolled(pid, first) : Number(first);
    const target = descriptor === undefined ? undefined : descriptorTarget(pid, descriptor);
    const inode = /^socket:\[(\d+)\]$/.exec(target ?? "")?.[1];
    if (inode !== undefined) this.#sockets.set(inode, millis((this.#sockets.get(inode) ?? 0) + sinceMs));
    else if (kind === "descriptor" && target?.startsWith("/") === true && !target.startsWith("/dev/"))
      this.#add({ for: "disk", name: target.replace(/ \(deleted\)$/, "") }, sinceMs);
  }

  #add(wait: Omit<Wait, "timeMs">, sinceMs: Millis): void {
    const key = `${wait.for} ${wait.name ?? ""}`;
    this.#waits.set(key, { ...wait, timeMs: millis((this.#waits.get(key)?.timeMs ?? 0) + sinceMs) });
  }
}
