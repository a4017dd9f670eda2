import type { Millis } from "../../model/unit.ts";
import { ratio } from "../../model/unit.ts";
import { openSockets } from "../../shell/processFiles.ts";
import { remoteText, type TcpSocket } from "../../shell/socketTable.ts";
import { type Moment, Pace } from "../pace.ts";

/** Of a core. Finding a socket's owner reads a link for each open file of each process. */
const ownersShare = ratio(0.002);
/** Further addresses are not listed. */
const mostAddresses = 100;

export interface OutboundOptions {
  /** The service's processes. */
  readonly pids: () => readonly number[];
  /** Ports of the targets. Connections to them are the load generator's. */
  readonly targetPorts: ReadonlySet<number>;
  readonly nowMs: () => Millis;
}

export type OutboundCounter = (
  sockets: readonly TcpSocket[],
  moment: Moment,
) => Readonly<Record<string, number>> | undefined;

/**
 * Counts the connections that the processes opened, by remote address. `undefined` if an owner is not known: the search
 * must wait, or a process belongs to another user. The search runs only if there is a new socket.
 */
export function outboundCounter({ pids, targetPorts, nowMs }: OutboundOptions): OutboundCounter {
  const pace = new Pace(ownersShare, nowMs);
  /** Whether the socket belongs to the service, by inode. */
  let isOwn = new Map<string, boolean>();

  function findOwners(inodes: readonly string[], moment: Moment): boolean {
    if (inodes.every((inode) => isOwn.has(inode))) return true;
    const found = pace.read(moment, () => openSocketsOf(pids()));
    if (found === undefined || found === "forbidden") return false;
    for (const inode of inodes) isOwn.set(inode, found.has(inode) || isOwn.get(inode) === true);
    return true;
  }

  return (sockets, moment) => {
    const listening = new Set(sockets.flatMap(({ state, localPort }) => (state === "listen" ? localPort : [])));
    const candidates = sockets.filter(
      ({ state, localPort, remotePort, inode }) =>
        (state === "established" || state === "syn_sent" || state === "close_wait") &&
        inode !== "0" &&
        !listening.has(localPort) &&
        !targetPorts.has(remotePort),
    );
    if (
      !findOwners(
        candidates.map(({ inode }) => inode),
        moment,
      )
    )
      return undefined;
    isOwn = new Map(candidates.map(({ inode }) => [inode, isOwn.get(inode) === true]));
    const counts = new Map<string, number>();
    for (const socket of candidates) {
      if (isOwn.get(socket.inode) !== true) continue;
      const remote = remoteText(socket);
      if (counts.has(remote) || counts.size < mostAddresses) counts.set(remote, (counts.get(remote) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
}

function openSocketsOf(pids: readonly number[]): ReadonlySet<string> | "forbidden" {
  const inodes = new Set<string>();
  for (const pid of pids) {
    const own = openSockets(pid);
    if (own === "forbidden") return own;
    for (const inode of own) inodes.add(inode);
  }
  return inodes;
}
