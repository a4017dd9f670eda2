import { listenersOf, socketOwners } from "../../shell/sockets.ts";
import type { ObservedService } from "../instrument.ts";

/** The process that listens. The root is often a shell. */
export function listeningPid({ origin, pids }: Pick<ObservedService, "origin" | "pids">): number | undefined {
  const all = pids();
  const port = Number(new URL(origin).port);
  const inodes = listenersOf(all).flatMap((listener) => (listener.port === port ? listener.inode : []));
  return socketOwners(inodes, all)[0] ?? all[0];
}
