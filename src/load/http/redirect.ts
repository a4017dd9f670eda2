import type { WireAnswer, WireRequest } from "../../model/http.ts";
import { headerOf } from "../../util/headers.ts";

/** Statuses whose Location is followed (RFC 9110, 15.4). */
const followed: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = ({ status, headers }: WireAnswer): boolean =>
  followed.has(status) && headerOf(headers, "location") !== undefined;

/** The request that the answer redirects to, or the failure's name where it leads away from the target. */
export function redirected(
  request: WireRequest,
  { status, headers }: WireAnswer,
  origin: string,
): WireRequest | string {
  const here = new URL(request.path, origin.startsWith("unix:") ? "http://localhost" : origin);
  const location = headerOf(headers, "location") ?? "";
  if (!URL.canParse(location, here.href)) return "redirect to nowhere";
  const there = new URL(location, here.href);
  const isHere = there.host === here.host || (isLoopback(there) && isLoopback(here) && there.port === here.port);
  if (!isHere || there.protocol !== here.protocol) return "redirect elsewhere";
  const path = `${there.pathname}${there.search}`;
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === "POST");
  if (!becomesGet) return { ...request, path };
  const { body: _, ...rest } = request;
  const kept = pairsOf(request.headers).filter(([name]) => !name.toLowerCase().startsWith("content-"));
  return { ...rest, path, headers: kept.flat(), method: request.method === "HEAD" ? "HEAD" : "GET" };
}

const withHeadersKept = new WeakMap<WireRequest, WireRequest>();

/** The same request, whose answer's headers are kept; the same object each time. */
export function withHeaders(request: WireRequest): WireRequest {
  if (request.keep !== "nothing") return request;
  const known = withHeadersKept.get(request) ?? { ...request, keep: "headers" as const };
  withHeadersKept.set(request, known);
  return known;
}

/** One machine's names for itself. */
const isLoopback = ({ hostname }: URL): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);

function pairsOf(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""] as const] : []));
}
