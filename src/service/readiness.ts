import { get } from "node:http";
import { connect, type NetConnectOpts } from "node:net";
import type { Readiness } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { addressOf } from "../shell/address.ts";
import { type Clock, systemClock } from "../shell/clock.ts";
import { withDefaultHeaders } from "../util/defaultHeaders.ts";

/** Both loopback addresses: a service may listen on either. */
const hosts = ["127.0.0.1", "::1"] as const;
const pollMs = 20;
const attemptTimeoutMs = 2000;

export interface ReadinessCheck {
  readonly port: number;
  readonly ready: Readiness;
  readonly timeoutMs: Millis;
}

/** The origin of the ready service. After a timeout, the last result of a check, in words. */
export type ReadinessResult = { readonly origin: string } | { readonly lastResult: string };

/** Checks the service until it is ready or the timeout is over. */
export async function waitUntilReady(
  { port, ready, timeoutMs }: ReadinessCheck,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<ReadinessResult> {
  const endMs = clock.nowMs() + timeoutMs;
  for (let lastResult = "nothing listened"; ; ) {
    const attempts = await Promise.all(hosts.map(async (host) => ({ host, result: await check(host, port, ready) })));
    const success = attempts.find(({ result }) => result === "ready");
    if (success !== undefined) return { origin: originOf(success.host, port) };
    lastResult = attempts.find(({ result }) => result !== "ECONNREFUSED")?.result ?? lastResult;
    if (clock.nowMs() >= endMs) return { lastResult };
    await clock.sleepUntil(millis(clock.nowMs() + pollMs), signal);
  }
}

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

function check(host: string, port: number, ready: Readiness): Promise<string> {
  return ready.kind === "tcp" ? tryConnect({ host, port }) : tryGet(host, port, ready);
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function tryConnect(address: NetConnectOpts): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ ...address, timeout: attemptTimeoutMs });
  socket.once("connect", () => resolve("ready"));
  socket.once("timeout", () => resolve("no connection within 2 s"));
  socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => socket.destroy());
}

function tryGet(host: string, port: number, ready: Extract<Readiness, { kind: "http" }>): Promise<string> {
  const { path } = ready;
  const headers = withDefaultHeaders(ready.headers);
  const { promise, resolve } = Promise.withResolvers<string>();
  const request = get({ host, port, path, headers, agent: false, timeout: attemptTimeoutMs }, (response) => {
    response.resume();
    const status = response.statusCode ?? 0;
    resolve(status >= 200 && status < 300 ? "ready" : `GET ${path} returned ${status}`);
  });
  request.once("timeout", () => resolve(`GET ${path} got no response within 2 s`));
  request.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => request.destroy());
}
