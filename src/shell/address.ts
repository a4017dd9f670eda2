import type { NetConnectOpts } from "node:net";

/** The socket address of an origin: http://127.0.0.1:8080, https://localhost, or unix:/path/to/socket. */
export function addressOf(origin: string): NetConnectOpts {
  if (origin.startsWith("unix:")) return { path: origin.slice("unix:".length) };
  const { hostname, port, protocol } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "");
  return { host, port: Number(port) || (protocol === "https:" ? 443 : 80) };
}
