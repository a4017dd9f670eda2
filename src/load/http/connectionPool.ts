import type { Destination, WireRequest, WireResponse } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Clock } from "../../shell/clock.ts";
import type { Client, ConnectionCounts, Exchange } from "./client.ts";
import { type ConnectionOwner, emptyResponse, type PooledConnection } from "./pooledConnection.ts";

/**
 * A server that closes an idle connection may not have seen a request sent meanwhile. That is not a failure. A server
 * that closes a connection in use drops a request.
 */
const staleAfterMs = 1000;

/** A busy server may refuse a request several times. One that refuses all must end. */
const maxRetries = 10;

/** Interval of the search for requests that have timed out. */
const sweepMs = 100;

type PoolOptions = Pick<Destination, "timeoutMs" | "keepAlive">;

/**
 * The part that all clients share. Idle connections form a stack: the one used last goes first, and the others may
 * time out. A new one opens only if none is idle.
 */
export class ConnectionPool implements Client, ConnectionOwner, ConnectionCounts {
  readonly #clock: Clock;
  readonly #options: PoolOptions;
  readonly #openConnection: (owner: ConnectionOwner) => PooledConnection;
  readonly #connections = new Set<PooledConnection>();
  readonly #idle: PooledConnection[] = [];
  /** Connections with a request in flight. */
  #active = 0;
  #peak = 0;
  #opened = 0;
  #sweeper: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(clock: Clock, options: PoolOptions, openConnection: (owner: ConnectionOwner) => PooledConnection) {
    this.#clock = clock;
    this.#options = options;
    this.#openConnection = openConnection;
  }

  get connections(): ConnectionCounts {
    return this;
  }

  get opened(): number {
    return this.#opened;
  }

  takePeak(): number {
    const peak = this.#peak;
    this.#peak = this.#active;
    return peak;
  }

  send(request: WireRequest, exchange: Exchange): void {
    const nowMs = this.#clock.nowMs();
    exchange.sentMs = nowMs;
    if (this.#isClosed) {
      process.nextTick(() => this.#fail(exchange, "closed"));
      return;
    }
    const connection = this.#takeIdle(nowMs) ?? this.#open();
    connection.retries = 0;
    this.#sendOn(connection, request, exchange, nowMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#idle.length = 0;
    await Promise.all([...this.#connections].map((connection) => this.#abort(connection, "closed")));
  }

  onResponse(connection: PooledConnection, response: WireResponse, atMs: Millis, reusable: boolean): void {
    const { exchange } = connection;
    if (exchange === undefined) return;
    this.#release(connection);
    connection.isUsed = true;
    if (reusable && this.#options.keepAlive) {
      connection.idleSinceMs = atMs;
      this.#idle.push(connection);
    } else {
      this.#discard(connection);
    }
    exchange.doneMs = atMs;
    // Sweeps are rare, so a response may come after the timeout and before the next sweep.
    if (this.#isOverdue(connection, atMs)) exchange.finish("timeout", emptyResponse);
    else exchange.finish(undefined, response);
  }

  onFailure(connection: PooledConnection, failure: string, beforeResponse: boolean): void {
    const { request, retries } = connection;
    const isStale = beforeResponse && connection.isUsed && retries === 0 && connection.idleMs >= staleAfterMs;
    // RFC 9110, 9.2.2: presumably the server closed the connection before it saw the request.
    this.#end(connection, failure, isStale && isIdempotent(request.method));
  }

  onUnprocessed(connection: PooledConnection, failure: string, isProgress: boolean): void {
    if (isProgress) connection.retries = Math.min(connection.retries, maxRetries - 1);
    this.#end(connection, failure, connection.retries < maxRetries);
  }

  onUnsendable(connection: PooledConnection): void {
    const { exchange } = connection;
    if (exchange === undefined) return;
    this.#release(connection);
    connection.idleSinceMs = this.#clock.nowMs();
    this.#idle.push(connection);
    this.#fail(exchange, "invalid request");
  }

  onClose(connection: PooledConnection): void {
    const index = this.#idle.indexOf(connection);
    if (index >= 0) this.#idle.splice(index, 1);
    this.#discard(connection);
  }

  #sendOn(connection: PooledConnection, request: WireRequest, exchange: Exchange, timeoutStartMs: Millis): void {
    connection.request = request;
    connection.exchange = exchange;
    if (++this.#active > this.#peak) this.#peak = this.#active;
    connection.timeoutStartMs = timeoutStartMs;
    this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref();
    connection.send();
  }

  /** Ends the connection. Its request is sent again on another one, or fails. */
  #end(connection: PooledConnection, failure: string, isRetried: boolean): void {
    const { request, exchange, timeoutStartMs, retries } = connection;
    this.#release(connection);
    this.#discard(connection);
    if (exchange === undefined) return;
    if (!isRetried) {
      this.#fail(exchange, failure);
      return;
    }
    const next = this.#open();
    next.retries = retries + 1;
    this.#sendOn(next, request, exchange, timeoutStartMs);
  }

  /** The idle connection used last. Discards those that the server is about to close. */
  #takeIdle(nowMs: Millis): PooledConnection | undefined {
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      connection.idleMs = millis(nowMs - connection.idleSinceMs);
      if (connection.idleMs < connection.maxIdleMs) return connection;
      this.#discard(connection);
    }
    return undefined;
  }

  #release(connection: PooledConnection): void {
    if (connection.exchange !== undefined) this.#active--;
    connection.exchange = undefined;
  }

  #open(): PooledConnection {
    this.#opened++;
    const connection = this.#openConnection(this);
    this.#connections.add(connection);
    return connection;
  }

  #discard(connection: PooledConnection): void {
    if (this.#connections.delete(connection)) void connection.close();
  }

  #sweep(): void {
    const nowMs = this.#clock.nowMs();
    let isBusy = false;
    for (const connection of this.#connections) {
      if (connection.exchange === undefined) continue;
      if (this.#isOverdue(connection, nowMs)) void this.#abort(connection, connection.timeoutFailure);
      else isBusy = true;
    }
    if (isBusy) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  async #abort(connection: PooledConnection, failure: string): Promise<void> {
    const { exchange } = connection;
    this.#release(connection);
    this.#connections.delete(connection);
    const closed = connection.close();
    if (exchange !== undefined) this.#fail(exchange, failure);
    await closed;
  }

  #isOverdue({ request, timeoutStartMs }: PooledConnection, nowMs: Millis): boolean {
    return nowMs - timeoutStartMs >= (request.timeoutMs ?? this.#options.timeoutMs);
  }

  #fail(exchange: Exchange, failure: string): void {
    exchange.doneMs = this.#clock.nowMs();
    exchange.finish(failure, emptyResponse);
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
