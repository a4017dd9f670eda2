/** Names of failures that other parts of the program know. load/http/client.ts lists all of them. */

/** The server speaks another protocol than HTTP/2, which `http2: true` asks for. */
export const http2NotSpoken = "HTTP/2 not spoken";

/** This machine has no local port left for another connection. */
export const noFreePort = "no free port";

/** This process may not open more connections. */
export const tooManyFiles = "too many open files";

/**
 * Failures of a request that the service does not serve: not found, method not allowed, not implemented; and a protocol
 * that it does not speak. The values are keys of `not_served` in results.json.
 */
export const unservedOutcomes: Readonly<Record<string, string>> = {
  "status 404": "404",
  "status 405": "405",
  "status 501": "501",
  [http2NotSpoken]: http2NotSpoken,
};
