import { createServer } from "node:net";
import { allPids, commandOf, readListeners, socketOwners } from "../shell/procfs.ts";

/** A port on which nothing listens right now, on any address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the system assigned no port");
  return address.port;
}

/**
 * The process that listens on the port, in words, if it is none of `members`. `undefined` if nothing or a member
 * listens, or if the system does not show its listeners.
 */
export function foreignListener(port: number, members: readonly number[]): string | undefined {
  const inodes = readListeners()
    .filter((listener) => listener.port === port)
    .map(({ inode }) => inode);
  if (inodes.length === 0 || socketOwners(inodes, members).length > 0) return undefined;
  const [pid] = socketOwners(inodes, allPids());
  return pid === undefined ? "another user's process" : `process ${pid} (${commandOf(pid)})`;
}

/** The ports that the processes listen on, ascending. */
export function listeningPorts(members: readonly number[]): readonly number[] {
  const own = readListeners().filter(({ inode }) => socketOwners([inode], members).length > 0);
  return [...new Set(own.map(({ port }) => port))].toSorted((a, b) => a - b);
}
