import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type SecureContext, TLSSocket } from "node:tls";
import type { Destination } from "../../../model/http.ts";
import { addressOf } from "../../../shell/address.ts";
import { maxHeaderBytes } from "../pooledConnection.ts";
import { connectionFailureName } from "./errors.ts";

/** One request that waits for a connection to open, or is in flight on it. */
export interface StreamUser {
  /** Opens a stream of the session now. */
  open(session: ClientHttp2Session): void;
  /** The connection has no room for it after all. It needs another one. */
  move(): void;
  /** The connection did not open. */
  fail(failure: string): void;
}

/** What a connection reports to the connections of the same client. */
export interface Http2ConnectionOwner {
  /** Its room may have changed. */
  onRoom(connection: Http2Connection): void;
  /** The server allows that many streams at once. */
  onLimit(maxStreams: number): void;
  onEnd(connection: Http2Connection): void;
}

export interface Http2Options {
  readonly destination: Destination;
  readonly secureContext: SecureContext;
}

/** Most streams at once on one connection. Servers commonly allow as many (RFC 9113, 6.5.2). */
export const maxStreams = 100;

/** Receive windows as large as a browser's, so that flow control hardly ever delays a response. */
const streamWindowBytes = 6 * 1024 * 1024;
const connectionWindowBytes = 15 * 1024 * 1024;

/** A connection of HTTP/2, with or without TLS. It takes as many streams at once as the server's SETTINGS allow. */
export class Http2Connection {
  readonly #owner: Http2ConnectionOwner;
  readonly #socket: Socket;
  #session: ClientHttp2Session | undefined;
  /** `opening` until the server's SETTINGS have come; `retired` once it takes no more requests. */
  #state: "opening" | "open" | "retired" | "ended" = "opening";
  #maxStreams: number;
  #active = 0;
  readonly #waiting = new Set<StreamUser>();
  #errorCode: string | undefined;
  #goaway: number | undefined;
  #lastProcessed = 0;
  #isOtherProtocol = false;
  /** True if a response has come on it. */
  isUsed = false;
  /** When the last stream ended. NaN while a stream is open. */
  idleSinceMs = Number.NaN;

  /** `expectedStreams`: the limit until the server's SETTINGS have come. */
  constructor(owner: Http2ConnectionOwner, options: Http2Options, expectedStreams: number) {
    this.#owner = owner;
    this.#maxStreams = expectedStreams;
    this.#socket = openSocket(options);
    const isTls = this.#socket instanceof TLSSocket;
    this.#socket.once(isTls ? "secureConnect" : "connect", () => this.#start(options.destination.origin));
    this.#socket.on("error", (error: Error & { readonly code?: string }) => this.#fail(error));
    this.#socket.on("close", () => this.#end());
  }

  get hasRoom(): boolean {
    return this.#canOpen && this.#active + this.#waiting.size < this.#maxStreams;
  }

  /** Why the connection ended, or will end. */
  get failure(): string | undefined {
    const hasFailed = this.#state === "ended" || this.#errorCode !== undefined || (this.#goaway ?? 0) > 0;
    if (!hasFailed) return undefined;
    return connectionFailureName({
      code: this.#errorCode,
      goaway: this.#goaway,
      isOtherProtocol: this.#isOtherProtocol,
    });
  }

  /** True if the server has retired the connection in order, after it processed some of its streams. */
  get isWornOut(): boolean {
    return this.#goaway === 0 && this.#lastProcessed > 0;
  }

