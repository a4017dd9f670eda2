import { listeningSockets, openFiles } from "./procfs.ts";

/** A listening TCP socket of this machine. */
export interface Listener {
  /** In the usual text form, such as 127.0.0.1, 0.0.0.0 or ::. */
  readonly address: string;
  readonly port: number;
  /** Identifies the socket; see `socketOwners`. */
  readonly inode: string;
}

/** All listening TCP sockets that this process's network has. Empty if the system does not show them. */
export const readListeners = (): readonly Listener[] => listeningSockets().map(listenerOf);

/** The same of the network of another process, such as in a container. Empty if the process cannot be seen. */
export const containerListeners = (pid: number): readonly Listener[] =>
  pid > 0 ? listeningSockets(`/proc/${pid}/net`).map(listenerOf) : [];

function listenerOf({ hexAddress, inode }: ReturnType<typeof listeningSockets>[number]): Listener {
  const [address = "", port = ""] = hexAddress.split(":");
  return { address: addressText(address), port: Number.parseInt(port, 16), inode };
}

/** The processes among `pids` that have one of the sockets open. */
export function socketOwners(inodes: readonly string[], pids: readonly number[]): readonly number[] {
  const names = new Set(inodes.map((inode) => `socket:[${inode}]`));
  return pids.filter((pid) => openFiles(pid).some((file) => names.has(file)));
}

/** The listening sockets that the processes have open. */
export function listenersOf(pids: readonly number[]): readonly Listener[] {
  const files = new Set(pids.flatMap(openFiles));
  return readListeners().filter(({ inode }) => files.has(`socket:[${inode}]`));
}

/** The kernel prints each group of 4 bytes as a number in the machine's byte order: 0100007F -> 127.0.0.1. */
export function addressText(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join(".");
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return bytes.slice(12).join(".");
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((bytes[2 * i] ?? 0) * 256 + (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
