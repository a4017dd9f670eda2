import { openSockets } from "../../shell/processFiles.ts";
import { ProcFile } from "../../shell/procFile.ts";
import { parseSocketTable, type TcpSocket } from "../../shell/socketTable.ts";
import type { MonitoredService } from "../serviceMonitors.ts";

/** Finds the local ports of an arm's connections to a database: PostgreSQL knows its clients by them. */
export interface ClientPorts extends Disposable {
  /** `undefined` if the arm's sockets cannot be seen. */
  read(): ReadonlySet<number> | undefined;
}

type Clients = Pick<MonitoredService, "pids" | "containers">;

/** A container has a network of its own: every connection in it is the arm's. */
export function openClientPorts({ pids, containers = [] }: Clients, databasePort: number): ClientPorts {
  const own = openTables("/proc/net");
  const inContainers = containers.map(({ pid }) => openTables(`/proc/${pid}/net`));
  const isMember = socketOwnership(pids ?? (() => []));
  const connections = (tables: SocketTables) =>
    tables.read().filter(({ state, remotePort }) => state === "established" && remotePort === databasePort);
  return {
    read() {
      const ofContainers = inContainers.flatMap(connections);
      const ofProcesses = pids === undefined ? [] : isMember(connections(own));
      if (ofProcesses === undefined || (pids === undefined && containers.length === 0)) return undefined;
      return new Set([...ofContainers, ...ofProcesses].map(({ localPort }) => localPort));
    },
    [Symbol.dispose]() {
      for (const tables of [own, ...inContainers]) tables.close();
    },
  };
}

interface SocketTables {
  read(): readonly TcpSocket[];
  close(): void;
}

function openTables(directory: string): SocketTables {
  const files = [new ProcFile(`${directory}/tcp`), new ProcFile(`${directory}/tcp6`)];
  return {
    read: () => files.flatMap((file) => parseSocketTable(file.read() ?? "")),
    close() {
      for (const file of files) file.close();
    },
  };
}

/** The sockets that the processes have open. Only a socket that was not seen before costs a look at their files. */
function socketOwnership(pids: () => readonly number[]) {
  let isOwn = new Map<string, boolean>();
  return (sockets: readonly TcpSocket[]): readonly TcpSocket[] | undefined => {
    const known = isOwn;
    const open = new Set<string>();
    if (sockets.some(({ inode }) => !known.has(inode))) {
      for (const pid of pids()) {
        const ofProcess = openSockets(pid);
        if (ofProcess === "forbidden") return undefined;
        for (const inode of ofProcess) open.add(inode);
      }
    }
    isOwn = new Map(sockets.map(({ inode }) => [inode, known.get(inode) ?? open.has(inode)]));
    return sockets.filter(({ inode }) => isOwn.get(inode));
  };
}
