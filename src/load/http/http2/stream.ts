import { type ClientHttp2Session, type ClientHttp2Stream, constants, type IncomingHttpHeaders } from "node:http2";
import type { WireRequest, WireResponse } from "../../../model/http.ts";
import { type Millis, millis } from "../../../model/unit.ts";
import type { Clock } from "../../../shell/clock.ts";
import { BodyBuffer } from "../bodyBuffer.ts";
import { type ConnectionOwner, mediaTypeOf, noBody, noHeaders, PooledConnection } from "../pooledConnection.ts";
import { StreamEnd } from "../streamEnd.ts";
import type { Http2Connection, StreamUser } from "./connection.ts";
import type { Http2Connections } from "./connections.ts";
import type { Http2Request } from "./request.ts";

export interface StreamOptions {
  readonly clock: Clock;
  readonly connections: Http2Connections;
  readonly keepAlive: boolean;
  /** Gives `undefined` for a request that cannot be sent. */
  readonly requestOf: (request: WireRequest) => Http2Request | undefined;
}

/** Sends one request at a time, each as a stream of any connection with room. */
export class Http2Stream extends PooledConnection implements StreamUser {
  override maxIdleMs = millis(Number.POSITIVE_INFINITY);
  readonly #owner: ConnectionOwner;
  readonly #options: StreamOptions;
  readonly #body = new BodyBuffer();
  #request: Http2Request | undefined;
  #connection: Http2Connection | undefined;
  #stream: ClientHttp2Stream | undefined;
  #status = 0;
  #headers: readonly string[] = noHeaders;
  #trailers: readonly string[] = noHeaders;
  protected contentType: string | undefined;
  /** `undefined` if the response did not announce its length. */
  #announcedBytes: number | undefined;
  #streamEnd: StreamEnd | undefined;

  constructor(owner: ConnectionOwner, options: StreamOptions) {
    super();
    this.#owner = owner;
    this.#options = options;
  }

