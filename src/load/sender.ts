import type { Millis } from "../model/unit.ts";

/** Sends the requests of a scenario to one target. */
export interface Sender {
  /**
   * Sends the request of that index at once and calls `done` exactly once, when its last byte has come or it has
   * failed. `sentMs` is when it truly left; `outcome` is `ok` or the failure's own name.
   */
  send(request: number, done: (outcome: string, sentMs: Millis, doneMs: Millis) => void): void;
  /** Breaks off what is in flight and closes every connection. */
  close(): Promise<void>;
}

/** A request in the form that goes on the wire. */
export interface WireRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expectStatus?: number;
}
