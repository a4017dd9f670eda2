import type { Notice } from "../model/notice.ts";
import type { Arm } from "../model/plan.ts";
import { containerMonitor, type MonitoredContainer } from "./container.ts";
import { machineMonitors } from "./machineMonitors.ts";
import { Metronome } from "./metronome.ts";
import type { Monitor } from "./monitor.ts";
import { networkMonitors } from "./network/network.ts";
import { type ProcessTreeMonitor, processTreeMonitor } from "./processUsage.ts";
import type { SamplerOptions } from "./sampler.ts";

/** A service as monitors see it. */
export interface MonitoredService {
  readonly arm: Arm;
  /** Where it is reached: http://127.0.0.1:8080, or unix:/path/to/socket. */
  readonly origin: string;
  /** Its live processes; the root comes first. Absent if they are unknown or do only a part of its work. */
  readonly pids?: () => readonly number[];
  /** Present if it runs in a container that this machine shows: it, and those that it depends on. */
  readonly containers?: readonly MonitoredContainer[];
}

/** The monitors of a round. */
export interface RoundMonitors {
  /** One list per service, in their order. */
  readonly ofServices: readonly (readonly Monitor[])[];
  /** Of everything that the services share. Their readings belong to each of them. */
  readonly ofMachine: readonly Monitor[];
}

export interface MonitorOptions extends SamplerOptions {
  /** Gets what the report should warn about. The same notice can come more than once. */
  readonly notify: (notice: Notice) => void;
}

/** Gives all monitors of the services that run at once, and of the machine. */
export function roundMonitors(given: MonitorOptions): (services: readonly MonitoredService[]) => RoundMonitors {
  const options = { ...given, metronome: new Metronome(given) };
  const networksOf = networkMonitors(options);
  return (services) => {
    const trees = services.map((service) => treeOf(service, options));
    const networks = networksOf(services.map(({ origin }, i) => ({ origin, ...pidsOf(trees[i]) })));
    return {
      // A network monitor asks for the processes that its tree has found. So the tree is read first.
      ofServices: services.map((service, i) => [
        ...(trees[i] ?? []),
        ...networks.slice(i, i + 1),
        ...containerMonitors(service, options),
      ]),
      ofMachine: machineMonitors(options),
    };
  };
}

/** None if its processes are unknown. */
function treeOf({ arm, pids }: MonitoredService, options: MonitorOptions): readonly ProcessTreeMonitor[] {
  if (pids === undefined) return [];
  return [processTreeMonitor(pids, () => options.notify({ kind: "processes_hidden", arm }), options)];
}

const pidsOf = ([tree]: readonly ProcessTreeMonitor[] = []) => (tree === undefined ? {} : { pids: tree.pids });

const containerMonitors = ({ containers = [] }: MonitoredService, options: SamplerOptions): readonly Monitor[] =>
  containers.map((container) => containerMonitor(container, options));