  send(): void {
    this.#request = this.#options.requestOf(this.request);
    this.#status = 0;
    this.#headers = noHeaders;
    this.#trailers = noHeaders;
    this.contentType = undefined;
    this.#announcedBytes = undefined;
    this.#body.clear();
    this.bodyTimes.start();
    const { stream } = this.request;
    this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
    if (this.#request === undefined) process.nextTick(() => this.#owner.onUnsendable(this));
    else this.move();
  }

  async close(): Promise<void> {
    this.#detach()?.close(constants.NGHTTP2_CANCEL);
  }

  move(): void {
    const connection = this.#options.connections.acquire();
    const idleMs = this.#options.clock.nowMs() - connection.idleSinceMs;
    this.isUsed = connection.isUsed;
    this.idleMs = millis(Number.isNaN(idleMs) ? 0 : idleMs);
    this.#connection = connection;
    connection.add(this);
  }

  fail(failure: string): void {
    this.#connection = undefined;
    if (this.exchange !== undefined) this.#owner.onFailure(this, failure, false);
  }

  open(session: ClientHttp2Session): void {
    if (this.#request === undefined) return;
    const { headers, body } = this.#request;
    const stream = session.request(headers, { endStream: body === undefined });
    this.#stream = stream;
    stream.on("response", (fields, _flags, raw?: unknown) => this.#onResponse(fields, raw));
    stream.on("data", (chunk: Buffer) => this.#onData(stream, chunk));
    if (this.request.keepsTrailers === true) {
      stream.on("trailers", (_fields, _flags, raw?: unknown) => {
        this.#trailers = flatHeaders(raw);
      });
    }
    stream.on("end", () => this.#onEnd(stream));
    stream.on("error", waitForClose);
    stream.on("close", () => this.#onClose(stream));
    if (body !== undefined) stream.end(body);
  }

  #onResponse(fields: IncomingHttpHeaders & { readonly ":status"?: number | undefined }, raw: unknown): void {
    this.#status = fields[":status"] ?? 0;
    const { method, keep } = this.request;
    const hasBody = method !== "HEAD" && this.#status !== 204 && this.#status !== 304;
    const length = fields["content-length"];
    this.#announcedBytes = hasBody && length !== undefined ? Number(length) : undefined;
    this.contentType = fields["content-type"];
    if (keep !== "nothing") this.#headers = flatHeaders(raw);
  }

  #onData(stream: ClientHttp2Stream, chunk: Buffer): void {
    if (this.#stream !== stream || this.exchange === undefined) return;
    const nowMs = this.#options.clock.nowMs();
    this.bodyTimes.add(nowMs);
    this.bodyTimes.bytes += chunk.length;
    if (this.request.keep === "body" && !this.#body.add(chunk, 0, chunk.length)) {
      this.#owner.onFailure(this, "body too large", false);
    } else if (this.#streamEnd?.add(chunk) === true) {
      this.#detach()?.close(constants.NGHTTP2_CANCEL);
      this.#respond(nowMs);
    }
  }

  /** The response is complete. A request body that is still being sent does not matter then (RFC 9113, 8.1). */
  #onEnd(stream: ClientHttp2Stream): void {
    if (this.#stream !== stream || this.#status === 0 || !this.#isComplete(stream)) return;
    const atMs = this.#options.clock.nowMs();
    if (this.#connection !== undefined) this.#connection.isUsed = true;
    this.#detach();
    if (!stream.writableFinished) stream.close(constants.NGHTTP2_NO_ERROR);
    this.#respond(atMs);
  }

  /** A reset also ends the data. */
  #isComplete({ rstCode = constants.NGHTTP2_NO_ERROR }: ClientHttp2Stream): boolean {
    if (this.#announcedBytes === undefined) return rstCode === constants.NGHTTP2_NO_ERROR;
    return this.bodyTimes.bytes >= this.#announcedBytes;
  }

  #respond(atMs: Millis): void {
    this.markBody(atMs);
    this.#owner.onResponse(this, this.#takeResponse(), atMs, true);
  }

  #takeResponse(): WireResponse {
    const body = this.request.keep === "body" ? this.#body.take() : noBody;
    const foundUntil = this.#streamEnd?.isFound === true;
    return { status: this.#status, headers: this.#headers, body, trailers: this.#trailers, foundUntil };
  }

  /** The stream closed without a complete response. */
  #onClose(stream: ClientHttp2Stream): void {
    if (this.#stream !== stream) return;
    const failure = this.#connection?.failure ?? "stream reset";
    const isProgress = this.#connection?.isWornOut === true;
    this.#detach();
    if (this.exchange === undefined) return;
    const hasStarted = this.#status > 0;
    const isRefused = stream.rstCode === constants.NGHTTP2_REFUSED_STREAM && !hasStarted;
    if (isRefused) this.#owner.onUnprocessed(this, "stream refused", isProgress);
    else this.#owner.onFailure(this, failure, !hasStarted);
  }

  /** Gives the stream's room back to its connection. Later events of the stream are ignored. */
  #detach(): ClientHttp2Stream | undefined {
    const [connection, stream] = [this.#connection, this.#stream];
    this.#connection = undefined;
    this.#stream = undefined;
    if (stream === undefined) connection?.withdraw(this);
    else connection?.release(this.#options.clock.nowMs());
    if (!this.#options.keepAlive) connection?.retire();
    return stream;
  }

  protected get endlessType(): string | undefined {
    return this.#announcedBytes === undefined ? mediaTypeOf(this.contentType) : undefined;
  }
}

/** The stream closes after an error, and the failure is reported then. */
function waitForClose(): void {}

/** Names and values in the order received, without the pseudo-headers. */
function flatHeaders(raw: unknown): readonly string[] {
  if (!Array.isArray(raw)) return noHeaders;
  const texts = raw.map(String);
  return texts.filter((_, i) => !texts[i - (i % 2)]?.startsWith(":"));
}
