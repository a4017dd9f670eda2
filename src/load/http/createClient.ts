import type { Destination } from "../../model/http.ts";
import type { GeneratorRecord } from "../../model/record.ts";
import { addressOf } from "../../shell/address.ts";
import type { Clock } from "../../shell/clock.ts";
import { tlsContextOf } from "../../shell/tlsContext.ts";
import type { Client } from "./client.ts";
import { ConnectionPool } from "./connectionPool.ts";
import { Http1Connection } from "./http1/connection.ts";
import { serializeRequest } from "./http1/serializer.ts";
import { Http2Connections } from "./http2/connections.ts";
import { http2RequestOf } from "./http2/request.ts";
import { Http2Stream } from "./http2/stream.ts";
import { requestCache } from "./requestCache.ts";
import { isValidRequest } from "./requestSyntax.ts";
import { connectorTo, UndiciConnection } from "./undici/connection.ts";
import { dispatchOptionsOf, UndiciStream } from "./undici/stream.ts";

/** The client that reaches the destination at the least cost. */
export function createClient(destination: Destination, clock: Clock): Client {
  return clients[clientKindOf(destination)](destination, clock);
}

export type ClientKind = GeneratorRecord["client"];

export function clientKindOf({ origin, http2 }: Pick<Destination, "origin" | "http2">): ClientKind {
  if (http2) return "http2";
  return origin.startsWith("https:") ? "undici" : "http1";
}

export const clients: Readonly<Record<ClientKind, (destination: Destination, clock: Clock) => Client>> = {
  http1: createHttp1Client,
  http2: createHttp2Client,
  undici: createUndiciClient,
};

/** Plain HTTP/1.1 over node:net. */
export function createHttp1Client(destination: Destination, clock: Clock): Client {
  const { origin, keepAlive } = destination;
  const host = hostOf(origin);
  const options = {
    clock,
    address: addressOf(origin),
    serialize: requestCache(
      (request) => (isValidRequest(request) ? serializeRequest(request, { host, keepAlive }) : undefined),
      (serialized) => (serialized === undefined ? 0 : serialized.head.length + (serialized.body?.length ?? 0)),
    ),
  };
  return new ConnectionPool(clock, destination, (owner) => new Http1Connection(owner, options));
}

const hostOf = (origin: string): string => (origin.startsWith("unix:") ? "localhost" : new URL(origin).host);

/** HTTP/2 over node:http2, with and without TLS. It never speaks another protocol. */
export function createHttp2Client(destination: Destination, clock: Clock): Client {
  const { origin, keepAlive } = destination;
  const connections = new Http2Connections({ destination, secureContext: tlsContextOf(destination.tls) });
  const scheme = origin.startsWith("https:") ? "https" : "http";
  const options = {
    clock,
    connections,
    keepAlive,
    requestOf: requestCache(
      (request) => http2RequestOf(request, scheme, hostOf(origin)),
      (request) => request?.body?.length ?? 0,
    ),
  };
  const pool = new ConnectionPool(clock, destination, (owner) => new Http2Stream(owner, options));
  return {
    connections,
    send: (request, exchange) => pool.send(request, exchange),
    async close() {
      await pool.close();
      await connections.close();
    },
  };
}

/** HTTP/1.1 by undici, with and without TLS. */
export function createUndiciClient(destination: Destination, clock: Clock): Client {
  const connector = connectorTo(destination);
  const options = {
    clock,
    connect: (onLost: () => void) => new UndiciConnection(destination, connector, onLost),
    dispatchOptions: requestCache((request) => dispatchOptionsOf(request, destination), bodyBytesOf),
  };
  return new ConnectionPool(clock, destination, (owner) => new UndiciStream(owner, options));
}

const bodyBytesOf = (options: ReturnType<typeof dispatchOptionsOf>): number =>
  options?.body instanceof Uint8Array ? options.body.length : 0;
