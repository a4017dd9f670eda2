import { once } from "node:events";
import type { Client, Exchange } from "../../src/load/http/client.ts";
import type { Destination, WireRequest, WireResponse } from "../../src/model/http.ts";
import { type Millis, millis } from "../../src/model/unit.ts";

/** The outcome of a request, in a form that can be compared between clients. */
export interface ClientOutcome {
  readonly failure: string | undefined;
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  readonly sentMs: Millis;
  readonly doneMs: Millis;
  readonly firstByteMs: Millis;
  readonly largestGapMs: Millis;
  readonly trailers: readonly string[];
  readonly foundUntil: boolean;
  readonly hadDelayedAck: boolean;
}

export const destination = (origin: string, overrides: Partial<Destination> = {}): Destination => ({
  origin,
  http2: false,
  redirects: 0,
  timeoutMs: millis(10_000),
  keepAlive: true,
  tls: { verify: true },
  ...overrides,
});

export const get = (path = "/", overrides: Partial<WireRequest> = {}): WireRequest => ({
  method: "GET",
  path,
  headers: [],
  keep: "body",
  ...overrides,
});

/** Sends the request. Throws if the client finishes the exchange twice. */
export function sendRequest(client: Client, request: WireRequest): Promise<ClientOutcome> {
  const { promise, resolve } = Promise.withResolvers<ClientOutcome>();
  let finishCount = 0;
  const exchange: Exchange = {
    sentMs: millis(0),
    doneMs: millis(0),
    firstByteMs: millis(0),
    largestGapMs: millis(0),
    hadDelayedAck: false,
    bodyBytes: 0,
    contentType: undefined,
    finish(failure: string | undefined, { status, headers, body, trailers, foundUntil }: WireResponse) {
      if (++finishCount > 1) throw new Error("the exchange was finished twice");
      resolve({
        failure,
        status,
        headers: [...headers],
        body: Buffer.from(body).toString("latin1"),
        sentMs: this.sentMs,
        doneMs: this.doneMs,
        firstByteMs: this.firstByteMs,
        largestGapMs: this.largestGapMs,
        trailers: [...(trailers ?? [])],
        foundUntil: foundUntil === true,
        hadDelayedAck: this.hadDelayedAck,
      });
    },
  };
  client.send(request, exchange);
  return promise;
}

/** `200 "body"`, or the name of the failure. */
export const describeOutcome = ({
  failure,
  status,
  body,
}: Pick<ClientOutcome, "failure" | "status" | "body">): string => failure ?? `${status} ${JSON.stringify(body)}`;

/** The outcome without its times. */
export const withoutTimes = ({ failure, status, headers, body }: ClientOutcome) => ({ failure, status, headers, body });

export async function listenOnFreePort<T extends { listen(port: number, host: string): unknown; address(): unknown }>(
  server: T & NodeJS.EventEmitter,
): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null || !("port" in address)) throw new Error("no port");
  return Number(address.port);
}
