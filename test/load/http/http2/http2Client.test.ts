import { createServer as createHttp1 } from "node:http";
import {
  constants,
  createServer as createHttp2,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { createServer as createHttps } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHttp2Client } from "../../../../src/load/http/createClient.ts";
import type { Destination, WireRequest, WireResponse } from "../../../../src/model/http.ts";
import { millis } from "../../../../src/model/unit.ts";
import { freePort } from "../../../../src/service/port.ts";
import { systemClock } from "../../../../src/shell/clock.ts";
import { certificate } from "../../../support/certificate.ts";
import { countingServer } from "../../../support/countingServer.ts";
import { describeOutcome, destination, get, sendRequest } from "../../../support/sendRequest.ts";

const own = await certificate();
const trusting = { verify: true, ca: own.cert };

/** Responds with the request. */
async function echo(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  response.end(`${request.httpVersion} ${request.method} ${request.url} ${request.headers["x-a"] ?? ""}${body}`);
}

const h2 = () => countingServer(createSecureServer({ ...own, allowHTTP1: true }, echo));
const h2c = (respond: (request: Http2ServerRequest, response: Http2ServerResponse) => unknown = echo) =>
  countingServer(createHttp2(respond));

const cleartext = (port: number, of: Partial<Destination> = {}) =>
  destination(`http://127.0.0.1:${port}`, { http2: true, ...of });

async function sendRequests(to: Destination, count = 1, of: Partial<WireRequest> = {}): Promise<readonly string[]> {
  const client = createHttp2Client(to, systemClock);
  const outcomes = await Promise.all(Array.from({ length: count }, (_, i) => sendRequest(client, get(`/${i}`, of))));
  await client.close();
  return outcomes.map(describeOutcome);
}

const echoed = (count: number) => Array.from({ length: count }, (_, i) => `200 "2.0 GET /${i} "`);

test("sends many requests at once on one connection, over TLS", async () => {
  await using server = await h2();
  const to = destination(`https://localhost:${server.port}`, { http2: true, tls: trusting });
  expect(await sendRequests(to, 60)).toEqual(echoed(60));
  expect(server.connections).toBe(1);
});

test("speaks HTTP/2 in the clear", async () => {
  await using server = await h2c();
  expect(await sendRequests(cleartext(server.port), 20)).toEqual(echoed(20));
  const of = { method: "PUT", headers: ["X-A", "b"], body: Buffer.from("abc") };
  expect(await sendRequests(cleartext(server.port), 1, of)).toEqual(['200 "2.0 PUT /0 babc"']);
});

test("sends the headers of HTTP/2 only", async () => {
  await using server = await h2c((request, response) => response.end(JSON.stringify(request.rawHeaders)));
  const headers = ["Host", "shop.test", "Connection", "close", "X-B", "1", "x-b", "2", "TE", "gzip"];
  const client = createHttp2Client(cleartext(server.port), systemClock);
  const { body } = await sendRequest(client, get("/a?b", { method: "POST", headers }));
  await client.close();
  const sent = [":method", "POST", ":scheme", "http", ":authority", "shop.test", ":path", "/a?b"];
  expect(JSON.parse(body)).toEqual([...sent, "x-b", "1", "x-b", "2", "content-length", "0"]);
});

test("keeps headers and trailers, without the pseudo-header", async () => {
  const http2 = createHttp2().on("stream", (stream) => {
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.respond({ ":status": 200, "x-echo": "Yes", "set-cookie": ["a=b", "c=d"] }, { waitForTrailers: true });
    stream.end("ab");
  });
  await using server = await countingServer(http2);
  const client = createHttp2Client(cleartext(server.port), systemClock);
  const got: unknown[] = [];
  await new Promise<void>((resolve) => {
    const exchange = {
      ...{
        sentMs: millis(0),
        doneMs: millis(0),
        firstByteMs: millis(0),
        largestGapMs: millis(0),
        hadDelayedAck: false,
        bodyBytes: 0,
        contentType: undefined,
      },
      finish(...outcome: unknown[]) {
        got.push(...outcome);
        resolve();
      },
    };
    client.send(get("/", { keep: "headers", keepsTrailers: true }), exchange);
  });
  await client.close();
  const { headers } = got[1] as WireResponse;
  expect(headers.slice(0, 6)).toEqual(["x-echo", "Yes", "set-cookie", "a=b", "set-cookie", "c=d"]);
  expect(got).toMatchObject([undefined, { status: 200, trailers: ["grpc-status", "0"] }]);
});

