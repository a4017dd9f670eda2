import { once } from "node:events";
import type { Client, Exchange } from "../../src/load/http/client.ts";
import type { Destination, WireAnswer, WireRequest } from "../../src/model/http.ts";
import { type Millis, millis } from "../../src/model/unit.ts";

/** What came of a request, comparable from one client to the other. */
export interface Outcome {
  readonly failure: string | undefined;
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  readonly sentMs: Millis;
  readonly doneMs: Millis;
  readonly awaitedAck: boolean;
}

export const destination = (origin: string, of: Partial<Destination> = {}): Destination => ({
  origin,
  http2: false,
  redirects: 0,
  timeoutMs: millis(10_000),
  tls: { verify: true },
  ...of,
});

export const get = (path = "/", of: Partial<WireRequest> = {}): WireRequest => ({
  method: "GET",
  path,
  headers: [],
  keep: "body",
  ...of,
});

/** Sends it, and fails where the exchange is settled more than once. */
export function outcomeOf(client: Client, request: WireRequest): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let settled = 0;
  const exchange: Exchange = {
    sentMs: millis(0),
    doneMs: millis(0),
    awaitedAck: false,
    settled(failure: string | undefined, { status, headers, body }: WireAnswer) {
      if (++settled > 1) throw new Error("settled twice");
      resolve({
        failure,
        status,
        headers: [...headers],
        body: Buffer.from(body).toString("latin1"),
        sentMs: this.sentMs,
        doneMs: this.doneMs,
        awaitedAck: this.awaitedAck,
      });
    },
  };
  client.send(request, exchange);
  return promise;
}

/** `200 "body"`, or the failure's name. */
export const told = ({ failure, status, body }: Pick<Outcome, "failure" | "status" | "body">): string =>
  failure ?? `${status} ${JSON.stringify(body)}`;

/** All but the times. */
export const comparable = ({ failure, status, headers, body }: Outcome) => ({ failure, status, headers, body });

export async function listening<T extends { listen(port: number, host: string): unknown; address(): unknown }>(
  server: T & NodeJS.EventEmitter,
): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null || !("port" in address)) throw new Error("no port");
  return Number(address.port);
}
