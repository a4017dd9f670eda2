import { once } from "node:events";
import { chmod } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { type Millis, millis } from "../../model/unit.ts";
import { systemClock } from "../../shell/clock.ts";

/** Loadgate's end of the hooks: every process and thread with the hook connects to it. */
export interface HookControl extends AsyncDisposable {
  /** The hooks that are connected now. */
  count(): number;
  /** Orders all hooks to start, and those that connect later. Resolves once they have, or when the time is up. */
  start(withinMs: Millis): Promise<void>;
  /** Orders all hooks to stop and to write their files. Returns how many did not answer in time. */
  stop(withinMs: Millis): Promise<number>;
}

/** Listens in the directory. A service of another user can connect too. */
export async function openHookControl(directory: string): Promise<HookControl> {
  const sockets = new Set<Socket>();
  const waiting = new Map<Socket, () => void>();
  let isStarted = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    const answered = () => {
      waiting.get(socket)?.();
      waiting.delete(socket);
    };
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      if (/started|stopped/.test(text)) answered();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      answered();
    });
    if (isStarted) socket.write("start\n");
  });
  const path = join(directory, "control");
  server.listen(path);
  await once(server, "listening");
  await chmod(path, 0o777);

  /** Sends the order to all hooks. Returns how many have not answered in time. */
  async function order(text: string, withinMs: Millis): Promise<number> {
    const answers = [...sockets].map((socket) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(socket, resolve);
      socket.write(text);
      return promise;
    });
    const timer = new AbortController();
    const end = systemClock.sleepUntil(millis(systemClock.nowMs() + withinMs), timer.signal).catch(() => {});
    await Promise.race([Promise.all(answers), end]);
    timer.abort();
    const silent = waiting.size;
    waiting.clear();
    return silent;
  }

  return {
    count: () => sockets.size,
    async start(withinMs) {
      isStarted = true;
      await order("start\n", withinMs);
    },
    async stop(withinMs) {
      isStarted = false;
      return await order("stop\n", withinMs);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
