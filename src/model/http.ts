import type { AllocationPressureSpec, GraphOperationsSpec, QuerySpec, SpikeTrainSpec } from "./generator.ts";
import type { ConnectionSpec, Feed, Flow, NonEmpty, RequestSpec, TlsSpec } from "./plan.ts";
import type { Millis, PerSec } from "./unit.ts";

/** One request as it goes on the wire. The same object always stands for the same bytes, so a client may cache them. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, from the slash on. ASCII without spaces. */
  readonly path: string;
  /** Name, value, name, value, ... The client adds host, content-length, transfer-encoding and connection itself. */
  readonly headers: readonly string[];
  readonly body?: string | Uint8Array;
  /** The parts of the response to keep for `Step.check`. The status is always kept; `body` includes the headers. */
  readonly keep: "nothing" | "headers" | "body";
  /** Keeps the trailers of the response, too. */
  readonly keepsTrailers?: boolean;
  /** The response is a stream. The client ends it once `until` is true for the text that has come. */
  readonly stream?: { readonly until?: (text: string) => boolean };
  /** Limit for this request instead of the destination's. */
  readonly timeoutMs?: Millis;
}

/** A response, once its last byte has arrived. */
export interface WireResponse {
  readonly status: number;
  /** Name, value, name, value, ... in the order received, names in lower case. Empty unless kept. */
  readonly headers: readonly string[];
  /** Empty unless kept. */
  readonly body: Uint8Array;
  /** Why the body cannot be read, as a failure's name: its content encoding is unknown or corrupt. */
  readonly bodyFailure?: string;
  /** Name, value, name, value, ... Absent unless kept. */
  readonly trailers?: readonly string[];
  /** True if `stream.until` ended the response. */
  readonly foundUntil?: boolean;
}

/** The state of one user on the way through the steps of a flow. */
export interface Session {
  /** Number of the arrival. The same number gives the same values, for base and head alike. */
  readonly iteration: number;
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
  /** Value of the cookie header; `undefined` if no cookie applies to the path. */
  headerFor(path: string): string | undefined;
  /** Stores the cookies of a response's set-cookie headers. */
  store(headers: readonly string[], path: string): void;
  get(name: string): string | undefined;
}

/** The requests of a scenario as a seeded stream. It is pure: the same seed gives the same bytes. */
export interface RequestStream {
  /** Name of every step of every flow. A record has one entry per name. */
  readonly names: readonly string[];
  readonly flows: NonEmpty<FlowSteps>;
  /** Index of the flow that an iteration takes. */
  flowIndexOf(iteration: number): number;
  /**
   * A new session for the iteration, with the cookies that its user already has. `dueMs` counts from the start of the
   * phase. By default user and time are 0, as in setup and teardown.
   */
  startSession(iteration: number, cookies: CookieJar, user?: number, dueMs?: Millis): Session;
  newCookies(): CookieJar;
  readonly setup: readonly Step[];
  readonly teardown: readonly Step[];
  /** Gives the setup's values and cookies to all later sessions. */
  applySetup(result: SetupResult): void;
}

/** Values and cookies that the setup took from its responses. Plain data, so that it can cross to other threads. */
export interface SetupResult {
  readonly values: ReadonlyMap<string, unknown>;
  readonly cookies: readonly Cookie[];
}

/** The steps of one flow, ready to send. */
export interface FlowSteps {
  readonly steps: NonEmpty<Step>;
}

export interface Step {
  /** Index among the stream's names; -1 in setup and teardown. */
  readonly nameIndex: number;
  /** The request, or the failure's name if it cannot be built: `no row left in users`, `nothing to put for ${id}`. */
  render(session: Session): WireRequest | string;
  /** The request to where a response has redirected it, with the cookies that the session now has for it. */
  redirect(request: WireRequest, session: Session): WireRequest;
  /**
   * `ok`, or the failure's name. Stores cookies and extracted values in the session. `path`: of the last request, after
   * redirects.
   */
  check(response: WireResponse, latencyMs: Millis, session: Session, path: string): string;
  /** The value that came, if an expectation of this name failed. */
  actual(response: WireResponse, failure: string): string | undefined;
  /** Pause before the next step. */
  thinkTimeMs(session: Session): Millis;
}

/** The input of a request stream. Plain data, because it crosses to the worker threads. One member per generator. */
export type StreamSpec =
  | RequestStreamSpec
  | (StreamParts & GeneratorLoad & SpikeTrainSpec)
  | (StreamParts & GeneratorLoad & GraphOperationsSpec<RequestSpec>)
  | (StreamParts & GeneratorLoad & AllocationPressureSpec)
  | (StreamParts & GeneratorLoad & QuerySpec);

/** Requests as loadgate.yml lists them: `requests` or `flows`. */
export interface RequestStreamSpec extends StreamParts {
  readonly kind: "requests";
}

/** The parts that all streams have. */
export interface StreamParts {
  readonly seed: number;
  readonly flows: NonEmpty<Flow>;
  /** True for a closed loop: its users keep their cookies from one flow to the next. */
  readonly usersReturn: boolean;
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly setup: readonly RequestSpec[];
  readonly teardown: readonly RequestSpec[];
  /** True for extra rounds: each request gets a traceparent header, unless it has one. */
  readonly isTraced?: boolean;
}

/** The load that a generator's requests are sent with. */
export interface GeneratorLoad {
  /** The highest rate of all phases. */
  readonly peakPerSec: PerSec;
  /** Most arrivals at one moment. */
  readonly largestBurst: number;
}

/** Where and how a client connects. */
export interface Destination extends ConnectionSpec {
  /** http://127.0.0.1:8080, https://localhost:8443, or unix:/path/to/socket. */
  readonly origin: string;
  readonly tls: TlsSpec;
}
