import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHttp1Client } from "../../../src/load/http/createClient.ts";
import { DelayedAckDetector } from "../../../src/load/http/delayedAck.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { destination, get, listenOnFreePort, sendRequest } from "../../support/sendRequest.ts";

describe("a delayed acknowledgement is detected", () => {
  test.each([
    { atMs: [], expected: false },
    { atMs: [7], expected: false },
    { atMs: [7, 7], expected: false },
    { atMs: [7, 41], expected: false },
    { atMs: [7, 42], expected: true },
    { atMs: [7, 51], expected: true },
    { atMs: [7, 67], expected: true },
    { atMs: [7, 68], expected: false },
    { atMs: [7, 207], expected: false },
    { atMs: [7, 7, 51], expected: false },
    { atMs: [7, 22, 37, 52], expected: false },
  ])("for chunks at $atMs: $expected", ({ atMs, expected }) => {
    const detector = new DelayedAckDetector();
    // The response before must not matter.
    for (const earlier of [[], [0], [0, 44], [0, 44, 88]]) {
      detector.startResponse();
      for (const at of earlier) detector.addChunk(millis(at));
      detector.startResponse();
      for (const at of atMs) detector.addChunk(millis(1000 + at));
      expect(detector.hadDelayedAck).toBe(expected);
    }
  });
});

const head = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

async function writeSlowly(socket: Socket, parts: readonly string[], ms: number): Promise<void> {
  for (const [i, part] of parts.entries()) {
    if (i > 0) await sleep(ms);
    socket.write(part);
  }
}

describe("real responses on a reused connection", () => {
  const servers: readonly {
    readonly name: string;
    readonly noDelay: boolean;
    readonly respond: (socket: Socket) => unknown;
    readonly isDelayed: boolean;
  }[] = [
    {
      name: "in two writes",
      noDelay: false,
      respond: (socket) => writeSlowly(socket, [head, "text"], 0),
      isDelayed: true,
    },
    {
      name: "in many writes",
      noDelay: false,
      respond: (socket) => [...head, ..."text"].map((letter) => socket.write(letter)),
      isDelayed: true,
    },
    { name: "in one write", noDelay: false, respond: (socket) => socket.write(`${head}text`), isDelayed: false },
    {
      name: "in two writes with TCP_NODELAY",
      noDelay: true,
      respond: (socket) => writeSlowly(socket, [head, "text"], 0),
      isDelayed: false,
    },
    {
      name: "that stream slowly",
      noDelay: true,
      respond: (socket) => writeSlowly(socket, [head, ..."text"], 11),
      isDelayed: false,
    },
    {
      name: "with a body that takes long to compute",
      noDelay: true,
      respond: (socket) => writeSlowly(socket, [head, "text"], 80),
      isDelayed: false,
    },
  ];

  // Their time is waiting for the kernel, so they wait at the same time.
  test.concurrent.each(servers)("$name are delayed: $isDelayed", async ({ noDelay, respond, isDelayed }) => {
    const server = createServer({ noDelay }, (socket) => {
      socket.on("error", () => {});
      socket.on("data", () => respond(socket));
    });
    const client = createHttp1Client(destination(`http://127.0.0.1:${await listenOnFreePort(server)}`), systemClock);
    const delayed: boolean[] = [];
    for (let i = 0; i < 40; i++) delayed.push((await sendRequest(client, get())).hadDelayedAck);
    await client.close();
    server.close();
    // The kernel acknowledges the first responses of a connection at once.
    const share = delayed.slice(20).filter((one) => one).length / 20;
    expect(share >= 0.5).toBe(isDelayed);
  });
});
