import type { NetworkReading } from "../../model/reading.ts";
import { type Millis, ratio } from "../../model/unit.ts";
import { ProcFile } from "../../shell/procFile.ts";
import { parseSocketTable, type TcpSocket } from "../../shell/socketTable.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Monitor } from "../monitor.ts";
import { type Moment, Pace } from "../pace.ts";
import { closingAfter, type SamplerOptions, startSampler } from "../sampler.ts";
import { countersReader, type NetworkCounters } from "./counters.ts";
import { outboundCounter } from "./outbound.ts";
import { sharedSource } from "./sharedSource.ts";
import { localPortOf, targetSockets } from "./targetSockets.ts";

/** Of a core. */
const countersShare = ratio(0.001);
/** Of a core. The kernel walks a table that grows with the machine's memory: up to 20 ms for each reading. */
const socketsShare = ratio(0.001);

export interface NetworkTarget {
  readonly origin: string;
  /** The service's processes. Absent if they are unknown. */
  readonly pids?: () => readonly number[];
}

/**
 * Gives one monitor per target, in their order. All read the machine's counters and sockets once for all of them. What
 * the sockets may cost is counted over the whole run, so that short phases do not cost more.
 */
export function networkMonitors(options: SamplerOptions): (targets: readonly NetworkTarget[]) => readonly Monitor[] {
  const source = networkSource(options.intervalMs, () => options.clock.nowMs());
  return (targets) => {
    const ports = targets.map(({ origin }) => localPortOf(origin));
    const targetPorts = new Set(ports.filter((port) => port !== undefined));
    return targets.map(({ pids }, i) => networkMonitor({ pids, port: ports[i], targetPorts }, source, options));
  };
}

interface MonitoredPort {
  readonly pids: (() => readonly number[]) | undefined;
  readonly port: number | undefined;
  readonly targetPorts: ReadonlySet<number>;
}

function networkMonitor(
  { pids, port, targetPorts }: MonitoredPort,
  source: NetworkSource,
  options: SamplerOptions,
): Monitor {
  const nowMs = () => options.clock.nowMs();
  const countOutbound = pids === undefined ? undefined : outboundCounter({ pids, targetPorts, nowMs });
  const read = async (moment: Moment): Promise<NetworkReading | undefined> => {
    const sockets = port === undefined && pids === undefined ? undefined : source.sockets(moment);
    const counters = source.counters(moment);
    if (sockets === undefined && counters === undefined) return undefined;
    return {
      kind: "network",
      atMs: nowMs(),
      ...counters,
      ...(sockets === undefined || port === undefined ? {} : targetSockets(sockets, port)),
      ...omitUndefined({ outbound: sockets === undefined ? undefined : countOutbound?.(sockets, moment) }),
    };
  };
  return {
    // The files open again by themselves if another monitor still reads them.
    start: async () => closingAfter(await startSampler(read, options), () => source.close()),
  };
}

type NetworkSource = ReturnType<typeof networkSource>;

function networkSource(intervalMs: Millis, nowMs: () => Millis) {
  const files = [new ProcFile("/proc/net/tcp"), new ProcFile("/proc/net/tcp6")];
  const counters = countersReader();
  const countersPace = new Pace(countersShare, nowMs);
  const socketsPace = new Pace(socketsShare, nowMs);
  const times = { intervalMs, nowMs };
  return {
    counters: sharedSource<NetworkCounters>((moment) => countersPace.read(moment, () => counters.read()), times),
    sockets: sharedSource<readonly TcpSocket[]>((moment) => socketsPace.read(moment, () => readSockets(files)), times),
    close() {
      counters.close();
      for (const file of files) file.close();
    },
  };
}

/** `undefined` if the system has no such table. One without IPv6 has only the first. */
function readSockets(files: readonly ProcFile[]): readonly TcpSocket[] | undefined {
  const texts = files.flatMap((file) => file.read() ?? []);
  return texts.length === 0 ? undefined : texts.flatMap(parseSocketTable);
}
