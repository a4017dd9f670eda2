import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { listenOnFreePort } from "./sendRequest.ts";

type Server = EventEmitter & {
  listen(port: number, host: string): unknown;
  address(): unknown;
  close(): unknown;
};

/** A server that listens on a free port and counts its connections. */
export interface CountingServer extends AsyncDisposable {
  readonly port: number;
  readonly connections: number;
  /** Closes every connection in order (FIN). */
  endAll(): void;
  /** Resets every connection (RST). */
  resetAll(): void;
}

export async function countingServer(server: Server): Promise<CountingServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  server.on("sessionError", () => {});
  return {
    port: await listenOnFreePort(server),
    get connections() {
      return connections;
    },
    endAll() {
      for (const socket of sockets) socket.destroySoon();
    },
    resetAll() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
