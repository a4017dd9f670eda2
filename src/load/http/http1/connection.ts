import { connect, type NetConnectOpts, type Socket } from "node:net";
import type { WireRequest, WireResponse } from "../../../model/http.ts";
import type { Millis } from "../../../model/unit.ts";
import type { Clock } from "../../../shell/clock.ts";
import { DelayedAckDetector } from "../delayedAck.ts";
import {
  type ConnectionOwner,
  maxIdleOf,
  mediaTypeOf,
  noBody,
  noHeaders,
  PooledConnection,
} from "../pooledConnection.ts";
import { socketFailureName } from "../socketErrors.ts";
import { Http1Parser } from "./parser.ts";
import type { SerializedRequest } from "./serializer.ts";

export interface Http1Options {
  readonly clock: Clock;
  readonly address: NetConnectOpts;
  /** Gives `undefined` for a request that cannot be sent. */
  readonly serialize: (request: WireRequest) => SerializedRequest | undefined;
}

/** Shared by all connections of a thread. Each consumes what it has read before the next one reads. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/** A connection of plain HTTP/1.1, kept alive. */
export class Http1Connection extends PooledConnection {
  readonly #owner: ConnectionOwner;
  readonly #options: Http1Options;
  readonly #parser = new Http1Parser();
  readonly #ackDetector = new DelayedAckDetector();
  readonly #socket: Socket;
  /** Reused for responses of which only the status is kept. */
  readonly #statusOnly = { status: 0, headers: noHeaders, body: noBody, foundUntil: false };
  #serialized: SerializedRequest | undefined;

  constructor(owner: ConnectionOwner, options: Http1Options) {
    super();
    this.#owner = owner;
    this.#options = options;
    const callback = (length: number): boolean => this.#read(length);
    this.#socket = connect({ ...options.address, noDelay: true, onread: { buffer: readBuffer, callback } });
    this.#socket.on("connect", () => this.#write());
    this.#socket.on("end", () => this.#end());
    this.#socket.on("error", (error: Error & { readonly code?: string }) =>
      this.#fail(socketFailureName(error.code ?? error.name)),
    );
    this.#socket.on("close", () => this.#fail("connection closed"));
  }

  send(): void {
    this.#serialized = this.#options.serialize(this.request);
    this.#parser.startResponse(this.request);
    this.#ackDetector.startResponse();
    this.bodyTimes.start();
    if (this.#serialized === undefined) process.nextTick(() => this.#owner.onUnsendable(this));
    else if (!this.#socket.connecting) this.#write();
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (socket.closed) return;
    const closed = Promise.withResolvers<void>();
    socket.on("close", closed.resolve);
    socket.destroy();
    await closed.promise;
  }

  protected get contentType(): string | undefined {
    return this.#parser.contentType;
  }

  protected get endlessType(): string | undefined {
    return this.#parser.isEndless ? mediaTypeOf(this.contentType) : undefined;
  }

  #write(): void {
    const serialized = this.#serialized;
    if (serialized === undefined || this.exchange === undefined) return;
    if (serialized.body === undefined) {
      this.#socket.write(serialized.head, "latin1");
      return;
    }
    this.#socket.cork();
    this.#socket.write(serialized.head, "latin1");
    this.#socket.write(serialized.body);
    this.#socket.uncork();
  }

  #read(length: number): boolean {
    const nowMs = this.#options.clock.nowMs();
    if (this.exchange === undefined) {
      // Bytes without a request.
      this.#owner.onClose(this);
      return true;
    }
    this.#ackDetector.addChunk(nowMs);
    const parser = this.#parser;
    const at = parser.read(readBuffer, 0, length);
    // A later read may hold only the end of the chunks. Its time does not matter.
    if (parser.hasBody) this.bodyTimes.add(nowMs);
    this.bodyTimes.bytes = parser.bodyBytes;
    if (parser.outcome === "")
      this.#respond(nowMs, at === length && parser.isReusable && this.#socket.writableLength === 0);
    else if (parser.outcome !== undefined) this.#owner.onFailure(this, parser.outcome, false);
    return true;
  }

  #end(): void {
    const nowMs = this.#options.clock.nowMs();
    this.#parser.end();
    if (this.exchange !== undefined && this.#parser.outcome === "") this.#respond(nowMs, false);
    else this.#fail("connection closed");
  }

  #respond(atMs: Millis, reusable: boolean): void {
    const { keepAlive } = this.#parser;
    this.maxIdleMs = maxIdleOf(keepAlive);
    if (this.exchange !== undefined) this.exchange.hadDelayedAck = this.#ackDetector.hadDelayedAck;
    this.markBody(atMs);
    this.#owner.onResponse(this, this.#takeResponse(), atMs, reusable && this.maxIdleMs > 0);
  }

  #takeResponse(): WireResponse {
    const { status, headers, trailers, foundUntil } = this.#parser;
    const { keep, keepsTrailers } = this.request;
    if (keep !== "nothing" || keepsTrailers === true) {
      return { status, headers, body: this.#parser.takeBody(), trailers, foundUntil };
    }
    this.#statusOnly.status = status;
    this.#statusOnly.foundUntil = foundUntil;
    return this.#statusOnly;
  }

  #fail(failure: string): void {
    if (this.exchange === undefined) this.#owner.onClose(this);
    else this.#owner.onFailure(this, failure, !this.#parser.hasStarted);
  }
}
