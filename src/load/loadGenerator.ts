import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { CouldNotMeasure, SetupFailure } from "../model/errors.ts";
import type { Destination, SetupResult, StreamSpec } from "../model/http.ts";
import { millis } from "../model/unit.ts";
import { nowMs } from "../shell/clock.ts";
import { openFileLimit } from "../shell/fileLimit.ts";
import { machineProblem } from "./connectionProblem.ts";
import { type ClientKind, clientKindOf } from "./http/createClient.ts";
import type { LoadEngine, LoadSession, PhaseLoad } from "./loadEngine.ts";
import type { WorkerShare } from "./schedule/arrivals.ts";
import { largestBurst } from "./schedule/peakRate.ts";
import { machineUserLimit, userLimitRecord } from "./userLimit.ts";
import { mergeRecords } from "./worker/mergeRecords.ts";
import type { WithoutId, WorkerCommand, WorkerReply, WorkerResult, WorkerSettings } from "./worker/workerProtocol.ts";

/** How long to wait for responses after a phase's end. */
export const drainTimeoutMs = millis(10_000);

/**
 * The young generation of a worker's heap. It is large, so that garbage collection hardly ever delays a request. With
 * the default size a cold engine measured a p99 of 79 ms for a 5 ms server, with a larger one 21 ms.
 */
const youngHeapMb = 32;

/**
 * The load generator. It sends from threads of its own, so that nothing else in Loadgate makes a request late.
 * `entry` is the file that starts as a worker thread; see index.ts. Every wait ends when `signal` aborts.
 */
