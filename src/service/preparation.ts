import { ServiceFailure } from "../model/errors.ts";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import type { Exit } from "../shell/processTree.ts";
import type { EnvVariables } from "./environment.ts";
import { exitText, launch, type ServiceProcess } from "./launch.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { causeText, isScript, withheldCause } from "./startCause.ts";

/** The shell commands of an arm, besides the one that starts the service. */
export interface ArmScripts {
  readonly service: ServiceSpec;
  readonly arm: Arm;
  readonly directory: string;
  readonly temporary: string;
  readonly env: EnvVariables;
  /** Names of variables that Loadgate has and the commands do not get. */
  readonly withheld: readonly string[];
}

/** Runs `service.build`. Throws a ServiceFailure with the end of the log if it fails. */
export async function runBuild(scripts: ArmScripts, context: ServiceContext): Promise<void> {
  const { service, arm, withheld } = scripts;
  if (service.build === undefined) return;
  await using command = await launchScript(service.build, scripts, context);
  const exit = await abortable(command.tree.exited, context.signal);
  if (exit.code === 0) return;
  const summary = `service.build: the ${arm} build ${exitOfScript(service.build, exit)}`;
  throw await preparationFailure(summary, command, withheld);
}

/** Runs `service.before_round`. Throws a ServiceFailure if it fails or takes longer than `service.ready_timeout`. */
export async function runBeforeRound(scripts: ArmScripts, context: ServiceContext): Promise<void> {
  const { service, arm, withheld } = scripts;
  const { signal } = context;
  if (service.beforeRound === undefined) return;
  await using command = await launchScript(service.beforeRound, scripts, context);
  const timeout = AbortSignal.timeout(Math.ceil(service.readyTimeoutMs));
  const exit = await abortable(command.tree.exited, AbortSignal.any([signal, timeout])).catch((error: unknown) => {
    if (signal.aborted || !timeout.aborted) throw error;
    return undefined;
  });
  if (exit?.code === 0) return;
  const end =
    exit === undefined
      ? `took longer than ${service.readyTimeoutMs / 1000} s`
      : exitOfScript(service.beforeRound, exit);
  throw await preparationFailure(`service.before_round: for the ${arm} it ${end}`, command, withheld);
}

function launchScript(command: string, scripts: ArmScripts, context: ServiceContext): Promise<ServiceProcess> {
  const { arm, directory, temporary, env } = scripts;
  return launch({ command, arm, directory, temporary, env, stopTimeoutMs: millis(0) }, context);
}

/** The failure of a preparation command, with the cause as far as the log names it. */
async function preparationFailure(
  summary: string,
  { logLines, logTail }: ServiceProcess,
  withheld: readonly string[],
): Promise<ServiceFailure> {
  const cause = withheldCause(await logLines(), withheld);
  const text = cause === undefined ? "" : `; ${causeText(cause)}`;
  return new ServiceFailure(`${summary}${text}`, await logTail());
}

function exitOfScript(script: string, exit: Exit): string {
  return isScript(script) ? `${exitText(exit)}; ${causeText({ kind: "script_stopped" })}` : exitText(exit);
}

/** The promise's result, or the signal's reason. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
