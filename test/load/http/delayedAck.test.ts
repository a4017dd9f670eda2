import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { http1Client } from "../../../src/load/http/createClient.ts";
import { Pieces } from "../../../src/load/http/delayedAck.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { destination, get, listening, outcomeOf } from "../../support/outcome.ts";

describe("an answer looks as if it had waited for an acknowledgement", () => {
  test.each([
    { atMs: [], awaited: false },
    { atMs: [7], awaited: false },
    { atMs: [7, 7], awaited: false },
    { atMs: [7, 41], awaited: false },
    { atMs: [7, 42], awaited: true },
    { atMs: [7, 51], awaited: true },
    { atMs: [7, 67], awaited: true },
    { atMs: [7, 68], awaited: false },
    { atMs: [7, 207], awaited: false },
    { atMs: [7, 7, 51], awaited: false },
    { atMs: [7, 22, 37, 52], awaited: false },
  ])("whose pieces came at $atMs: $awaited", ({ atMs, awaited }) => {
    const pieces = new Pieces();
    // Whatever the answer before it was like.
    for (const earlier of [[], [0], [0, 44], [0, 44, 88]]) {
      pieces.begin();
      for (const at of earlier) pieces.came(millis(at));
      pieces.begin();
      for (const at of atMs) pieces.came(millis(1000 + at));
      expect(pieces.awaitedAck).toBe(awaited);
    }
  });
});

const head = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

async function slowly(socket: Socket, parts: readonly string[], ms: number): Promise<void> {
  for (const [i, part] of parts.entries()) {
    if (i > 0) await sleep(ms);
    socket.write(part);
  }
}

describe("on a connection that is kept, real answers", () => {
  const servers: readonly {
    readonly what: string;
    readonly noDelay: boolean;
    readonly answer: (socket: Socket) => unknown;
    readonly waits: boolean;
  }[] = [
    { what: "in two writes", noDelay: false, answer: (socket) => slowly(socket, [head, "text"], 0), waits: true },
    {
      what: "in many writes",
      noDelay: false,
      answer: (socket) => [...head, ..."text"].map((letter) => socket.write(letter)),
      waits: true,
    },
    { what: "in one write", noDelay: false, answer: (socket) => socket.write(`${head}text`), waits: false },
    {
      what: "in two writes with TCP_NODELAY",
      noDelay: true,
      answer: (socket) => slowly(socket, [head, "text"], 0),
      waits: false,
    },
    {
      what: "that stream slowly",
      noDelay: true,
      answer: (socket) => slowly(socket, [head, ..."text"], 11),
      waits: false,
    },
    {
      what: "whose body is computed for long",
      noDelay: true,
      answer: (socket) => slowly(socket, [head, "text"], 80),
      waits: false,
    },
  ];

  test.each(servers)("$what wait for acknowledgements: $waits", async ({ noDelay, answer, waits }) => {
    const server = createServer({ noDelay }, (socket) => {
      socket.on("error", () => {});
      socket.on("data", () => answer(socket));
    });
    const client = http1Client(destination(`http://127.0.0.1:${await listening(server)}`), systemClock);
    const awaited: boolean[] = [];
    for (let i = 0; i < 40; i++) awaited.push((await outcomeOf(client, get())).awaitedAck);
    await client.close();
    server.close();
    // The kernel acknowledges the first answers of a connection at once.
    const share = awaited.slice(20).filter((one) => one).length / 20;
    expect(share >= 0.5).toBe(waits);
  });
});
