import type { Socket } from "node:net";
import { createSecureContext, getCACertificates } from "node:tls";
import { buildConnector, Client } from "undici";
import type { Destination } from "../../../model/http.ts";
import { maxHeaderBytes } from "../pooledConnection.ts";

/** Who sends over a link. */
export interface Passenger {
  /** The link has its connection, or it may be this one who makes it open one. */
  depart(): void;
  /** The connection turned out to be of HTTP/1.1, which carries one at a time: another link must do. */
  change(): void;
  failed(error: Error): void;
  /** The connection is no more. */
  disconnected(): void;
}

/** Most streams at once on one connection of HTTP/2: what servers commonly allow. */
const maxStreams = 100;
/** The short timeouts of idle connections are those of HTTP/1.1. */
const restMs = 4000;
const http2RestMs = 60_000;

/** One undici client, and so one connection at a time. */
export class UndiciLink {
  readonly client: Client;
  /** Whether the connection has carried an answer. */
  used = false;
  /** The system's error code, once the connection has failed. */
  socketFailure: string | undefined;
  /** The server has ended its side. */
  ended = false;
  #socket: Socket | undefined;
  #connecting = false;
  #room: number;
  readonly #passengers = new Set<Passenger>();
  readonly #waiting = new Set<Passenger>();

  constructor({ origin, http2 }: Destination, connect: buildConnector.connector) {
    this.#room = http2 ? maxStreams : 1;
    this.client = new Client(origin.startsWith("unix:") ? "http://localhost" : origin, {
      pipelining: 1,
      allowH2: http2,
      h2Options: { maxConcurrentStreams: maxStreams },
      useMilo: false,
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: http2 ? http2RestMs : restMs,
      keepAliveTimeoutThreshold: 1000,
      connect: (options, callback) =>
        connect(options, (error, socket) => {
          if (error !== null) {
            this.#failed(error);
            callback(error, null);
          } else {
            this.#watch(socket);
            callback(null, socket);
          }
        }),
    });
    this.client.on("connect", () => this.#connected());
    this.client.on("disconnect", () => this.#disconnected());
  }

  get hasRoom(): boolean {
    return this.#passengers.size < this.#room;
  }

  get isAlive(): boolean {
    return this.#socket?.destroyed === false;
  }

  get isHttp2(): boolean {
    return this.#socket !== undefined && "alpnProtocol" in this.#socket && this.#socket.alpnProtocol === "h2";
  }

  board(passenger: Passenger): void {
    this.#passengers.add(passenger);
  }

  /** The last one to leave closes the connection. */
  async leave(passenger: Passenger): Promise<void> {
    this.#waiting.delete(passenger);
    this.#passengers.delete(passenger);
    if (this.#passengers.size === 0) await this.client.destroy();
  }

  /** Lets it depart at once, or when it is known what the connection is that another one opens right now. */
  send(passenger: Passenger): void {
    if (this.#connecting) {
      this.#waiting.add(passenger);
      return;
    }
    this.#connecting = !this.isAlive;
    passenger.depart();
  }

  #watch(socket: Socket): void {
    this.#socket = socket;
    this.used = false;
    this.ended = false;
    this.socketFailure = undefined;
    socket.on("end", () => {
      this.ended = true;
    });
    socket.on("error", (error: Error & { readonly code?: string }) => {
      if ("syscall" in error) this.socketFailure = error.code;
    });
  }

  #connected(): void {
    if (!this.isHttp2) this.#room = 1;
    for (const passenger of this.#release()) {
      if (this.isHttp2) passenger.depart();
      else passenger.change();
    }
  }

  #failed(error: Error): void {
    for (const passenger of this.#release()) passenger.failed(error);
  }

  #disconnected(): void {
    this.#connecting = false;
    for (const passenger of [...this.#passengers]) passenger.disconnected();
  }

  #release(): readonly Passenger[] {
    this.#connecting = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    return waiting;
  }
}

/** Opens connections to the destination; they share what they learn of its TLS. */
export function connectorTo({ origin, http2, tls }: Destination): buildConnector.connector {
  return buildConnector({
    allowH2: http2,
    preferH2: http2,
    ...(http2 && !origin.startsWith("https:") ? { useH2c: true } : {}),
    ...(origin.startsWith("unix:") ? { socketPath: origin.slice("unix:".length) } : {}),
    timeout: 0,
    rejectUnauthorized: tls.verify,
    ...(tls.ca === undefined
      ? {}
      : { secureContext: createSecureContext({ ca: [...getCACertificates("default"), tls.ca] }) }),
  });
}
