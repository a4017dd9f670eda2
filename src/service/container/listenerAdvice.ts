import type { Listener } from "../../shell/sockets.ts";

/** Docker's own name server in a container, and addresses that only the container reaches. */
const nameServer = "127.0.0.11";
const isLoopback = (address: string): boolean => /^127\./.test(address) || address === "::1";

/** True if it listens where others reach it. `undefined` if no listener can be seen: some engines hide them. */
export function listensOnPort(listeners: readonly Listener[], port: number): boolean | undefined {
  if (listeners.length === 0) return undefined;
  return listeners.some((listener) => listener.port === port && !isLoopback(listener.address));
}

/** Where it listens instead of the port. Empty if it listens there, too. */
export function portsBeside(listeners: readonly Listener[], port: number): readonly number[] {
  const own = listeners.filter(({ address }) => address !== nameServer);
  const ports = [...new Set(own.map((listener) => listener.port))].toSorted((a, b) => a - b);
  return ports.includes(port) ? [] : ports;
}

/**
 * The advice for a container that listens elsewhere. `undefined` if it listens on the port on all addresses, or nobody
 * knows.
 */
export function listenerAdvice(listeners: readonly Listener[], port: number, key: string): string | undefined {
  const own = listeners.filter(({ address }) => address !== nameServer);
  const onPort = own.filter((listener) => listener.port === port);
  if (onPort.some(({ address }) => !isLoopback(address))) return undefined;
  const [first] = onPort;
  if (first !== undefined) {
    return `it listens on ${first.address} inside its container, which nothing outside reaches: let it listen on 0.0.0.0 (often set by a variable HOST or an option --host)`;
  }
  const ports = portsBeside(listeners, port);
  if (ports.length === 0) return undefined;
  return `it listens on ${ports.join(", ")} in its container: set ${key}.port: ${ports[0]}, or let it read PORT`;
}
