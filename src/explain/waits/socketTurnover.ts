import { readFileSync } from "node:fs";
import type { Millis } from "../../model/unit.ts";
import { openSockets } from "../../shell/processFiles.ts";
import { parseSocketTable, remoteText, type TcpSocket } from "../../shell/socketTable.ts";

interface TurnoverOptions {
  readonly pids: () => readonly number[];
  /** Connections to and from these ports are not the service's own. */
  readonly ignoredPorts: ReadonlySet<number>;
}

/** The kernel walks a table that grows with the machine's memory. */
const tableEveryMs = 100;

/** Where a socket leads. `other`: to a client, or it is none of TCP. */
type SocketEnd = { readonly kind: "remote"; readonly address: string } | { readonly kind: "other" };

/**
 * Counts the connections that come and go between two looks, one right after the other. A connection of a few
 * milliseconds may live and end between two samples, but each is as likely as any other to begin or end within the time
 * that such looks cover.
 */
export class SocketTurnover {
  readonly #options: TurnoverOptions;
  readonly #ends = new Map<string, SocketEnd>();
  /** How often each socket came or went between two looks. */
  readonly #changes = new Map<string, number>();
  #first: { readonly sockets: ReadonlySet<string>; readonly atMs: Millis } | undefined;
  #coveredMs = 0;
  #lastTableMs = Number.NEGATIVE_INFINITY;

  constructor(options: TurnoverOptions) {
    this.#options = options;
  }

  begin(atMs: Millis): void {
    const sockets = this.#present();
    this.#first = { sockets, atMs };
    if (atMs - this.#lastTableMs >= tableEveryMs) this.#findEnds(sockets, atMs);
  }

  end(atMs: Millis): void {
    if (this.#first === undefined) return;
    const { sockets: before, atMs: beganMs } = this.#first;
    const after = this.#present();
    this.#coveredMs += atMs - beganMs;
    const cameOrWent = [
      ...[...before].filter((one) => !after.has(one)),
      ...[...after].filter((one) => !before.has(one)),
    ];
    for (const inode of cameOrWent) this.#changes.set(inode, (this.#changes.get(inode) ?? 0) + 1);
    this.#first = undefined;
  }

  /** The address that the socket was seen to lead to. */
  addressOf(inode: string): string | undefined {
    const end = this.#ends.get(inode);
    return end?.kind === "remote" ? end.address : undefined;
  }

  /**
   * Connections that the service opened to each address in that time. Those that were gone before it was known where they
   * lead are divided like the others.
   */
  opened(durationMs: Millis): ReadonlyMap<string, number> {
    const known = new Map<string, number>();
    let [knownCount, count] = [0, 0];
    for (const [inode, changes] of this.#changes) {
      count += changes;
      const end = this.#ends.get(inode);
      if (end === undefined) continue;
      knownCount += changes;
      if (end.kind === "remote") known.set(end.address, (known.get(end.address) ?? 0) + changes);
    }
    if (knownCount === 0 || this.#coveredMs <= 0) return new Map();
    // Each connection comes once and goes once.
    const perChange = (count / knownCount / 2) * (durationMs / this.#coveredMs);
    return new Map([...known].map(([address, changes]) => [address, changes * perChange]));
  }

  #present(): ReadonlySet<string> {
    return new Set(
      this.#options.pids().flatMap((pid) => {
        const inodes = openSockets(pid);
        return inodes === "forbidden" ? [] : inodes;
      }),
    );
  }

  #findEnds(sockets: ReadonlySet<string>, atMs: Millis): void {
    const [pid] = this.#options.pids();
    if (pid === undefined || [...sockets].every((inode) => this.#ends.has(inode))) return;
    this.#lastTableMs = atMs;
    const table = new Map(tcpSockets(pid).map((socket) => [socket.inode, socket]));
    const stillThere = this.#present();
    for (const inode of sockets) {
      const socket = table.get(inode);
      // One that has ended meanwhile may have been any.
      if (socket !== undefined || stillThere.has(inode)) this.#ends.set(inode, this.#endOf(socket));
    }
  }

  #endOf(socket: TcpSocket | undefined): SocketEnd {
    const { ignoredPorts } = this.#options;
    if (socket === undefined || ignoredPorts.has(socket.localPort) || ignoredPorts.has(socket.remotePort))
      return { kind: "other" };
    return { kind: "remote", address: remoteText(socket) };
  }
}

/** The TCP sockets that the process's network has. */
function tcpSockets(pid: number): readonly TcpSocket[] {
  return ["tcp", "tcp6"].flatMap((name) => {
    try {
      return parseSocketTable(readFileSync(`/proc/${pid}/net/${name}`, "latin1"));
    } catch {
      return [];
    }
  });
}
