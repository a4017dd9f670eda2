import type { Dispatcher } from "undici";
import type { Destination, WireRequest, WireResponse } from "../../../model/http.ts";
import { millis } from "../../../model/unit.ts";
import type { Clock } from "../../../shell/clock.ts";
import { BodyBuffer } from "../bodyBuffer.ts";
import {
  type ConnectionOwner,
  maxIdleOf,
  mediaTypeOf,
  noBody,
  noHeaders,
  PooledConnection,
} from "../pooledConnection.ts";
import { isClientHeader, isValidRequest } from "../requestSyntax.ts";
import { StreamEnd } from "../streamEnd.ts";
import type { UndiciConnection } from "./connection.ts";
import { undiciFailureName } from "./errors.ts";

export interface UndiciOptions {
  readonly clock: Clock;
  readonly connect: (onLost: () => void) => UndiciConnection;
  /** Gives `undefined` for a request that cannot be sent. */
  readonly dispatchOptions: (request: WireRequest) => Dispatcher.DispatchOptions | undefined;
}

/** The request in undici's form; `undefined` if it cannot be sent. */
export function dispatchOptionsOf(
  request: WireRequest,
  { keepAlive }: Pick<Destination, "keepAlive">,
): Dispatcher.DispatchOptions | undefined {
  if (!isValidRequest(request)) return undefined;
  const { method, path, headers, body } = request;
  const options = {
    method,
    path,
    // undici does not support `expect`. It sends the body at once, which most servers would ask for anyway.
    headers: headers.filter(
      (_, i) => !isClientHeader(nameAt(headers, i)) && nameAt(headers, i).toLowerCase() !== "expect",
    ),
    body: typeof body === "string" ? Buffer.from(body) : (body ?? null),
    // By default undici does not reuse a connection after HEAD, nor after a GET with a body.
    reset: !keepAlive,
    // By default undici takes the Host header, and reconnects for every other one. The connector knows the real name.
    servername: "the destination",
  };
  return options;
}

const nameAt = (headers: readonly string[], i: number): string => headers[i - (i % 2)] ?? "";

/** A connection of HTTP/1.1 by undici. It handles undici's events of each request. */
export class UndiciStream extends PooledConnection implements Dispatcher.DispatchHandler {
  readonly #owner: ConnectionOwner;
  readonly #options: UndiciOptions;
  readonly #connection: UndiciConnection;
  #hasStarted = false;
  #status = 0;
  #headers: readonly string[] = noHeaders;
  readonly #body = new BodyBuffer();
  #trailers: readonly string[] = noHeaders;
  #keepAlive: string | undefined;
  protected contentType: string | undefined;
  #hasLength = false;
  #streamEnd: StreamEnd | undefined;
  #doneMs = millis(0);
  readonly #finishLater = (): void => this.#finish();

  constructor(owner: ConnectionOwner, options: UndiciOptions) {
    super();
    this.#owner = owner;
    this.#options = options;
    this.#connection = options.connect(() => {
      if (this.exchange === undefined) owner.onClose(this);
    });
  }

  send(): void {
    const dispatchOptions = this.#options.dispatchOptions(this.request);
    this.#hasStarted = false;
    this.#headers = noHeaders;
    this.#trailers = noHeaders;
    this.#body.clear();
    this.bodyTimes.start();
    const { stream } = this.request;
    this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
    this.isUsed = false;
    if (dispatchOptions === undefined) process.nextTick(() => this.#owner.onUnsendable(this));
    else this.#connection.client.dispatch(dispatchOptions, this);
  }

  async close(): Promise<void> {
    await this.#connection.client.destroy();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.exchange === undefined) controller.abort(new Error("aborted"));
    this.isUsed = this.#connection.isUsed;
  }

  onResponseStarted(): void {
    this.#hasStarted = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: HeaderRecord): void {
    if (status < 200) return;
    this.#status = status;
    this.#keepAlive = headers["keep-alive"]?.toString();
    this.contentType = headers["content-type"]?.toString();
    this.#hasLength = headers["content-length"] !== undefined;
    if (this.request.keep !== "nothing") this.#headers = flatHeaders(controller.rawHeaders ?? headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.exchange === undefined) return;
    const nowMs = this.#options.clock.nowMs();
    this.bodyTimes.add(nowMs);
    this.bodyTimes.bytes += chunk.length;
    if (this.request.keep === "body" && !this.#body.add(chunk, 0, chunk.length)) {
      this.#owner.onFailure(this, "body too large", false);
    } else if (this.#streamEnd?.add(chunk) === true) {
      this.markBody(nowMs);
      this.#owner.onResponse(this, this.#takeResponse(), nowMs, false);
    }
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: HeaderRecord): void {
    this.#doneMs = this.#options.clock.nowMs();
    if (this.request.keepsTrailers === true) this.#trailers = flatHeaders(controller.rawTrailers ?? trailers);
    this.#connection.isUsed = true;
    // Undici must read the remaining bytes first: they decide whether the connection stays open. It would also treat an
    // error of the receiver as an error of the request.
    process.nextTick(this.#finishLater);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.exchange === undefined) return;
    this.#owner.onFailure(this, undiciFailureName(error, this.#connection), !this.#hasStarted);
  }

  #finish(): void {
    if (this.exchange === undefined) return;
    const { socketFailure } = this.#connection;
    if (socketFailure !== undefined) {
      // Undici accepts a response that ends with the connection as complete, even if the connection was reset.
      this.#owner.onFailure(this, undiciFailureName(undefined, this.#connection), false);
      return;
    }
    this.maxIdleMs = maxIdleOf(this.#keepAlive);
    const isReusable = this.#connection.isAlive && this.maxIdleMs > 0;
    this.markBody(this.#doneMs);
    this.#owner.onResponse(this, this.#takeResponse(), this.#doneMs, isReusable);
  }

  #takeResponse(): WireResponse {
    const body = this.request.keep === "body" ? this.#body.take() : noBody;
    const foundUntil = this.#streamEnd?.isFound === true;
    return { status: this.#status, headers: this.#headers, body, trailers: this.#trailers, foundUntil };
  }

  protected get endlessType(): string | undefined {
    return this.#hasLength ? undefined : mediaTypeOf(this.contentType);
  }
}

type HeaderRecord = Readonly<Record<string, string | string[] | undefined>>;
type RawHeaders = NonNullable<Dispatcher.DispatchController["rawHeaders"]>;

function flatHeaders(raw: RawHeaders | HeaderRecord): readonly string[] {
  if (Array.isArray(raw)) {
    const texts = raw.map((text: string | Buffer) => (typeof text === "string" ? text : text.toString("latin1")));
    return texts.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text.replace(/[ \t]+$/, "")));
  }
  return Object.entries(raw).flatMap(([name, value]) => [value ?? []].flat().flatMap((text) => [name, text]));
}
