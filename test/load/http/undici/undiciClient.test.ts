import type { EventEmitter } from "node:events";
import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from "node:http";
import {
  createServer as createHttp2,
  createSecureServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import { createServer as createHttps } from "node:https";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { clientFor, undiciClient } from "../../../../src/load/http/createClient.ts";
import type { Destination } from "../../../../src/model/http.ts";
import { millis } from "../../../../src/model/unit.ts";
import { systemClock } from "../../../../src/shell/clock.ts";
import { certificate } from "../../../support/certificate.ts";
import { destination, get, listening, outcomeOf, told } from "../../../support/outcome.ts";

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

const own = await certificate();
const foreign = await certificate("example.com");

/** Tells what it was asked, in which protocol. */
async function echo(request: Request, response: Response): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  response.setHeader("X-Echo", "Yes");
  response.end(`${request.httpVersion} ${request.method} ${request.url} ${request.headers["x-a"] ?? ""}${body}`);
}

interface Service extends AsyncDisposable {
  readonly port: number;
  readonly connections: number;
}

type Listens = EventEmitter & {
  listen(port: number, host: string): unknown;
  address(): unknown;
  close(): unknown;
};

async function service(server: Listens): Promise<Service> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  return {
    port: await listening(server),
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const https = () => service(createHttps(own, echo));
const h2 = () => service(createSecureServer({ ...own, allowHTTP1: true }, echo));
const h2c = (answer: (request: Http2ServerRequest, response: Http2ServerResponse) => unknown = echo) =>
  service(createHttp2(answer));

async function ask(to: Destination, count = 1, of: Parameters<typeof get>[1] = {}): Promise<readonly string[]> {
  const client = clientFor(to, systemClock);
  const outcomes = await Promise.all(Array.from({ length: count }, (_, i) => outcomeOf(client, get(`/${i}`, of))));
  await client.close();
  return outcomes.map(told);
}

const trusting = { verify: true, ca: own.cert };

test("speaks HTTP/1.1 over TLS", async () => {
  await using server = await https();
  const to = destination(`https://localhost:${server.port}`, { tls: trusting });
  expect(await ask(to, 3)).toEqual([0, 1, 2].map((i) => `200 "1.1 GET /${i} "`));
});

test("sends method, headers and body over TLS", async () => {
  await using server = await https();
  const to = destination(`https://127.0.0.1:${server.port}`, { tls: trusting });
  const of = { method: "POST", headers: ["X-A", "b"], body: "über" };
  expect(await ask(to, 1, of)).toEqual([
    `200 ${JSON.stringify(`1.1 POST /0 b${Buffer.from("über").toString("latin1")}`)}`,
  ]);
});

test("does not trust a certificate that nobody vouches for", async () => {
  await using server = await https();
  expect(await ask(destination(`https://localhost:${server.port}`))).toEqual(["DEPTH_ZERO_SELF_SIGNED_CERT"]);
});

test("trusts any certificate where it must not verify", async () => {
  await using server = await https();
  const to = destination(`https://localhost:${server.port}`, { tls: { verify: false } });
  expect(await ask(to)).toEqual(['200 "1.1 GET /0 "']);
});

test.for([false, true])("does not trust a certificate of another host, http2: %s", async (http2) => {
  await using server = await service(createHttps(foreign, echo));
  const to = destination(`https://localhost:${server.port}`, { http2, tls: { verify: true, ca: foreign.cert } });
  expect(await ask(to, 2)).toEqual(["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_TLS_CERT_ALTNAME_INVALID"]);
});

test("speaks HTTP/2 over TLS, many at once on one connection", async () => {
  await using server = await h2();
  const to = destination(`https://localhost:${server.port}`, { http2: true, tls: trusting });
  expect(await ask(to, 60)).toEqual(Array.from({ length: 60 }, (_, i) => `200 "2.0 GET /${i} "`));
  expect(server.connections).toBe(1);
});

test("opens another connection for the hundred and first at once", async () => {
  await using server = await h2c(async (request, response) => {
    await sleep(100);
    return echo(request, response);
  });
  const to = destination(`http://127.0.0.1:${server.port}`, { http2: true });
  expect(await ask(to, 101)).toEqual(Array.from({ length: 101 }, (_, i) => `200 "2.0 GET /${i} "`));
  expect(server.connections).toBe(2);
});

test("speaks HTTP/1.1 to a server that has no HTTP/2, as many connections as requests", async () => {
  await using server = await https();
  const to = destination(`https://localhost:${server.port}`, { http2: true, tls: trusting });
  expect(await ask(to, 8)).toEqual(Array.from({ length: 8 }, (_, i) => `200 "1.1 GET /${i} "`));
  expect(server.connections).toBe(8);
});

test("speaks HTTP/1.1 over TLS to a server that has both, unless asked for HTTP/2", async () => {
  await using server = await h2();
  const to = destination(`https://localhost:${server.port}`, { tls: trusting });
  expect(await ask(to)).toEqual(['200 "1.1 GET /0 "']);
});

test("speaks HTTP/2 in the clear", async () => {
  await using server = await h2c();
  const to = destination(`http://127.0.0.1:${server.port}`, { http2: true });
  expect(await ask(to, 20)).toEqual(Array.from({ length: 20 }, (_, i) => `200 "2.0 GET /${i} "`));
  const of = { method: "PUT", headers: ["X-A", "b"], body: Buffer.from("abc") };
  expect(await ask(to, 1, of)).toEqual(['200 "2.0 PUT /0 babc"']);
});

test("keeps the headers of HTTP/2, without the pseudo header", async () => {
  await using server = await h2c((_, response) => {
    response.setHeader("X-Echo", "Yes");
    response.setHeader("Set-Cookie", ["a=b", "c=d"]);
    response.end();
  });
  const client = undiciClient(destination(`http://127.0.0.1:${server.port}`, { http2: true }), systemClock);
  const { headers } = await outcomeOf(client, get("/", { keep: "headers" }));
  await client.close();
  expect(headers.slice(0, 6)).toEqual(["x-echo", "Yes", "set-cookie", "a=b", "set-cookie", "c=d"]);
});

test("HEAD, 204, 103 and an empty body over HTTP/2", async () => {
  await using server = await h2c((request, response) => {
    if (request.url === "/2") response.stream.additionalHeaders({ ":status": 103, link: "</a>" });
    response.statusCode = request.url === "/1" ? 204 : 200;
    response.end();
  });
  const to = destination(`http://127.0.0.1:${server.port}`, { http2: true });
  expect(await ask(to, 3)).toEqual(['200 ""', '204 ""', '200 ""']);
  expect(await ask(to, 1, { method: "HEAD" })).toEqual(['200 ""']);
});

test("times out one stream of HTTP/2 and leaves the others alone", async () => {
  await using server = await h2c((request, response) => {
    if (request.url !== "/0") setTimeout(() => response.end("late"), 150);
  });
  const to = destination(`http://127.0.0.1:${server.port}`, { http2: true, timeoutMs: millis(300) });
  expect(await ask(to, 3)).toEqual(["timeout", '200 "late"', '200 "late"']);
});

test("settles what is under way over HTTP/2 as closed", async () => {
  await using server = await h2c(() => {});
  const client = undiciClient(destination(`http://127.0.0.1:${server.port}`, { http2: true }), systemClock);
  const underWay = [1, 2, 3].map(() => outcomeOf(client, get()));
  await sleep(50);
  await client.close();
  expect((await Promise.all(underWay)).map(told)).toEqual(["closed", "closed", "closed"]);
});

test("names a stream that the server reset", async () => {
  const server: Http2Server = createHttp2((_, response) => response.stream.close(2));
  await using running = await service(server);
  const to = destination(`http://127.0.0.1:${running.port}`, { http2: true });
  expect(await ask(to)).toEqual(["stream reset"]);
});

test("goes on over HTTP/2 when the server has closed the connection between two requests", async () => {
  const sessions: { close(): void }[] = [];
  const server = createHttp2(echo);
  server.on("session", (session) => sessions.push(session));
  await using running = await service(server);
  const client = undiciClient(destination(`http://127.0.0.1:${running.port}`, { http2: true }), systemClock);
  const got = [];
  for (let i = 0; i < 3; i++) {
    got.push(told(await outcomeOf(client, get())));
    sessions[i]?.close();
    await sleep(i === 0 ? 0 : 50);
  }
  await client.close();
  expect(got).toEqual(Array(3).fill('200 "2.0 GET / "'));
  expect(running.connections).toBe(3);
});

test("names the failure where HTTP/2 is spoken to a server of HTTP/1.1", async () => {
  await using server = await service(createHttp1(echo));
  const to = destination(`http://127.0.0.1:${server.port}`, { http2: true, timeoutMs: millis(1000) });
  const [got] = await ask(to);
  expect(["invalid response", "connection closed", "ECONNRESET"]).toContain(got);
});

test("names the system's error where nobody listens, for all that waited for the connection", async () => {
  const { port } = await https().then(async (server) => {
    await server[Symbol.asyncDispose]();
    return server;
  });
  for (const http2 of [false, true]) {
    const to = destination(`https://127.0.0.1:${port}`, { http2, tls: trusting });
    expect(await ask(to, 3)).toEqual(["ECONNREFUSED", "ECONNREFUSED", "ECONNREFUSED"]);
  }
});
