import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Destination } from "../../model/http.ts";
import type { LoadPattern, RequestSpec } from "../../model/plan.ts";
import { type Millis, millis, perSec } from "../../model/unit.ts";
import { play } from "../engine/playPhase.ts";
import type { Timekeeper } from "../engine/ticker.ts";
import type { Client } from "../http/client.ts";
import { arrivalsOf } from "../schedule/arrivals.ts";
import { collectGarbage } from "./gc.ts";
import type { StreamOf } from "./workerProtocol.ts";

/** What servers answer in practice, so that the parser meets every form before it is measured. */
const head = "HTTP/1.1 200 OK\r\nServer: sink\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain\r\n";
const answers = [
  `${head}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`,
  `${head}Transfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
  `${head}X-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok`,
] as const;
const lastAnswer = `${head}Content-Length: 2\r\nConnection: close\r\n\r\nok`;
/** Opening a connection wants to be warm as well. */
const answersPerConnection = 12;

/**
 * As fast as it goes, for the compiler; then at a pace, for the clock. Each with a client and a stream of its own, so that
 * what is compiled is compiled for any of them.
 */
const phases: readonly { readonly pattern: LoadPattern; readonly durationMs: Millis }[] = [
  ...new Array(4).fill({
    pattern: { kind: "users", users: 32, thinkTimeMs: { fromMs: 0, toMs: 0 } },
    durationMs: millis(200),
  }),
  ...new Array(3).fill({ pattern: { kind: "constant", ratePerSec: perSec(4000) }, durationMs: millis(150) }),
  { pattern: { kind: "constant", ratePerSec: perSec(1000) }, durationMs: millis(150) },
];

const request: RequestSpec = {
  name: "warm-up",
  method: "GET",
  path: "/",
  headers: {},
  expect: { statuses: [], headers: {}, json: {} },
  extract: {},
  thinkTimeMs: { fromMs: millis(0), toMs: millis(0) },
  sla: {},
};

/**
 * Sends load to a sink of our own: a cold generator is slow and late, and would bill that to the first phase of the
 * service.
 */
export async function warmUp(
  clientFor: (destination: Destination) => Client,
  timekeeper: Timekeeper,
  streamOf: StreamOf,
): Promise<void> {
  const sink = createServer(drain);
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const address = sink.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const destination = { origin, http2: false, redirects: 0, timeoutMs: millis(1000), tls: { verify: true } };
  const spec = {
    seed: 1,
    flows: [{ steps: [request] as const, weight: 1 }],
    usersReturn: false,
    feeds: {},
    setup: [],
    teardown: [],
  };
  for (const [n, { pattern, durationMs }] of phases.entries()) {
    // What was compiled is compiled anew after a collection, so this comes early.
    if (n === 1) collectGarbage();
    const client = clientFor(destination);
    const arrivals = arrivalsOf({ pattern, arrival: "even", durationMs, seed: n, targets: 1 });
    await play(
      {
        targets: [{ origin, client, stream: streamOf(spec), cursor: arrivals.cursor(0), time: arrivals.timeOf(0) }],
        durationMs,
        firstTurn: 0,
        maxConcurrentUsers: 32,
        closed: pattern.kind === "users",
        redirects: 0,
        timeoutMs: millis(1000),
        sliceMs: millis(50),
        patienceMs: millis(1000),
      },
      timekeeper,
    );
    await client.close();
  }
  sink.close();
}

function drain(socket: Socket): void {
  let answered = 0;
  socket.on("data", () => {
    if (++answered < answersPerConnection) socket.write(answers[answered % answers.length] ?? "");
    else socket.end(lastAnswer);
  });
  socket.on("error", () => {});
}
