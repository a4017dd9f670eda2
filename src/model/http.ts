import type { ConnectionSpec, Feed, Flow, NonEmpty, RequestSpec, TlsSpec } from "./plan.ts";
import type { Millis } from "./unit.ts";

/** One request as it goes on the wire. The same object stands for the same bytes, so that a client may render it once. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, from the slash on; ASCII without spaces. */
  readonly path: string;
  /** Name, value, name, value, ... Without host, content-length, transfer-encoding and connection: the client adds those. */
  readonly headers: readonly string[];
  readonly body?: string | Uint8Array;
  /** What of the answer is kept for the judge besides its status. */
  readonly keep: "nothing" | "headers" | "body";
}

/** What came back, once its last byte has come. */
export interface WireAnswer {
  readonly status: number;
  /** Name, value, name, value, ... as they came, names in lower case. Empty where they were not kept. */
  readonly headers: readonly string[];
  /** Empty where it was not kept. */
  readonly body: Uint8Array;
}

/** What one user brings along through the steps of a flow. */
export interface Visit {
  /** Number of the arrival: the same number means the same values, for base and head alike. */
  readonly turn: number;
  /** Extracted values by name. */
  readonly values: Map<string, unknown>;
  readonly cookies: CookieJar;
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export interface CookieJar {
  readonly all: readonly Cookie[];
  /** Value of the cookie header, `undefined` where there is none to send. */
  headerFor(path: string): string | undefined;
  /** Takes what an answer's set-cookie headers say. */
  store(headers: readonly string[], path: string): void;
  get(name: string): string | undefined;
}

/** The requests of a scenario as a seeded stream: pure, the same seed gives the same bytes. */
export interface RequestStream {
  /** The names that records are kept by: every step of every flow. */
  readonly names: readonly string[];
  readonly journeys: NonEmpty<Journey>;
  /** Index of the journey that an arrival takes. */
  journeyOf(turn: number): number;
  /** A visit for the arrival, with the cookies that its user has already. */
  visit(turn: number, cookies: CookieJar): Visit;
  newCookies(): CookieJar;
  readonly setup: readonly Step[];
  readonly teardown: readonly Step[];
  /** Takes over what the setup has got, for all later visits. */
  begin(given: Given): void;
}

/** What a setup has got of its answers: plain data. */
export interface Given {
  readonly values: ReadonlyMap<string, unknown>;
  readonly cookies: readonly Cookie[];
}

export interface Journey {
  readonly steps: NonEmpty<Step>;
}

export interface Step {
  /** Index among the stream's names; -1 in setup and teardown. */
  readonly name: number;
  /** What is sent, or the name of the failure where it cannot be: `no row left in users`, `nothing to put for ${id}`. */
  render(visit: Visit): WireRequest | string;
  /** `ok`, or the failure's own name. Takes what is to be extracted into the visit. */
  judge(answer: WireAnswer, latencyMs: Millis, visit: Visit): string;
  /** Rest before the next step. */
  thinkTimeMs(visit: Visit): Millis;
}

/** All that a request stream is made from: plain data, which crosses to the worker threads. */
export interface StreamSpec {
  readonly seed: number;
  readonly flows: readonly Flow[];
  /** Whether there is a closed loop, whose users keep their cookies from one flow to the next. */
  readonly usersReturn: boolean;
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly setup: readonly RequestSpec[];
  readonly teardown: readonly RequestSpec[];
}

/** Where and how a client connects. */
export interface Destination extends ConnectionSpec {
  /** http://127.0.0.1:8080, https://localhost:8443, or unix:/path/to/socket. */
  readonly origin: string;
  readonly tls: TlsSpec;
}
