import { createServer } from "node:net";
import { readListeners } from "../shell/sockets.ts";

/** A port on which nothing listens right now, on any address. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await assignedPort();
    // The system only assures that nothing listens on the address that was bound.
    if (readListeners().every((listener) => listener.port !== port)) return port;
  }
}

async function assignedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the system assigned no port");
  return address.port;
}
