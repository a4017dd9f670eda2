import type { ConnectionCounts } from "../client.ts";
import { Http2Connection, type Http2ConnectionOwner, type Http2Options, maxStreams } from "./connection.ts";

/** The connections of one client. A new one opens when the streams of all others are used up. */
export class Http2Connections implements Http2ConnectionOwner, ConnectionCounts {
  readonly #options: Http2Options;
  readonly #all = new Set<Http2Connection>();
  #peak = 0;
  opened = 0;
  readonly #withRoom = new Set<Http2Connection>();
  /** The server's limit, as far as it is known. */
  #expectedStreams = maxStreams;

  constructor(options: Http2Options) {
    this.#options = options;
  }

  /** A connection with room for one more stream. Without keep-alive each request gets its own. */
  acquire(): Http2Connection {
    for (const connection of this.#withRoom) {
      if (connection.hasRoom) return connection;
      this.#withRoom.delete(connection);
    }
    const { keepAlive } = this.#options.destination;
    const connection = new Http2Connection(this, this.#options, keepAlive ? this.#expectedStreams : 1);
    this.#all.add(connection);
    this.opened++;
    this.#peak = Math.max(this.#peak, this.#all.size);
    return connection;
  }

  takePeak(): number {
    const peak = this.#peak;
    this.#peak = this.#all.size;
    return peak;
  }

  onRoom(connection: Http2Connection): void {
    if (this.#options.destination.keepAlive && connection.hasRoom) this.#withRoom.add(connection);
    else this.#withRoom.delete(connection);
  }

  onLimit(streams: number): void {
    this.#expectedStreams = streams;
  }

  onEnd(connection: Http2Connection): void {
    this.#all.delete(connection);
    this.#withRoom.delete(connection);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.close()));
  }
}
