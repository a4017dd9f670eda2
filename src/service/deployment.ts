import { join } from "node:path";
import { ServiceFailure } from "../model/errors.ts";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import { removeTree } from "../shell/files.ts";
import type { Exit } from "../shell/processTree.ts";
import { type EnvVariables, serviceEnvironment, withheldNames } from "./environment.ts";
import { type ArmCommand, exitText, launch, type ServiceProcess } from "./launch.ts";
import { freePort } from "./port.ts";
import { type Service, untilReady } from "./service.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { causeText, isScript, mentionedNames } from "./startCause.ts";

/** The build of an arm and the way to run it. */
export interface DeploymentSpec {
  readonly service: ServiceSpec;
  readonly arm: Arm;
  /** The directory in which the service's commands run. */
  readonly directory: string;
}

/** One build of the service under test. It can be started any number of times. */
export interface Deployment {
  /** The environment of the arm's commands. The service gets PORT in addition. */
  readonly environment: EnvVariables;
  /** Runs `service.build`. Throws a ServiceFailure with the end of the log if it fails. */
  build(): Promise<void>;
  /**
   * Prepares a round: empties TMPDIR, then runs `service.before_round`. Throws a ServiceFailure with the end of the log
   * if that fails or takes longer than `service.ready_timeout`.
   */
  prepareRound(): Promise<void>;
  /**
   * Starts the service and waits until it is ready on a free port. Throws a ServiceFailure if it does not get ready.
   */
  start(): Promise<Service>;
}

export function createDeployment({ service, arm, directory }: DeploymentSpec, context: ServiceContext): Deployment {
  const { signal } = context;
  const temporary = join(context.temporary, arm);
  const environment = serviceEnvironment(
    context.env,
    { TMPDIR: temporary, ...service.env[arm], LOADGATE_ARM: arm },
    context.withheldSecrets,
  );
  const withheld = withheldNames(context.env, environment);
  const run = (command: string, options: Partial<ArmCommand> = {}): Promise<ServiceProcess> =>
    launch({ command, arm, directory, temporary, env: environment, stopTimeoutMs: millis(0), ...options }, context);

  return {
    environment,
    async build() {
      if (service.build === undefined) return;
      await using command = await run(service.build);
      const exit = await abortable(command.tree.exited, signal);
      if (exit.code === 0) return;
      const summary = `service.build: the ${arm} build ${exitOfScript(service.build, exit)}`;
      throw await preparationFailure(summary, command, withheld);
    },
    async prepareRound() {
      await removeTree(temporary);
      if (service.beforeRound === undefined) return;
      await using command = await run(service.beforeRound);
      const timeout = AbortSignal.timeout(service.readyTimeoutMs);
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
    },
    async start() {
      const port = await freePort();
      const env = { ...environment, PORT: String(port) };
      const { stdin, stopTimeoutMs } = service;
      const started = await run(service.command, { env, stdin, stopTimeoutMs });
      const tls = context.tls ?? { verify: true };
      return await untilReady(started, { service, arm, port, tls, env, withheld, runId: context.runId }, signal);
    },
  };
}

/** The failure of a preparation command, with the cause as far as the log names it. */
async function preparationFailure(
  summary: string,
  { logLines, logTail }: ServiceProcess,
  withheld: readonly string[],
): Promise<ServiceFailure> {
  const names = mentionedNames(await logLines(), withheld);
  const cause = names.length > 0 ? `; ${causeText({ kind: "withheld_variables", names })}` : "";
  return new ServiceFailure(`${summary}${cause}`, await logTail());
}

function exitOfScript(script: string, exit: Exit): string {
  return isScript(script) ? `${exitText(exit)}; ${causeText({ kind: "script_stopped" })}` : exitText(exit);
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
