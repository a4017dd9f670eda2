import type { Dispatcher } from "undici";
import type { WireAnswer, WireRequest } from "../../../model/http.ts";
import { millis } from "../../../model/unit.ts";
import type { Clock } from "../../../shell/clock.ts";
import { BodyStore } from "../bodyBuffer.ts";
import { Carrier, type Keeper, noBody, noHeaders, restOf } from "../pooledConnection.ts";
import { isOfClient, isSendable } from "../requestSyntax.ts";
import type { Passenger, UndiciLink } from "./connection.ts";
import { undiciFailure } from "./errors.ts";

export interface UndiciSetting {
  readonly clock: Clock;
  /** A link with room for one more. */
  readonly link: () => UndiciLink;
  /** `undefined`: it cannot be sent. */
  readonly optionsOf: (request: WireRequest) => Dispatcher.DispatchOptions | undefined;
}

/** What undici is asked for; made once for a request that is sent again and again. */
export function dispatchOptionsOf(request: WireRequest): Dispatcher.DispatchOptions | undefined {
  if (!isSendable(request)) return undefined;
  const { method, path, headers, body } = request;
  return {
    method,
    path,
    // undici refuses to send `expect` and sends the body at once, as most servers would tell it to.
    headers: headers.filter((_, i) => !isOfClient(nameAt(headers, i)) && nameAt(headers, i).toLowerCase() !== "expect"),
    body: typeof body === "string" ? Buffer.from(body) : (body ?? null),
    // As undici has it, a connection must not be used again after HEAD, nor after a GET with a body.
    reset: false,
  };
}

const nameAt = (headers: readonly string[], i: number): string => headers[i - (i % 2)] ?? "";

/** A connection of HTTP/1.1 by undici, or one stream of its connections of HTTP/2: the handler of each request. */
export class UndiciConnection extends Carrier implements Passenger, Dispatcher.DispatchHandler {
  readonly #keeper: Keeper;
  readonly #setting: UndiciSetting;
  #link: UndiciLink;
  #controller: Dispatcher.DispatchController | undefined;
  #options: Dispatcher.DispatchOptions | undefined;
  #begun = false;
  #status = 0;
  #headers: readonly string[] = noHeaders;
  readonly #body = new BodyStore();
  #keepAlive: string | undefined;
  #doneMs = millis(0);
  readonly #settle = (): void => this.#finish();

  constructor(keeper: Keeper, setting: UndiciSetting) {
    super();
    this.#keeper = keeper;
    this.#setting = setting;
    this.#link = setting.link();
    this.#link.board(this);
  }

  start(): void {
    this.#options = this.#setting.optionsOf(this.request);
    this.#controller = undefined;
    this.#begun = false;
    this.#headers = noHeaders;
    this.#body.clear();
    this.used = false;
    if (this.#options === undefined) process.nextTick(() => this.#keeper.refused(this));
    else this.#link.send(this);
  }

  async close(): Promise<void> {
    if (this.#link.isHttp2) this.#controller?.abort(new Error("broken off"));
    await this.#link.leave(this);
  }

  depart(): void {
    if (this.#options !== undefined) this.#link.client.dispatch(this.#options, this);
  }

  change(): void {
    void this.#link.leave(this);
    this.#link = this.#setting.link();
    this.#link.board(this);
    this.#link.send(this);
  }

  failed(error: Error): void {
    if (this.exchange === undefined) return;
    this.#keeper.failed(this, undiciFailure(error, this.#link), !this.#begun);
  }

  disconnected(): void {
    if (this.exchange === undefined) this.#keeper.gone(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.exchange === undefined) {
      controller.abort(new Error("broken off"));
      return;
    }
    this.used = this.#link.used && !this.#link.isHttp2;
    this.left(this.#setting.clock.nowMs());
  }

  onResponseStarted(): void {
    this.#begun = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#keepAlive = headers["keep-alive"]?.toString();
    if (this.request.keep !== "nothing") this.#headers = flatHeaders(controller.rawHeaders ?? headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.request.keep !== "body" || this.exchange === undefined) return;
    if (!this.#body.add(chunk, 0, chunk.length)) this.#keeper.failed(this, "body too large", false);
  }

  onResponseEnd(): void {
    this.#doneMs = this.#setting.clock.nowMs();
    this.#link.used = true;
    // Not before undici has read the rest of what came: only then it is known whether the connection lives on. And it
    // would take an error of who receives the answer for one of the request.
    process.nextTick(this.#settle);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.failed(error);
  }

  #finish(): void {
    if (this.exchange === undefined) return;
    const { socketFailure } = this.#link;
    if (socketFailure !== undefined) {
      // undici takes an answer that ends with the connection for whole even where that was reset.
      this.#keeper.failed(this, undiciFailure(undefined, this.#link), false);
      return;
    }
    this.restMs = this.#link.isHttp2 ? millis(Number.POSITIVE_INFINITY) : restOf(this.#keepAlive);
    const isReusable = this.#link.isHttp2 || (this.#link.isAlive && this.restMs > 0);
    this.#keeper.answered(this, this.#takeAnswer(), this.#doneMs, isReusable);
  }

  #takeAnswer(): WireAnswer {
    const body = this.request.keep === "body" ? this.#body.take() : noBody;
    return { status: this.#status, headers: this.#headers, body };
  }
}

type RawHeaders = NonNullable<Dispatcher.DispatchController["rawHeaders"]>;

/** HTTP/1.1 gives names and values in turn, HTTP/2 an object. */
function flatHeaders(raw: RawHeaders | Readonly<Record<string, string | string[] | undefined>>): readonly string[] {
  if (Array.isArray(raw)) {
    const texts = raw.map((text: string | Buffer) => (typeof text === "string" ? text : text.toString("latin1")));
    return texts.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text.replace(/[ \t]+$/, "")));
  }
  return Object.entries(raw).flatMap(([name, value]) => [value ?? []].flat().flatMap((text) => [name, text]));
}
