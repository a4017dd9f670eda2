import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** Pull requests that are handed out at a time. */
const portion = 10;

/** Worker threads, one a core, that do tasks. */
export class Crew {
  #workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL("worker.js", import.meta.url), { execArgv: ["--disable-warning=ExperimentalWarning"] }),
  );

  /** The results of each task's pull requests, in their order. */
  async play(tasks) {
    const portions = tasks.flatMap((task, of) => portionsOf(task).map((part) => ({ of, task: part })));
    const results = portions.map(() => undefined);
    let next = 0;
    await Promise.all(
      this.#workers.map(async (worker) => {
        while (next < portions.length) {
          const id = next++;
          results[id] = await this.#ask(worker, { id, task: portions[id].task });
        }
      }),
    );
    return tasks.map((_, of) => results.filter((_, id) => portions[id].of === of).flat());
  }

  #ask(worker, message) {
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

function portionsOf({ runs, ...task }) {
  const starts = Array.from({ length: Math.ceil(runs / portion) }, (_, i) => i * portion);
  return starts.map((from) => ({ ...task, from, to: Math.min(runs, from + portion) }));
}
