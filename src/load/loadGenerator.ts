import { Worker } from "node:worker_threads";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Destination, Given, StreamSpec } from "../model/http.ts";
import type { GeneratorRecord, PhaseRecord } from "../model/record.ts";
import { millis } from "../model/unit.ts";
import { nowMs } from "../shell/clock.ts";
import { usesHttp1 } from "./http/createClient.ts";
import { leaveHeapsAlone } from "./worker/gc.ts";
import { mergedRecords } from "./worker/mergeRecords.ts";
import type { Answer, LoadWorker, Order, PhaseLoad, Unnumbered, WorkerPlayed } from "./worker/workerProtocol.ts";

/** How long after a phase's end an answer is still waited for. */
export const patienceMs = millis(10_000);

/**
 * The young generation of a worker's heap: large enough that its garbage collector hardly ever holds a request up. A
 * cold engine with the default told p99 79 ms of a 5 ms server, with a larger one 21 ms.
 */
const youngHeapMb = 32;

/** The load generator: threads of its own, so that nothing else that Loadgate does makes a request late. */
export interface Generator extends AsyncDisposable {
  /** To be awaited before anything is measured. */
  warmUp(client: GeneratorRecord["client"]): Promise<void>;
  /** Opens the way to one target, or to two that take turns, and sends each the setup. */
  connect(destinations: readonly Destination[], stream: StreamSpec): Promise<Connected>;
}

export interface Connected extends AsyncDisposable {
  /** Plays a phase and gives one record per target, in their order. */
  play(phase: PhaseLoad, seed: number): Promise<readonly PhaseRecord[]>;
  /** Sends each target the teardown. */
  tearDown(): Promise<void>;
}

/** `entry` is the file that starts as a worker thread; see index.ts. Every wait ends when `signal` aborts. */
export function startGenerator(entry: string, workers: number, signal: AbortSignal): Generator {
  leaveHeapsAlone();
  const crew = Array.from({ length: workers }, () => startThread(entry, signal));
  const all = <T>(what: (thread: Thread, i: number) => Promise<T>) => Promise.all(crew.map(what));

  async function connect(destinations: readonly Destination[], stream: StreamSpec): Promise<Connected> {
    await all((thread) => thread.order({ kind: "connect", destinations, stream }));
    const [first, ...others] = crew;
    const answer = await first?.order({ kind: "set up" });
    if (answer?.kind === "set up" && others.length > 0) await shareOut(others, answer.given);
    let firstTurn = 0;
    return {
      async play(phase, seed) {
        const shares = sharesOf(phase, crew.length);
        const before = { atMs: nowMs(), cpu: process.cpuUsage() };
        const played = await Promise.all(
          shares.map(({ places, ...share }, i) =>
            playedBy(crew[i], { phase: { ...phase, maxConcurrentUsers: places }, seed, firstTurn, share }),
          ),
        );
        const cpu = process.cpuUsage(before.cpu);
        firstTurn += Math.max(...played.map(({ turns }) => turns));
        const generator = {
          workers: shares.length,
          client: clientOf(destinations),
          atOnce: phase.pattern.kind === "burst" ? phase.pattern.size : 1,
          clock: played.every(({ clock }) => clock === "ticker") ? ("ticker" as const) : ("timer" as const),
          startMs: millis(Math.min(...played.map(({ startMs }) => startMs))),
          cpuMs: millis((cpu.user + cpu.system) / 1000),
          wallMs: millis(nowMs() - before.atMs),
          busyRatio: Math.max(...played.map(({ busyRatio }) => busyRatio)),
          longestStallMs: Math.max(...played.map(({ longestStallMs }) => longestStallMs)),
        };
        return destinations.map((_, i) => ({
          ...mergedRecords(played.flatMap(({ records }) => records[i] ?? [])),
          generator,
        }));
      },
      async tearDown() {
        await first?.order({ kind: "tear down" });
      },
      async [Symbol.asyncDispose]() {
        if (!signal.aborted) await all((thread) => thread.order({ kind: "disconnect" }));
      },
    };
  }

  return {
    async warmUp(client) {
      await all((thread) => thread.order({ kind: "warm up", client }));
    },
    connect,
    async [Symbol.asyncDispose]() {
      await all((thread) => thread.end());
    },
  };
}

/** What the targets are reached with. */
export function clientOf(destinations: readonly Pick<Destination, "origin" | "http2">[]): GeneratorRecord["client"] {
  return destinations.every(usesHttp1) ? "http1" : "undici";
}

/** Each worker's turns and places: no worker without a place. */
export function sharesOf({ maxConcurrentUsers }: PhaseLoad, crew: number) {
  const workers = Math.min(crew, maxConcurrentUsers);
  return Array.from({ length: workers }, (_, worker) => ({
    worker,
    workers,
    places: Math.floor((maxConcurrentUsers + workers - 1 - worker) / workers),
  }));
}

async function shareOut(threads: readonly Thread[], given: readonly Given[]): Promise<void> {
  await Promise.all(threads.map((thread) => thread.order({ kind: "set up", given })));
}

async function playedBy(
  thread: Thread | undefined,
  what: Omit<Extract<Order, { kind: "play" }>, "id" | "kind">,
): Promise<WorkerPlayed> {
  const answer = await thread?.order({ kind: "play", ...what });
  if (answer?.kind !== "played") throw new Error("the load generator has not played what it was asked to");
  return answer.played;
}

interface Thread {
  order(what: Unnumbered<Order>): Promise<Answer>;
  end(): Promise<void>;
}

function startThread(entry: string, signal: AbortSignal): Thread {
  const worker = new Worker(entry, {
    workerData: { kind: "load", entry, patienceMs } satisfies LoadWorker,
    resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
  });
  const died = Promise.withResolvers<never>();
  died.promise.catch(() => {});
  worker.once("error", (cause) => died.reject(new Error("the load generator crashed", { cause })));
  const abort = () => died.reject(signal.reason);
  signal.addEventListener("abort", abort);
  const waiting = new Map<number, (answer: Answer) => void>();
  worker.on("message", (answer: Answer) => waiting.get(answer.id)?.(answer));
  let nextId = 0;
  return {
    async order(what) {
      signal.throwIfAborted();
      const id = nextId++;
      const { promise: answered, resolve } = Promise.withResolvers<Answer>();
      waiting.set(id, resolve);
      worker.postMessage({ ...what, id } satisfies Order);
      const answer = await Promise.race([answered, died.promise]).finally(() => waiting.delete(id));
      if (answer.kind === "refused") throw new CouldNotMeasure(answer.message);
      if (answer.kind === "failed") throw new Error(`the load generator failed: ${answer.message}`);
      return answer;
    },
    async end() {
      signal.removeEventListener("abort", abort);
      await worker.terminate();
    },
  };
}
