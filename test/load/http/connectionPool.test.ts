import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../src/load/http/client.ts";
import { createHttp1Client, createUndiciClient } from "../../../src/load/http/createClient.ts";
import { millis } from "../../../src/model/unit.ts";
import { freePort } from "../../../src/service/port.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { describeOutcome, destination, get, listenOnFreePort, sendRequest } from "../../support/sendRequest.ts";
import { type ReceivedRequest, tortureServer } from "../../support/tortureServer.ts";

const clients = [
  ["http1", createHttp1Client],
  ["undici", createUndiciClient],
] as const;

const response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
const okOutcome = '200 "ab"';
const ok = ({ socket }: ReceivedRequest) => socket.write(response);

test("does not reuse a connection while the last request's body is still being sent", async () => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections++;
    socket.on("error", () => {});
    socket.once("data", () => socket.pause().write(response));
  });
  const client = createHttp1Client(destination(`http://127.0.0.1:${await listenOnFreePort(server)}`), systemClock);
  const body = Buffer.alloc(20_000_000);
  const outcomes = [await sendRequest(client, get("/", { method: "POST", body })), await sendRequest(client, get())];
  await client.close();
  server.close();
  expect(outcomes.map(describeOutcome)).toEqual([okOutcome, okOutcome]);
  expect(connections).toBe(2);
});

