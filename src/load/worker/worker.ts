import { performance } from "node:perf_hooks";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Destination, Given, RequestStream, StreamSpec } from "../../model/http.ts";
import { millis, ratio } from "../../model/unit.ts";
import { play } from "../engine/playPhase.ts";
import { inTurn, Refused } from "../engine/setupRequests.ts";
import { startTicker, type Timekeeper } from "../engine/ticker.ts";
import type { Client } from "../http/client.ts";
import { clientFor, http1Client, undiciClient } from "../http/createClient.ts";
import { arrivalsOf } from "../schedule/arrivals.ts";
import { warmUp } from "./generatorWarmUp.ts";
import type { Answer, LoadWorker, Order, StreamOf, Unnumbered } from "./workerProtocol.ts";

/** The bundle's entry inside a worker thread. */
export function runWorker(streamOf: StreamOf): void {
  if (parentPort !== null) serveOrders(parentPort, workerData as LoadWorker, streamOf);
}

const sliceMs = millis(1000);

interface Target {
  readonly destination: Destination;
  readonly client: Client;
  readonly stream: RequestStream;
  readonly spec: StreamSpec;
}

function serveOrders(port: MessagePort, { entry, patienceMs }: LoadWorker, streamOf: StreamOf): void {
  const started = startTicker(entry);
  let targets: readonly Target[] = [];
  let stop = new AbortController();

  async function obey(order: Order): Promise<Unnumbered<Answer>> {
    const timekeeper = await started;
    switch (order.kind) {
      case "warm up": {
        const clientTo = order.client === "http1" ? http1Client : undiciClient;
        await warmUp((destination) => clientTo(destination, timekeeper), timekeeper, streamOf);
        return { kind: "done" };
      }
      case "connect":
        stop = new AbortController();
        targets = order.destinations.map((destination) => ({
          destination,
          client: clientFor(destination, timekeeper),
          stream: streamOf(order.stream),
          spec: order.stream,
        }));
        return { kind: "done" };
      case "set up":
        return { kind: "set up", given: await setUp(order.given, timekeeper) };
      case "play":
        return { kind: "played", played: await playPhase(order, timekeeper) };
      case "tear down":
        await Promise.all(targets.map((target) => inTurn("teardown", target, timekeeper)));
        return { kind: "done" };
      case "disconnect":
        stop.abort(new Error("disconnected"));
        await Promise.all(targets.map(({ client }) => client.close()));
        targets = [];
        return { kind: "done" };
    }
  }

  async function setUp(known: readonly Given[] | undefined, timekeeper: Timekeeper): Promise<readonly Given[]> {
    const all = targets.map(async (target, i) => {
      const given = known?.[i] ?? (await inTurn("setup", target, timekeeper));
      target.stream.begin(given);
      return given;
    });
    return await Promise.all(all);
  }

  async function playPhase(
    { phase, seed, firstTurn, share }: Extract<Order, { kind: "play" }>,
    timekeeper: Timekeeper,
  ) {
    const arrivals = arrivalsOf({ ...phase, seed, targets: targets.length === 2 ? 2 : 1 });
    const before = performance.eventLoopUtilization();
    const played = await play(
      {
        targets: targets.map(({ destination, client, stream }, i) => ({
          origin: destination.origin,
          client,
          stream,
          cursor: arrivals.cursor(i, share),
          time: arrivals.timeOf(i),
        })),
        durationMs: arrivals.lengthMs,
        firstTurn,
        maxConcurrentUsers: phase.maxConcurrentUsers,
        closed: phase.pattern.kind === "users",
        redirects: targets[0]?.destination.redirects ?? 0,
        timeoutMs: targets[0]?.destination.timeoutMs ?? patienceMs,
        sliceMs,
        patienceMs,
      },
      timekeeper,
      stop.signal,
    );
    const busyRatio = ratio(performance.eventLoopUtilization(before).utilization);
    return { ...played, busyRatio, clock: timekeeper.kind };
  }

  port.on("message", (order: Order) => {
    const send = (answer: Unnumbered<Answer>) => port.postMessage({ ...answer, id: order.id });
    obey(order).then(send, (error: Error) => {
      send({ kind: error instanceof Refused ? "refused" : "failed", message: error.message });
    });
  });
}
