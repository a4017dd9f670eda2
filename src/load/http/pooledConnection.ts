import type { WireRequest, WireResponse } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { BodyTimes } from "./bodyTimes.ts";
import type { Exchange } from "./client.ts";

/** The owner of a connection, which the connection reports to: the pool. */
export interface ConnectionOwner {
  onResponse(connection: PooledConnection, response: WireResponse, atMs: Millis, reusable: boolean): void;
  /** `beforeResponse`: no byte of the response had come, as when the server has already closed an idle connection. */
  onFailure(connection: PooledConnection, failure: string, beforeResponse: boolean): void;
  /**
   * The server says that it did not process the request, so it may be sent again (RFC 9113, 8.7). `isProgress`: it
   * processed others on the same connection, so this one will have its turn.
   */
  onUnprocessed(connection: PooledConnection, failure: string, isProgress: boolean): void;
  /** The request cannot be sent. */
  onUnsendable(connection: PooledConnection): void;
  /** The connection closed while no request was in flight. */
  onClose(connection: PooledConnection): void;
}

/** Sends one request at a time: a connection of HTTP/1.1, or one stream of a connection of HTTP/2. */
export abstract class PooledConnection {
  request: WireRequest = noRequest;
  /** `undefined` while no request is in flight. */
  exchange: Exchange | undefined;
  /** Start of the timeout: when the client got the request. Opening a connection counts. */
  timeoutStartMs = millis(0);
  /** How often the request was sent before, without the server having processed it. */
  retries = 0;
  /** True if the connection has had a response. */
  isUsed = false;
  /** How long the connection may be idle between two requests. */
  maxIdleMs = defaultMaxIdleMs;
  /** How long it was idle before the current request. */
  idleMs = millis(0);
  /** When the last response came. */
  idleSinceMs = millis(0);

  /** When the pieces of the response's body came. */
  readonly bodyTimes = new BodyTimes();

  /** Sends `request`. */
  abstract send(): void;
  /** Closes the connection. No report follows. */
  abstract close(): Promise<void>;

  /** Value of the response's `Content-Type` header. */
  protected abstract get contentType(): string | undefined;
  /** The media type of a body that came without its length; `undefined` if there is none. */
  protected abstract get endlessType(): string | undefined;

  /** The failure's name if the response is not complete in time. */
  get timeoutFailure(): string {
    const type = this.endlessType;
    if (type === undefined || this.bodyTimes.pieces === 0) return "timeout";
    if (this.request.stream !== undefined) {
      return this.request.stream.until === undefined
        ? "timeout: stream did not end"
        : "timeout: stream.until did not come";
    }
    const isStream = streamTypes.test(type) || this.bodyTimes.pieces >= fewestStreamPieces;
    return isStream ? `timeout: response is a stream (${type}), set stream.until` : "timeout";
  }

  /** Must be called when the response is complete. */
  protected markBody(doneMs: Millis): void {
    if (this.exchange === undefined) return;
    this.exchange.firstByteMs = this.bodyTimes.pieces === 0 ? doneMs : this.bodyTimes.firstMs;
    this.exchange.largestGapMs = this.bodyTimes.largestGapMs;
    this.exchange.bodyBytes = this.bodyTimes.bytes;
    this.exchange.contentType = this.contentType;
  }
}

/** Media types that have no end, or none that comes soon. */
const streamTypes =
  /^(text\/event-stream|multipart\/x-mixed-replace|application\/(x-ndjson|stream\+json|json-seq|grpc.*))$/;
/** A body of another type is called a stream only if it came in this many pieces. */
const fewestStreamPieces = 3;

/** The media type of a `Content-Type` header without its parameters, in lower case. Long ones are cut off. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  contentType === undefined
    ? "no content-type"
    : (contentType.split(";", 1)[0] ?? "").trim().toLowerCase().slice(0, 60);

/** node:http closes an idle connection after 5 s, even without a `Keep-Alive` header that says so. */
const defaultMaxIdleMs = millis(4000);
/** Time that a response may be in transit. The server's clock starts when it sends the last one. */
const transitMarginMs = 1000;

/** How long a connection may be idle after a response with this `Keep-Alive` header, such as `timeout=5, max=1000`. */
export function maxIdleOf(keepAlive: string | undefined): Millis {
  const seconds = keepAlive === undefined ? undefined : /(?:^|[\s,;])timeout=(\d+)/i.exec(keepAlive)?.[1];
  return seconds === undefined ? defaultMaxIdleMs : millis(Number(seconds) * 1000 - transitMarginMs);
}

const noRequest: WireRequest = { method: "GET", path: "/", headers: [], keep: "nothing" };

export const noHeaders: readonly string[] = [];
export const noBody = new Uint8Array(0);
export const emptyResponse: WireResponse = { status: 0, headers: noHeaders, body: noBody };

/** Limit for the sum of names and values, as undici counts it. */
export const maxHeaderBytes = 64 * 1024;
/** Limit for a body that is kept. */
export const maxBodyBytes = 64 * 1024 * 1024;
