import type { ListedProcess } from "../shell/processTable.ts";
import { allPids, commandOf, hasProcfs, openFiles, readEnvironment, readStat } from "../shell/procfs.ts";
import { readListeners, socketOwners } from "../shell/sockets.ts";
import { runMark } from "./watchdog.ts";

/** Who listens on the service's PORT. */
export type PortOwner =
  /** A member of the service's process tree, or nobody knows. */
  | { readonly kind: "member" }
  /** A process that another one, such as a daemon, started for this service. */
  | { readonly kind: "started_for_service"; readonly processes: readonly ListedProcess[] }
  /** A process that does not do the service's work, or also does the work of others. */
  | { readonly kind: "unseen"; readonly listener: string }
  /** A service of another arm or run. */
  | { readonly kind: "foreign"; readonly listener: string };

/** A process that has the listening socket open. */
export interface SocketOwner extends ListedProcess {
  readonly command: string;
  /** The process's mark of a run, such as x/head. */
  readonly mark?: string | undefined;
}

export interface PortEvidence {
  readonly owners: readonly SocketOwner[];
  /** The system shows the listening socket itself. */
  readonly hasSocket: boolean;
  /** The open files of a member cannot be read, as those of another user's process. */
  readonly hasHiddenMember: boolean;
  /** The service's process tree; its root comes first. */
  readonly members: readonly ListedProcess[];
}

/** Programs that pass connections on to a service elsewhere, such as in a container. */
const forwarders =
  /(?:^|\/)(docker-proxy|rootlessport|rootlesskit|slirp4netns|pasta|passt|gvproxy|kubectl|ssh|socat)\b/;

/**
 * Decides by evidence. PORT was free on every address when the service was started. An unknown process that listens
 * on it therefore belongs to the service, unless it carries the mark of another arm or run.
 */
export function portOwner({ owners, hasSocket, hasHiddenMember, members }: PortEvidence): PortOwner {
  const memberPids = new Set(members.map(({ pid }) => pid));
  const own = owners.filter(({ pid }) => memberPids.has(pid));
  const [forwarder] = (own.length > 0 ? own : owners).filter(({ command }) => forwarders.test(programOf(command)));
  if (forwarder !== undefined) return { kind: "unseen", listener: nameOf(forwarder) };
  if (own.length > 0) return { kind: "member" };
  const [root] = members;
  const [first] = owners;
  if (first === undefined || root === undefined) {
    if (hasHiddenMember || root === undefined) return { kind: "member" };
    return { kind: "unseen", listener: hasSocket ? "another user's process" : "no process of this machine" };
  }
  const marked = owners.find(({ mark }) => mark !== undefined);
  if (marked !== undefined) return { kind: "foreign", listener: nameOf(marked) };
  const younger = owners.filter(({ startTicks }) => startTicks >= root.startTicks);
  if (younger.length > 0) return { kind: "started_for_service", processes: younger };
  return { kind: "unseen", listener: `${nameOf(first)}, which is older than the service` };
}

/** A longer command line is cut. */
const mostShown = 100;

export function nameOf({ pid, command }: Pick<SocketOwner, "pid" | "command">): string {
  const shown = command.length > mostShown ? `${command.slice(0, mostShown)}…` : command;
  return `process ${pid} (${shown})`;
}

const programOf = (command: string): string => command.split(" ")[0] ?? "";

/** Looks for the owner of the port on this machine. */
export function findPortOwner(port: number, members: readonly ListedProcess[]): PortOwner {
  if (!hasProcfs()) return { kind: "member" };
  const inodes = inodesOf(port);
  return portOwner({
    owners: ownersOf(inodes),
    hasSocket: inodes.length > 0,
    hasHiddenMember: members.some(({ pid }) => openFiles(pid).length === 0),
    members,
  });
}

const inodesOf = (port: number): readonly string[] =>
  readListeners().flatMap((listener) => (listener.port === port ? [listener.inode] : []));

/** The processes that listen on a port. Another user's are only shown to root. */
export const listenersOn = (port: number): readonly SocketOwner[] => ownersOf(inodesOf(port));

function ownersOf(inodes: readonly string[]): readonly SocketOwner[] {
  if (inodes.length === 0) return [];
  return socketOwners(inodes, allPids()).flatMap((pid) => {
    const stat = readStat(pid);
    return stat === undefined ? [] : { ...stat, command: commandOf(pid), mark: markOf(pid) };
  });
}

function markOf(pid: number): string | undefined {
  const entries = readEnvironment(pid)?.split("\0") ?? [];
  return entries.find((entry) => entry.startsWith(`${runMark}=`))?.slice(runMark.length + 1);
}
