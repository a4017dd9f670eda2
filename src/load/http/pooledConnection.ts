import type { WireAnswer, WireRequest } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Exchange } from "./client.ts";

/** What a carrier tells the pool that it belongs to. */
export interface Keeper {
  answered(carrier: Carrier, answer: WireAnswer, atMs: Millis, reusable: boolean): void;
  /** `unanswered`: the connection went before any byte of the answer came, as one does that the server had given up. */
  failed(carrier: Carrier, failure: string, unanswered: boolean): void;
  /** The request cannot be sent. */
  refused(carrier: Carrier): void;
  /** Its connection is no more, and nothing was under way on it. */
  gone(carrier: Carrier): void;
}

/** Carries one request at a time: a connection of HTTP/1.1, or one stream of a connection of HTTP/2. */
export abstract class Carrier {
  request: WireRequest = nothing;
  /** `undefined` while nothing is under way. */
  exchange: Exchange | undefined;
  /** From when the timeout counts: when the request left, or was given to the carrier where it has not left yet. */
  sinceMs = millis(0);
  /** The request has left before, on a connection that was stale: it keeps the time at which it did. */
  again = false;
  /** Whether its connection has carried an answer before. */
  used = false;
  /** How long its connection may rest between two requests. */
  restMs = defaultRestMs;
  /** How long it had rested before the request that is under way. */
  restedMs = millis(0);
  /** When the last answer came. */
  restedSinceMs = millis(0);

  /** Sends `request`. */
  abstract start(): void;
  /** Says nothing more, and closes the connection. */
  abstract close(): Promise<void>;

  /** To be called when the request leaves. */
  protected left(atMs: Millis): void {
    if (this.again || this.exchange === undefined) return;
    this.sinceMs = atMs;
    this.exchange.sentMs = atMs;
  }
}

/** node:http closes an idle connection after 5 s, without a word where the `Keep-Alive` header is left out. */
const defaultRestMs = millis(4000);
/** What an answer may need on its way: the server counts from when it sent the last one. */
const marginMs = 1000;

/** How long a connection may rest after an answer with this `Keep-Alive` header, such as `timeout=5, max=1000`. */
export function restOf(keepAlive: string | undefined): Millis {
  const seconds = keepAlive === undefined ? undefined : /(?:^|[\s,;])timeout=(\d+)/i.exec(keepAlive)?.[1];
  return seconds === undefined ? defaultRestMs : millis(Number(seconds) * 1000 - marginMs);
}

const nothing: WireRequest = { method: "GET", path: "/", headers: [], keep: "nothing" };

export const noHeaders: readonly string[] = [];
export const noBody = new Uint8Array(0);
export const noAnswer: WireAnswer = { status: 0, headers: noHeaders, body: noBody };

/** Over the sum of names and values, as undici counts; and of a body that is kept. */
export const maxHeaderBytes = 64 * 1024;
export const maxBodyBytes = 64 * 1024 * 1024;
