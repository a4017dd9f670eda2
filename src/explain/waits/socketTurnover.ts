import type { Millis } from "../../model/unit.ts";
import { openSocketsOf } from "../../shell/processFiles.ts";
import { remoteText, socketsInNetworkOf, type TcpSocket } from "../../shell/socketTable.ts";

interface TurnoverOptions {
  readonly pids: () => readonly number[];
  /** Connections to and from these ports are not the service's own. */
  readonly ignoredPorts: ReadonlySet<number>;
  /** Addresses that the service was seen to connect to, in all rounds. */
  readonly remotes: Set<string>;
}

/** The kernel walks a table that grows with the machine's memory. */
const tableEveryMs = 100;

/** Where a socket leads. `other`: to a client, or it is none of TCP. */
type SocketEnd = { readonly kind: "remote"; readonly address: string } | { readonly kind: "other" };

/**
 * Counts the connections that come or go between two looks, one right after the other. A connection of a few milliseconds
 * is mostly gone before the next sample, but each has the same chance to begin or end within the time that such
 * looks cover. On a busy machine they are further apart, so that some come and go unseen: there are at least so many.
 */
export class SocketTurnover {
  readonly #options: TurnoverOptions;
  readonly #ends = new Map<string, SocketEnd>();
  #first: { readonly sockets: ReadonlySet<string>; readonly atMs: Millis } | undefined;
  #last: ReadonlySet<string> = new Set();
  #changes = 0;
  #coveredMs = 0;
  #lastTableMs = Number.NEGATIVE_INFINITY;

  constructor(options: TurnoverOptions) {
    this.#options = options;
  }

  begin(atMs: Millis): void {
    this.#last = this.#present();
    this.#first = { sockets: this.#last, atMs };
  }

  end(atMs: Millis): void {
    if (this.#first === undefined) return;
    const { sockets: before, atMs: beganMs } = this.#first;
    this.#first = undefined;
    this.#last = this.#present();
    const gone = [...before].filter((one) => !this.#last.has(one));
    const come = [...this.#last].filter((one) => !before.has(one));
    this.#changes += gone.length + come.length;
    this.#coveredMs += atMs - beganMs;
  }

  /** Looks where new sockets lead, at most ten times a second. */
  findEnds(atMs: Millis): void {
    const [pid] = this.#options.pids();
    const unknown = [...this.#last].filter((inode) => !this.#ends.has(inode));
    if (pid === undefined || unknown.length === 0 || atMs - this.#lastTableMs < tableEveryMs) return;
    this.#lastTableMs = atMs;
    const table = new Map(socketsInNetworkOf(pid).map((socket) => [socket.inode, socket]));
    const stillThere = this.#present();
    for (const inode of unknown) {
      const socket = table.get(inode);
      // One that has ended meanwhile may have been any.
      if (socket !== undefined || stillThere.has(inode)) this.#ends.set(inode, this.#endOf(socket));
    }
  }

  /** The address that the socket was seen to lead to. */
  addressOf(inode: string): string | undefined {
    const end = this.#ends.get(inode);
    return end?.kind === "remote" ? end.address : undefined;
  }

  /** How many of the service's connections to the address were seen, and have ended. Most are too short for that. */
  goneTo(address: string): number {
    return this.#gone().filter((end) => end.kind === "remote" && end.address === address).length;
  }

  /**
   * Connections that the service opened to each address in that time. Most are gone before it is known where they lead, so
   * all are divided like those that are known, and gone by now. Without any, they are of the only address there is.
   */
  opened(durationMs: Millis): ReadonlyMap<string, number> {
    if (this.#changes === 0) return new Map();
    // Each connection comes once and goes once.
    const all = (this.#changes / 2) * (durationMs / this.#coveredMs);
    const gone = this.#gone();
    const [only, ...others] = this.#options.remotes;
    if (gone.length === 0 && only !== undefined && others.length === 0) return new Map([[only, all]]);
    const counts = new Map<string, number>();
    for (const end of gone) {
      if (end.kind === "remote") counts.set(end.address, (counts.get(end.address) ?? 0) + 1);
    }
    return new Map([...counts].map(([address, count]) => [address, (all * count) / gone.length]));
  }

  #gone(): readonly SocketEnd[] {
    return [...this.#ends].flatMap(([inode, end]) => (this.#last.has(inode) ? [] : end));
  }

  #present(): ReadonlySet<string> {
    return openSocketsOf(this.#options.pids());
  }

  #endOf(socket: TcpSocket | undefined): SocketEnd {
    const { ignoredPorts } = this.#options;
    if (socket === undefined || ignoredPorts.has(socket.localPort) || ignoredPorts.has(socket.remotePort))
      return { kind: "other" };
    const address = remoteText(socket);
    this.#options.remotes.add(address);
    return { kind: "remote", address };
  }
}
