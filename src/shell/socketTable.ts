import { readFileSync } from "node:fs";
import { addressText } from "./sockets.ts";

/** One TCP socket of this machine. Addresses are in the kernel's hexadecimal form; see `addressText`. */
export interface TcpSocket {
  readonly localPort: number;
  readonly remoteHex: string;
  readonly remotePort: number;
  readonly state: TcpState;
  /** Of a listening socket: connections that wait until the program accepts them. */
  readonly receiveQueue: number;
  /** Identifies the socket among a process's open files. 0 if no process has it any more. */
  readonly inode: string;
}

/** In the kernel's order, from 1 (include/net/tcp_states.h). */
const states = [
  "established",
  "syn_sent",
  "syn_recv",
  "fin_wait1",
  "fin_wait2",
  "time_wait",
  "close",
  "close_wait",
  "last_ack",
  "listen",
  "closing",
  "syn_recv",
] as const;
export type TcpState = (typeof states)[number];

/** Parses /proc/net/tcp or tcp6: sl local_address rem_address st tx_queue:rx_queue tr:when retrnsmt uid timeout inode. */
export function parseSocketTable(text: string): readonly TcpSocket[] {
  return text
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, local, remote, state, queues, , , , , inode] = line.trimStart().split(/ +/, 10);
      const name = states[Number.parseInt(state ?? "", 16) - 1];
      if (local === undefined || remote === undefined || queues === undefined || inode === undefined) return [];
      if (name === undefined) return [];
      return [
        {
          localPort: portOf(local),
          remoteHex: remote.slice(0, -5),
          remotePort: portOf(remote),
          state: name,
          receiveQueue: Number.parseInt(queues.slice(9), 16),
          inode,
        },
      ];
    });
}

/** The TCP sockets that the process's network has. None if the process has ended. */
export function socketsInNetworkOf(pid: number): readonly TcpSocket[] {
  return ["tcp", "tcp6"].flatMap((name) => {
    try {
      return parseSocketTable(readFileSync(`/proc/${pid}/net/${name}`, "latin1"));
    } catch {
      return [];
    }
  });
}

const portOf = (hexAddress: string): number => Number.parseInt(hexAddress.slice(-4), 16);

/** The remote end as text: 127.0.0.1:5432, or [::1]:5432. */
export function remoteText({ remoteHex, remotePort }: Pick<TcpSocket, "remoteHex" | "remotePort">): string {
  const address = addressText(remoteHex);
  return address.includes(":") ? `[${address}]:${remotePort}` : `${address}:${remotePort}`;
}
