/** Names of failures that other parts of the program know. load/http/client.ts lists all of them. */

/** The server speaks another protocol than HTTP/2, which `http2: true` asks for. */
export const http2NotSpoken = "HTTP/2 not spoken";

/** This machine has no local port left for another connection. */
export const noFreePort = "no free port";

/** This process may not open more connections. */
export const tooManyFiles = "too many open files";

/** Statuses of a service that does not know the request: its path, method, body, fields or media type. */
const unservedStatuses: ReadonlySet<string> = new Set(["400", "404", "405", "406", "415", "422", "501"]);

/**
 * A key of `not_served` in results.json, if the failure says that the service does not serve the request: by its status, by
 * a protocol that it does not speak, or by a response that is not the expected one.
 */
export function unservedKey(outcome: string): string | undefined {
  const [, status = ""] = /^status (\d+)$/.exec(outcome) ?? [];
  if (unservedStatuses.has(status)) return status;
  return outcome === http2NotSpoken || outcome.startsWith("unexpected ") ? outcome : undefined;
}
