import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createHttp1Client, createUndiciClient } from "../../../src/load/http/createClient.ts";
import type { WireRequest } from "../../../src/model/http.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { nginx, nginxServer } from "../../support/nginxServer.ts";
import {
  describeOutcome,
  destination,
  get,
  listenOnFreePort,
  sendRequest,
  withoutTimes,
} from "../../support/sendRequest.ts";

const x = (count: number) => "x".repeat(count);

/** One request of every kind, sent to a real server one after another on one connection. */
const requests: readonly WireRequest[] = [
  get("/text"),
  get("/text?a=%20b&c", { keep: "headers" }),
  get("/text", { keep: "nothing" }),
  get("/text", { method: "HEAD" }),
  get("/chunks"),
  get("/chunks", { method: "HEAD" }),
  get("/204"),
  get("/304"),
  get("/404"),
  get("/early"),
  get("/close"),
  get("/echo", { method: "POST" }),
  get("/echo", { method: "POST", body: "" }),
  get("/echo", { method: "POST", body: "ä€😀", headers: ["Content-Type", "text/plain", "X-B", "\xe9 \t\xff"] }),
  get("/echo", { method: "PUT", body: Buffer.from([0, 255, 10]) }),
  get("/echo", { method: "PATCH", body: x(100_000) }),
  get("/echo", { method: "POST", body: Buffer.alloc(1_000_000, "y") }),
  get("/echo", { method: "DELETE" }),
  get("/echo", { method: "DELETE", body: "gone" }),
  get("/echo", { method: "GET", body: "with a body" }),
  get("/echo", { method: "OPTIONS" }),
  get("/echo", { method: "PROPFIND" }),
  get("/echo", { headers: ["Host", "example.com", "a", "1", "a", "2"] }),
  get("/echo", { headers: ["Connection", "close", "Keep-Alive", "x", "Content-Length", "7", "upgrade", "h2c"] }),
  get("/expect", { method: "POST", body: "abc", headers: ["Expect", "100-continue"] }),
];

async function respondLikeAService(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  response.sendDate = false;
  switch (new URL(request.url ?? "", "http://localhost").pathname) {
    case "/text":
      response.setHeader("Content-Length", 4).setHeader("Set-Cookie", ["a=b", "c=d"]).end("text");
      return;
    case "/chunks":
      response.write("some ");
      await sleep(2);
      response.end(x(20_000));
      return;
    case "/204":
      response.writeHead(204).end();
      return;
    case "/304":
      response.writeHead(304, { ETag: "x" }).end();
      return;
    case "/404":
      response.writeHead(404).end("nothing here");
      return;
    case "/early":
      response.writeEarlyHints({ link: "</a>; rel=preload" });
      response.end("late");
      return;
    case "/close":
      response.setHeader("Connection", "close").end("bye");
      return;
    case "/echo":
      response.setHeader("x-headers", Buffer.from(JSON.stringify(request.rawHeaders)).toString("base64"));
      response.end(Buffer.concat([Buffer.from(`${request.method} ${request.url} `), body]));
      return;
    default:
      response.end(`${body.length}`);
  }
}

type Outcomes = readonly ReturnType<typeof withoutTimes>[];

/** The outcomes of the requests through each client, one after another on one connection. */
async function outcomesAt(origin: string, list: readonly WireRequest[]): Promise<readonly [Outcomes, Outcomes]> {
  const of = async (createClient: typeof createHttp1Client) => {
    const client = createClient(destination(origin), systemClock);
    const got = [];
    for (const request of list) got.push(withoutTimes(await sendRequest(client, request)));
    await client.close();
    return got;
  };
  return [await of(createHttp1Client), await of(createUndiciClient)];
}

const undated = (got: Outcomes) =>
  got.map((one) => ({ ...one, headers: one.headers.filter((_, i, all) => all[i - (i % 2)] !== "date") }));

test("both clients send the same to node:http and read the same responses", async () => {
  const server = createServer(respondLikeAService);
  const [http1, undici] = await outcomesAt(`http://127.0.0.1:${await listenOnFreePort(server)}`, requests);
  server.close();
  expect(http1.map(({ failure, status }) => failure ?? status)).toEqual(
    requests.map(({ path }) => Number(/\d{3}/.exec(path)?.[0] ?? 200)),
  );
  for (const [i, outcome] of http1.entries()) expect([requests[i], outcome]).toEqual([requests[i], undici[i]]);
});

test("both clients read the same responses from nginx", async ({ skip }) => {
  if (!existsSync(nginx)) skip(`${nginx} is not installed`);
  await using server = await nginxServer();
  const some = ["/small", "/large", "/none", "/moved", "/empty", "/small?a"].flatMap((path) => [
    get(path),
    get(path, { method: "HEAD" }),
    get(path, { keep: "headers" }),
    get(path, { method: "POST", body: "abc" }),
  ]);
  const range = get("/small", { headers: ["Range", "bytes=1-2"] });
  const tooLarge = get("/small", { headers: ["a", x(40_000)] });
  const [http1, undici] = await outcomesAt(server.origin, [...some, range, tooLarge]);
  expect(http1.slice(0, 4).map(describeOutcome)).toEqual(['200 "small"', '200 ""', '200 ""', '405 "method"']);
  expect(http1.slice(-2).map(({ status }) => status)).toEqual([206, 400]);
  expect(undated(http1)).toEqual(undated(undici));
});
