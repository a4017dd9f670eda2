import { ProcFile } from "../../shell/procFile.ts";
import { threadName, threadsOf } from "../../shell/procfs.ts";

/** Files of more threads are opened for each reading, so that a process cannot use up our descriptors. */
const mostOpenFiles = 64;

/** HotSpot's collectors and .NET's. With one collector thread, HotSpot's VM Thread is it. */
const collectorPattern =
  /^(GC Thread|GC task|G1 |VM Thread|ZWorker|ZDriver|XWorker|Shenandoah|\.NET (Server |BG|Background )?GC)/;

interface ThreadState {
  readonly file: ProcFile;
  readonly isCollector: boolean;
  /** CPU time at the phase's first reading. */
  readonly firstNanos: number;
  /** The same with the time in the queue. */
  readonly firstWantedNanos: number;
  cpuNanos: number;
  waitNanos: number;
}

/** Cumulative times of a process's threads by the scheduler's account. Threads that have ended count. */
export class ThreadTimes {
  readonly #pid: number;
  readonly #threads = new Map<string, ThreadState>();
  #endedCpuNanos = 0;
  #endedWaitNanos = 0;
  #endedCollectorNanos: number | undefined;
  #isFirst = true;
  /** 0 if the kernel does not record it. */
  cpuNanos = 0;
  /** Time in which a thread was ready to run and had no core. */
  waitNanos = 0;
  /** CPU time of the busiest thread since the first reading. */
  busiestNanos = 0;
  /** Time on a core and in its queue of the thread that has most of it, since the first reading. */
  keenestNanos = 0;
  /** CPU time of the threads that collect garbage. `undefined` if there is none. */
  collectorNanos: number | undefined;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** `count`: how many threads the process has now. */
  read(count: number): void {
    for (const [thread, state] of this.#threads) this.#update(thread, state);
    if (this.#threads.size !== count) this.#findNew();
    this.#isFirst = false;
    this.cpuNanos = this.#endedCpuNanos;
    this.waitNanos = this.#endedWaitNanos;
    this.collectorNanos = this.#endedCollectorNanos;
    for (const { cpuNanos, waitNanos, firstNanos, firstWantedNanos, isCollector } of this.#threads.values()) {
      if (isCollector) this.collectorNanos = (this.collectorNanos ?? 0) + cpuNanos;
      this.cpuNanos += cpuNanos;
      this.waitNanos += waitNanos;
      this.busiestNanos = Math.max(this.busiestNanos, cpuNanos - firstNanos);
      this.keenestNanos = Math.max(this.keenestNanos, cpuNanos + waitNanos - firstWantedNanos);
    }
  }

  close(): void {
    for (const { file } of this.#threads.values()) file.close();
  }

  #findNew(): void {
    for (const thread of threadsOf(this.#pid)) {
      if (this.#threads.has(thread)) continue;
      const file = new ProcFile(`/proc/${this.#pid}/task/${thread}/schedstat`);
      const [cpuNanos, waitNanos] = timesIn(file.read());
      const isCollector = collectorPattern.test(threadName(this.#pid, thread));
      const [firstNanos, firstWantedNanos] = this.#isFirst ? [cpuNanos, cpuNanos + waitNanos] : [0, 0];
      const state = { file, isCollector, cpuNanos, waitNanos, firstNanos, firstWantedNanos };
      this.#threads.set(thread, state);
      this.#limitFiles(state);
    }
  }

  #update(thread: string, state: ThreadState): void {
    const text = state.file.read();
    if (text === undefined) {
      this.#endedCpuNanos += state.cpuNanos;
      this.#endedWaitNanos += state.waitNanos;
      if (state.isCollector) this.#endedCollectorNanos = (this.#endedCollectorNanos ?? 0) + state.cpuNanos;
      this.#threads.delete(thread);
      return;
    }
    [state.cpuNanos, state.waitNanos] = timesIn(text);
    this.#limitFiles(state);
  }

  #limitFiles({ file }: ThreadState): void {
    if (this.#threads.size > mostOpenFiles) file.close();
  }
}

/** schedstat: time on a core and time in its queue, both in ns, and how often it got a core. */
function timesIn(text = "0 0 0"): readonly [cpuNanos: number, waitNanos: number] {
  const [cpu, wait] = text.split(" ");
  return [Number(cpu), Number(wait)];
}
