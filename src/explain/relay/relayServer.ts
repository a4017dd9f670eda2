import { createServer, type Socket } from "node:net";
import { relayHost } from "./databaseAddress.ts";

export interface Relay extends AsyncDisposable {
  readonly port: number;
}

/** `serve` handles one connection. If it rejects, the connection is closed. */
export async function openRelay(serve: (client: Socket) => Promise<void>): Promise<Relay> {
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    clients.add(client);
    client.once("close", () => clients.delete(client));
    client.on("error", () => client.destroy());
    serve(client).catch(() => client.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, relayHost, resolve);
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
