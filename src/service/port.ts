import { createServer } from "node:net";
import { commandOf, everyPid, holdersOf, listeners } from "../shell/procfs.ts";

/** A port that nobody listens on right now, on any address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}

/** Who listens on the port although it is none of `members`, in words; `undefined` where nobody does or none can tell. */
export function strangerOn(port: number, members: readonly number[]): string | undefined {
  const inodes = listeners()
    .filter((listener) => listener.port === port)
    .map(({ inode }) => inode);
  if (inodes.length === 0 || holdersOf(inodes, members).length > 0) return undefined;
  const [pid] = holdersOf(inodes, everyPid());
  return pid === undefined ? "another user's process" : `process ${pid} (${commandOf(pid)})`;
}

/** The ports that the processes listen on, ascending. */
export function portsOf(members: readonly number[]): readonly number[] {
  const held = listeners().filter(({ inode }) => holdersOf([inode], members).length > 0);
  return [...new Set(held.map(({ port }) => port))].toSorted((a, b) => a - b);
}