test("HEAD, 204, 103 and an empty body", async () => {
  await using server = await h2c((request, response) => {
    if (request.url === "/2") response.stream.additionalHeaders({ ":status": 103, link: "</a>" });
    response.statusCode = request.url === "/1" ? 204 : 200;
    response.end();
  });
  expect(await sendRequests(cleartext(server.port), 3)).toEqual(['200 ""', '204 ""', '200 ""']);
  expect(await sendRequests(cleartext(server.port), 1, { method: "HEAD" })).toEqual(['200 ""']);
});

test("reads a body of several megabytes", async () => {
  await using server = await h2c((_, response) => response.end(Buffer.alloc(20_000_000, "a")));
  const client = createHttp2Client(cleartext(server.port), systemClock);
  const { body } = await sendRequest(client, get());
  await client.close();
  expect(body.length).toBe(20_000_000);
});

test("times out one stream and leaves the others alone", async () => {
  await using server = await h2c((request, response) => {
    if (request.url !== "/0") setTimeout(() => response.end("late"), 100);
  });
  const to = cleartext(server.port, { timeoutMs: millis(800) });
  expect(await sendRequests(to, 3)).toEqual(["timeout", '200 "late"', '200 "late"']);
});

test("fails requests in flight as closed", async () => {
  await using server = await h2c(() => {});
  const client = createHttp2Client(cleartext(server.port), systemClock);
  const inFlight = [1, 2, 3].map(() => sendRequest(client, get()));
  await sleep(50);
  await client.close();
  expect((await Promise.all(inFlight)).map(describeOutcome)).toEqual(["closed", "closed", "closed"]);
});

test("reports a stream that the server reset", async () => {
  await using server = await h2c((_, response) => response.stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  expect(await sendRequests(cleartext(server.port))).toEqual(["stream reset"]);
});

test("reports a response that is cut off by a reset without an error", async () => {
  await using server = await h2c(({ stream }) => {
    stream.respond({ ":status": 200, "content-length": "10" });
    stream.write("abc");
    setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), 20);
  });
  expect(await sendRequests(cleartext(server.port))).toEqual(["stream reset"]);
});

test("reports a connection that is lost with requests in flight", async () => {
  await using ended = await h2c(() => ended.endAll());
  expect(await sendRequests(cleartext(ended.port), 2)).toEqual(["connection closed", "connection closed"]);
  await using reset = await h2c(() => reset.resetAll());
  expect(await sendRequests(cleartext(reset.port))).toEqual(["ECONNRESET"]);
});

test("names the error of a GOAWAY", async () => {
  await using server = await h2c(({ stream }) =>
    stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, stream.id),
  );
  expect(await sendRequests(cleartext(server.port))).toEqual(["GOAWAY ENHANCE_YOUR_CALM"]);
});

/** Responds to each request after some time. Counts its connections and the most streams at once on one of them. */
async function limitedServer(maxConcurrentStreams: number | undefined, responseMs = 50) {
  const settings = maxConcurrentStreams === undefined ? {} : { settings: { maxConcurrentStreams } };
  const most = new Map<object, number>();
  const open = new Map<object, number>();
  const server = createHttp2(settings, async ({ stream }, response) => {
    const { session } = stream;
    if (session === undefined) return;
    const streams = (open.get(session) ?? 0) + 1;
    open.set(session, streams);
    most.set(session, Math.max(streams, most.get(session) ?? 0));
    await sleep(responseMs);
    open.set(session, (open.get(session) ?? 0) - 1);
    response.end("ok");
  });
  return { server: await countingServer(server), mostStreams: () => [...most.values()].toSorted((a, b) => b - a) };
}

