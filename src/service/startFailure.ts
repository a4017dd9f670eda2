import { ServiceFailure } from "../model/errors.ts";
import type { Exit } from "../shell/processTree.ts";
import { commandOf } from "../shell/procfs.ts";
import { containerListeners, listenersOf } from "../shell/sockets.ts";
import { settingsAdvice } from "../wording/failureText.ts";
import { containerCommand } from "./container/containerCommand.ts";
import { engineProblem } from "./container/engineProblem.ts";
import { portsBeside } from "./container/listenerAdvice.ts";
import { exitText, type ServiceProcess } from "./launch.ts";
import { nameOf } from "./portOwner.ts";
import { type NotReady, readyAdvice } from "./readiness.ts";
import { causeText, isScript, type StartCause, withheldCause } from "./startCause.ts";
import { otherAddress, takenPort } from "./startEvidence.ts";
import type { StartedService } from "./startedService.ts";
import { speaksTls } from "./tlsProbe.ts";

/** The failure of a service that ended by itself, with the cause as far as it can be seen. */
export async function exitFailure(
  { tree, logLines, logTail }: ServiceProcess,
  started: StartedService,
  exit: Exit & { readonly isReady: boolean },
): Promise<ServiceFailure> {
  const { arm, service } = started;
  // Processes that the service left behind end soon, too.
  const left = tree.members();
  const log = await logLines();
  const cause =
    commandCause(service, exit.code, log) ??
    causeInLog(log, started) ??
    (exit.isReady ? undefined : causeOfExit(exit, left[0]?.pid, service));
  const when = exit.isReady ? "while it was measured" : "before it was ready";
  const hint = cause === undefined ? "" : `; ${causeText(cause)}`;
  return new ServiceFailure(`service.command: the ${arm} service ${exitText(exit)} ${when}${hint}`, await logTail());
}

/** The failure of a service that was not ready in time, or cannot get ready. */
export async function readinessFailure(
  process: ServiceProcess,
  started: StartedService,
  last: NotReady,
): Promise<ServiceFailure> {
  const { lastResult } = last;
  const { arm, port, service } = started;
  const { ready, readyTimeoutMs } = service;
  const expected =
    ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
  const cause = await causeOfSilence(process, started, lastResult);
  const advice = cause === undefined ? (settingsAdvice(lastResult) ?? readyAdvice(last)) : causeText(cause);
  return new ServiceFailure(
    `service.ready: expected the ${arm} service ${expected} within ${readyTimeoutMs / 1000} s, got: ${lastResult}; ${advice}`,
    await process.logTail(),
  );
}

/** The failure of a service that accepts connections, but only for TLS. */
export async function tlsFailure({ logTail }: ServiceProcess, { arm, port }: StartedService): Promise<ServiceFailure> {
  return new ServiceFailure(
    `service.ready: expected the ${arm} service to speak plain HTTP on PORT ${port}; ${causeText({ kind: "speaks_tls" })}`,
    await logTail(),
  );
}

/** The code by which docker says that it could not run the container at all. */
const engineFailed = 125;

/** A command that starts containers in the background, or without PORT. A service that fails says why itself. */
function commandCause(
  { program, build }: StartedService["service"],
  code: number | null,
  log: readonly string[],
): StartCause | undefined {
  const command = program.kind === "command" ? containerCommand(program.command, build !== undefined) : undefined;
  if (command === undefined) return undefined;
  const problem = engineProblem(log.join("\n"));
  // A terminal is asked for before the engine.
  const isOfEngine = code === 0 || code === engineFailed || problem?.kind === "no_terminal";
  if (!isOfEngine && command.compose === undefined) return undefined;
  return problem === undefined ? { kind: "container_command", ...command } : { kind: "engine", problem };
}

function causeInLog(log: readonly string[], started: StartedService): StartCause | undefined {
  return takenPort(log, started) ?? withheldCause(log, started.withheld);
}

function causeOfExit(
  { code, signal }: Exit,
  leftPid: number | undefined,
  { stdin, program }: StartedService["service"],
): StartCause | undefined {
  if (leftPid !== undefined && signal === null)
    return { kind: "background", process: nameOf({ pid: leftPid, command: commandOf(leftPid) }) };
  if (code === 0) return { kind: "ended_without_error", stdin };
  return signal === null && program.kind === "command" && isScript(program.command)
    ? { kind: "script_stopped" }
    : undefined;
}

async function causeOfSilence(
  { tree, logLines }: ServiceProcess,
  started: StartedService,
  lastResult: string,
): Promise<StartCause | undefined> {
  const { port, env, service } = started;
  const listeners = listenersOf(tree.members().map(({ pid }) => pid));
  if (service.tls && plainHttpReply.test(lastResult)) return { kind: "speaks_plain_http" };
  if (!service.tls && (await isTls(port))) return { kind: "speaks_tls" };
  const byCommand = commandCause(service, 0, []);
  if (byCommand !== undefined && lastResult === "nothing listened") return byCommand;
  const inContainer = await portsInContainer(started);
  if (inContainer !== undefined) return inContainer;
  const byAddress = await otherAddress(listeners, port, env);
  if (byAddress !== undefined) return byAddress;
  const byLog = causeInLog(await logLines(), started);
  if (byLog !== undefined) return byLog;
  const ports = [...new Set(listeners.map((listener) => listener.port))].filter((one) => one !== port);
  return ports.length === 0 ? undefined : { kind: "other_ports", ports: ports.toSorted((a, b) => a - b) };
}

/** The container that the command has started listens, but not where PORT leads. */
async function portsInContainer({ published, port }: StartedService): Promise<StartCause | undefined> {
  const container = await published?.find();
  const [target] = Object.entries(container?.publishedPorts ?? {}).find(([, host]) => host === port) ?? [];
  if (container === undefined || target === undefined) return undefined;
  const ports = portsBeside(containerListeners(container.pid), Number(target));
  return ports.length === 0 ? undefined : { kind: "other_container_ports", target: Number(target), ports };
}

/** How OpenSSL reports bytes that are not TLS. */
const plainHttpReply = /EPROTO|wrong.version.number|packet.length.too.long/i;

async function isTls(port: number): Promise<boolean> {
  const results = await Promise.all(["127.0.0.1", "::1"].map((host) => speaksTls({ host, port })));
  return results.includes(true);
}
