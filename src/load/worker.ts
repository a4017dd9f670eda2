import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { PhaseRecord } from "../model/record.ts";
import type { Millis } from "../model/unit.ts";
import { arrivalsOf, type Schedule } from "./arrivals.ts";
import { play } from "./engine.ts";
import type { Sender, WireRequest } from "./sender.ts";
import { startTicker, type TickerMemory, tick } from "./ticker.ts";
import { undiciSender } from "./undiciSender.ts";
import { warmUp } from "./warmUp.ts";

/** What the main thread asks of the load worker; each order is answered once, by its id. */
export type Order = { readonly id: number } & (
  | { readonly kind: "connect"; readonly origins: readonly string[]; readonly requests: readonly WireRequest[] }
  | {
      readonly kind: "play";
      readonly schedule: Omit<Schedule, "weights" | "targets">;
      readonly maxConcurrentUsers: number;
      readonly weights: readonly number[];
    }
  /** Breaks off what is played. */
  | { readonly kind: "disconnect" }
);

export type Answer = { readonly id: number } & (
  | { readonly kind: "done"; readonly records: readonly PhaseRecord[] }
  | { readonly kind: "failed"; readonly message: string }
);

export interface LoadWorker {
  readonly kind: "load";
  readonly entry: string;
  readonly patienceMs: Millis;
}

/** The bundle's entry inside a worker thread. */
export function runWorker(): void {
  const data = workerData as LoadWorker | TickerMemory;
  if (data.kind === "ticker") tick(data);
  else if (parentPort !== null) serveOrders(parentPort, data);
}

function serveOrders(port: MessagePort, { entry, patienceMs }: LoadWorker): void {
  const clock = startTicker(entry);
  const warm = warmUp(clock);
  let requests: readonly WireRequest[] = [];
  let senders: readonly Sender[] = [];
  let stop = new AbortController();

  async function obey(order: Order): Promise<readonly PhaseRecord[]> {
    await warm;
    switch (order.kind) {
      case "connect":
        stop = new AbortController();
        requests = order.requests;
        senders = order.origins.map((origin) => undiciSender(origin, requests, clock, patienceMs));
        return [];
      case "disconnect":
        stop.abort(new Error("disconnected"));
        await Promise.all(senders.map((sender) => sender.close()));
        senders = [];
        return [];
      case "play": {
        const targets = senders.length === 2 ? 2 : 1;
        return await play(
          {
            arrivals: arrivalsOf({ ...order.schedule, weights: order.weights, targets }),
            durationMs: order.schedule.durationMs,
            maxConcurrentUsers: order.maxConcurrentUsers,
            patienceMs,
            requestNames: requests.map(({ name }) => name),
          },
          senders,
          clock,
          stop.signal,
        );
      }
    }
  }

  port.on("message", (order: Order) => {
    obey(order).then(
      (records) => port.postMessage({ id: order.id, kind: "done", records } satisfies Answer),
      (error: Error) => port.postMessage({ id: order.id, kind: "failed", message: error.message } satisfies Answer),
    );
  });
}
