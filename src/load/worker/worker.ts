import { performance } from "node:perf_hooks";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Destination, RequestStream, SetupResult, StreamSpec } from "../../model/http.ts";
import { millis, ratio } from "../../model/unit.ts";
import { playPhase } from "../engine/playPhase.ts";
import { sendSetupRequests } from "../engine/setupRequests.ts";
import { startTicker, type Timekeeper } from "../engine/ticker.ts";
import type { Client } from "../http/client.ts";
import { createClient } from "../http/createClient.ts";
import { arrivalsOf } from "../schedule/arrivals.ts";
import { warmUpGenerator } from "./generatorWarmUp.ts";
import { SetupsFailed, settleSetups } from "./settleSetups.ts";
import type {
  CreateStream,
  WithoutId,
  WorkerCommand,
  WorkerReply,
  WorkerResult,
  WorkerSettings,
} from "./workerProtocol.ts";

/** The bundle's entry inside a worker thread. */
export function runWorker(createStream: CreateStream): void {
  if (parentPort !== null) serveCommands(parentPort, workerData as WorkerSettings, createStream);
}

const sliceMs = millis(1000);

/** Targets of one pair get the same requests at the same times, and another pair gets others. */
const pairOf = (target: number): number => Math.floor(target / 2);

interface ConnectedTarget {
  readonly destination: Destination;
  readonly client: Client;
  readonly stream: RequestStream;
  readonly spec: StreamSpec;
}

function serveCommands(port: MessagePort, { entry, drainTimeoutMs }: WorkerSettings, createStream: CreateStream): void {
  const ticker = startTicker(entry);
  let targets: readonly ConnectedTarget[] = [];
  let stop = new AbortController();

  async function execute(command: WorkerCommand): Promise<WithoutId<WorkerReply>> {
    const timekeeper = await ticker;
    switch (command.kind) {
      case "warmUp":
        await warmUpGenerator(command.client, timekeeper, createStream);
        return { kind: "done" };
      case "connect":
        stop = new AbortController();
        targets = command.destinations.map((destination, i) => {
          const spec = { ...command.stream, seed: command.stream.seed + pairOf(i) };
          return { destination, client: createClient(destination, timekeeper), stream: createStream(spec), spec };
        });
        return { kind: "done" };
      case "setUp":
        return { kind: "setUpDone", results: await setUp(command.results, timekeeper) };
      case "playPhase":
        return { kind: "phaseDone", result: await runPhase(command, timekeeper) };
      case "tearDown":
        await settleSetups(targets.map((target) => sendSetupRequests("teardown", target, timekeeper)));
        return { kind: "done" };
      case "disconnect":
        stop.abort(new Error("disconnected"));
        await Promise.all(targets.map(({ client }) => client.close()));
        targets = [];
        return { kind: "done" };
    }
  }

  async function setUp(
    results: readonly SetupResult[] | undefined,
    timekeeper: Timekeeper,
  ): Promise<readonly SetupResult[]> {
    const perTarget = targets.map(async (target, i) => {
      const result = results?.[i] ?? (await sendSetupRequests("setup", target, timekeeper));
      target.stream.applySetup(result);
      return result;
    });
    return await settleSetups(perTarget);
  }

  async function runPhase(
    { phase, seed, firstIteration, share }: Extract<WorkerCommand, { kind: "playPhase" }>,
    timekeeper: Timekeeper,
  ): Promise<WorkerResult> {
    const loaded = targets.filter((_, i) => phase.target === undefined || i === phase.target);
    const sharers = loaded.length > 1 ? 2 : 1;
    const scheduled = loaded.map((target, i) => ({
      ...target,
      arrivals: arrivalsOf({ ...phase, seed: seed + pairOf(i), targets: sharers }),
    }));
    const before = performance.eventLoopUtilization();
    const result = await playPhase(
      {
        targets: scheduled.map(({ destination, client, stream, arrivals }, i) => ({
          origin: destination.origin,
          client,
          stream,
          cursor: arrivals.cursor(i % 2, share),
          timeline: arrivals.timeline(i % 2),
        })),
        durationMs: millis(Math.max(...scheduled.map(({ arrivals }) => arrivals.wallDurationMs))),
        firstIteration,
        maxConcurrentUsers: phase.maxConcurrentUsers,
        isClosedLoop: phase.pattern.kind === "users",
        redirects: targets[0]?.destination.redirects ?? 0,
        timeoutMs: targets[0]?.destination.timeoutMs ?? drainTimeoutMs,
        sliceMs,
        drainTimeoutMs,
      },
      timekeeper,
      stop.signal,
    );
    const busyRatio = ratio(performance.eventLoopUtilization(before).utilization);
    return { ...result, busyRatio, clock: timekeeper.kind };
  }

  port.on("message", (command: WorkerCommand) => {
    const send = (reply: WithoutId<WorkerReply>) => port.postMessage({ ...reply, id: command.id });
    execute(command).then(send, (error: Error) => {
      const { message } = error;
      if (error instanceof SetupsFailed) send({ kind: "setupFailed", message, problems: error.problems });
      else send({ kind: "error", message });
    });
  });
}
