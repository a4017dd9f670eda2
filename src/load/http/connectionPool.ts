import type { WireAnswer, WireRequest } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Clock } from "../../shell/clock.ts";
import type { Client, Exchange } from "./client.ts";
import { type Carrier, type Keeper, noAnswer } from "./pooledConnection.ts";

/**
 * A server that closes a connection which has rested may not have seen the request that came meanwhile: that is nobody's
 * failure. One that closes a connection in use drops a request.
 */
const staleAfterMs = 1000;

/** How often is looked for requests that have taken too long. */
const sweepMs = 100;

/**
 * What both clients share. Idle carriers are on a stack, so that the warmest goes first and the others may rest; a new
 * one is opened only where none is idle.
 */
export class Pool implements Client, Keeper {
  readonly #clock: Clock;
  readonly #timeoutMs: Millis;
  readonly #openCarrier: (keeper: Keeper) => Carrier;
  readonly #carriers = new Set<Carrier>();
  readonly #idle: Carrier[] = [];
  #sweeper: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(clock: Clock, timeoutMs: Millis, openCarrier: (keeper: Keeper) => Carrier) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#openCarrier = openCarrier;
  }

  send(request: WireRequest, exchange: Exchange): void {
    const nowMs = this.#clock.nowMs();
    exchange.sentMs = nowMs;
    if (this.#closed) {
      process.nextTick(() => this.#settle(exchange, "closed"));
      return;
    }
    const carrier = this.#rested(nowMs) ?? this.#open();
    carrier.again = false;
    this.#begin(carrier, request, exchange, nowMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweeper);
    this.#idle.length = 0;
    await Promise.all([...this.#carriers].map((carrier) => this.#breakOff(carrier, "closed")));
  }

  answered(carrier: Carrier, answer: WireAnswer, atMs: Millis, reusable: boolean): void {
    const { exchange } = carrier;
    if (exchange === undefined) return;
    carrier.exchange = undefined;
    carrier.used = true;
    if (reusable) {
      carrier.restedSinceMs = atMs;
      this.#idle.push(carrier);
    } else {
      this.#discard(carrier);
    }
    exchange.doneMs = atMs;
    // The sweep is coarse: an answer may come after its time before anybody has noticed.
    if (atMs - carrier.sinceMs >= this.#timeoutMs) exchange.settled("timeout", noAnswer);
    else exchange.settled(undefined, answer);
  }

  failed(carrier: Carrier, failure: string, unanswered: boolean): void {
    const { request, exchange } = carrier;
    const stale = unanswered && carrier.used && !carrier.again && carrier.restedMs >= staleAfterMs;
    carrier.exchange = undefined;
    this.#discard(carrier);
    if (exchange === undefined) return;
    if (stale && isIdempotent(request.method)) this.#sendAgain(request, exchange);
    else this.#settle(exchange, failure);
  }

  refused(carrier: Carrier): void {
    const { exchange } = carrier;
    if (exchange === undefined) return;
    carrier.exchange = undefined;
    carrier.restedSinceMs = this.#clock.nowMs();
    this.#idle.push(carrier);
    this.#settle(exchange, "invalid request");
  }

  gone(carrier: Carrier): void {
    const at = this.#idle.indexOf(carrier);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#discard(carrier);
  }

  #begin(carrier: Carrier, request: WireRequest, exchange: Exchange, sinceMs: Millis): void {
    carrier.request = request;
    carrier.exchange = exchange;
    carrier.sinceMs = sinceMs;
    this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref();
    carrier.start();
  }

  /** RFC 9110, 9.2.2: the server has closed the connection before it saw the request, or so it must be assumed. */
  #sendAgain(request: WireRequest, exchange: Exchange): void {
    const fresh = this.#open();
    fresh.again = true;
    this.#begin(fresh, request, exchange, exchange.sentMs);
  }

  /** The idle carrier that was used last, unless the server is about to close it. */
  #rested(nowMs: Millis): Carrier | undefined {
    for (let carrier = this.#idle.pop(); carrier !== undefined; carrier = this.#idle.pop()) {
      carrier.restedMs = millis(nowMs - carrier.restedSinceMs);
      if (carrier.restedMs < carrier.restMs) return carrier;
      this.#discard(carrier);
    }
    return undefined;
  }

  #open(): Carrier {
    const carrier = this.#openCarrier(this);
    this.#carriers.add(carrier);
    return carrier;
  }

  #discard(carrier: Carrier): void {
    if (this.#carriers.delete(carrier)) void carrier.close();
  }

  #sweep(): void {
    const nowMs = this.#clock.nowMs();
    let busy = false;
    for (const carrier of this.#carriers) {
      if (carrier.exchange === undefined) continue;
      if (nowMs - carrier.sinceMs >= this.#timeoutMs) void this.#breakOff(carrier, "timeout");
      else busy = true;
    }
    if (busy) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  async #breakOff(carrier: Carrier, failure: string): Promise<void> {
    const { exchange } = carrier;
    carrier.exchange = undefined;
    this.#carriers.delete(carrier);
    const closed = carrier.close();
    if (exchange !== undefined) this.#settle(exchange, failure);
    await closed;
  }

  #settle(exchange: Exchange, failure: string): void {
    exchange.doneMs = this.#clock.nowMs();
    exchange.settled(failure, noAnswer);
  }
}

/** RFC 9110, 9.2.2. */
function isIdempotent(method: string): boolean {
  switch (method) {
    case "GET":
    case "HEAD":
    case "OPTIONS":
    case "PUT":
    case "DELETE":
    case "TRACE":
      return true;
    default:
      return false;
  }
}
