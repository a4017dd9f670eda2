import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";

/** A request that has come whole. */
export interface Visit {
  readonly socket: Socket;
  /** Head and body as they came. */
  readonly head: string;
  readonly body: string;
  /** Number of its connection, and its own number on that connection and on all of them; from 0 on. */
  readonly connection: number;
  readonly nth: number;
  readonly nthOfAll: number;
}

export interface TortureServer extends AsyncDisposable {
  readonly origin: string;
  readonly port: number;
  /** Of all requests, in the order in which they came. */
  readonly visits: readonly Visit[];
  readonly connections: number;
}

/** A server that answers each request with whatever bytes, at whatever pace, the test wants. */
export async function tortureServer(answer: (visit: Visit) => unknown): Promise<TortureServer> {
  const visits: Visit[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    const connection = connections++;
    let nth = 0;
    let pending = "";
    sockets.add(socket);
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (text) => {
      pending += text;
      for (let request = firstOf(pending); request !== undefined; request = firstOf(pending)) {
        pending = pending.slice(request.head.length + request.body.length);
        const visit = { ...request, socket, connection, nth: nth++, nthOfAll: visits.length };
        visits.push(visit);
        answer(visit);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    visits,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function firstOf(text: string): { readonly head: string; readonly body: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end + 4);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(head.length, head.length + length);
  return body.length < length ? undefined : { head, body };
}

/** Sends the parts in packets of their own. */
export async function inParts(socket: Socket, parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    socket.write(part, "latin1");
    // Twice: whoever reads on the same loop gets a turn in between.
    await turn();
    await turn();
  }
}
