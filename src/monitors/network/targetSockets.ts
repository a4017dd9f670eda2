import { networkInterfaces } from "node:os";
import type { NetworkReading } from "../../model/reading.ts";
import type { TcpSocket } from "../../shell/socketTable.ts";

/** The target's port, if it is one of this machine. Else its sockets are not here. */
export function localPortOf(origin: string): number | undefined {
  if (origin.startsWith("unix:")) return undefined;
  const { hostname, port, protocol } = new URL(origin);
  if (!isOwnAddress(hostname.replace(/^\[|\]$/g, ""))) return undefined;
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

function isOwnAddress(host: string): boolean {
  if (/^(localhost|::1|0\.0\.0\.0|::|127(\.\d+){3})$/.test(host)) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));
}

/** The sockets of the port by state, and the queue of those that listen. Nothing if nobody here listens on it. */
export function targetSockets(
  all: readonly TcpSocket[],
  port: number,
): Pick<NetworkReading, "sockets" | "acceptQueue"> {
  const own = all.filter(({ localPort }) => localPort === port);
  const listeners = own.filter(({ state }) => state === "listen");
  if (listeners.length === 0) return {};
  const counts = new Map<string, number>();
  const closedByUs = all.filter(({ remotePort, state }) => remotePort === port && state === "time_wait");
  for (const { state } of [...own, ...closedByUs]) {
    if (state !== "listen") counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return {
    sockets: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    acceptQueue: listeners.reduce((waiting, { receiveQueue }) => waiting + receiveQueue, 0),
  };
}
