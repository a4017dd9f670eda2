import { once } from "node:events";
import { createServer } from "node:net";
import { millis, perSec } from "../model/unit.ts";
import type { Clock } from "../shell/clock.ts";
import { arrivalsOf } from "./arrivals.ts";
import { play } from "./engine.ts";
import { undiciSender } from "./undiciSender.ts";

const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/**
 * Sends a first half second of load to a sink of our own: a cold generator is slow and late, and would bill that to the
 * first phase of the service.
 */
export async function warmUp(clock: Clock): Promise<void> {
  const sink = createServer((socket) => {
    socket.on("data", () => socket.write(answer));
    socket.on("error", () => {});
  });
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const address = sink.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  const request = { name: "warm-up", method: "GET", path: "/", headers: {} };
  const sender = undiciSender(`http://127.0.0.1:${address.port}`, [request], clock, millis(1000));
  const durationMs = millis(500);
  const arrivals = arrivalsOf({
    pattern: { kind: "constant", ratePerSec: perSec(1000) },
    durationMs,
    seed: 1,
    weights: [1],
    targets: 1,
  });
  await play(
    { arrivals, durationMs, maxConcurrentUsers: 20, patienceMs: millis(1000), requestNames: [""] },
    [sender],
    clock,
  );
  await sender.close();
  sink.close();
}
