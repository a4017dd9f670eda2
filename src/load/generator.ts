import { Worker } from "node:worker_threads";
import type { Phase, RequestSpec } from "../model/plan.ts";
import type { PhaseRecord } from "../model/record.ts";
import { millis } from "../model/unit.ts";
import type { Answer, LoadWorker, Order } from "./worker.ts";

/** How long after a phase's end an answer is still waited for, and what any one answer may take. */
export const patienceMs = millis(10_000);

/** The load generator: a thread of its own, so that nothing else that Loadgate does makes a request late. */
export interface Generator extends AsyncDisposable {
  /** Opens the way to one target, or to two that take turns. */
  connect(origins: readonly string[], requests: readonly RequestSpec[]): Promise<Connected>;
}

export interface Connected extends AsyncDisposable {
  /** Plays a phase and gives one record per target, in their order. */
  play(
    phase: Pick<Phase, "pattern" | "durationMs" | "maxConcurrentUsers">,
    seed: number,
  ): Promise<readonly PhaseRecord[]>;
}

/** `entry` is the file that starts as a worker thread; see index.ts. Every wait ends when `signal` aborts. */
export function startGenerator(entry: string, signal: AbortSignal): Generator {
  const worker = new Worker(entry, { workerData: { kind: "load", entry, patienceMs } satisfies LoadWorker });
  const died = Promise.withResolvers<never>();
  died.promise.catch(() => {});
  worker.once("error", (cause) => died.reject(new Error("the load generator crashed", { cause })));
  const abort = () => died.reject(signal.reason);
  let nextId = 0;
  signal.addEventListener("abort", abort);

  const waiting = new Map<number, (answer: Answer) => void>();
  worker.on("message", (answer: Answer) => waiting.get(answer.id)?.(answer));

  async function order(what: Unnumbered<Order>): Promise<readonly PhaseRecord[]> {
    signal.throwIfAborted();
    const id = nextId++;
    const { promise: answered, resolve } = Promise.withResolvers<Answer>();
    waiting.set(id, resolve);
    worker.postMessage({ ...what, id } satisfies Order);
    const answer = await Promise.race([answered, died.promise]).finally(() => waiting.delete(id));
    if (answer.kind === "failed") throw new Error(`the load generator failed: ${answer.message}`);
    return answer.records;
  }

  return {
    async connect(origins, requests) {
      await order({ kind: "connect", origins, requests: requests.map(wired) });
      return {
        play: ({ pattern, durationMs, maxConcurrentUsers }, seed) =>
          order({
            kind: "play",
            schedule: { pattern, durationMs, seed },
            maxConcurrentUsers,
            weights: requests.map(({ weight }) => weight),
          }),
        async [Symbol.asyncDispose]() {
          if (!signal.aborted) await order({ kind: "disconnect" });
        },
      };
    },
    async [Symbol.asyncDispose]() {
      signal.removeEventListener("abort", abort);
      await worker.terminate();
    },
  };
}

type Unnumbered<T> = T extends unknown ? Omit<T, "id"> : never;

function wired({ name, method, path, headers, body, expectStatus }: RequestSpec) {
  return {
    name,
    method,
    path,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(expectStatus === undefined ? {} : { expectStatus }),
  };
}
