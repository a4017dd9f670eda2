import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../src/load/http/client.ts";
import { http1Client, undiciClient } from "../../../src/load/http/createClient.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { freePort } from "../../support/freePort.ts";
import { destination, get, listening, outcomeOf, told } from "../../support/outcome.ts";
import { tortureServer, type Visit } from "../../support/tortureServer.ts";

const makers = [
  ["http1", http1Client],
  ["undici", undiciClient],
] as const;

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
const answered = '200 "ab"';
const ok = ({ socket }: Visit) => socket.write(answer);

test("does not send over a connection on which the last request's body still waits", async () => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections++;
    socket.on("error", () => {});
    socket.once("data", () => socket.pause().write(answer));
  });
  const client = http1Client(destination(`http://127.0.0.1:${await listening(server)}`), systemClock);
  const body = Buffer.alloc(20_000_000);
  const got = [await outcomeOf(client, get("/", { method: "POST", body })), await outcomeOf(client, get())];
  await client.close();
  server.close();
  expect(got.map(told)).toEqual([answered, answered]);
  expect(connections).toBe(2);
});

describe.for(makers)("%s", ([, make]) => {
  test("keeps a connection and uses it again", async () => {
    await using server = await tortureServer(ok);
    const client = make(destination(server.origin), systemClock);
    for (let i = 0; i < 20; i++) expect(told(await outcomeOf(client, get()))).toBe(answered);
    await client.close();
    expect(server.connections).toBe(1);
  });

  test("opens no more connections than it has requests under way", async () => {
    await using server = await tortureServer(ok);
    const client = make(destination(server.origin), systemClock);
    for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 8 }, () => outcomeOf(client, get())));
    await client.close();
    expect(server.connections).toBe(8);
    expect(server.visits.length).toBe(40);
  });

  test("takes an answer that came after its time for a timeout, however lately it looks", async () => {
    await using server = await tortureServer(async (visit) => {
      await sleep(30);
      ok(visit);
    });
    const client = make(destination(server.origin, { timeoutMs: millis(20) }), systemClock);
    const got: string[] = [];
    for (let i = 0; i < 8; i++) got.push(told(await outcomeOf(client, get())));
    await client.close();
    expect(got).toEqual(new Array(8).fill("timeout"));
  });

  test("takes the connection that was used last", async () => {
    await using server = await tortureServer(ok);
    const client = make(destination(server.origin), systemClock);
    await Promise.all([1, 2, 3].map(() => outcomeOf(client, get())));
    for (let i = 0; i < 5; i++) await outcomeOf(client, get());
    await client.close();
    expect(new Set(server.visits.slice(3).map(({ connection }) => connection)).size).toBe(1);
  });

  test("can send the next request from within the settling of the last", async () => {
    await using server = await tortureServer(ok);
    const client = make(destination(server.origin), systemClock);
    const got = await new Promise<number>((resolve) => {
      let count = 0;
      const exchange = {
        sentMs: millis(0),
        doneMs: millis(0),
        awaitedAck: false,
        settled(failure: string | undefined) {
          if (failure !== undefined || ++count === 50) resolve(count);
          else client.send(get(), exchange);
        },
      };
      client.send(get(), exchange);
    });
    await client.close();
    expect([got, server.connections]).toEqual([50, 1]);
  });

  test.for([
    ["beyond the answer", `${answer}surplus`],
    ["of a second answer", answer + answer],
    ["behind connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab"],
    ["behind HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab"],
    ["behind a keep-alive of a second", answer.replace("OK\r\n", "OK\r\nKeep-Alive: timeout=1\r\n")],
  ] as const)("does not use a connection again %s", async ([, text]) => {
    await using server = await tortureServer(({ socket }) => socket.write(text));
    const client = make(destination(server.origin), systemClock);
    const got = [];
    for (let i = 0; i < 3; i++) got.push(told(await outcomeOf(client, get())));
    await client.close();
    expect(got).toEqual([answered, answered, answered]);
    expect(server.connections).toBe(3);
  });

  test("closes a connection that it does not use again", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await tortureServer(({ socket }) => {
      socket.write(`${answer}surplus`);
      socket.on("close", () => closed.resolve());
    });
    const client = make(destination(server.origin), systemClock);
    await outcomeOf(client, get());
    await closed.promise;
    await client.close();
  });

  test("is not taken in by what comes along with an answer, however soon the next request is sent", async () => {
    await using server = await tortureServer(({ socket }) => socket.write(answer + answer.replace("ab", "xy")));
    const client = make(destination(server.origin), systemClock);
    const bodies = await new Promise<readonly string[]>((resolve) => {
      const got: string[] = [];
      const exchange: Exchange = {
        sentMs: millis(0),
        doneMs: millis(0),
        awaitedAck: false,
        settled(failure, { body }) {
          got.push(failure ?? Buffer.from(body).toString());
          if (got.length === 10) resolve(got);
          else client.send(get(), exchange);
        },
      };
      client.send(get(), exchange);
    });
    await client.close();
    expect(bodies).toEqual(Array(10).fill("ab"));
    expect(server.connections).toBe(10);
  });

  test("does not use a connection again on which bytes came unasked", async () => {
    await using server = await tortureServer(async ({ socket }) => {
      socket.write(answer);
      await sleep(20);
      socket.write(answer.replace("ab", "xy"));
    });
    const client = make(destination(server.origin), systemClock);
    await outcomeOf(client, get());
    await sleep(60);
    expect(told(await outcomeOf(client, get()))).toBe(answered);
    await client.close();
    expect(server.connections).toBe(2);
  });

  test("does not use a connection again that the server has closed", async () => {
    await using server = await tortureServer(({ socket }) => socket.end(answer));
    const client = make(destination(server.origin), systemClock);
    await outcomeOf(client, get());
    await sleep(30);
    expect(told(await outcomeOf(client, get("/", { method: "POST" })))).toBe(answered);
    await client.close();
    expect(server.connections).toBe(2);
  });

  test.for([
    ["", 4000],
    ["Keep-Alive: timeout=2\r\n", 1000],
  ] as const)("lets a connection rest no longer than the server would: %j", async ([header, restMs]) => {
    await using server = await tortureServer(({ socket }) => socket.write(answer.replace("OK\r\n", `OK\r\n${header}`)));
    let nowMs = 0;
    const clock = { ...systemClock, nowMs: () => millis(nowMs) };
    const client = make(destination(server.origin), clock);
    await outcomeOf(client, get());
    nowMs += restMs - 1;
    await outcomeOf(client, get());
    expect(server.connections).toBe(1);
    nowMs += restMs;
    await outcomeOf(client, get());
    await client.close();
    expect(server.connections).toBe(2);
  });

  test("times out what takes too long, and closes its connection", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await tortureServer((visit) => {
      if (visit.nthOfAll > 0) return ok(visit);
      visit.socket.on("close", () => closed.resolve());
      return undefined;
    });
    const client = make(destination(server.origin, { timeoutMs: millis(250) }), systemClock);
    const outcome = await outcomeOf(client, get());
    await closed.promise;
    expect(told(outcome)).toBe("timeout");
    expect(outcome.doneMs - outcome.sentMs).toBeGreaterThanOrEqual(250);
    expect(told(await outcomeOf(client, get()))).toBe(answered);
    await client.close();
  });

  test("settles what is under way as closed, and what comes afterwards", async () => {
    await using server = await tortureServer(() => {});
    const client = make(destination(server.origin), systemClock);
    const underWay = [outcomeOf(client, get()), outcomeOf(client, get())];
    while (server.visits.length < 2) await sleep(5);
    const connecting = outcomeOf(client, get());
    await client.close();
    const late = outcomeOf(client, get());
    expect((await Promise.all([...underWay, connecting, late])).map(told)).toEqual(Array(4).fill("closed"));
  });

  test("names the system's error where nobody listens", async () => {
    const client = make(destination(`http://127.0.0.1:${await freePort()}`), systemClock);
    const got = await Promise.all([1, 2, 3].map(() => outcomeOf(client, get())));
    await client.close();
    expect(got.map(told)).toEqual(["ECONNREFUSED", "ECONNREFUSED", "ECONNREFUSED"]);
  });

  test("names the system's error where the host has no address", async () => {
    const client = make(destination("http://nowhere.invalid"), systemClock);
    const got = told(await outcomeOf(client, get()));
    await client.close();
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(got);
  });

  test("talks to a Unix socket", async () => {
    const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
    const path = join(directory, "socket");
    const server = createServer((request, response) => response.end(`${request.url} at ${request.headers.host}`));
    server.listen(path);
    await once(server, "listening");
    const client = make(destination(`unix:${path}`), systemClock);
    const got = told(await outcomeOf(client, get("/a?b=c")));
    await client.close();
    server.close();
    await rm(directory, { recursive: true });
    expect(got).toBe('200 "/a?b=c at localhost"');
  });

  test("goes on after requests that cannot be sent", async () => {
    await using server = await tortureServer(ok);
    const client = make(destination(server.origin), systemClock);
    const got = [];
    for (const path of ["/", "/a b", "/", "/\n", "/"]) got.push(told(await outcomeOf(client, get(path))));
    await client.close();
    expect(got).toEqual([answered, "invalid request", answered, "invalid request", answered]);
    expect(server.connections).toBe(1);
  });
});
