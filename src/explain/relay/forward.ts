import { connect, type Socket } from "node:net";
import type { Millis } from "../../model/unit.ts";
import { nowMs } from "../../shell/clock.ts";

/** Where the database listens. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
}

/** Sees what passes, with the time at which it came. It may throw if it does not understand it. */
export interface Observer {
  readonly fromClient: (chunk: Buffer, atMs: Millis) => void;
  readonly fromServer: (chunk: Buffer, atMs: Millis) => void;
}

/** Opens a connection to the database. Rejects if that fails, or if the client has gone meanwhile. */
export async function openUpstream(address: Upstream, client: Socket): Promise<Socket> {
  const upstream = connect({ ...address, allowHalfOpen: true });
  client.once("close", () => upstream.destroy());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  upstream.once("connect", () => resolve());
  upstream.once("error", reject);
  upstream.once("close", () => reject(new Error("the client has gone")));
  await promise;
  upstream.on("error", () => client.destroy());
  upstream.setNoDelay(true);
  return upstream;
}

/** Passes everything on, in both directions. */
export function forward(client: Socket, upstream: Socket, observer?: Observer, onBlind = () => {}): void {
  let view = observer;
  const look = (see: (seen: Observer) => void) => {
    if (view === undefined) return;
    try {
      see(view);
    } catch {
      view = undefined;
      onBlind();
    }
  };
  pass(client, upstream, (chunk) => look((seen) => seen.fromClient(chunk, nowMs())));
  pass(upstream, client, (chunk) => look((seen) => seen.fromServer(chunk, nowMs())));
}

function pass(from: Socket, to: Socket, see: (chunk: Buffer) => void): void {
  from.on("data", (chunk: Buffer) => {
    see(chunk);
    if (!to.write(chunk)) from.pause();
  });
  to.on("drain", () => from.resume());
  from.on("end", () => to.end());
  from.on("close", () => to.destroySoon());
  from.resume();
}
