import { get, type IncomingMessage } from "node:http";
import { get as getOverTls, type RequestOptions } from "node:https";
import { connect, type NetConnectOpts } from "node:net";
import type { Readiness, TlsSpec } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { addressOf } from "../shell/address.ts";
import { type Clock, systemClock } from "../shell/clock.ts";
import { tlsContextOf } from "../shell/tlsContext.ts";
import { withDefaultHeaders } from "../util/defaultHeaders.ts";
import { settingsAdvice } from "../wording/failureText.ts";
import { tryHandshake } from "./tlsProbe.ts";

/** Both loopback addresses: a service may listen on either. */
const hosts = ["127.0.0.1", "::1"] as const;
const pollMs = 20;
const attemptTimeoutMs = 2000;

export interface ReadinessCheck {
  readonly port: number;
  readonly ready: Readiness;
  /** Present if the service speaks TLS. */
  readonly tls?: TlsSpec;
  readonly timeoutMs: Millis;
  /**
   * Present if a forwarder accepts connections for the service, and closes them while the service does not listen. True
   * if the service itself listens; `undefined` if nobody knows.
   */
  readonly isListening?: () => boolean | undefined;
}

/** The last result of a check, in words or as an error's code. */
export interface NotReady {
  readonly lastResult: string;
  /** The status of the last response. */
  readonly status?: number;
}

/** The origin of the ready service. */
export type ReadinessResult = { readonly origin: string } | NotReady;

/** Checks the service until it is ready or the timeout is over. A mistake in the settings of TLS ends the wait. */
export async function waitUntilReady(
  { timeoutMs, ...target }: ReadinessCheck,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<ReadinessResult> {
  const endMs = clock.nowMs() + timeoutMs;
  for (let last: NotReady = { lastResult: "nothing listened" }; ; ) {
    const attempts = await Promise.all(hosts.map(async (host) => ({ host, ...(await check(host, target)) })));
    const success = attempts.find(({ lastResult }) => lastResult === "ready");
    if (success !== undefined) {
      // It may have begun to listen between the two checks. Base and head must be reached by the same address.
      const isFirstReady = success.host === hosts[0] || (await check(hosts[0], target)).lastResult === "ready";
      return { origin: originOf(isFirstReady ? hosts[0] : success.host, target) };
    }
    const { host: _, ...attempt } = attempts.find(({ lastResult }) => lastResult !== "ECONNREFUSED") ?? {
      host: "",
      ...last,
    };
    last = attempt;
    if (clock.nowMs() >= endMs || isFinal(last.lastResult)) return last;
    await clock.sleepUntil(millis(clock.nowMs() + pollMs), signal);
  }
}

/** A certificate does not change while the service starts. */
const isFinal = (result: string): boolean => settingsAdvice(result) !== undefined;

/** How long a service that Loadgate did not start may take to accept a connection. */
const targetTimeoutMs = 10_000;

/** Waits until something accepts connections at the origin. Returns the last error, in words, after 10 s. */
export async function waitUntilReachable(
  origin: string,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<string | undefined> {
  const address = addressOf(origin);
  for (const endMs = clock.nowMs() + targetTimeoutMs; ; ) {
    const result = await tryConnect(address);
    if (result === "ready") return undefined;
    if (clock.nowMs() >= endMs) return result;
    await clock.sleepUntil(millis(clock.nowMs() + pollMs), signal);
  }
}

type Target = Omit<ReadinessCheck, "timeoutMs">;

async function check(host: string, target: Target): Promise<NotReady> {
  return target.ready.kind === "http"
    ? await tryGet(host, target, target.ready)
    : { lastResult: await checkConnection(host, target) };
}

async function checkConnection(host: string, { port, tls, isListening = () => true }: Target): Promise<string> {
  if (tls !== undefined) return tryHandshake({ host, port }, tls);
  const listens = isListening();
  if (listens === false) return "ECONNREFUSED";
  return tryConnect({ host, port }, listens === true ? 0 : forwardedMs);
}

function originOf(host: string, { port, tls }: Target): string {
  return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** How long a connection through a forwarder must stay open. A busy machine closes it late. */
const forwardedMs = 500;

function tryConnect(address: NetConnectOpts, openMs = 0): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ ...address, timeout: attemptTimeoutMs });
  socket.once("connect", () => (openMs === 0 ? resolve("ready") : setTimeout(resolve, openMs, "ready")));
  socket.once("timeout", () => resolve("no connection within 2 s"));
  socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  // A closed connection is an answer only while it has to stay open.
  socket.once("end", () => resolve("ECONNREFUSED"));
  return promise.finally(() => socket.destroy());
}

function tryGet(
  host: string,
  { port, tls }: Target,
  ready: Extract<Readiness, { readonly kind: "http" }>,
): Promise<NotReady> {
  const { path } = ready;
  const headers = withDefaultHeaders(ready.headers);
  // The load's client accepts as much.
  const lenient = { insecureHTTPParser: true };
  const options = { host, port, path, headers, agent: false, timeout: attemptTimeoutMs, ...lenient } as const;
  const { promise, resolve } = Promise.withResolvers<NotReady>();
  const onResponse = (response: IncomingMessage) => {
    response.resume();
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    const target = status >= 300 && status < 400 && location !== undefined ? ` to ${location}` : "";
    const lastResult = status >= 200 && status < 300 ? "ready" : `GET ${path} returned ${status}${target}`;
    resolve({ lastResult, status });
  };
  const request =
    tls === undefined
      ? get(options, onResponse)
      : getOverTls(
          { ...options, rejectUnauthorized: tls.verify, secureContext: tlsContextOf(tls) } as RequestOptions,
          onResponse,
        );
  const fail = (lastResult: string) => resolve({ lastResult });
  request.once("timeout", () => fail(`GET ${path} got no response within 2 s`));
  request.once("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  return promise.finally(() => request.destroy());
}

/** What the status of the last check means. A server error may pass with time. */
export function readyAdvice({ status = 0 }: NotReady): string {
  if (status >= 300 && status < 400)
    return "name the path that it redirects to in service.ready, or set service.ready: tcp";
  if (status === 401 || status === 403)
    return "the path needs credentials: set service.ready: { path, headers }, name a path without them, or set service.ready: tcp";
  if (status >= 400 && status < 500) return "name another path in service.ready, or set service.ready: tcp";
  return "correct service.ready or raise service.ready_timeout";
}
