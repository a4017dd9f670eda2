import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** The number of pull requests that a worker gets at a time. */
const batchSize = 10;

/** Worker threads that run tasks, one for each core. */
export class WorkerPool {
  #workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL("worker.js", import.meta.url), { execArgv: ["--disable-warning=ExperimentalWarning"] }),
  );

  /** The results of each task's pull requests, in order. */
  async run(tasks) {
    const batches = tasks.flatMap((task, taskIndex) => batchesOf(task).map((batch) => ({ taskIndex, batch })));
    const results = batches.map(() => undefined);
    let next = 0;
    await Promise.all(
      this.#workers.map(async (worker) => {
        while (next < batches.length) {
          const id = next++;
          results[id] = await this.#runOn(worker, { id, task: batches[id].batch });
        }
      }),
    );
    return tasks.map((_, taskIndex) => results.filter((_, id) => batches[id].taskIndex === taskIndex).flat());
  }

  #runOn(worker, message) {
    return new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", ({ results }) => {
        worker.off("error", reject);
        resolve(results);
      });
      worker.postMessage(message);
    });
  }

  async [Symbol.asyncDispose]() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function batchesOf({ runs, ...task }) {
  const starts = Array.from({ length: Math.ceil(runs / batchSize) }, (_, i) => i * batchSize);
  return starts.map((from) => ({ ...task, from, to: Math.min(runs, from + batchSize) }));
}
