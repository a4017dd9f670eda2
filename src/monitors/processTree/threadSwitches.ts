import { readThreadStatus } from "../../shell/processFiles.ts";
import { threadsOf } from "../../shell/procfs.ts";

type Switches = readonly [voluntary: number, involuntary: number];

/** Cumulative context switches of a process's threads. A thread that has ended counts with what was last seen of it. */
export class ThreadSwitches {
  readonly #pid: number;
  /** By thread. */
  readonly #last = new Map<string, Switches>();

  constructor(pid: number) {
    this.#pid = pid;
  }

  voluntary = 0;
  involuntary = 0;

  read(): void {
    for (const thread of threadsOf(this.#pid)) {
      const [, voluntary, involuntary] = switchLines.exec(readThreadStatus(this.#pid, thread) ?? "") ?? [];
      if (voluntary !== undefined) this.#take(thread, [Number(voluntary), Number(involuntary)]);
    }
  }

  #take(thread: string, now: Switches): void {
    const before = this.#last.get(thread) ?? [0, 0];
    // A count that went back is that of another thread with the same number.
    const isOther = now[0] < before[0] || now[1] < before[1];
    this.voluntary += now[0] - (isOther ? 0 : before[0]);
    this.involuntary += now[1] - (isOther ? 0 : before[1]);
    this.#last.set(thread, now);
  }
}

const switchLines = /^voluntary_ctxt_switches:\s+(\d+)\nnonvoluntary_ctxt_switches:\s+(\d+)/m;
