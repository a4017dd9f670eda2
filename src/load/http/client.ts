import type { WireAnswer, WireRequest } from "../../model/http.ts";
import type { Millis } from "../../model/unit.ts";

/** Sends requests to one target. Two implementations behind it: http1Client and undiciClient; see clientFor. */
export interface Client {
  /** Sends at once and settles the exchange exactly once: when the answer's last byte has come, or it has failed. */
  send(request: WireRequest, exchange: Exchange): void;
  /** Breaks off what is under way (it is settled as `closed`) and closes every connection. */
  close(): Promise<void>;
}

/** One request under way, owned and reused by who sends it: the client writes into it, and so allocates nothing. */
export interface Exchange {
  /** When it truly left, for the first time; before that, when it was given to the client. */
  sentMs: Millis;
  /** When the last byte of its answer came, or it failed. */
  doneMs: Millis;
  /** Of an answer: whether it looks as if it waited for our acknowledgement. Only the fast path sees that. */
  awaitedAck: boolean;
  /**
   * `undefined` with an answer, whatever its status; else the failure's name:
   *
   * - a system error by its code, such as `ECONNREFUSED`; of TLS by Node's, such as `DEPTH_ZERO_SELF_SIGNED_CERT`
   * - `ECONNRESET`: the server reset the connection (RST) before the answer was whole
   * - `connection closed`: the server ended it in order (FIN) before the answer was whole
   * - `timeout`: not answered whole within the destination's timeout
   * - `invalid response`: not HTTP, or HTTP that contradicts itself
   * - `headers too large`, `body too large`: 64 KiB of names and values; over 64 MiB of a body that is kept
   * - `stream reset`: the server reset the stream of HTTP/2
   * - `invalid request`: it cannot be sent, as with a line break in a header or a space in the path
   * - `closed`: the client was closed meanwhile
   *
   * A request of an idempotent method is sent once more, on a new connection, where one that had rested for a second or
   * longer turned out to be closed or reset before any byte of the answer came (RFC 9110, 9.2.2); its `sentMs` is that of
   * the first time. On a connection in use that is a failure: the server has dropped a request.
   */
  settled(failure: string | undefined, answer: WireAnswer): void;
}
