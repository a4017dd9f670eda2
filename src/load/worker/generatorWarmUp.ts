import { once } from "node:events";
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer, type Socket } from "node:net";
import { runInNewContext } from "node:vm";
import type { StreamSpec } from "../../model/http.ts";
import type { LoadPattern, RequestSpec } from "../../model/plan.ts";
import { type Millis, millis, perSec } from "../../model/unit.ts";
import { playPhase } from "../engine/playPhase.ts";
import type { Timekeeper } from "../engine/ticker.ts";
import { type ClientKind, clients } from "../http/createClient.ts";
import { arrivalsOf } from "../schedule/arrivals.ts";
import type { CreateStream } from "./workerProtocol.ts";

/** The common forms of a response, so that the parser has seen each of them before a measurement. */
const head = "HTTP/1.1 200 OK\r\nServer: sink\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain\r\n";
const responses = [
  `${head}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`,
  `${head}Transfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
  `${head}X-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok`,
] as const;
const lastResponse = `${head}Content-Length: 2\r\nConnection: close\r\n\r\nok`;
/** Few, because opening a connection must warm up as well. */
const responsesPerConnection = 12;

/**
 * First full speed, for the compiler. Then a fixed rate, for the clock. Each phase has a client and a stream of its
 * own, so that the compiled code fits any of them.
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
 * Sends load to a server of our own. A cold generator is slow and late, and would charge that to the service's first
 * phase.
 */
export async function warmUpGenerator(
  kind: ClientKind,
  timekeeper: Timekeeper,
  createStream: CreateStream,
): Promise<void> {
  const sink = kind === "http2" ? createHttp2Server(respondToStream) : createServer(respond);
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const address = sink.address();
  if (address === null || typeof address === "string") throw new Error("the warm-up's server got no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const destination = {
    origin,
    http2: kind === "http2",
    redirects: 0,
    timeoutMs: millis(1000),
    keepAlive: true,
    tls: { verify: true },
  };
  const spec: StreamSpec = {
    kind: "requests",
    seed: 1,
    flows: [{ steps: [request], weight: 1 }],
    usersReturn: false,
    feeds: {},
    setup: [],
    teardown: [],
  };
  for (const [n, { pattern, durationMs }] of phases.entries()) {
    // A collection discards compiled code, so it comes early.
    if (n === 1) collectGarbage();
    const client = clients[kind](destination, timekeeper);
    const arrivals = arrivalsOf({ pattern, arrival: "even", durationMs, seed: n, targets: 1 });
    await playPhase(
      {
        targets: [
          { origin, client, stream: createStream(spec), cursor: arrivals.cursor(0), timeline: arrivals.timeline(0) },
        ],
        durationMs,
        firstIteration: 0,
        maxConcurrentUsers: 32,
        isClosedLoop: pattern.kind === "users",
        redirects: 0,
        timeoutMs: millis(1000),
        sliceMs: millis(50),
        drainTimeoutMs: millis(1000),
      },
      timekeeper,
    );
    await client.close();
  }
  sink.close();
}

function respond(socket: Socket): void {
  let count = 0;
  socket.on("data", () => {
    if (++count < responsesPerConnection) socket.write(responses[count % responses.length] ?? "");
    else socket.end(lastResponse);
  });
  socket.on("error", () => {});
}

/** Retires each connection after some responses, so that this warms up as well. */
function respondToStream({ stream }: Http2ServerRequest, response: Http2ServerResponse): void {
  response.end("ok");
  if ((stream.id ?? 0) >= 2 * responsesPerConnection) stream.session?.close();
}

/**
 * Collects this thread's garbage now, while nothing is measured. Garbage of the start and the warm-up then causes no
 * collection later. Needs the flag --expose-gc, which loadGenerator.ts sets.
 */
function collectGarbage(): void {
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}
