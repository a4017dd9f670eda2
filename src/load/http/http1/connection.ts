import { connect, type NetConnectOpts, type Socket } from "node:net";
import type { WireAnswer, WireRequest } from "../../../model/http.ts";
import type { Millis } from "../../../model/unit.ts";
import type { Clock } from "../../../shell/clock.ts";
import { Pieces } from "../delayedAck.ts";
import { Carrier, type Keeper, noBody, noHeaders, restOf } from "../pooledConnection.ts";
import { systemFailure } from "../undici/errors.ts";
import { Http1Parser } from "./parser.ts";
import type { Http1Bytes } from "./serializer.ts";

export interface Http1Setting {
  readonly clock: Clock;
  readonly address: NetConnectOpts;
  readonly bytesOf: (request: WireRequest) => Http1Bytes | undefined;
}

/** All connections of a thread read into it: each uses up what has come before the next one reads. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/** A connection of plain HTTP/1.1 that is kept alive. */
export class Http1Connection extends Carrier {
  readonly #keeper: Keeper;
  readonly #setting: Http1Setting;
  readonly #parser = new Http1Parser();
  readonly #pieces = new Pieces();
  readonly #socket: Socket;
  readonly #plainAnswer = { status: 0, headers: noHeaders, body: noBody };
  #bytes: Http1Bytes | undefined;

  constructor(keeper: Keeper, setting: Http1Setting) {
    super();
    this.#keeper = keeper;
    this.#setting = setting;
    const callback = (length: number): boolean => this.#read(length);
    this.#socket = connect({ ...setting.address, noDelay: true, onread: { buffer: readBuffer, callback } });
    this.#socket.on("connect", () => this.#write(this.#setting.clock.nowMs()));
    this.#socket.on("end", () => this.#end());
    this.#socket.on("error", (error: Error & { readonly code?: string }) =>
      this.#fail(systemFailure(error.code ?? error.name)),
    );
    this.#socket.on("close", () => this.#fail("connection closed"));
  }

  start(): void {
    this.#bytes = this.#setting.bytesOf(this.request);
    this.#parser.begin(this.request);
    this.#pieces.begin();
    if (this.#bytes === undefined) process.nextTick(() => this.#keeper.refused(this));
    else if (!this.#socket.connecting) this.#write(this.sinceMs);
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (socket.closed) return;
    const closed = Promise.withResolvers<void>();
    socket.on("close", closed.resolve);
    socket.destroy();
    await closed.promise;
  }

  #write(atMs: Millis): void {
    const bytes = this.#bytes;
    if (bytes === undefined || this.exchange === undefined) return;
    this.left(atMs);
    if (bytes.body === undefined) {
      this.#socket.write(bytes.head, "latin1");
      return;
    }
    this.#socket.cork();
    this.#socket.write(bytes.head, "latin1");
    this.#socket.write(bytes.body);
    this.#socket.uncork();
  }

  #read(length: number): boolean {
    const nowMs = this.#setting.clock.nowMs();
    if (this.exchange === undefined) {
      // Nothing was asked for.
      this.#keeper.gone(this);
      return true;
    }
    this.#pieces.came(nowMs);
    const parser = this.#parser;
    const at = parser.read(readBuffer, 0, length);
    if (parser.outcome === "")
      this.#answer(nowMs, at === length && parser.isReusable && this.#socket.writableLength === 0);
    else if (parser.outcome !== undefined) this.#keeper.failed(this, parser.outcome, false);
    return true;
  }

  #end(): void {
    const nowMs = this.#setting.clock.nowMs();
    this.#parser.end();
    if (this.exchange !== undefined && this.#parser.outcome === "") this.#answer(nowMs, false);
    else this.#fail("connection closed");
  }

  #answer(atMs: Millis, reusable: boolean): void {
    const { keepAlive } = this.#parser;
    this.restMs = restOf(keepAlive);
    if (this.exchange !== undefined) this.exchange.awaitedAck = this.#pieces.awaitedAck;
    this.#keeper.answered(this, this.#takeAnswer(), atMs, reusable && this.restMs > 0);
  }

  #takeAnswer(): WireAnswer {
    const { status, headers } = this.#parser;
    if (this.request.keep !== "nothing") return { status, headers, body: this.#parser.takeBody() };
    this.#plainAnswer.status = status;
    return this.#plainAnswer;
  }

  #fail(failure: string): void {
    if (this.exchange === undefined) this.#keeper.gone(this);
    else this.#keeper.failed(this, failure, !this.#parser.begun);
  }
}
