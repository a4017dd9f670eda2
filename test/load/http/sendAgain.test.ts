import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { http1Client, undiciClient } from "../../../src/load/http/createClient.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { destination, get, outcomeOf, told } from "../../support/outcome.ts";
import { tortureServer, type Visit } from "../../support/tortureServer.ts";

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
const answered = '200 "ab"';
const ok = ({ socket }: Visit) => socket.write(answer);

/** A clock that can be put forward, as if a connection had rested meanwhile. */
function adjustable() {
  let aheadMs = 0;
  return {
    ...systemClock,
    nowMs: () => millis(systemClock.nowMs() + aheadMs),
    pass: (ms: number) => {
      aheadMs += ms;
    },
  };
}

describe.for([
  ["http1", http1Client],
  ["undici", undiciClient],
] as const)("%s", ([, make]) => {
  const dies = (how: (visit: Visit) => unknown) => (visit: Visit) => (visit.nth === 0 ? ok(visit) : how(visit));
  const closing = dies(({ socket }) => socket.end());
  const resetting = dies(({ socket }) => socket.resetAndDestroy());
  test.for([
    ["GET", "closed", closing, answered],
    ["DELETE", "reset", resetting, answered],
    ["PUT", "reset", resetting, answered],
    ["POST", "closed", closing, "connection closed"],
    ["POST", "reset", resetting, "ECONNRESET"],
    ["PATCH", "closed", closing, "connection closed"],
    ["GET", "closed within the answer", dies(({ socket }) => socket.end("HTTP/1.1 2")), "connection closed"],
  ] as const)("%s on a kept connection that is %s: %#", async ([method, , how, want]) => {
    await using server = await tortureServer(how);
    const clock = adjustable();
    const client = make(destination(server.origin), clock);
    await outcomeOf(client, get());
    clock.pass(1500);
    const before = clock.nowMs();
    const outcome = await outcomeOf(client, get("/", { method }));
    const after = clock.nowMs();
    await client.close();
    expect(told(outcome)).toBe(want);
    expect(server.visits.length).toBe(want === answered ? 3 : 2);
    expect(before <= outcome.sentMs && outcome.sentMs <= outcome.doneMs && outcome.doneMs <= after).toBe(true);
  });

  test("does not send again on a connection in use: a server that closes that one drops a request", async () => {
    await using server = await tortureServer(dies(({ socket }) => socket.end()));
    const client = make(destination(server.origin), systemClock);
    await outcomeOf(client, get());
    expect(told(await outcomeOf(client, get()))).toBe("connection closed");
    expect(server.visits.length).toBe(2);
    await client.close();
  });

  test("sends once more only, and not on a connection that was fresh", async () => {
    await using server = await tortureServer(({ socket, nthOfAll }) =>
      nthOfAll === 0 ? socket.write(answer) : socket.end(),
    );
    const clock = adjustable();
    const client = make(destination(server.origin), clock);
    await outcomeOf(client, get());
    clock.pass(1500);
    expect(told(await outcomeOf(client, get()))).toBe("connection closed");
    expect(server.visits.length).toBe(3);
    expect(told(await outcomeOf(client, get()))).toBe("connection closed");
    expect(server.visits.length).toBe(4);
    await client.close();
  });

  test("tells the time from the first sending where it had to send again", async () => {
    await using server = await tortureServer(async (visit) => {
      if (visit.nth === 0) return ok(visit);
      await sleep(80);
      return visit.socket.end();
    });
    const clock = adjustable();
    const client = make(destination(server.origin), clock);
    await outcomeOf(client, get());
    clock.pass(1500);
    const { sentMs, doneMs } = await outcomeOf(client, get());
    await client.close();
    expect(doneMs - sentMs).toBeGreaterThan(70);
  });

  test("counts the timeout from the first sending where it had to send again", async () => {
    let nowMs = 0;
    await using server = await tortureServer((visit) => {
      if (visit.nthOfAll === 0) return ok(visit);
      nowMs += 300;
      return visit.nth === 0 ? undefined : visit.socket.end();
    });
    const clock = { ...systemClock, nowMs: () => millis(nowMs) };
    const client = make(destination(server.origin, { timeoutMs: millis(500) }), clock);
    await outcomeOf(client, get());
    nowMs = 2000;
    const { failure, sentMs, doneMs } = await outcomeOf(client, get());
    await client.close();
    expect({ failure, sentMs, doneMs }).toEqual({ failure: "timeout", sentMs: 2000, doneMs: 2600 });
  });
});
