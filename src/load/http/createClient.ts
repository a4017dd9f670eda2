import type { Destination } from "../../model/http.ts";
import { addressOf } from "../../shell/address.ts";
import type { Clock } from "../../shell/clock.ts";
import type { Client } from "./client.ts";
import { Pool } from "./connectionPool.ts";
import { Http1Connection } from "./http1/connection.ts";
import { http1Bytes } from "./http1/serializer.ts";
import { remembered } from "./requestCache.ts";
import { isSendable } from "./requestSyntax.ts";
import { connectorTo, UndiciLink } from "./undici/connection.ts";
import { dispatchOptionsOf, UndiciConnection } from "./undici/request.ts";

/** The client that reaches the destination at the least cost. */
export function clientFor(destination: Destination, clock: Clock): Client {
  return usesHttp1(destination) ? http1Client(destination, clock) : undiciClient(destination, clock);
}

/** Whether the fast path reaches it: HTTP/1.1 in the clear. */
export const usesHttp1 = ({ origin, http2 }: Pick<Destination, "origin" | "http2">): boolean =>
  !http2 && !origin.startsWith("https:");

/** Plain HTTP/1.1 over node:net. */
export function http1Client({ origin, timeoutMs }: Destination, clock: Clock): Client {
  const host = origin.startsWith("unix:") ? "localhost" : new URL(origin).host;
  const setting = {
    clock,
    address: addressOf(origin),
    bytesOf: remembered(
      (request) => (isSendable(request) ? http1Bytes(request, host) : undefined),
      (bytes) => (bytes === undefined ? 0 : bytes.head.length + (bytes.body?.length ?? 0)),
    ),
  };
  return new Pool(clock, timeoutMs, (keeper) => new Http1Connection(keeper, setting));
}

/** Whatever undici speaks: TLS, HTTP/2 over it or in the clear, and plain HTTP/1.1. */
export function undiciClient(destination: Destination, clock: Clock): Client {
  const connector = connectorTo(destination);
  let link = new UndiciLink(destination, connector);
  const setting = {
    clock,
    link: () => {
      if (!link.hasRoom || link.client.destroyed) link = new UndiciLink(destination, connector);
      return link;
    },
    optionsOf: remembered(dispatchOptionsOf, bytesOfBody),
  };
  return new Pool(clock, destination.timeoutMs, (keeper) => new UndiciConnection(keeper, setting));
}

const bytesOfBody = (options: ReturnType<typeof dispatchOptionsOf>): number =>
  options?.body instanceof Uint8Array ? options.body.length : 0;