describe("the server's limit of streams", () => {
  test.for([
    { limit: undefined, requests: 101, mostStreams: [100, 1] },
    { limit: 128, requests: 101, mostStreams: [100, 1] },
    { limit: 4, requests: 10, mostStreams: [4, 4, 2] },
    { limit: 1, requests: 3, mostStreams: [1, 1, 1] },
  ])("$limit: $requests at once need $mostStreams", async ({ limit, requests, mostStreams }) => {
    const { server, mostStreams: measured } = await limitedServer(limit);
    await using running = server;
    expect(await sendRequests(cleartext(running.port), requests)).toEqual(Array(requests).fill('200 "ok"'));
    expect(measured()).toEqual(mostStreams);
    expect(running.connections).toBe(mostStreams.length);
  });

  test("opens no connection while one has room", async () => {
    const { server } = await limitedServer(4, 5);
    await using running = server;
    const client = createHttp2Client(cleartext(running.port), systemClock);
    for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 8 }, () => sendRequest(client, get())));
    await client.close();
    expect(running.connections).toBe(2);
  });

  test("follows a limit that changes", async () => {
    const sessions: ServerHttp2Session[] = [];
    const server = createHttp2({ settings: { maxConcurrentStreams: 8 } }, async (_, response) => {
      await sleep(50);
      response.end("ok");
    });
    server.on("session", (session) => sessions.push(session));
    await using running = await countingServer(server);
    const client = createHttp2Client(cleartext(running.port), systemClock);
    const sendAll = (count: number) => Promise.all(Array.from({ length: count }, () => sendRequest(client, get())));
    await sendAll(8);
    const connections = [running.connections];
    sessions[0]?.settings({ maxConcurrentStreams: 2 });
    await sleep(50);
    await sendAll(3);
    connections.push(running.connections);
    await client.close();
    expect(connections).toEqual([1, 2]);
  });

  test("waits while the server allows no stream", async () => {
    const server = createHttp2({ settings: { maxConcurrentStreams: 0 } }, (_, response) => response.end("ok"));
    server.on("session", (session) => setTimeout(() => session.settings({ maxConcurrentStreams: 10 }), 50));
    await using running = await countingServer(server);
    expect(await sendRequests(cleartext(running.port), 3)).toEqual(Array(3).fill('200 "ok"'));
  });
});

describe("a connection that the server retires", () => {
  /** Retires each connection when its n-th request comes. The streams up to then are answered. */
  async function retiringServer(requests: number) {
    const server = createHttp2();
    server.on("session", (session) => {
      let count = 0;
      session.on("stream", (stream: ServerHttp2Stream) => {
        if (++count === requests) session.close();
        setTimeout(() => {
          if (stream.destroyed) return;
          stream.respond({ ":status": 200 });
          stream.end("ok");
        }, 20);
      });
    });
    return await countingServer(server);
  }

  test.for(["GET", "POST"])("costs no %s", async (method) => {
    await using server = await retiringServer(10);
    const client = createHttp2Client(cleartext(server.port), systemClock);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await sleep(2 * i);
        return describeOutcome(await sendRequest(client, get("/", { method, body: method === "POST" ? "a" : "" })));
      }),
    );
    await client.close();
    expect(outcomes.filter((outcome) => outcome !== '200 "ok"')).toEqual([]);
    expect(server.connections).toBeGreaterThanOrEqual(20);
  });

  test("costs no request of many at once", async () => {
    await using server = await retiringServer(3);
    expect(await sendRequests(cleartext(server.port), 100)).toEqual(Array(100).fill('200 "ok"'));
  });

  test("sends a refused stream again, but not for ever", async () => {
    const refused = (times: number) => {
      let count = 0;
      return h2c((_, response) =>
        count++ < times ? response.stream.close(constants.NGHTTP2_REFUSED_STREAM) : response.end("ok"),
      );
    };
    await using twice = await refused(2);
    expect(await sendRequests(cleartext(twice.port), 1, { method: "POST" })).toEqual(['200 "ok"']);
    await using always = await refused(Number.POSITIVE_INFINITY);
    expect(await sendRequests(cleartext(always.port))).toEqual(["stream refused"]);
  });

  test.for([
    ["REFUSED_STREAM", 7],
    ["CANCEL", 8],
  ] as const)("does not send a stream again that was reset after its response began: %s", async ([, code]) => {
    let requests = 0;
    await using server = await countingServer(
      createTcpServer((socket) => {
        socket.write(frame(frames.settings, 0, 0, []));
        socket.once("data", async () => {
          requests++;
          await sleep(30);
          socket.write(frame(frames.headers, endHeaders, 1, [status200]));
          socket.write(frame(frames.data, 0, 1, [...Buffer.from("ab")]));
          await sleep(20);
          socket.write(frame(frames.reset, 0, 1, [0, 0, 0, code]));
        });
      }),
    );
    expect(await sendRequests(cleartext(server.port))).toEqual(["stream reset"]);
    expect(requests).toBe(1);
  });
});

