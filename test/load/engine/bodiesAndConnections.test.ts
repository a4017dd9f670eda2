import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { Server } from "node:net";
import { describe, expect, test } from "vitest";
import { playPhase } from "../../../src/load/engine/playPhase.ts";
import { timerTimekeeper } from "../../../src/load/engine/ticker.ts";
import { type ClientKind, clients } from "../../../src/load/http/createClient.ts";
import { arrivalsOf } from "../../../src/load/schedule/arrivals.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { streamOf } from "../../generators/requests/stream.ts";
import { destination, listenOnFreePort } from "../../support/sendRequest.ts";

interface Answer {
  readonly status?: number;
  readonly type?: string;
  /** Each is a chunk of its own, unless the client asked by HTTP/2. */
  readonly chunks: readonly string[];
  readonly delayMs?: number;
}

/** Plays 20 arrivals, one every 10 ms, on a real server that gives these answers in turn. */
async function play(kind: ClientKind, answers: readonly Answer[], keepAlive = true) {
  let count = 0;
  const respond = (_request: unknown, response: AnyResponse) => {
    const { status = 200, type, chunks, delayMs = 0 } = answers[count++ % answers.length] ?? { chunks: [] };
    setTimeout(() => {
      response.writeHead(status, type === undefined ? {} : { "content-type": type });
      for (const chunk of chunks) response.write(chunk);
      response.end();
    }, delayMs);
  };
  const server: Server = kind === "http2" ? createHttp2Server(respond) : createServer(respond);
  let accepted = 0;
  server.on("connection", () => accepted++);
  const origin = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  const client = clients[kind](destination(origin, { keepAlive, http2: kind === "http2" }), systemClock);
  const durationMs = millis(200);
  const pattern = { kind: "constant", ratePerSec: perSec(100) } as const;
  const arrivals = arrivalsOf({ pattern, arrival: "even", durationMs, seed: 1, targets: 1 });
  const { records } = await playPhase(
    {
      targets: [
        {
          origin,
          client,
          stream: streamOf([{ flow: "f", steps: [{ path: "/" }] }]),
          cursor: arrivals.cursor(0),
          timeline: arrivals.timeline(0),
        },
      ],
      durationMs,
      firstIteration: 0,
      maxConcurrentUsers: 100,
      isClosedLoop: false,
      redirects: 0,
      timeoutMs: millis(5000),
      sliceMs: millis(1000),
      drainTimeoutMs: millis(5000),
    },
    timerTimekeeper,
  );
  await client.close();
  server.close();
  const [record] = records;
  return { record, request: record?.requests[0], accepted };
}

interface AnyResponse {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  write(chunk: string): unknown;
  end(): unknown;
}

describe.each(["http1", "undici", "http2"] as const)("%s", (kind) => {
  test("bodies and media types of successes are counted, those of failures are not", async () => {
    const { request } = await play(kind, [
      { type: "application/json; charset=utf-8", chunks: ["x".repeat(1000), "y".repeat(234)] },
      { type: "Text/HTML", chunks: ["z".repeat(66)] },
      { type: "text/plain", status: 500, chunks: ["an error that is long"] },
      { chunks: [] },
    ]);
    expect(request?.outcomes).toEqual({ ok: 15, "status 500": 5 });
    expect(request?.bodyBytes).toBe(5 * (1234 + 66));
    expect(request?.contentTypes).toEqual({ "application/json": 5, "no content-type": 5, "text/html": 5 });
  });

  test("the connections that it opened are those that the server accepted", async () => {
    const { record, accepted } = await play(kind, [{ chunks: ["a"], delayMs: 25 }]);
    expect(record?.connectionsOpened).toBe(accepted);
    const [slice] = record?.slices ?? [];
    // 25 ms at 100/s are two to three requests at once.
    expect(slice?.activeConnections).toBe(accepted);
    expect(accepted).toBeLessThan(15);
  });

  test("without keep-alive each request opens one", async () => {
    const { record, accepted } = await play(kind, [{ chunks: ["a"] }], false);
    expect([record?.connectionsOpened, accepted]).toEqual([20, 20]);
    expect(record?.slices[0]?.activeConnections).toBeLessThan(15);
  });
});
