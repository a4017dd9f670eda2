import { join } from "node:path";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Millis } from "../model/unit.ts";
import { removeTree } from "../shell/files.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { checkComposeUp } from "./container/composeUp.ts";
import { containerCommand } from "./container/containerCommand.ts";
import { armName } from "./container/labels.ts";
import { type PublishedContainer, publishedContainer } from "./container/publishedContainer.ts";
import type { Deployment, DeploymentSpec } from "./deployment.ts";
import { serviceEnvironment, withheldNames } from "./environment.ts";
import { launch, type ServiceProcess } from "./launch.ts";
import { freePort } from "./port.ts";
import { type ArmScripts, runBeforeRound, runBuild } from "./preparation.ts";
import { untilReady } from "./service.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { causeText } from "./startCause.ts";

/** A service that a shell command starts. */
export function commandDeployment(
  { service, arm, instance = arm, directory }: DeploymentSpec,
  command: string,
  context: ServiceContext,
): Deployment {
  const { signal } = context;
  const container = containerCommand(command, service.build !== undefined);
  /** Each arm has a compose project of its own. */
  const project = armName(context.runId, arm);
  const projectEnv = container?.compose === undefined ? {} : { COMPOSE_PROJECT_NAME: project };
  const temporary = join(context.temporary, instance);
  const environment = serviceEnvironment(
    context.env,
    { TMPDIR: temporary, ...service.env[arm], ...projectEnv, LOADGATE_ARM: arm },
    context.withheldSecrets,
  );
  const withheld = withheldNames(context.env, environment);
  const scripts: ArmScripts = { service, arm, directory, temporary, env: environment, withheld };

  let isSeen = container === undefined;
  const requireSeen = async () => {
    if (isSeen || container === undefined) return;
    const checked = await checkComposeUp(container, { env: environment, signal, key: "service.command", directory });
    if (checked.unseen !== undefined)
      throw new CouldNotMeasure(`service.command: ${causeText({ kind: "container_command", ...checked })}`);
    isSeen = true;
  };
  const watchOver = async (port: number) => {
    if (container === undefined) return undefined;
    return await publishedContainer({ port, project, runDirectory: context.temporary, env: environment, signal });
  };

  return {
    environment,
    async build() {
      await requireSeen();
      await runBuild(scripts, context);
    },
    async prepareRound() {
      await removeTree(temporary);
      await runBeforeRound(scripts, context);
    },
    async start(further = {}) {
      await requireSeen();
      const port = await freePort();
      const env = { ...environment, ...further, PORT: String(port) };
      const { stdin, stopTimeoutMs } = service;
      const published = await watchOver(port);
      const started = await launch(
        { command, arm, instance, directory, temporary, env, stdin, stopTimeoutMs },
        context,
      );
      const tls = context.tls ?? { verify: true };
      const facts = { service, arm, port, tls, env, withheld, runId: context.runId, ...omitUndefined({ published }) };
      return await untilReady(withContainer(started, published, stopTimeoutMs), facts, signal);
    },
  };
}

/** The process, together with the container that it starts. */
function withContainer(
  process: ServiceProcess,
  container: PublishedContainer | undefined,
  graceMs: Millis,
): ServiceProcess {
  if (container === undefined) return process;
  return {
    ...process,
    async [Symbol.asyncDispose]() {
      // Stopped first, because docker passes a signal on that the first process of a container may ignore.
      await container.stop(graceMs);
      await process[Symbol.asyncDispose]();
      await container.remove();
    },
  };
}
