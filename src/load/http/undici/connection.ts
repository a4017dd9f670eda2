import type { Socket } from "node:net";
import { buildConnector, Client } from "undici";
import type { Destination } from "../../../model/http.ts";
import { tlsContextOf } from "../../../shell/tlsContext.ts";
import { maxHeaderBytes } from "../pooledConnection.ts";

/** Servers close idle connections early. */
const maxIdleMs = 4000;

/** One undici client, which has one connection at a time. */
export class UndiciConnection {
  readonly client: Client;
  /** True if the connection has had a response. */
  isUsed = false;
  /** The error's code, if the socket failed. */
  socketFailure: string | undefined;
  /** True if the server has closed its side. */
  ended = false;
  #socket: Socket | undefined;

  /** Calls `onLost` when the connection has ended. */
  constructor({ origin }: Destination, connect: buildConnector.connector, onLost: () => void) {
    this.client = new Client(origin.startsWith("unix:") ? "http://localhost" : origin, {
      pipelining: 1,
      allowH2: false,
      useMilo: false,
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: maxIdleMs,
      keepAliveTimeoutThreshold: 1000,
      // As curl does, the certificate is checked for the destination's name, whatever the Host header says.
      connect: ({ servername: _, ...options }, callback) =>
        connect(options, (error, socket) => {
          if (error !== null) {
            callback(error, null);
          } else {
            this.#watch(socket);
            callback(null, socket);
          }
        }),
    });
    this.client.on("disconnect", onLost);
  }

  get isAlive(): boolean {
    return this.#socket?.destroyed === false;
  }

  #watch(socket: Socket): void {
    this.#socket = socket;
    this.isUsed = false;
    this.ended = false;
    this.socketFailure = undefined;
    socket.on("end", () => {
      this.ended = true;
    });
    socket.on("error", (error: Error & { readonly code?: string }) => {
      // The alerts of a TLS server are the socket's errors, too.
      if ("syscall" in error || error.code?.startsWith("ERR_SSL_") === true) this.socketFailure = error.code;
    });
  }
}

/** Opens connections to the destination. With keep-alive they share its TLS sessions. */
export function connectorTo({ origin, keepAlive, tls }: Destination): buildConnector.connector {
  return buildConnector({
    allowH2: false,
    ...(origin.startsWith("unix:") ? { socketPath: origin.slice("unix:".length) } : {}),
    ...(keepAlive ? {} : { maxCachedSessions: 0 }),
    timeout: 0,
    rejectUnauthorized: tls.verify,
    secureContext: tlsContextOf(tls),
  });
}
