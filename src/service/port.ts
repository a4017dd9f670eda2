import { once } from "node:events";
import { createServer } from "node:net";
import { readListeners } from "../shell/sockets.ts";

/** Below the ports that systems give to connections, and away from those of well-known services. */
const range = { from: 20_000, count: 7_000 };

/**
 * A port on which nothing listens right now, on any address. The system gives it to no connection, so it is still free
 * when the service has started. `random` is in [0, 1).
 */
export async function freePort(random: () => number = Math.random): Promise<number> {
  for (;;) {
    const port = range.from + Math.floor(range.count * random());
    // The system only assures that nothing listens on the address that is bound.
    if ((await canListen(port)) && readListeners().every((listener) => listener.port !== port)) return port;
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