describe.for(clients)("%s", ([, createClient]) => {
  test("reuses a connection", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin), systemClock);
    for (let i = 0; i < 20; i++) expect(describeOutcome(await sendRequest(client, get()))).toBe(okOutcome);
    await client.close();
    expect(server.connections).toBe(1);
  });

  test("opens a connection for each request without keep-alive, and says so", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin, { keepAlive: false }), systemClock);
    for (let i = 0; i < 3; i++) expect(describeOutcome(await sendRequest(client, get()))).toBe(okOutcome);
    await client.close();
    expect(server.connections).toBe(3);
    expect(server.requests.map(({ head }) => /^connection: (.*)$/im.exec(head)?.[1])).toEqual(Array(3).fill("close"));
  });

  test("counts the time to open a connection, and limits it", async () => {
    const server = createTcpServer({ pauseOnConnect: true }, (socket) => {
      socket.on("error", () => {});
      setTimeout(() => socket.resume().once("data", () => socket.end(response)), 100);
    });
    const origin = `http://127.0.0.1:${await listenOnFreePort(server)}`;
    const client = createClient(destination(origin, { keepAlive: false }), systemClock);
    const { sentMs, doneMs } = await sendRequest(client, get());
    const hasty = createClient(destination(origin, { timeoutMs: millis(50) }), systemClock);
    const outcome = describeOutcome(await sendRequest(hasty, get()));
    await Promise.all([client.close(), hasty.close()]);
    server.close();
    expect(doneMs - sentMs).toBeGreaterThanOrEqual(99);
    expect(outcome).toBe("timeout");
  });

  test("opens no more connections than it has requests in flight", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin), systemClock);
    for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 8 }, () => sendRequest(client, get())));
    await client.close();
    expect(server.connections).toBe(8);
    expect(server.requests.length).toBe(40);
  });

  test("reports a late response as a timeout, even between two sweeps", async () => {
    await using server = await tortureServer(async (request) => {
      await sleep(30);
      ok(request);
    });
    const client = createClient(destination(server.origin, { timeoutMs: millis(20) }), systemClock);
    const outcomes: string[] = [];
    for (let i = 0; i < 8; i++) outcomes.push(describeOutcome(await sendRequest(client, get())));
    await client.close();
    expect(outcomes).toEqual(new Array(8).fill("timeout"));
  });

  test("uses the connection that was used last", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin), systemClock);
    await Promise.all([1, 2, 3].map(() => sendRequest(client, get())));
    for (let i = 0; i < 5; i++) await sendRequest(client, get());
    await client.close();
    expect(new Set(server.requests.slice(3).map(({ connection }) => connection)).size).toBe(1);
  });

  test("can send the next request when the last one finishes", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin), systemClock);
    const outcomes = await new Promise<number>((resolve) => {
      let count = 0;
      const exchange = {
        sentMs: millis(0),
        doneMs: millis(0),
        firstByteMs: millis(0),
        largestGapMs: millis(0),
        hadDelayedAck: false,
        bodyBytes: 0,
        contentType: undefined,
        finish(failure: string | undefined) {
          if (failure !== undefined || ++count === 50) resolve(count);
          else client.send(get(), exchange);
        },
      };
      client.send(get(), exchange);
    });
    await client.close();
    expect([outcomes, server.connections]).toEqual([50, 1]);
  });

  test.for([
    ["with bytes after the response", `${response}surplus`],
    ["with a second response", response + response],
    ["after connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab"],
    ["after HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab"],
    ["after a keep-alive of one second", response.replace("OK\r\n", "OK\r\nKeep-Alive: timeout=1\r\n")],
  ] as const)("does not reuse a connection %s", async ([, text]) => {
    await using server = await tortureServer(({ socket }) => socket.write(text));
    const client = createClient(destination(server.origin), systemClock);
    const outcomes = [];
    for (let i = 0; i < 3; i++) outcomes.push(describeOutcome(await sendRequest(client, get())));
    await client.close();
    expect(outcomes).toEqual([okOutcome, okOutcome, okOutcome]);
    expect(server.connections).toBe(3);
  });

  test("closes a connection that it does not reuse", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await tortureServer(({ socket }) => {
      socket.write(`${response}surplus`);
      socket.on("close", () => closed.resolve());
    });
    const client = createClient(destination(server.origin), systemClock);
    await sendRequest(client, get());
    await closed.promise;
    await client.close();
  });

  test("ignores bytes after a response, even if the next request is sent at once", async () => {
    await using server = await tortureServer(({ socket }) => socket.write(response + response.replace("ab", "xy")));
    const client = createClient(destination(server.origin), systemClock);
    const bodies = await new Promise<readonly string[]>((resolve) => {
      const outcomes: string[] = [];
      const exchange: Exchange = {
        sentMs: millis(0),
        doneMs: millis(0),
        firstByteMs: millis(0),
        largestGapMs: millis(0),
        hadDelayedAck: false,
        bodyBytes: 0,
        contentType: undefined,
        finish(failure, { body }) {
          outcomes.push(failure ?? Buffer.from(body).toString());
          if (outcomes.length === 10) resolve(outcomes);
          else client.send(get(), exchange);
        },
      };
      client.send(get(), exchange);
    });
    await client.close();
    expect(bodies).toEqual(Array(10).fill("ab"));
    expect(server.connections).toBe(10);
  });

  test("does not reuse a connection after bytes without a request", async () => {
    await using server = await tortureServer(async ({ socket }) => {
      socket.write(response);
      await sleep(20);
      socket.write(response.replace("ab", "xy"));
    });
    const client = createClient(destination(server.origin), systemClock);
    await sendRequest(client, get());
    await sleep(60);
    expect(describeOutcome(await sendRequest(client, get()))).toBe(okOutcome);
    await client.close();
    expect(server.connections).toBe(2);
  });

  test("does not reuse a connection that the server has closed", async () => {
    await using server = await tortureServer(({ socket }) => socket.end(response));
    const client = createClient(destination(server.origin), systemClock);
    await sendRequest(client, get());
    await sleep(30);
    expect(describeOutcome(await sendRequest(client, get("/", { method: "POST" })))).toBe(okOutcome);
    await client.close();
    expect(server.connections).toBe(2);
  });

  test.for([
    ["", 4000],
    ["Keep-Alive: timeout=2\r\n", 1000],
  ] as const)("drops an idle connection before the server closes it: %j", async ([header, maxIdleMs]) => {
    await using server = await tortureServer(({ socket }) =>
      socket.write(response.replace("OK\r\n", `OK\r\n${header}`)),
    );
    let nowMs = 0;
    const clock = { ...systemClock, nowMs: () => millis(nowMs) };
    const client = createClient(destination(server.origin), clock);
    await sendRequest(client, get());
    nowMs += maxIdleMs - 1;
    await sendRequest(client, get());
    expect(server.connections).toBe(1);
    nowMs += maxIdleMs;
    await sendRequest(client, get());
    await client.close();
    expect(server.connections).toBe(2);
  });

  test("times out a slow request, and closes its connection", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await tortureServer((request) => {
      if (request.nthOfAll > 0) return ok(request);
      request.socket.on("close", () => closed.resolve());
      return undefined;
    });
    const client = createClient(destination(server.origin, { timeoutMs: millis(250) }), systemClock);
    const outcome = await sendRequest(client, get());
    await closed.promise;
    expect(describeOutcome(outcome)).toBe("timeout");
    expect(outcome.doneMs - outcome.sentMs).toBeGreaterThanOrEqual(250);
    expect(describeOutcome(await sendRequest(client, get()))).toBe(okOutcome);
    await client.close();
  });

  test("fails requests in flight as closed, and later ones too", async () => {
    await using server = await tortureServer(() => {});
    const client = createClient(destination(server.origin), systemClock);
    const inFlight = [sendRequest(client, get()), sendRequest(client, get())];
    while (server.requests.length < 2) await sleep(5);
    const connecting = sendRequest(client, get());
    await client.close();
    const late = sendRequest(client, get());
    expect((await Promise.all([...inFlight, connecting, late])).map(describeOutcome)).toEqual(Array(4).fill("closed"));
  });

  test("reports the system's error if no server listens", async () => {
    const client = createClient(destination(`http://127.0.0.1:${await freePort()}`), systemClock);
    const outcomes = await Promise.all([1, 2, 3].map(() => sendRequest(client, get())));
    await client.close();
    expect(outcomes.map(describeOutcome)).toEqual(["ECONNREFUSED", "ECONNREFUSED", "ECONNREFUSED"]);
  });

  test("reports the system's error if the host has no address", async () => {
    const client = createClient(destination("http://nowhere.invalid"), systemClock);
    const outcomes = describeOutcome(await sendRequest(client, get()));
    await client.close();
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(outcomes);
  });

  test("connects to a Unix socket", async () => {
    const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
    const path = join(directory, "socket");
    const server = createServer((request, response) => response.end(`${request.url} at ${request.headers.host}`));
    server.listen(path);
    await once(server, "listening");
    const client = createClient(destination(`unix:${path}`), systemClock);
    const outcomes = describeOutcome(await sendRequest(client, get("/a?b=c")));
    await client.close();
    server.close();
    await rm(directory, { recursive: true });
    expect(outcomes).toBe('200 "/a?b=c at localhost"');
  });

  test("continues after requests that cannot be sent", async () => {
    await using server = await tortureServer(ok);
    const client = createClient(destination(server.origin), systemClock);
    const outcomes = [];
    for (const path of ["/", "/a b", "/", "/\n", "/"])
      outcomes.push(describeOutcome(await sendRequest(client, get(path))));
    await client.close();
    expect(outcomes).toEqual([okOutcome, "invalid request", okOutcome, "invalid request", okOutcome]);
    expect(server.connections).toBe(1);
  });
});
