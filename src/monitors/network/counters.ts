import { readdirSync, statSync } from "node:fs";
import type { NetworkReading } from "../../model/reading.ts";
import { bytes } from "../../model/unit.ts";
import { ProcFile } from "../../shell/procFile.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";

export type NetworkCounters = Pick<
  NetworkReading,
  "receivedBytes" | "sentBytes" | "receivedPackets" | "sentPackets" | "retransmits" | "listenOverflows"
>;

/** Cumulative counters of all network interfaces and of TCP. */
export function countersReader(): { read(): NetworkCounters; close(): void } {
  const interfaces = new ProcFile("/proc/net/dev");
  const tcp = new ProcFile("/proc/net/snmp");
  const tcpExtension = new ProcFile("/proc/net/netstat");
  const isBridged = new Set(bridgedInterfaces());
  return {
    read: () => ({
      ...interfaceCounters(interfaces.read() ?? "", isBridged),
      ...omitUndefined({
        retransmits: protocolCounter(tcp.read(), "Tcp", "RetransSegs"),
        listenOverflows: protocolCounter(tcpExtension.read(), "TcpExt", "ListenOverflows"),
      }),
    }),
    close() {
      for (const file of [interfaces, tcp, tcpExtension]) file.close();
    },
  };
}

/** Lines of /proc/net/dev: name: bytes packets and six more that were received, then the same of what was sent. */
function interfaceCounters(text: string, isBridged: ReadonlySet<string>): NetworkCounters {
  const lines = [...text.matchAll(/^\s*(\S+):\s*(.*)$/gm)].filter(([, name = ""]) => !isBridged.has(name));
  if (lines.length === 0) return {};
  const rows = lines.map(([, , counts = ""]) => counts.trim().split(/\s+/).map(Number));
  const sum = (column: number) => rows.reduce((total, row) => total + (row[column] ?? 0), 0);
  return {
    receivedBytes: bytes(sum(0)),
    receivedPackets: sum(1),
    sentBytes: bytes(sum(8)),
    sentPackets: sum(9),
  };
}

/** The bridge that they belong to counts their packets, too. */
function bridgedInterfaces(): readonly string[] {
  try {
    const directory = "/sys/class/net";
    const isPort = (name: string) => statSync(`${directory}/${name}/brport`, { throwIfNoEntry: false }) !== undefined;
    return readdirSync(directory).filter(isPort);
  } catch {
    return [];
  }
}

/** Two lines per protocol: one has its counters' names, the next one their values. */
function protocolCounter(text: string | undefined, protocol: string, name: string): number | undefined {
  const [names, values] = (text ?? "").split("\n").filter((line) => line.startsWith(`${protocol}: `));
  const column = names?.split(" ").indexOf(name) ?? -1;
  return column < 0 ? undefined : Number(values?.split(" ")[column]);
}
