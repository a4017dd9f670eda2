import { sum } from "simple-statistics";
import type { OutboundRecord } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { unixSockets } from "../../shell/socketStatistics.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { ConnectionLog, KnownSocket } from "./connectionLog.ts";
import type { SocketTurnover } from "./socketTurnover.ts";

/** What one arm's instrument saw. */
export interface SeenSockets {
  readonly connections: ConnectionLog;
  readonly turnover: SocketTurnover;
  /** How long threads waited for each socket, by inode. */
  readonly waits: ReadonlyMap<string, Millis>;
}

/**
 * Calls of other services by address: how many, as far as they are known, and how long threads waited for them. A
 * connection that nobody waits for, or that waits in an event loop, counts as a wait while it is open, if it is opened for
 * each call. `others`: the other arm's, which may call the same services.
 */
export function outboundOf(own: SeenSockets, others: SeenSockets | undefined, durationMs: Millis): OutboundRecord {
  const { connections, turnover } = own;
  const short = turnover.opened(durationMs);
  const [mostOpened] = [...short.keys()].toSorted((a, b) => (short.get(b) ?? 0) - (short.get(a) ?? 0));
  const waits = waitsByAddress(own, connections.mostEnded ?? mostOpened);
  const totals = connections.totals();
  const seen = [...new Set([...totals.keys(), ...waits.keys(), ...short.keys()])].map((host) => {
    const { calls: messages, open = 0 } = totals.get(host) ?? {};
    const openMs = messages === undefined ? open * durationMs : 0;
    // Not all of them leave a trace when they end.
    const opened = openedTo(host, own, others) || (short.get(host) ?? 0);
    // A short connection is for one call.
    const calls = messages ?? (opened > 0 ? opened : undefined);
    return {
      opened: { address: host, count: opened },
      call: { host, ...omitUndefined({ calls }), timeMs: millis(Math.max(openMs, waits.get(host) ?? 0)) },
    };
  });
  return {
    kind: "outbound",
    // A connection that is only kept open is no call.
    calls: seen.map(({ call }) => call).filter(({ calls = 0, timeMs }) => calls > 0 || timeMs > 0),
    opened: seen.map(({ opened }) => opened),
  };
}

/**
 * The part of all ended connections that is as large as this arm's part of those that were seen. All of them if no other
 * arm is there.
 */
function openedTo(address: string, own: SeenSockets, others: SeenSockets | undefined): number {
  if (others === undefined) return own.connections.endedTo(address);
  const isMostEnded = own.connections.mostEnded === address;
  const shortOf = (arm: SeenSockets) => {
    const unknown = isMostEnded ? unknownSockets(arm).length : 0;
    return arm.connections.goneTo(address) + arm.turnover.goneTo(address) + unknown;
  };
  const [short, ofOthers] = [shortOf(own), shortOf(others)];
  return short === 0 ? 0 : (own.connections.endedTo(address) * short) / (short + ofOthers);
}

/** Sockets that were gone before anybody knew where they lead. */
function unknownSockets(own: SeenSockets): readonly string[] {
  const ofUnix = unixSockets();
  return [...own.waits.keys()].filter((inode) => findSocket(own, inode) === undefined && !ofUnix.has(inode));
}

function findSocket({ connections, turnover }: SeenSockets, inode: string): KnownSocket | undefined {
  const remote = turnover.addressOf(inode);
  return connections.find(inode) ?? (remote === undefined ? undefined : { remote, isShort: true });
}

/**
 * Sockets that were gone before they were known are divided like the other short ones. If all were gone, they are those
 * of the address with most connections that ended.
 */
function waitsByAddress(own: SeenSockets, likeliest: string | undefined): ReadonlyMap<string, number> {
  const { waits: sockets } = own;
  const [long, short] = [new Map<string, number>(), new Map<string, number>()];
  const unknownMs = sum(unknownSockets(own).map((inode) => sockets.get(inode) ?? 0));
  let shortMs = 0;
  for (const [inode, ms] of sockets) {
    const known = findSocket(own, inode);
    if (known?.isShort === true) shortMs += ms;
    if (known?.remote === undefined) continue;
    const waits = known.isShort ? short : long;
    waits.set(known.remote, (waits.get(known.remote) ?? 0) + ms);
  }
  if (shortMs === 0 && unknownMs > 0 && likeliest !== undefined) short.set(likeliest, unknownMs);
  const factor = shortMs > 0 ? 1 + unknownMs / shortMs : 1;
  return new Map(
    [...new Set([...long.keys(), ...short.keys()])].map((remote) => [
      remote,
      (long.get(remote) ?? 0) + factor * (short.get(remote) ?? 0),
    ]),
  );
}