export function startLoadGenerator(entry: string, workers: number, signal: AbortSignal): LoadEngine {
  disableIdleGc();
  const threads = Array.from({ length: workers }, () => startThread(entry, signal));
  const warmClients = new Set<ClientKind>();
  return {
    async warmUp(destinations) {
      for (const client of new Set(destinations.map(clientKindOf))) {
        if (warmClients.has(client)) continue;
        await Promise.all(threads.map((thread) => thread.run({ kind: "warmUp", client })));
        warmClients.add(client);
      }
    },
    connect: (destinations, stream) => connectThreads(threads, destinations, stream, signal),
    async [Symbol.asyncDispose]() {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

/**
 * Keeps V8 from shrinking the heaps of idle threads, eight seconds after their last collection: that delays requests by
 * some milliseconds. Also lets the warm-up collect garbage. Must run before the threads start.
 */
function disableIdleGc(): void {
  setFlagsFromString("--no-memory-reducer");
  setFlagsFromString("--expose-gc");
}

/** The setup runs once, on the first thread. The others get its results. */
async function connectThreads(
  threads: readonly Thread[],
  destinations: readonly Destination[],
  stream: StreamSpec,
  signal: AbortSignal,
): Promise<LoadSession> {
  await Promise.all(threads.map((thread) => thread.run({ kind: "connect", destinations, stream })));
  const [first, ...others] = threads;
  const reply = await first?.run({ kind: "setUp" });
  if (reply?.kind === "setUpDone") await applySetup(others, reply.results);
  let firstIteration = 0;
  return {
    async playPhase(phase, seed) {
      const source = phase.maxConcurrentUsers === undefined ? "machine" : "config";
      const limit = phase.maxConcurrentUsers ?? machineUserLimit(openFileLimit(), destinations.length);
      const startMs = nowMs();
      const cpuBefore = process.cpuUsage();
      const results = await Promise.all(
        workerShares({ maxConcurrentUsers: limit }, threads.length).map(({ maxConcurrentUsers, ...share }, i) =>
          playShare(threads[i], { phase: { ...phase, maxConcurrentUsers }, seed, firstIteration, share }),
        ),
      );
      const cpu = process.cpuUsage(cpuBefore);
      firstIteration += Math.max(...results.map(({ iterations }) => iterations));
      const generator = {
        ...generatorRecord(results, phase),
        client: clientKind(destinations),
        cpuMs: millis((cpu.user + cpu.system) / 1000),
        wallMs: millis(nowMs() - startMs),
      };
      const loaded = destinations.filter((_, i) => phase.target === undefined || i === phase.target);
      const targets = loaded.map(({ origin }, i) => {
        const waits = results.flatMap(({ userWaits }) => userWaits[i] ?? []);
        const userLimit = userLimitRecord(waits, { limit, source, pattern: phase.pattern });
        const record = mergeRecords(results.flatMap(({ records }) => records[i] ?? []));
        return { origin, record: { ...record, userLimit, generator } };
      });
      const problem = machineProblem(targets);
      if (problem !== undefined) throw new CouldNotMeasure(problem);
      return targets.map(({ record }) => record);
    },
    async tearDown() {
      await first?.run({ kind: "tearDown" });
    },
    async [Symbol.asyncDispose]() {
      if (!signal.aborted) await Promise.all(threads.map((thread) => thread.run({ kind: "disconnect" })));
    },
  };
}

async function applySetup(threads: readonly Thread[], results: readonly SetupResult[]): Promise<void> {
  await Promise.all(threads.map((thread) => thread.run({ kind: "setUp", results })));
}

function generatorRecord(results: readonly WorkerResult[], { pattern }: PhaseLoad) {
  return {
    workers: results.length,
    largestBurst: largestBurst(pattern),
    clock: results.every(({ clock }) => clock === "ticker") ? ("ticker" as const) : ("timer" as const),
    busyRatio: Math.max(...results.map(({ busyRatio }) => busyRatio)),
    longestStallMs: millis(Math.max(...results.map(({ longestStallMs }) => longestStallMs))),
  };
}

/** The client of these destinations. If they need two, it is the one that costs more. */
function clientKind(destinations: readonly Pick<Destination, "origin" | "http2">[]): ClientKind {
  return destinations.map(clientKindOf).find((kind) => kind !== "http1") ?? "http1";
}

type UserCount = Required<Pick<PhaseLoad, "maxConcurrentUsers">>;

/** Each worker's share of the iterations and of the concurrent users. Workers beyond the number of users get none. */
export function workerShares({ maxConcurrentUsers }: UserCount, threads: number): readonly (WorkerShare & UserCount)[] {
  const workers = Math.min(threads, maxConcurrentUsers);
  return Array.from({ length: workers }, (_, worker) => ({
    worker,
    workers,
    maxConcurrentUsers: Math.floor((maxConcurrentUsers + workers - 1 - worker) / workers),
  }));
}

async function playShare(
  thread: Thread | undefined,
  command: Omit<Extract<WorkerCommand, { kind: "playPhase" }>, "id" | "kind">,
): Promise<WorkerResult> {
  const reply = await thread?.run({ kind: "playPhase", ...command });
  if (reply?.kind !== "phaseDone") throw new Error("a worker of the load generator returned no result of the phase");
  return reply.result;
}

interface Thread {
  /** Throws SetupFailure if setup or teardown failed, and an Error if the worker did. */
  run(command: WithoutId<WorkerCommand>): Promise<WorkerReply>;
  end(): Promise<void>;
}

function startThread(entry: string, signal: AbortSignal): Thread {
  const worker = new Worker(entry, {
    workerData: { kind: "load", entry, drainTimeoutMs } satisfies WorkerSettings,
    resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
  });
  const crash = Promise.withResolvers<never>();
  crash.promise.catch(() => {});
  worker.once("error", (cause) => crash.reject(new Error("the load generator crashed", { cause })));
  const abort = () => crash.reject(signal.reason);
  signal.addEventListener("abort", abort);
  const waiting = new Map<number, (reply: WorkerReply) => void>();
  worker.on("message", (reply: WorkerReply) => waiting.get(reply.id)?.(reply));
  let nextId = 0;
  return {
    async run(command) {
      signal.throwIfAborted();
      const id = nextId++;
      const response = Promise.withResolvers<WorkerReply>();
      waiting.set(id, response.resolve);
      worker.postMessage({ ...command, id } satisfies WorkerCommand);
      const reply = await Promise.race([response.promise, crash.promise]).finally(() => waiting.delete(id));
      if (reply.kind === "setupFailed") throw new SetupFailure(reply.message, reply.problems);
      if (reply.kind === "error") throw new Error(`the load generator failed: ${reply.message}`);
      return reply;
    },
    async end() {
      signal.removeEventListener("abort", abort);
      await worker.terminate();
    },
  };
}
