import { get } from "node:http";
import { connect, type NetConnectOpts } from "node:net";
import type { Readiness } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { addressOf } from "../shell/address.ts";
import { type Clock, systemClock } from "../shell/clock.ts";

/** Loopback under both of its names: a service may listen on either. */
const hosts = ["127.0.0.1", "::1"] as const;
const pollMs = 20;
const answerMs = 2000;

export interface Awaited {
  readonly port: number;
  readonly ready: Readiness;
  readonly timeoutMs: Millis;
}

/** The origin on which the service is ready; otherwise what it last answered, in words. */
export type Ready = { readonly origin: string } | { readonly last: string };

/** Asks until the service is ready or the time is over. */
export async function whenReady(
  { port, ready, timeoutMs }: Awaited,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<Ready> {
  const endMs = clock.nowMs() + timeoutMs;
  for (let last = "nothing listened"; ; ) {
    const answers = await Promise.all(hosts.map(async (host) => ({ host, answer: await attempt(host, port, ready) })));
    const found = answers.find(({ answer }) => answer === "ready");
    if (found !== undefined) return { origin: originOf(found.host, port) };
    last = answers.find(({ answer }) => answer !== "ECONNREFUSED")?.answer ?? last;
    if (clock.nowMs() >= endMs) return { last };
    await clock.sleepUntil(millis(clock.nowMs() + pollMs), signal);
  }
}

/** How long a service that something else started may take to accept a connection. */
const targetTimeoutMs = 10_000;

/** Waits until something accepts connections at the origin; otherwise what kept it from doing so. */
export async function whenReachable(
  origin: string,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<string | undefined> {
  const address = addressOf(origin);
  for (const endMs = clock.nowMs() + targetTimeoutMs; ; ) {
    const answer = await knock(address);
    if (answer === "ready") return undefined;
    if (clock.nowMs() >= endMs) return answer;
    await clock.sleepUntil(millis(clock.nowMs() + pollMs), signal);
  }
}

function attempt(host: string, port: number, ready: Readiness): Promise<string> {
  return ready.kind === "tcp" ? knock({ host, port }) : ask(host, port, ready.path);
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function knock(address: NetConnectOpts): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ ...address, timeout: answerMs });
  socket.once("connect", () => resolve("ready"));
  socket.once("timeout", () => resolve("no connection within 2 s"));
  socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => socket.destroy());
}

function ask(host: string, port: number, path: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const request = get({ host, port, path, agent: false, timeout: answerMs }, (response) => {
    response.resume();
    const status = response.statusCode ?? 0;
    resolve(status >= 200 && status < 300 ? "ready" : `GET ${path} answered ${status}`);
  });
  request.once("timeout", () => resolve(`GET ${path} was not answered within 2 s`));
  request.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  return promise.finally(() => request.destroy());
}
