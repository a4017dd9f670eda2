import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHttp1Client, createUndiciClient } from "../../../src/load/http/createClient.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { describeOutcome, destination, get, sendRequest } from "../../support/sendRequest.ts";
import { type ReceivedRequest, tortureServer } from "../../support/tortureServer.ts";

const response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
const okOutcome = '200 "ab"';
const ok = ({ socket }: ReceivedRequest) => socket.write(response);

/** A clock that can be advanced, as if a connection had been idle meanwhile. */
function adjustableClock() {
  let aheadMs = 0;
  return {
    ...systemClock,
    nowMs: () => millis(systemClock.nowMs() + aheadMs),
    advance: (ms: number) => {
      aheadMs += ms;
    },
  };
}

describe.for([
  ["http1", createHttp1Client],
  ["undici", createUndiciClient],
] as const)("%s", ([, createClient]) => {
  const onReuse = (handle: (request: ReceivedRequest) => unknown) => (request: ReceivedRequest) =>
    request.nth === 0 ? ok(request) : handle(request);
  const closing = onReuse(({ socket }) => socket.end());
  const resetting = onReuse(({ socket }) => socket.resetAndDestroy());
  test.for([
    ["GET", "closed", closing, okOutcome],
    ["DELETE", "reset", resetting, okOutcome],
    ["PUT", "reset", resetting, okOutcome],
    ["POST", "closed", closing, "connection closed"],
    ["POST", "reset", resetting, "ECONNRESET"],
    ["PATCH", "closed", closing, "connection closed"],
    ["GET", "closed within the response", onReuse(({ socket }) => socket.end("HTTP/1.1 2")), "connection closed"],
  ] as const)("%s on a reused connection that is %s: %#", async ([method, , handle, expected]) => {
    await using server = await tortureServer(handle);
    const clock = adjustableClock();
    const client = createClient(destination(server.origin), clock);
    await sendRequest(client, get());
    clock.advance(1500);
    const before = clock.nowMs();
    const outcome = await sendRequest(client, get("/", { method }));
    const after = clock.nowMs();
    await client.close();
    expect(describeOutcome(outcome)).toBe(expected);
    expect(server.requests.length).toBe(expected === okOutcome ? 3 : 2);
    expect(before <= outcome.sentMs && outcome.sentMs <= outcome.doneMs && outcome.doneMs <= after).toBe(true);
  });

  test("does not retry on a connection in use: a server that closes it drops a request", async () => {
    await using server = await tortureServer(onReuse(({ socket }) => socket.end()));
    const client = createClient(destination(server.origin), systemClock);
    await sendRequest(client, get());
    expect(describeOutcome(await sendRequest(client, get()))).toBe("connection closed");
    expect(server.requests.length).toBe(2);
    await client.close();
  });

  test("retries once, and not on a new connection", async () => {
    await using server = await tortureServer(({ socket, nthOfAll }) =>
      nthOfAll === 0 ? socket.write(response) : socket.end(),
    );
    const clock = adjustableClock();
    const client = createClient(destination(server.origin), clock);
    await sendRequest(client, get());
    clock.advance(1500);
    expect(describeOutcome(await sendRequest(client, get()))).toBe("connection closed");
    expect(server.requests.length).toBe(3);
    expect(describeOutcome(await sendRequest(client, get()))).toBe("connection closed");
    expect(server.requests.length).toBe(4);
    await client.close();
  });

  test("measures a retry from the first send", async () => {
    await using server = await tortureServer(async (request) => {
      if (request.nth === 0) return ok(request);
      await sleep(80);
      return request.socket.end();
    });
    const clock = adjustableClock();
    const client = createClient(destination(server.origin), clock);
    await sendRequest(client, get());
    clock.advance(1500);
    const { sentMs, doneMs } = await sendRequest(client, get());
    await client.close();
    expect(doneMs - sentMs).toBeGreaterThan(70);
  });

  test("counts the timeout of a retry from the first send", async () => {
    let nowMs = 0;
    await using server = await tortureServer((request) => {
      if (request.nthOfAll === 0) return ok(request);
      nowMs += 300;
      return request.nth === 0 ? undefined : request.socket.end();
    });
    const clock = { ...systemClock, nowMs: () => millis(nowMs) };
    const client = createClient(destination(server.origin, { timeoutMs: millis(500) }), clock);
    await sendRequest(client, get());
    nowMs = 2000;
    const { failure, sentMs, doneMs } = await sendRequest(client, get());
    await client.close();
    expect({ failure, sentMs, doneMs }).toEqual({ failure: "timeout", sentMs: 2000, doneMs: 2600 });
  });
});
