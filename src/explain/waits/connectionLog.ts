import { openSocketsOf } from "../../shell/processFiles.ts";
import { type ConnectionStatistics, endedConnections, portOf, socketStatistics } from "../../shell/socketStatistics.ts";

/** What was seen of one connection that the service opened. */
interface Connection {
  readonly remote: string;
  /** The looks at which it was there, from 1. */
  readonly firstLook: number;
  lastLook: number;
  readonly firstSent: number;
  lastSent: number;
  /** In how many looks. */
  seen: number;
}

export interface ConnectionLogOptions {
  readonly pids: () => readonly number[];
  /** Connections to and from these ports belong to the load generator, to Loadgate, or to a monitored database. */
  readonly ignoredPorts: ReadonlySet<number>;
  /** Addresses that the service was seen to connect to, in all rounds. */
  readonly remotes: Set<string>;
}

/** A connection that was seen only once may have ended at any time, so that its messages are not all counted. */
const fewestLooks = 2;

/** A client's own port has a single one, as a rule. */
const fewestEnded = 5;

/** Calls of one address. `calls` is absent if its connections are too short to be counted. */
export interface AddressTotals {
  readonly calls?: number;
  /** How many of its connections were open, on average. */
  readonly open: number;
}

export interface KnownSocket {
  /** Absent if the service did not open the connection. */
  readonly remote?: string;
  /** It was seen only once. */
  readonly isShort: boolean;
}

/** The connections that a service opens, by the kernel's own counts. */
export class ConnectionLog {
  readonly #options: ConnectionLogOptions;
  readonly #connections = new Map<string, Connection>();
  /** In how many looks other sockets of the service were seen, such as those of its clients. */
  readonly #others = new Map<string, number>();
  #looks = 0;
  #endedBefore: ReadonlySet<string> = new Set();
  #ended: ReadonlyMap<string, number> = new Map();
  #looking: Promise<void> | undefined;

  constructor(options: ConnectionLogOptions) {
    this.#options = options;
  }

  /** Looks once, unless it looks just now. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** The first look. */
  async start(): Promise<void> {
    this.#endedBefore = new Set((await this.#endedNow()).map((ends) => ends.join()));
    await this.look();
  }

  /** The last look, which begins now. */
  async finish(): Promise<void> {
    await this.#looking;
    await this.look();
    const counts = new Map<string, number>();
    for (const ends of await this.#endedNow()) {
      if (this.#endedBefore.has(ends.join())) continue;
      for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    // Either side may be the one that keeps an ended connection for a minute.
    this.#ended = new Map([...counts].filter(([, count]) => count >= fewestEnded));
  }

  /**
   * The address with most connections that ended meanwhile, first of those that the service was ever seen to connect to.
   * A connection of a few milliseconds is gone before it is looked at.
   */
  get mostEnded(): string | undefined {
    const isRemote = (address: string) => this.#options.remotes.has(address);
    const [most] = [...this.#ended].toSorted(
      ([a, one], [b, other]) => Number(isRemote(b)) - Number(isRemote(a)) || other - one,
    );
    return most?.[0];
  }

  async #endedNow(): Promise<readonly (readonly [string, string])[]> {
    const { ignoredPorts } = this.#options;
    return (await endedConnections()).filter((ends) => !ends.some((end) => ignoredPorts.has(portOf(end))));
  }

  async #lookOnce(): Promise<void> {
    const all = await socketStatistics();
    if (all === undefined) return;
    const own = openSocketsOf(this.#options.pids());
    this.#looks += 1;
    for (const one of all) if (own.has(one.inode)) this.#take(one);
  }

  /** `undefined` if the socket was never seen. */
  find(inode: string): KnownSocket | undefined {
    const connection = this.#connections.get(inode);
    const seen = connection?.seen ?? this.#others.get(inode);
    if (seen === undefined) return undefined;
    return { isShort: seen < fewestLooks, ...(connection !== undefined && { remote: connection.remote }) };
  }

  totals(): ReadonlyMap<string, AddressTotals> {
    const byAddress = Map.groupBy(this.#connections.values(), ({ remote }) => remote);
    return new Map(
      [...byAddress].map(([remote, all]) => {
        const seen = all.reduce((sum, one) => sum + one.seen, 0);
        const short = all.filter((one) => one.seen < fewestLooks);
        const calls = all.reduce((sum, { firstSent, lastSent }) => sum + lastSent - firstSent, 0);
        const isCounted = short.length <= shortShare * all.length;
        return [remote, { open: seen / Math.max(1, this.#looks), ...(isCounted && { calls }) }];
      }),
    );
  }

  /** Connections to the address that ended meanwhile, of any program. */
  endedTo(remote: string): number {
    return this.#ended.get(remote) ?? 0;
  }

  /** How many of the service's connections to the address were seen to come and go. Most are too short for that. */
  goneTo(remote: string): number {
    const isGone = (one: Connection) => one.remote === remote && one.firstLook > 1 && one.lastLook < this.#looks;
    return [...this.#connections.values()].filter(isGone).length;
  }

  #take({ inode, remote, remotePort, localPort, messagesSent }: ConnectionStatistics): void {
    const { ignoredPorts } = this.#options;
    if (ignoredPorts.has(remotePort) || ignoredPorts.has(localPort)) {
      this.#others.set(inode, (this.#others.get(inode) ?? 0) + 1);
      return;
    }
    this.#options.remotes.add(remote);
    const known = this.#connections.get(inode);
    if (known === undefined) {
      const firstSent = this.#looks > 1 ? 0 : messagesSent;
      const looks = { firstLook: this.#looks, lastLook: this.#looks };
      this.#connections.set(inode, { remote, firstSent, lastSent: messagesSent, seen: 1, ...looks });
    } else {
      known.lastSent = messagesSent;
      known.lastLook = this.#looks;
      known.seen += 1;
    }
  }
}

const shortShare = 0.2;
