import type { WireRequest, WireResponse } from "../../model/http.ts";
import type { Millis } from "../../model/unit.ts";

/** Sends requests to one target. createClient.ts has its two implementations. */
export interface Client {
  /** Sends at once. Finishes the exchange exactly once: at the response's last byte, or at the failure. */
  send(request: WireRequest, exchange: Exchange): void;
  readonly connections: ConnectionCounts;
  /** Aborts all requests in flight, which fail as `closed`, and closes every connection. */
  close(): Promise<void>;
}

/** The connections of one client. */
export interface ConnectionCounts {
  /** How many were opened so far. Those that failed to open count. */
  readonly opened: number;
  /** Most that were active at once since the last call: with a request in flight, or open with HTTP/2. */
  takePeak(): number;
}

/** One request and its response. The caller owns and reuses it; the client writes into it, and so allocates nothing. */
export interface Exchange {
  /** When the client got the request. If it opens a connection, the request is written later. */
  sentMs: Millis;
  /** When the last byte of the response came, or the request failed. */
  doneMs: Millis;
  /** When the first byte of the response's body came. Without a body, when the response was complete. */
  firstByteMs: Millis;
  /** The longest time between two pieces of the body. */
  largestGapMs: Millis;
  /** Bytes of the response's body as they came, without their framing. */
  bodyBytes: number;
  /** Value of the response's `Content-Type` header. */
  contentType: string | undefined;
  /** True if the response seems to have waited for our acknowledgement. Only the HTTP/1.1 client detects that. */
  hadDelayedAck: boolean;
  /**
   * `failure` is `undefined` if there is a response, whatever its status. Else it is the failure's name:
   *
   * - a system error by its code, such as `ECONNREFUSED`; a TLS error by Node's, such as `DEPTH_ZERO_SELF_SIGNED_CERT`
   * - `ECONNRESET`: the server reset the connection (RST) before the response was complete
   * - `connection closed`: the server closed it in order (FIN) before the response was complete
   * - `timeout`: no complete response within the timeout of the request or its destination
   * - `timeout: response is a stream (text/event-stream), set stream.until`: the body was still coming, without its length
   * - `invalid response: …`: not HTTP, or HTTP that contradicts itself. The rest names the rule; http1/rules.ts has them
   * - `headers too large`, `body too large`: over 64 KiB of names and values; over 64 MiB of a body that is kept
   * - `stream reset`: the server reset the HTTP/2 stream
   * - `stream refused`: the server refused the HTTP/2 stream again and again, without processing the request
   * - `GOAWAY INTERNAL_ERROR` and the like: the server gave the HTTP/2 connection up with this error
   * - `HTTP/2 not spoken`: the server speaks another protocol
   * - `no free port`, `too many open files`: this machine can open no more connections
   * - `invalid request`: it cannot be sent, for example because of a line break in a header or a space in the path
   * - `closed`: the client was closed meanwhile
   *
   * A request with an idempotent method is sent once more, on a new connection, if its connection had been idle for a
   * second or longer and turned out to be closed or reset before any byte of the response (RFC 9110, 9.2.2). Its
   * `sentMs` is that of the first time. On a connection in use this is a failure: the server dropped a request.
   *
   * A request that the server says it did not process is sent again, whatever its method: a refused stream, and a
   * stream after the last one that a GOAWAY names (RFC 9113, 8.7).
   */
  finish(failure: string | undefined, response: WireResponse): void;
}
