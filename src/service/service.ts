import { type LogTail, ServiceFailure } from "../model/errors.ts";
import { containerProcesses } from "../shell/containerCgroup.ts";
import { hasProcfs } from "../shell/procfs.ts";
import { listenersOf } from "../shell/sockets.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { PublishedContainer } from "./container/publishedContainer.ts";
import type { ServiceProcess } from "./launch.ts";
import { findPortOwner, type PortOwner } from "./portOwner.ts";
import { type ReadinessResult, waitUntilReady } from "./readiness.ts";
import type { StartedService } from "./startedService.ts";
import { exitFailure, readinessFailure, tlsFailure } from "./startFailure.ts";
import { refusesPlainHttp } from "./tlsProbe.ts";

/** A container as monitors find it. */
export interface ServiceContainer {
  /** `service`, or the name of a dependency in the compose file. */
  readonly name: string;
  /** Its first process, as this machine counts. */
  readonly pid: number;
}

/** A running build of the service under test. Disposing of it stops all its processes. */
export interface Service extends AsyncDisposable {
  readonly origin: string;
  /** The live pids of its process tree; the root comes first. */
  pids(): readonly number[];
  /** Present if CPU time and memory of `pids` are not the service's, or cannot be read. */
  readonly unseen?: { readonly listener?: string };
  /** Present if it runs in a container that this machine shows: it, and those that it depends on. */
  readonly containers?: readonly ServiceContainer[];
  /** The ports that it listens on besides PORT. */
  furtherPorts(): readonly number[];
  /** The part of its log that an error message quotes. */
  logTail(): Promise<LogTail>;
  /** Rejects with the reason and a part of the log if the service ends before it is stopped. */
  readonly died: Promise<never>;
}

/** Waits until the started service is ready. If it does not get ready, stops it and throws a ServiceFailure. */
export async function untilReady(
  process: ServiceProcess,
  started: StartedService,
  signal: AbortSignal,
): Promise<Service> {
  const { service, port } = started;
  const exit = watchExit(process, started);
  const polling = new AbortController();
  try {
    const check = {
      port,
      ready: service.ready,
      timeoutMs: service.readyTimeoutMs,
      ...(service.tls && { tls: started.tls }),
    };
    const ready = await Promise.race([
      waitUntilReady(check, AbortSignal.any([signal, polling.signal])),
      exit.beforeReady,
    ]);
    if (!("origin" in ready)) throw await readinessFailure(process, started, ready);
    await requirePlainHttp(ready, process, started);
    return await readyService(ready.origin, process, started, exit.afterReady);
  } catch (error) {
    polling.abort(error);
    await process[Symbol.asyncDispose]();
    throw error;
  }
}

async function readyService(
  origin: string,
  process: ServiceProcess,
  { arm, port, published }: StartedService,
  died: Promise<never>,
): Promise<Service> {
  const { tree } = process;
  const pids = () => [tree.pid, ...tree.members().flatMap(({ pid }) => (pid === tree.pid ? [] : pid))];
  const owner = findPortOwner(port, tree.members());
  if (owner.kind === "foreign") {
    throw new ServiceFailure(
      `service.command: the ${arm} service does not listen on its PORT ${port}, but ${owner.listener} does; stop that process`,
    );
  }
  if (owner.kind === "started_for_service") process.adopt(owner.processes);
  await process.recordMembers();
  const container = owner.kind === "unseen" ? await visibleContainer(published) : undefined;
  if (container !== undefined)
    return {
      origin,
      ...container,
      furtherPorts: () => [],
      logTail: () => process.logTail(),
      died,
      [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
    };
  return {
    origin,
    pids,
    ...omitUndefined({ unseen: unseenBy(owner) }),
    furtherPorts: () =>
      [...new Set(listenersOf(pids()).map((listener) => listener.port))].filter((one) => one !== port),
    logTail: () => process.logTail(),
    died,
    [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
  };
}

/** The processes of the container that the command has started, if its engine runs on this machine. */
async function visibleContainer(
  published: PublishedContainer | undefined,
): Promise<Pick<Service, "pids" | "containers"> | undefined> {
  const facts = await published?.find();
  const pids = facts === undefined ? undefined : containerProcesses(facts);
  if (facts === undefined || pids === undefined) return undefined;
  return { pids, containers: [{ name: "service", pid: facts.pid }] };
}

function unseenBy(owner: PortOwner): Service["unseen"] {
  if (!hasProcfs()) return {};
  return owner.kind === "unseen" ? { listener: owner.listener } : undefined;
}

function watchExit(process: ServiceProcess, started: StartedService) {
  const { exited } = process.tree;
  const beforeReady = exited.then(async (exit) => {
    throw await exitFailure(process, started, { ...exit, isReady: false });
  });
  const afterReady = exited.then(async (exit) => {
    throw await exitFailure(process, started, { ...exit, isReady: true });
  });
  for (const promise of [beforeReady, afterReady]) promise.catch(() => {});
  return { beforeReady, afterReady };
}

/** A service that accepts connections may still want TLS. Requests would only fail by closed connections. */
async function requirePlainHttp(
  ready: Extract<ReadinessResult, { readonly origin: string }>,
  process: ServiceProcess,
  started: StartedService,
): Promise<void> {
  const { service, port } = started;
  if (service.tls || service.ready.kind !== "tcp") return;
  const host = new URL(ready.origin).hostname.replace(/^\[|\]$/g, "");
  if (await refusesPlainHttp({ host, port })) throw await tlsFailure(process, started);
}
