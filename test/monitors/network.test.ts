import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { NetworkReading } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { networkMonitors } from "../../src/monitors/network/network.ts";
import { systemClock } from "../../src/shell/clock.ts";
import { startActor } from "../support/actor.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const act of cleanUp.splice(0).toReversed()) await act();
});

async function listen(options = {}): Promise<{ readonly port: number; readonly sockets: readonly Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer(options, (socket) => {
    socket.on("error", () => {}).resume();
    sockets.push(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  cleanUp.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** The first and the last reading around an action. */
async function observe(origin: string, pids: () => readonly number[], act: () => Promise<void>) {
  const [monitor] = networkMonitors({ intervalMs: millis(60_000), clock: systemClock })([{ origin, pids }]);
  const sampling = await monitor?.start();
  await act();
  return ((await sampling?.stop()) ?? []) as readonly NetworkReading[];
}

test("sockets of the port are counted by state", async () => {
  const { port } = await listen({ allowHalfOpen: true });
  const [, after] = await observe(
    `http://localhost:${port}`,
    () => [],
    async () => {
      const sockets = [await connectTo(port), await connectTo(port), await connectTo(port)];
      // The server does not close its side.
      const [first] = sockets;
      await new Promise<void>((resolve) => first?.end(() => resolve()));
      while (first?.writableFinished === false) await once(first, "finish");
    },
  );
  expect(after?.sockets).toMatchObject({ close_wait: 1, established: 2 });
  expect(after?.acceptQueue).toBe(0);
});

test("connections that the service does not accept wait in its queue", async () => {
  const actor = await startActor(`
    if (globalThis.server === undefined) {
      globalThis.server = require("node:net").createServer().listen(0, "127.0.0.1");
      await require("node:events").once(server, "listening");
      return server.address().port;
    }
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));`);
  cleanUp.push(actor.kill);
  const port = Number(await actor.act());
  const [before, after] = await observe(
    `http://127.0.0.1:${port}`,
    () => [actor.pid],
    async () => {
      await actor.act();
      await Promise.all([connectTo(port), connectTo(port), connectTo(port)]);
    },
  );
  expect([before?.acceptQueue, after?.acceptQueue]).toEqual([0, 3]);
});

test("connections that the service opens are counted by address, those of others are not", async () => {
  const [database, other, target] = [await listen(), await listen(), await listen()];
  const actor = await startActor(`
    globalThis.sockets ??= [];
    const socket = require("node:net").connect(${database.port}, "127.0.0.1");
    sockets.push(socket);
    await require("node:events").once(socket, "connect");
    globalThis.admin ??= require("node:net").createServer().listen(0, "127.0.0.1");
    if (!admin.listening) await require("node:events").once(admin, "listening");
    return admin.address().port;`);
  cleanUp.push(actor.kill);
  const adminPort = Number(await actor.act());
  const [before, after] = await observe(
    `http://127.0.0.1:${target.port}`,
    () => [actor.pid],
    async () => {
      await actor.act();
      await actor.act();
      await connectTo(other.port);
      // The service accepts this one.
      await connectTo(adminPort);
      await connectTo(target.port);
    },
  );
  expect([before?.outbound, after?.outbound]).toEqual([
    { [`127.0.0.1:${database.port}`]: 1 },
    { [`127.0.0.1:${database.port}`]: 3 },
  ]);
});

test("bytes are counted, on the loopback too", async () => {
  const { port } = await listen();
  const sent = 5_000_000;
  const [before, after] = await observe(
    `http://127.0.0.1:${port}`,
    () => [],
    async () => {
      const socket = await connectTo(port);
      await new Promise<void>((resolve) => socket.end(Buffer.alloc(sent), resolve));
      await once(socket, "close").catch(() => {});
    },
  );
  const [firstBytes = 0, lastBytes = 0] = [before?.receivedBytes, after?.receivedBytes];
  expect(lastBytes - firstBytes).toBeGreaterThanOrEqual(sent);
  expect(after?.sentPackets).toBeGreaterThan(before?.sentPackets ?? 0);
});

test("an address of another machine has no sockets here", async () => {
  const [reading] = await observe(
    "https://192.0.2.1",
    () => [process.pid],
    async () => {},
  );
  expect(reading).not.toHaveProperty("sockets");
  expect(reading).not.toHaveProperty("acceptQueue");
});