  /** Opens a stream for the request, at once or as soon as the connection is open. */
  add(user: StreamUser): void {
    this.idleSinceMs = Number.NaN;
    if (this.#state === "opening" || this.#maxStreams === 0) this.#waiting.add(user);
    else this.#open(user);
    this.#owner.onRoom(this);
  }

  /** The request no longer waits. */
  withdraw(user: StreamUser): void {
    if (this.#waiting.delete(user)) this.#owner.onRoom(this);
  }

  /** Must be called once for each stream that `open` was called for. */
  release(nowMs: number): void {
    this.#active--;
    if (this.#active === 0) this.idleSinceMs = nowMs;
    this.#owner.onRoom(this);
  }

  /** Takes no more requests, and closes after the last one in flight. */
  retire(): void {
    if (this.#state === "ended") return;
    this.#state = "retired";
    this.#owner.onRoom(this);
    if (this.#session === undefined) this.#socket.destroy();
    else if (!this.#session.closed) this.#session.close();
  }

  async close(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = Promise.withResolvers<void>();
    this.#socket.on("close", closed.resolve);
    this.#session?.destroy();
    this.#socket.destroy();
    await closed.promise;
  }

  get #canOpen(): boolean {
    return this.#state === "opening" || (this.#state === "open" && this.#session?.closed === false);
  }

  #open(user: StreamUser): void {
    if (this.#session === undefined) return;
    this.#active++;
    user.open(this.#session);
  }

  #start(origin: string): void {
    const socket = this.#socket;
    if (socket instanceof TLSSocket && socket.alpnProtocol !== "h2") {
      this.#isOtherProtocol = true;
      socket.destroy();
      return;
    }
    const session = connectHttp2(origin.startsWith("unix:") ? "http://localhost" : origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: streamWindowBytes, maxHeaderListSize: maxHeaderBytes },
      // In MB. The default of 10 refuses streams while a large body is being sent.
      maxSessionMemory: 1000,
      maxHeaderListPairs: 1000,
    });
    this.#session = session;
    session.on("connect", () => session.setLocalWindowSize(connectionWindowBytes));
    session.on("remoteSettings", ({ maxConcurrentStreams = maxStreams }) => this.#onSettings(maxConcurrentStreams));
    session.on("goaway", (code, lastProcessed) => this.#onGoaway(code, lastProcessed));
    session.on("error", (error: Error & { readonly code?: string }) => this.#fail(error));
    session.on("close", () => socket.destroy());
  }

  #onSettings(allowed: number): void {
    this.#maxStreams = Math.min(allowed, maxStreams);
    if (this.#state === "opening") this.#state = "open";
    if (allowed > 0) {
      this.#owner.onLimit(this.#maxStreams);
      for (const user of this.#takeWaiting()) {
        if (this.#canOpen && this.#active < this.#maxStreams) this.#open(user);
        else user.move();
      }
    }
    this.#owner.onRoom(this);
  }

  /** The session has closed itself already, and goes on with the streams that the server still answers. */
  #onGoaway(code: number, lastProcessed: number): void {
    this.#goaway = code;
    this.#lastProcessed = lastProcessed;
    if (this.#state !== "ended") this.#state = "retired";
    this.#owner.onRoom(this);
    for (const user of this.#takeWaiting()) user.move();
  }

  #fail({ code, name }: Error & { readonly code?: string }): void {
    this.#errorCode ??= code ?? name;
    this.#checkProtocol();
  }

  /** Bytes that are no SETTINGS frame are of another protocol. TLS has agreed on the protocol before. */
  #checkProtocol(): void {
    const isTls = this.#socket instanceof TLSSocket;
    if (this.#state === "opening" && !isTls && this.#socket.bytesRead > 0) this.#isOtherProtocol = true;
  }

  #end(): void {
    if (this.#state === "ended") return;
    this.#checkProtocol();
    this.#state = "ended";
    this.#owner.onEnd(this);
    const failure = this.failure ?? "connection closed";
    for (const user of this.#takeWaiting()) user.fail(failure);
  }

  #takeWaiting(): readonly StreamUser[] {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    return waiting;
  }
}

/** Offers HTTP/1.1 as well, so that a server without HTTP/2 says so instead of breaking off. */
function openSocket({ destination: { origin, tls }, secureContext }: Http2Options): Socket {
  const address = addressOf(origin);
  if (!origin.startsWith("https:")) return connect({ ...address, noDelay: true });
  const { hostname } = new URL(origin);
  return connectTls({
    ...address,
    ...(isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? { servername: hostname } : {}),
    ALPNProtocols: ["h2", "http/1.1"],
    rejectUnauthorized: tls.verify,
    secureContext,
  });
}
