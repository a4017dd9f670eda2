import { ServiceFailure } from "../../model/errors.ts";
import type { Exit } from "../../shell/processTree.ts";
import { containerListeners } from "../../shell/sockets.ts";
import { settingsAdvice } from "../../wording/failureText.ts";
import { exitText, type ServiceProcess } from "../launch.ts";
import { type NotReady, readyAdvice } from "../readiness.ts";
import { causeText } from "../startCause.ts";
import { speaksTls } from "../tlsProbe.ts";
import type { ArmEngine } from "./armEngine.ts";
import { tryDocker } from "./engine.ts";
import { engineProblem } from "./engineProblem.ts";
import { engineProblemText } from "./engineProblemText.ts";
import { type ContainerFacts, type CreatedContainer, containersIn } from "./inspection.ts";
import { listenerAdvice } from "./listenerAdvice.ts";

/** The failure of a container that ended by itself. */
export async function containerExit(
  { id }: CreatedContainer,
  { arm, key, options }: ArmEngine,
  { logLines, logTail }: ServiceProcess,
  exit: Exit & { readonly isReady: boolean },
): Promise<ServiceFailure> {
  const [facts] = containersIn((await tryDocker(options, "container", "inspect", id)) ?? "[]");
  const when = exit.isReady ? "while it was measured" : "before it was ready";
  const cause = exitCause(facts, (await logLines()).join("\n"), exit);
  return new ServiceFailure(
    `${key}: the ${arm} container ${exitText(exit)} ${when}${cause === undefined ? "" : `; ${cause}`}`,
    await logTail(),
  );
}

/** 128 and the number of SIGKILL. */
const killedCode = 137;

function exitCause(facts: ContainerFacts | undefined, log: string, { code, isReady }: Exit & { isReady: boolean }) {
  if (facts?.ranOutOfMemory === true) return "it used more memory than its limit allows (--memory, mem_limit)";
  // The engine may learn too late that memory was the reason.
  if (code === killedCode)
    return "SIGKILL ended it, as if it used more memory than its limit (--memory, mem_limit) or the machine allows";
  const problem = engineProblem(log);
  if (problem !== undefined && !isReady) return engineProblemText(problem);
  return code === 0 ? "a service must keep running in the foreground" : undefined;
}

/** The failure of a container whose service did not get ready in time. */
export async function containerUnready(
  { port }: CreatedContainer,
  { pid }: ContainerFacts,
  { arm, key, scripts: { service } }: ArmEngine,
  process: ServiceProcess,
  last: NotReady,
): Promise<ServiceFailure> {
  const { lastResult } = last;
  const { ready, readyTimeoutMs, tls } = service;
  const what =
    ready.kind === "tcp" ? `to listen on port ${port}` : `to answer GET ${ready.path} on port ${port} with 2xx`;
  const advice =
    listenerAdvice(containerListeners(pid), port, key) ??
    settingsAdvice(lastResult) ??
    (tls ? undefined : await tlsAdvice(lastResult)) ??
    readyAdvice(last);
  return new ServiceFailure(
    `service.ready: expected the ${arm} container ${what} within ${readyTimeoutMs / 1000} s, got: ${lastResult}; ${advice}`,
    await process.logTail(),
  );
}

async function tlsAdvice(lastResult: string): Promise<string | undefined> {
  const [, port] = /127\.0\.0\.1:(\d+)/.exec(lastResult) ?? [];
  if (port === undefined) return undefined;
  return (await speaksTls({ host: "127.0.0.1", port: Number(port) })) ? causeText({ kind: "speaks_tls" }) : undefined;
}

/** The failure of a container that accepts connections, but only for TLS. */
export async function containerTls(
  { port }: CreatedContainer,
  { arm }: ArmEngine,
  { logTail }: ServiceProcess,
): Promise<ServiceFailure> {
  return new ServiceFailure(
    `service.ready: expected the ${arm} container to speak plain HTTP on port ${port}; ${causeText({ kind: "speaks_tls" })}`,
    await logTail(),
  );
}
