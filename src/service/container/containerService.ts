import { type Millis, millis } from "../../model/unit.ts";
import { systemClock } from "../../shell/clock.ts";
import { containerProcesses } from "../../shell/containerCgroup.ts";
import { containerListeners } from "../../shell/sockets.ts";
import type { ServiceProcess } from "../launch.ts";
import { waitUntilReady } from "../readiness.ts";
import type { Service } from "../service.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { refusesPlainHttp } from "../tlsProbe.ts";
import type { ArmEngine } from "./armEngine.ts";
import { containerExit, containerTls, containerUnready } from "./containerFailure.ts";
import { docker } from "./engine.ts";
import { isHealthy } from "./health.ts";
import { type ContainerFacts, type CreatedContainer, containersIn } from "./inspection.ts";
import { listensOnPort } from "./listenerAdvice.ts";
import { stopContainer } from "./stopContainer.ts";

/** Starts the container and waits until the service in it is ready. If it does not get ready, removes it and throws. */
export async function startContainer(
  created: CreatedContainer,
  engine: ArmEngine,
  { tls = { verify: true }, signal }: Pick<ServiceContext, "tls" | "signal">,
): Promise<Service> {
  const { service } = engine.scripts;
  const process = await engine.follow(["docker", "start", "--attach", created.id]);
  const stop = async () => {
    await stopContainer(created.id, engine, signal.aborted ? millis(1000) : service.stopTimeoutMs);
    await process[Symbol.asyncDispose]();
  };
  const exits = watchContainerExit(process, created, engine);
  const polling = new AbortController();
  const wait = AbortSignal.any([signal, polling.signal]);
  try {
    const running = await Promise.race([untilRunning(created, engine, wait), exits.beforeReady]);
    const port = running.publishedPorts[created.port];
    if (port === undefined)
      throw await containerUnready(created, running, engine, process, { lastResult: "the port is not published" });
    const endMs = systemClock.nowMs() + service.readyTimeoutMs;
    const check = {
      port,
      ready: service.ready,
      timeoutMs: service.readyTimeoutMs,
      isListening: () => listensOnPort(containerListeners(running.pid), created.port),
      ...(service.tls && { tls }),
    };
    const ready = await Promise.race([waitUntilReady(check, wait), exits.beforeReady]);
    if (!("origin" in ready)) throw await containerUnready(created, running, engine, process, ready);
    const { hostname } = new URL(ready.origin);
    if (!service.tls && service.ready.kind === "tcp" && (await refusesPlainHttp({ host: hostname, port }))) {
      throw await containerTls(created, engine, process);
    }
    const health = await Promise.race([untilHealthy(created, engine, endMs, wait), exits.beforeReady]);
    if (health !== undefined) throw await containerUnready(created, running, engine, process, { lastResult: health });
    return {
      origin: ready.origin,
      ...visibleParts(running),
      logTail: () => process.logTail(),
      died: exits.afterReady,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    polling.abort(error);
    await stop();
    throw error;
  }
}

/** The processes of the container, if its engine runs on this machine. */
function visibleParts(running: ContainerFacts): Pick<Service, "pids" | "unseen" | "furtherPorts" | "containers"> {
  const furtherPorts = () => [];
  const processes = containerProcesses(running);
  if (processes === undefined) {
    return { pids: () => [], furtherPorts, unseen: { listener: "a container of another machine" } };
  }
  return { pids: processes, furtherPorts, containers: [{ name: "service", pid: running.pid }] };
}

/** Each look starts a program, so it is not for free. */
const pollMs = 60;
const pause = (signal: AbortSignal) => systemClock.sleepUntil(millis(systemClock.nowMs() + pollMs), signal);

async function untilRunning(
  created: CreatedContainer,
  engine: ArmEngine,
  signal: AbortSignal,
): Promise<ContainerFacts> {
  for (;;) {
    const facts = await inspectContainer(created.id, engine);
    if (facts.isRunning) return facts;
    await pause(signal);
  }
}

/** Checks as its HEALTHCHECK does, but at once. Returns the last result if it does not become healthy in time. */
async function untilHealthy(
  { id }: CreatedContainer,
  engine: ArmEngine,
  endMs: Millis,
  signal: AbortSignal,
): Promise<string | undefined> {
  // A path that loadgate.yml names says more than the check of the image.
  if (engine.scripts.service.ready.kind !== "tcp") return undefined;
  for (;;) {
    if (await isHealthy(await inspectContainer(id, engine), engine.options)) return undefined;
    if (systemClock.nowMs() >= endMs) return "its health check (HEALTHCHECK) fails";
    await pause(signal);
  }
}

export async function inspectContainer(id: string, engine: ArmEngine): Promise<ContainerFacts> {
  const [facts] = containersIn(await docker(engine.options, "container", "inspect", id));
  if (facts === undefined) throw new Error(`docker knows no container ${id}`);
  return facts;
}

function watchContainerExit(process: ServiceProcess, created: CreatedContainer, engine: ArmEngine) {
  const failWhen = (isReady: boolean) =>
    process.tree.exited.then(async (exit) => {
      throw await containerExit(created, engine, process, { ...exit, isReady });
    });
  const [beforeReady, afterReady] = [failWhen(false), failWhen(true)];
  for (const promise of [beforeReady, afterReady]) promise.catch(() => {});
  return { beforeReady, afterReady };
}
