import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A complete request. */
export interface ReceivedRequest {
  readonly socket: Socket;
  /** Head and body, unparsed. */
  readonly head: string;
  readonly body: string;
  /** Numbers from 0: of the connection, of the request on it, and of the request on all connections. */
  readonly connection: number;
  readonly nth: number;
  readonly nthOfAll: number;
}

export interface TortureServer extends AsyncDisposable {
  readonly origin: string;
  readonly port: number;
  /** All requests in the order of their arrival. */
  readonly requests: readonly ReceivedRequest[];
  readonly connections: number;
}

/** A server that sends any bytes at any pace: the test writes each response to the socket itself. */
export async function tortureServer(respond: (request: ReceivedRequest) => unknown): Promise<TortureServer> {
  const requests: ReceivedRequest[] = [];
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
      for (let request = parseRequest(pending); request !== undefined; request = parseRequest(pending)) {
        pending = pending.slice(request.head.length + request.body.length);
        const received = { ...request, socket, connection, nth: nth++, nthOfAll: requests.length };
        requests.push(received);
        respond(received);
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
    requests,
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

function parseRequest(text: string): { readonly head: string; readonly body: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end + 4);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(head.length, head.length + length);
  return body.length < length ? undefined : { head, body };
}

/** Sends each part in its own packet. */
export async function sendInParts(socket: Socket, parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    socket.write(part, "latin1");
    // Twice, so that a reader on the same event loop runs in between.
    await nextTurn();
    await nextTurn();
  }
}
