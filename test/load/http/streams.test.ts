import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type ClientKind, clients } from "../../../src/load/http/createClient.ts";
import type { WireRequest } from "../../../src/model/http.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import {
  type ClientOutcome,
  describeOutcome,
  destination,
  get,
  listenOnFreePort,
  sendRequest,
} from "../../support/sendRequest.ts";

type Respond = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The outcome of each request in turn, by one client. */
async function outcomesOf(
  kind: ClientKind,
  respond: Respond,
  requests: readonly Partial<WireRequest>[],
): Promise<readonly ClientOutcome[]> {
  const server =
    kind === "http2"
      ? createHttp2Server((request, response) => respond(request as never, response as never))
      : createHttpServer(respond);
  const origin = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  const http2 = kind === "http2";
  const client = clients[kind](destination(origin, { http2, timeoutMs: millis(400) }), systemClock);
  const outcomes: ClientOutcome[] = [];
  for (const request of requests) outcomes.push(await sendRequest(client, get("/", request)));
  await client.close();
  server.close();
  return outcomes;
}

const events = { "content-type": "text/event-stream; charset=utf-8" };
/** Sends an event every 60 ms, without end, after its head. */
const endless: Respond = async (_, response) => {
  response.writeHead(200, events);
  for (let n = 1; !response.destroyed && !response.writableEnded && n < 40; n++) {
    response.write(`data: ${n}\n\n`);
    await sleep(60);
  }
};
const until = (text: string): Partial<WireRequest> => ({ stream: { until: (body) => body.includes(text) } });

describe.for(Object.keys(clients) as readonly ClientKind[])("%s", (kind) => {
  test("ends an endless stream once its text has come, also across two pieces, and stays usable", async () => {
    const [first, second] = await outcomesOf(kind, endless, [until("\ndata: 3\n"), until("data: 1")]);
    expect([first?.body, second?.body]).toEqual(["data: 1\n\ndata: 2\n\ndata: 3\n\n", "data: 1\n\n"]);
    expect([first?.foundUntil, second?.foundUntil]).toEqual([true, true]);
    const tookMs = (first?.doneMs ?? 0) - (first?.sentMs ?? 0);
    expect(tookMs).toBeGreaterThan(100);
    expect(tookMs).toBeLessThan(1000);
  });

  test("tells when the first byte came, and the longest gap", async () => {
    const [outcome] = await outcomesOf(
      kind,
      async (_, response) => {
        response.writeHead(200, events);
        response.flushHeaders();
        await sleep(50);
        response.write("a");
        await sleep(100);
        response.write("b");
        await sleep(20);
        response.end("c");
      },
      [{ keep: "nothing" }],
    );
    const { sentMs = 0, firstByteMs = 0, doneMs = 0, largestGapMs = 0 } = outcome ?? {};
    expect(firstByteMs - sentMs).toBeGreaterThan(45);
    expect(doneMs - firstByteMs).toBeGreaterThan(110);
    expect(largestGapMs).toBeGreaterThan(90);
    expect(largestGapMs).toBeLessThanOrEqual(doneMs - firstByteMs);
  });

  test("a response in one piece, or without a body, has its first byte at its end", async () => {
    const outcomes = await outcomesOf(kind, (_, response) => response.end("x"), [{}, { method: "HEAD" }]);
    expect(outcomes.map(({ doneMs, firstByteMs }) => doneMs - firstByteMs < 10)).toEqual([true, true]);
    expect(outcomes[1]?.firstByteMs).toBe(outcomes[1]?.doneMs);
  });

  const rows: readonly (readonly [string, Partial<WireRequest>, Respond, string])[] = [
    ["an endless stream", {}, endless, "timeout: response is a stream (text/event-stream), set stream.until"],
    ["a text that does not come", until("never"), endless, "timeout: stream.until did not come"],
    ["a stream without until", { stream: {} }, endless, "timeout: stream did not end"],
    [
      "an endless body of another type",
      {},
      async (_, response) => {
        for (let n = 0; !response.destroyed && n < 40; n++) {
          response.write("line\n");
          await sleep(50);
        }
      },
      "timeout: response is a stream (no content-type), set stream.until",
    ],
    ["a response that does not begin", {}, () => {}, "timeout"],
    ["a body that stops", {}, (_, response) => response.write("half"), "timeout"],
  ];
  test.concurrent.for(rows)("%s has a name of its own", async ([, request, respond, expected]) => {
    const [outcome] = await outcomesOf(kind, respond, [request]);
    expect(outcome?.failure).toBe(expected);
  });

  test("a request's own timeout wins over the scenario's", async () => {
    const respond: Respond = async (_, response) => {
      await sleep(550);
      response.end("late");
    };
    const outcomes = await outcomesOf(kind, respond, [{ timeoutMs: millis(3000) }, { timeoutMs: millis(100) }]);
    expect(outcomes.map(describeOutcome)).toEqual(['200 "late"', "timeout"]);
  });

  test("keeps trailers if they are asked for", async () => {
    const respond: Respond = (_, response) => {
      response.writeHead(200, { trailer: "grpc-status" });
      response.write("a");
      response.addTrailers({ "Grpc-Status": "0", digest: "x" });
      response.end();
    };
    const outcomes = await outcomesOf(kind, respond, [
      { keepsTrailers: true },
      {},
      { keepsTrailers: true, keep: "nothing" },
    ]);
    const trailers = ["grpc-status", "0", "digest", "x"];
    expect(outcomes.map((outcome) => outcome.trailers)).toEqual([trailers, [], trailers]);
  });
});
