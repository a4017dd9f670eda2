import type { Session, Step, WireRequest, WireResponse } from "../../model/http.ts";
import { headerValue } from "../../util/headerValue.ts";

/** RFC 9110, 15.4. */
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = ({ status, headers }: WireResponse): boolean =>
  redirectStatuses.has(status) && headerValue(headers, "location") !== undefined;

/** Where a request of a step was redirected from. */
export interface RedirectFrom {
  readonly step: Pick<Step, "redirect">;
  readonly session: Session;
  readonly request: WireRequest;
  readonly origin: string;
}

/** The next request, with the cookies of the response. The failure's name if the redirect leads away from the target. */
export function redirectWithCookies(
  { step, session, request, origin }: RedirectFrom,
  response: WireResponse,
): WireRequest | string {
  const next = followRedirect(request, response, origin);
  if (typeof next === "string") return next;
  session.cookies.store(response.headers, request.path);
  return step.redirect(next, session);
}

export function followRedirect(
  request: WireRequest,
  { status, headers }: WireResponse,
  origin: string,
): WireRequest | string {
  const from = new URL(request.path, origin.startsWith("unix:") ? "http://localhost" : origin);
  const location = utf8(headerValue(headers, "location") ?? "");
  if (!URL.canParse(location, from.href)) return "redirect to nowhere";
  const to = new URL(location, from.href);
  const isSameHost = to.host === from.host || (isLoopback(to) && isLoopback(from) && to.port === from.port);
  const isOwnName = to.host === headerValue(lowerNames(request.headers), "host")?.toLowerCase();
  if (!isOwnName && (!isSameHost || to.protocol !== from.protocol)) return "redirect elsewhere";
  const path = `${to.pathname}${to.search}`;
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === "POST");
  if (!becomesGet) return { ...request, path };
  const { body: _, ...withoutBody } = request;
  const bodyless = headerPairs(request.headers).filter(([name]) => !name.toLowerCase().startsWith("content-"));
  return { ...withoutBody, path, headers: bodyless.flat(), method: request.method === "HEAD" ? "HEAD" : "GET" };
}

/** Servers send other letters than ASCII as UTF-8, and browsers read them so. Header values have one character a byte. */
const utf8 = (value: string): string => Buffer.from(value, "latin1").toString();

/** By the original request. */
const copies = new WeakMap<WireRequest, WireRequest>();

/** The same request, but with its response's headers kept. Gives the same object each time. */
export function keepHeaders(request: WireRequest): WireRequest {
  if (request.keep !== "nothing") return request;
  const copy = copies.get(request) ?? { ...request, keep: "headers" as const };
  copies.set(request, copy);
  return copy;
}

/** The same list with its names in lower case. */
const lowerNames = (headers: readonly string[]): readonly string[] =>
  headers.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text));

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);

function headerPairs(headers: readonly string[]): readonly (readonly [string, string])[] {
  return headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? ""] as const] : []));
}