/** RFC 9113, 6. */
const frames = { data: 0, headers: 1, reset: 3, settings: 4 } as const;
const endHeaders = 4;
/** `:status: 200`, by its index in the static table (RFC 7541, appendix A). */
const status200 = 0x88;

/** RFC 9113, 4.1. */
function frame(type: number, flags: number, stream: number, payload: readonly number[]): Buffer {
  return Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, stream, ...payload]);
}

describe("a server without HTTP/2", () => {
  const raw = (text: string) => createTcpServer((socket) => socket.on("error", () => {}).end(text));

  test("over TLS: it chose HTTP/1.1, or has no protocol in common", async () => {
    await using chosen = await countingServer(createHttps(own, (_, response) => response.end("ok")));
    const to = (port: number) => destination(`https://localhost:${port}`, { http2: true, tls: trusting });
    expect(await sendRequests(to(chosen.port), 3)).toEqual(Array(3).fill("HTTP/2 not spoken"));
    await using none = await countingServer(createHttps({ ...own, ALPNProtocols: ["http/1.0"] }));
    expect(await sendRequests(to(none.port))).toEqual(["HTTP/2 not spoken"]);
  });

  test("in the clear: it answers in HTTP/1.1, or in another protocol", async () => {
    await using http1 = await countingServer(createHttp1((_, response) => response.end("ok")));
    expect(await sendRequests(cleartext(http1.port), 2)).toEqual(Array(2).fill("HTTP/2 not spoken"));
    await using ssh = await countingServer(raw("SSH-2.0-OpenSSH_9.2\r\n"));
    expect(await sendRequests(cleartext(ssh.port))).toEqual(["HTTP/2 not spoken"]);
  });

  test("is not assumed if the connection just closes", async () => {
    await using silent = await countingServer(raw(""));
    expect(await sendRequests(cleartext(silent.port))).toEqual(["connection closed"]);
  });
});

test("continues after the server has closed an idle connection", async () => {
  const sessions: ServerHttp2Session[] = [];
  const server = createHttp2(echo);
  server.on("session", (session) => sessions.push(session));
  await using running = await countingServer(server);
  const client = createHttp2Client(cleartext(running.port), systemClock);
  const outcomes: string[] = [];
  for (let i = 0; i < 3; i++) {
    outcomes.push(describeOutcome(await sendRequest(client, get("/0"))));
    sessions[i]?.close();
    await sleep(i === 0 ? 0 : 50);
  }
  await client.close();
  expect(outcomes).toEqual(Array(3).fill(echoed(1)[0]));
  expect(running.connections).toBe(3);
});

test("reports the system's error if no server listens, for every waiting request", async () => {
  const to = `127.0.0.1:${await freePort()}`;
  for (const origin of [`http://${to}`, `https://${to}`]) {
    expect(await sendRequests(destination(origin, { http2: true }), 3)).toEqual(Array(3).fill("ECONNREFUSED"));
  }
});

test.for(["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID"])("rejects a certificate: %s", async (name) => {
  const foreign = await certificate("example.com");
  const tls = name === "ERR_TLS_CERT_ALTNAME_INVALID" ? { verify: true, ca: foreign.cert } : { verify: true };
  await using server = await countingServer(createSecureServer(foreign, echo));
  expect(await sendRequests(destination(`https://localhost:${server.port}`, { http2: true, tls }))).toEqual([name]);
});

test("opens a connection for each request without keep-alive", async () => {
  await using server = await h2c();
  const client = createHttp2Client(cleartext(server.port, { keepAlive: false }), systemClock);
  for (let i = 0; i < 3; i++) expect(describeOutcome(await sendRequest(client, get("/0")))).toBe(echoed(1)[0]);
  await Promise.all([sendRequest(client, get()), sendRequest(client, get())]);
  expect(server.connections).toBe(5);
  await client.close();
});
