import { join } from "node:path";
import { type LogTail, ServiceFailure } from "../../model/errors.ts";
import type { Arm } from "../../model/plan.ts";
import { millis } from "../../model/unit.ts";
import type { DeploymentSpec } from "../deployment.ts";
import { type EnvVariables, serviceEnvironment, withheldNames } from "../environment.ts";
import { exitText, launch, type ServiceProcess } from "../launch.ts";
import { type ArmScripts, abortable } from "../preparation.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { docker, type EngineOptions } from "./engine.ts";
import { engineProblem } from "./engineProblem.ts";
import { engineProblemText } from "./engineProblemText.ts";
import { quoteWords } from "./shellWords.ts";
import { recordSweep, sweepDeadRuns } from "./sweep.ts";

/** The container engine, as one arm uses it. */
export interface ArmEngine {
  readonly arm: Arm;
  readonly key: string;
  readonly options: EngineOptions;
  /** The shell commands of the arm. They run on this machine, not in a container. */
  readonly scripts: ArmScripts;
  /** The environment that the containers get. They inherit nothing from this machine. */
  readonly containerEnv: Readonly<Record<string, string>>;
  /** Checks that the engine answers, and removes what dead runs have left. */
  prepare(): Promise<void>;
  /** Runs a long command. Its output goes to the arm's log. Throws a ServiceFailure if it fails. */
  run(words: readonly string[], what: string): Promise<void>;
  /** Starts a command that lasts as long as the service. */
  follow(words: readonly string[]): Promise<ServiceProcess>;
}

export function createArmEngine(
  { service, arm, directory }: DeploymentSpec,
  key: string,
  context: ServiceContext,
): ArmEngine {
  const temporary = join(context.temporary, arm);
  const containerEnv = { ...service.env[arm], LOADGATE_ARM: arm };
  const env: EnvVariables = serviceEnvironment(
    context.env,
    { TMPDIR: temporary, ...containerEnv },
    context.withheldSecrets,
  );
  const options = { env, signal: context.signal, key };
  const start = (words: readonly string[]) =>
    launch({ command: `exec ${quoteWords(words)}`, arm, directory, temporary, env, stopTimeoutMs: millis(0) }, context);
  return {
    arm,
    key,
    options,
    scripts: { service, arm, directory, temporary, env, withheld: withheldNames(context.env, env) },
    containerEnv,
    async prepare() {
      await docker(options, "version", "--format", "{{.Server.Version}}");
      await recordSweep(context.temporary, context.runId, context.env);
      await sweepDeadRuns({ ...options, env: context.env });
    },
    async run(words, what) {
      await using command = await start(words);
      const exit = await abortable(command.tree.exited, context.signal);
      if (exit.code === 0) return;
      const summary = `${key}: ${what} of the ${arm} ${exitText(exit)}`;
      throw withEngineCause(summary, await command.logLines(), await command.logTail());
    },
    follow: start,
  };
}

/** The failure with the cause that the engine wrote into the log. */
export function withEngineCause(summary: string, log: readonly string[], tail: LogTail): ServiceFailure {
  const problem = engineProblem(log.join("\n"));
  return new ServiceFailure(problem === undefined ? summary : `${summary}; ${engineProblemText(problem)}`, tail);
}
