import type { OutboundRecord } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { unixSockets } from "../../shell/socketStatistics.ts";
import type { ConnectionLog } from "./connectionLog.ts";

/**
 * Calls of other services by address: how many, as far as they are known, and how long threads waited for them. A
 * connection that nobody waits for, or that waits in an event loop, counts as a wait while it is open, if it is opened for
 * each call.
 */
export function outboundOf(
  connections: ConnectionLog,
  sockets: ReadonlyMap<string, Millis>,
  durationMs: Millis,
): OutboundRecord {
  const waits = waitsByAddress(connections, sockets);
  const totals = connections.totals();
  const calls = [...new Set([...totals.keys(), ...waits.keys()])].map((host) => {
    const { calls: count, open = 0 } = totals.get(host) ?? {};
    const openMs = count === undefined ? open * durationMs : 0;
    return {
      host,
      ...(count !== undefined && { calls: count }),
      timeMs: millis(Math.max(openMs, waits.get(host) ?? 0)),
    };
  });
  // A connection that is only kept open is no call.
  return { kind: "outbound", calls: calls.filter(({ calls: count = 0, timeMs }) => count > 0 || timeMs > 0) };
}

/**
 * Sockets that were gone before they were known are divided like the other short ones. If all were gone, they are those
 * of the address with most connections that ended.
 */
function waitsByAddress(connections: ConnectionLog, sockets: ReadonlyMap<string, Millis>): ReadonlyMap<string, number> {
  const [long, short] = [new Map<string, number>(), new Map<string, number>()];
  const ofUnix = unixSockets();
  let [shortMs, unknownMs] = [0, 0];
  for (const [inode, ms] of sockets) {
    const known = connections.find(inode);
    if (known === undefined && !ofUnix.has(inode)) unknownMs += ms;
    if (known?.isShort === true) shortMs += ms;
    if (known?.remote === undefined) continue;
    const waits = known.isShort ? short : long;
    waits.set(known.remote, (waits.get(known.remote) ?? 0) + ms);
  }
  if (shortMs === 0 && connections.mostEnded !== undefined) short.set(connections.mostEnded, unknownMs);
  const factor = shortMs > 0 ? 1 + unknownMs / shortMs : 1;
  return new Map(
    [...new Set([...long.keys(), ...short.keys()])].map((remote) => [
      remote,
      (long.get(remote) ?? 0) + factor * (short.get(remote) ?? 0),
    ]),
  );
}
